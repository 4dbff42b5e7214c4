// Names: when two spellings are the same name. The look-up key is shared by resolution, search and the API.
import { remembered } from './remembered.ts'

/** Plurals of Greek and Latin words that papers use; endings alone would not tell them. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ...['matri', 'verti', 'indi', 'appendi', 'simpli', 'corti', 'vorti'].map((stem): [string, string] => [
    `${stem}ces`,
    `${stem.slice(0, -1)}${/^(?:matri|appendi)$/.test(stem) ? 'ix' : 'ex'}`,
  ]),
  ...'analys ax bas cris diagnos emphas hypothes paralys parenthes prosthes synthes thes'
    .split(' ')
    .map((stem): [string, string] => [`${stem}es`, `${stem}is`]),
  ...['phenomen', 'criteri', 'automat', 'polyhedr', 'tetrahedr', 'mitochondri'].map((stem): [string, string] => [
    `${stem}a`,
    `${stem}on`,
  ]),
  ...'minim maxim optim extrem spectr continu bacteri strat equilibri curricul quant'
    .split(' ')
    .map((stem): [string, string] => [`${stem}a`, `${stem}um`]),
  // Plurals of plurals, a common slip.
  ['minimas', 'minimum'],
  ['maximas', 'maximum'],
  ['optimas', 'optimum'],
  ['criterias', 'criterion'],
  ['corpora', 'corpus'],
  ['biases', 'bias'],
  // Most words in -as are no plurals.
  ...`agenda algebra alpha antenna area arena beta camera comma delta drama enigma era formula gamma idea kappa lambda
  lemma omega opera panorama parabola persona plasma quota replica schema sigma theta trauma umbrella`
    .split(/\s+/)
    .map((word): [string, string] => [`${word}s`, word]),
  ...'calor cook mov rook self zomb'.split(' ').map((stem): [string, string] => [`${stem}ies`, `${stem}ie`]),
  ['loci', 'locus'],
  ['nuclei', 'nucleus'],
  ['radii', 'radius'],
  ['stimuli', 'stimulus'],
  ['foci', 'focus'],
  ['tori', 'torus'],
  ['gyri', 'gyrus'],
  ['sulci', 'sulcus'],
  ['thesauri', 'thesaurus'],
  ['lemmata', 'lemma'],
  ['formulae', 'formula'],
  ['schemata', 'schema'],
  ['taxa', 'taxon'],
  ['mice', 'mouse'],
  ['lives', 'life'],
  ['halves', 'half'],
])
/** How many words, and how many names, are kept as they were folded. */
const MAX_FOLDED = 50_000
/** Words in -s that have no singular, or the same one. */
const UNCOUNTED =
  /^(?:series|species|means|always|perhaps|news|lens|odds|bayes|gauss|hermes|apparatus|does|this|thus|versus|less|across)$/

/** Singular of a lower-case English word by its ending; words that only look plural (`bias`, `loss`, `analysis`) stay. */
export const singular = (word: string): string =>
  ENDS_OF_PLURALS.includes(word.charAt(word.length - 1)) ? knownSingular(word) : word

/** Most words end in something else. */
const ENDS_OF_PLURALS = 'aeis'
const knownSingular = remembered(MAX_FOLDED, readSingular)

function readSingular(word: string): string {
  const irregular = IRREGULAR.get(word)
  if (irregular !== undefined) return irregular
  if (UNCOUNTED.test(word)) return word
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|as|ics)$/.test(word)) return word.slice(0, -1)
  return word
}

/** Words whose -ise is no ending: `precise`, `promise`, `exercise`, `supervised`. */
const KEEPS_S =
  /(?:precis|concis|promis|exercis|expertis|enterpris|surpris|compromis|advis|devis|revis|supervis|televis|improvis|disguis|franchis|wise$|comprehens|merchandis|paradis|treatis|premis|nois|pois|prais|rais)/

/** American form of a lower-case word: `regularisation` is `regularization`, `behaviour` is `behavior`. */
export function american(word: string): string {
  // Most words hold none of what is looked for.
  if (!/is|our|[ae]ll|parametri|ogue|ence|gement|artef|[bt]re|adaption/.test(word)) return word
  return word
    .replace(/is(ations?|ing|ed|ers?|es?|abilit(?:y|ies)|able)$/, (ending, rest: string, at: number) =>
      at >= 4 && !KEEPS_S.test(word) ? `iz${rest}` : ending,
    )
    .replace(/parametri/g, 'parameteri')
    .replace(/(behavi|col|fav|flav|hum|lab|neighb|rum|tum|vap)our/g, '$1or')
    .replace(/(label|model|signal|travel)l(?=ing|ed|er)/g, '$1')
    .replace(/(anal|catal|dial)ogue/g, '$1og')
    .replace(/(def|off)ence(?=s?$)/, '$1ense')
    .replace(/judgement/g, 'judgment')
    .replace(/artefact/g, 'artifact')
    .replace(/adaption/g, 'adaptation')
    .replace(/(cent|fib)re(?=s?$)/, '$1er')
}

