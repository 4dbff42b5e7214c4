// People: names of authors that texts cite, which look like names of methods.
import { nameKey } from '../../../src/graph/names.ts'
import { METHODS, isDataset } from './lexicon/known.ts'

const PARTICLE = '(?:van|von|de|der|la)'
const NAME = String.raw`\p{Lu}[\p{L}'\u2019-]+`
/** Before one more name of a list. */
const AND = String.raw`(?:,\s+(?:(?:and|&)\s+)?|\s+(?:and|&)\s+)(?:${PARTICLE}\s+){0,2}`
/** Lists have an end, and a text may hold what only takes time. */
const MOST = 20

/** "LeCun et al., 1990", "Hoffmann (2022)", "Bousquet, Hanneke, van Handel, and Yehudayoff (STOC 2021)", "Freund and Schapire [’97]". */
const CITATION = new RegExp(
  String.raw`(${NAME}(?:${AND}${NAME}){0,${MOST}})(?:\s+et\.?\s+al|,?\s*[([]?(?:[A-Z]+\s+)?(?:19|20)\d\d|\s*\[['\u2019]\d\d)`,
  'gu',
)
/** What ends every citation; most abstracts have none. */
const CITES = /\set\.?\s+al|(?:19|20)\d\d|\[['\u2019]\d\d/
/** "by Bubeck and Sellke", "by Klein [4]": methods are cited with numbers as well, but nothing is done by them. */
const AUTHORS = new RegExp(String.raw`\bby\s+(${NAME}(?:(?:${AND}${NAME}){1,${MOST}}|(?=\s*\[\d)))`, 'gu')
/** "Hanneke's" and "Hanneke". */
const OWNER = /(?<![\p{L}-])(\p{Lu}\p{Ll}+)(['\u2019]s)?(?!\p{L})/gu

/** The words of the names of people in a text: who is cited, and who has something, as in "Hanneke's algorithm", and is not spoken of otherwise. */
export function findPeople(text: string): ReadonlySet<string> {
  const cited = [...(CITES.test(text) ? text.matchAll(CITATION) : []), ...text.matchAll(AUTHORS)]
  const people = cited.flatMap(([, names = '']) => names.split(/[,\s]+/))
  return new Set([...people, ...findOwners(text)].filter((word) => PART_OF_NAME.test(word) && !isKnown(word)))
}
/** "CIFAR-10 2019" is no person: names of people have one capital at their start, or two as in LeCun. */
const PART_OF_NAME = new RegExp(String.raw`^(?:\p{Lu}\p{Ll}+(?:[-'\u2019]?\p{Lu}\p{Ll}+)?|${PARTICLE})$`, 'u')

function findOwners(text: string): readonly string[] {
  if (!/['\u2019]s/.test(text)) return []
  const [owners, others] = [new Set<string>(), new Set<string>()]
  for (const [, name = '', owns] of text.matchAll(OWNER)) (owns === undefined ? others : owners).add(name)
  return [...owners].filter((name) => !others.has(name))
}

const isKnown = (word: string): boolean => METHODS.has(nameKey(word)) || isDataset(word)
