// Outside: places, companies, institutes and machines. A paper comes by them; it is not about them, and what it shares with others is not theirs.
import type { Word } from './forms.ts'
import { wordSet } from './lexicon/grammar.ts'

/** Whether a name is that of a place, a company, an institute, a country or a machine. */
export function isOutside(words: readonly Word[]): boolean {
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return false
  if (MACHINES.has(last.form.singular)) return true
  if (!first.form.startsUpper || !last.form.startsUpper) return false
  if (endsOutside(last)) return true
  if (words.length === 1) return OWNERS.has(last.text) || COUNTRIES.has(last.lower)
  return words.length === 2 && COUNTRIES.has(`${first.lower}-${last.lower}`)
}

/** Whether words are the front of such a name: "Iberian" of "Iberian Peninsula". */
export const opensOutside = (words: readonly Word[], next: Word | undefined): boolean =>
  next !== undefined && endsOutside(next) && words.every(({ form }) => form.startsUpper)

const endsOutside = ({ form }: Word): boolean =>
  form.startsUpper && (LANDSCAPES.has(form.lower) || HOUSES.has(form.lower))

/** The words of the companies a text names as such: "an industrial group like Foo", "the company Foo", "Foo Bars Ltd". */
export function findCompanies(text: string): ReadonlySet<string> {
  if (!COMPANY.test(text)) return NONE
  return new Set(
    [...text.matchAll(COMPANIES), ...text.matchAll(REGISTERED)].flatMap(([, name]) => name?.trim().split(/\s+/) ?? []),
  )
}
const NONE: ReadonlySet<string> = new Set()
const COMPANY =
  /\b(?:compan|corporation|firm|manufacturer|retailer|start-?up|vendor|airline|(?:business|industrial|media) group|supplier|(?:Ltd|Inc|GmbH|LLC|Corp)\b)/
const REGISTERED = /((?:\p{Lu}[\p{L}\p{N}&-]*\s+){1,6}),?\s*(?:Ltd|Inc|GmbH|LLC|Corp)\b/gu
const COMPANIES =
  /\b(?:(?:company|companies|corporations?|firms?|manufacturers?|retailers?|start-?ups?|vendors?|airlines?|suppliers?)(?: like| such as| called| named)?|(?:business|industrial|media) groups? (?:like|such as))(?: the)? (\p{Lu}\p{Ll}+)(?![\p{L}\p{N}])/gu

/** What programs run on. Singular. */
const MACHINES = wordSet('cpu gpu tpu smartphone laptop workstation')

const OWNERS =
  wordSet(`Google DeepMind OpenAI Microsoft Nvidia NVIDIA IBM Baidu Tencent Alibaba Huawei Samsung Intel Netflix Uber Airbnb LinkedIn Siemens
  Bosch Toyota Tesla Boeing Airbus Pfizer Novartis Anthropic Spotify Pinterest Etsy Walmart Zalando Yandex`)

/** Ends of the names of places. */
const LANDSCAPES = wordSet(
  `peninsula ocean sea island islands archipelago river mountains gulf coast strait continent county province`,
)

/** Ends of the names of companies and institutes. */
const HOUSES =
  wordSet(`academy agency bureau co college commission corp corporation council gmbh inc institute institution laboratories laboratory limited
  llc ltd ministry organisation organization university`)

/** In lower case; two words with a hyphen between them. */
const COUNTRIES =
  wordSet(`africa america asia europe australia antarctica argentina austria bangladesh belgium brazil canada chile china colombia denmark
  egypt england ethiopia finland france germany ghana greece hungary india indonesia iran iraq ireland israel italy japan kenya
  malaysia mexico nepal netherlands nigeria norway pakistan peru philippines poland portugal romania russia rwanda scotland singapore
  spain sweden switzerland taiwan tanzania thailand turkey uganda ukraine vietnam wales zambia london paris berlin beijing shanghai
  tokyo mumbai delhi chicago boston seattle new-york los-angeles san-francisco hong-kong south-africa south-korea north-america
  south-america latin-america zealand korea arabia lanka united-states united-kingdom new-zealand sri-lanka saudi-arabia`)
