// People: names of authors that texts cite, which look like names of methods.
import { nameKey } from '../../../src/graph/names.ts'
import { METHODS, isDataset } from './lexicon/known.ts'

const PARTICLE = '(?:van|von|de|der|la)'
const NAME = String.raw`\p{Lu}[\p{L}'\u2019-]+`
/** "LeCun", "Bubeck and Sellke", "Bousquet, Hanneke, van Handel, and Yehudayoff". */
const NAMES = `${NAME}(?:(?:,\\s+(?:and\\s+|&\\s+)?|\\s+(?:and|&)\\s+)(?:${PARTICLE}\\s+)*${NAME})*`
const CITATION = new RegExp(
  String.raw`(${NAMES})(?:\s+et\.?\s+al|,?\s*[([]?(?:[A-Z]+\s+)?(?:19|20)\d\d|\s*\[['\u2019]\d\d)`,
  'gu',
)
/** What ends every citation; most abstracts have none. */
const CITES = /\set\.?\s+al|(?:19|20)\d\d|\[['\u2019]\d\d/
/** Two and more by whom something was done; or one with a number, as methods have it too, but nothing is done by those. */
const AUTHORS = new RegExp(String.raw`\bby\s+(?:(${NAMES})(?<=[\s,](?:and|&)\s.*)|(${NAME})\s*\[\d)`, 'gu')
const OWNER = /(?<![\p{L}-])(\p{Lu}\p{Ll}+)['\u2019]s(?!\p{L})/gu

/** The family names a text cites: "LeCun et al., 1990", "Hoffmann (2022)", "by Bubeck and Sellke", "by Klein [4]", "Hanneke's algorithm". */
export function findPeople(text: string): ReadonlySet<string> {
  const cited = [...(CITES.test(text) ? text.matchAll(CITATION) : []), ...text.matchAll(AUTHORS)]
  const people = cited.flatMap(([, several, one]) => (several ?? one ?? '').split(/[,\s]+/))
  return new Set([...people, ...findOwners(text)].filter((word) => PART_OF_NAME.test(word) && !isKnown(word)))
}
/** "CIFAR-10 2019" is no person: names of people have one capital at their start, or two as in LeCun. */
const PART_OF_NAME = new RegExp(String.raw`^(?:\p{Lu}\p{Ll}+(?:[-'\u2019]?\p{Lu}\p{Ll}+)?|${PARTICLE})$`, 'u')

/** Who owns what and is not spoken of otherwise. */
const findOwners = (text: string): readonly string[] =>
  [...text.matchAll(OWNER)].flatMap(([, name = '']) =>
    new RegExp(String.raw`(?<![\p{L}-])${name}(?!\p{L}|['\u2019]s)`, 'u').test(text) ? [] : [name],
  )

const isKnown = (word: string): boolean => METHODS.has(nameKey(word)) || isDataset(word)
