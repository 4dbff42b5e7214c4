// Matter: how physics and chemistry write amounts and substances, which by their letters look like names of methods.

/** "1.7eV", "1560nm", "900oC": a number and a unit in one word. */
export const isQuantity = (text: string): boolean => QUANTITY.test(text)

/** "GeV", "kPa": a unit by itself. */
export const isUnit = (text: string): boolean => UNITS.test(text)

const UNIT = `[pnuµμmcdkMGT]?(?:eV|Hz|Pa|Wp?|V|A|J|N|g|L|l|m|s|Bq|Sv|Gy|mol|bar|Torr|cal|rad|Ω|F|T)|k?wh|kWh|[KMGTk]i?[Bb](?:ps)?|[°o]C|ppm|ppb|rpm|dB|min|hr?|ms\\^?-?\\d`
const QUANTITY = new RegExp(String.raw`^\d[\d.,]*(?:${UNIT})(?:\/?(?:${UNIT})\^?-?\d?){0,3}$`, 'u')
/** Those that no method is called by. */
const UNITS = /^(?:[pnuµμmkMGT]?(?:eV|Hz|Pa|Bq|Sv|Torr)|[pnµμkmM]V|[pnµμm]A|[kMGT]W|kWp|kWh|MJ|kJ|mol|ppm|ppb|rpm)$/u

const ELEMENT =
  'A[cglmr-u]|B[aehikr]?|C[adeflmorsu]?|D[by]|E[rsu]|F[elmr]?|G[ade]|H[aefgos]?|I[nr]?|K[r]?|L[airu]|M[gnot]|N[abdeip]?|O[s]?|P[abdmortu]?|R[abefhnu]|S[bcegimnr]?|T[abcehilm]|U|V|W|X[e]|Y[b]?|Z[nr]'
const FORMULA = new RegExp(
  String.raw`^(?=.*\p{Ll}|\p{Lu}{1,2}\d(?!\d))(?:(?:${ELEMENT})(?:\d{1,2}(?:\.\d+)?)?){2,}\d?[+-]?$`,
  'u',
)
const ION = new RegExp(String.raw`^(?:${ELEMENT})\d?\+$`, 'u')
/** "PM2.5": particulate matter. */
const DUST = /^PM(?:1|2\.5|10)$/
const ELEMENTS = new RegExp(ELEMENT, 'gu')

/** "TiO2", "GaAs", "UO2+", "Fe3+": two elements, one of them in two letters, or one of the first two counted; or an ion. "CC2", "FP16" and "FCN8" are none. */
export const isChemicalFormula = (text: string): boolean =>
  DUST.test(text) || ION.test(text) || (FORMULA.test(text) && new Set(text.match(ELEMENTS)).size > 1)