/** One word as names and search compare it: `naïve` as `naive`, in the singular, as Americans spell it. Expects lower case. */
export const foldWord: (word: string) => string = remembered(MAX_FOLDED, (word) =>
  foldedSingular(singular(american(withoutMarks(word)))),
)

/** {@link foldWord} of a word without accents, given its singular as Americans spell it. */
export const foldedSingular = (one: string): string =>
  // "bases" is the plural of both, and tells nothing of which.
  one === 'base' ? 'basis' : one

/** Latin letters without their accents, which half of the papers leave out: `poincaré`, `nyström`. Marks of other scripts tell words apart. */
function withoutMarks(word: string): string {
  return ASCII.test(word) ? word : word.normalize('NFD').replace(LATIN_MARKS, '$1').normalize('NFC')
}
const ASCII = /^\p{ASCII}*$/u
const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu

/** Most names are asked for word by word, and most words are plain; most others are plain words in a row. */
const PLAIN_WORD = /^[A-Za-z0-9]+$/
const PLAIN_WORDS = /^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$/

/**
 * The key under which all spellings of a name meet: compatibility form, lower case, no leading article, every word folded
 * (number, British and American spelling, accents), no blanks, hyphens or punctuation, Greek letters by name. `over-parameterization`,
 * `overparametrization` and `Over Parameterisations` have one key. `+`, `#` and `*` stay: C, C++ and C# differ.
 */
export const nameKey: (name: string) => string = remembered(MAX_FOLDED, (name) =>
  PLAIN_WORD.test(name) ? foldWord(name.toLowerCase()) : keyOfWords(readAccents(name)),
)

/** What LaTeX writes for an accent, as a combining mark. */
const ACCENTS: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030C',
  u: '\u0306',
  H: '\u030B',
}

/** An accent and its letter: `\\"o`, `\\'{e}`, `\\v{c}`. A bare apostrophe takes few letters, since `it\\'s` is an escaped quote. */
const ACCENTED = /\\(?:(["`^~=.])(\p{L})|(')([aeiouycnz])|(["'`^~=.cvuH])\{(\p{L})\})/giu

/** LaTeX accents as people read them: `Poincar\\'e` and `Poincar{\\'e}` are `Poincaré`. */
export function readAccents(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\{(\\[^{}]{2,4})\}/g, '$1').replace(ACCENTED, (accented) => {
    const [sign = '', letter = ''] = accented.slice(1).replace(/[{}]/g, '')
    return `${letter}${ACCENTS[sign] ?? ''}`.normalize('NFC')
  })
}

/** Greek letters by their names, as page texts write formulas: `μP` is `muP`. */
const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
}

/** With what may stand before it; none is in "A-BOT", "A/B test" and "a posteriori". */
const ARTICLE = /^[^\p{L}\p{N}+#*]*(?:the|an?)\s+(?!priori|posteriori|$)/iu

function keyOfWords(name: string): string {
  if (PLAIN_WORDS.test(name)) {
    const words = name.toLowerCase().split(/[ -]/)
    // "A-BOT" is no bot.
    return (ARTICLE.test(name) ? words.slice(1) : words).map(foldWord).join('')
  }
  return name
    .normalize('NFKC')
    .replace(ARTICLE, '')
    .toLowerCase()
    .replace(/[\u03B1-\u03C9]/gu, (letter) => GREEK[letter] ?? letter)
    .replace(/['\u2019]s\b/g, '')
    .replace(/[^\p{L}\p{N}\p{M}+#*]+/gu, ' ')
    .trim()
    .split(' ')
    .map(foldWord)
    .join('')
}

/** A participle or verb whose prefix makes it name a state of things: overparameterized, misspecified. */
const STATE = /^(?:over|under|mis|hyper)(?=\p{L}{5})\p{L}+(?:ed|iz(?:e|ing))$/u
const STATE_NOUN = /^(?:over|under|mis|hyper)(?=\p{L}{5})\p{L}+(?:iz|ific)ation$/u

/**
 * The noun of the state that a folded word without hyphen names: `overparameterization` for itself and for
 * `overparameterized`, `misspecification` for `misspecified`; `null` for words that name no state.
 */
export function nounOfState(word: string): string | null {
  if (STATE_NOUN.test(word)) return word
  if (!STATE.test(word)) return null
  if (/iz(?:ed|e|ing)$/.test(word)) return word.replace(/iz(?:ed|e|ing)$/, 'ization')
  if (word.endsWith('ified')) return word.replace(/ified$/, 'ification')
  if (word.endsWith('ated')) return word.replace(/ated$/, 'ation')
  if (word.endsWith('fitted')) return word.replace(/ted$/, 'ting')
  return null
}
