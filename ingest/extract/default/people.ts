// People: names of authors that texts cite, which look like names of methods.

const CITATION =
  /(\p{Lu}[\p{L}'\u2019-]+)(?:,?\s+(?:and|&)\s+(\p{Lu}[\p{L}'\u2019-]+))?(?:\s+et\.?\s+al|,?\s*[([]?(?:19|20)\d\d)/gu
/** What ends every citation; most abstracts have none. */
const CITES = /\set\.?\s+al|(?:19|20)\d\d/
/** Methods are cited like this as well, but nothing is done by them. */
const NUMBERED = /\bby\s+(\p{Lu}[\p{L}'\u2019-]+)\s*\[\d/gu
const AUTHORS = /\bby\s+((?:\p{Lu}[\p{L}'\u2019-]+(?:,\s+|,?\s+(?:and|&)\s+))+\p{Lu}[\p{L}'\u2019-]+)/gu

/** The family names a text cites: "LeCun et al., 1990", "Hoffmann (2022)", "by Bubeck and Sellke", "by Klein [4]". */
export function findPeople(text: string): ReadonlySet<string> {
  const people = new Set<string>()
  if (CITES.test(text))
    for (const [, first, second] of text.matchAll(CITATION))
      for (const name of [first, second]) if (name !== undefined) people.add(name)
  if (text.includes('[')) for (const [, name] of text.matchAll(NUMBERED)) if (name !== undefined) people.add(name)
  for (const [, names = ''] of text.matchAll(AUTHORS))
    for (const name of names.split(/,\s+(?:and\s+)?|\s+(?:and|&)\s+/)) people.add(name)
  // "CIFAR-10 2019" is no person: names of people have one capital at their start, or two as in LeCun.
  return new Set([...people].filter((name) => /^\p{Lu}\p{Ll}+(?:[-'\u2019]?\p{Lu}\p{Ll}+)?$/u.test(name)))
}
