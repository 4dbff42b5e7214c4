// Names: when two spellings are the same name. The look-up key is shared by resolution, search and the API.

/** Singular of a lower-case English word by its ending; words that only look plural (`bias`, `loss`, `analysis`) stay. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|as)$/.test(word)) return word.slice(0, -1)
  return word
}

/** American form of a lower-case word: `regularisation` is `regularization`, `behaviour` is `behavior`. */
export function american(word: string): string {
  return word
    .replace(/is(ations?|ing|ed|ers?|es?)$/, (ending, rest: string, at: number) => (at >= 4 ? `iz${rest}` : ending))
    .replace(/parametri/g, 'parameteri')
    .replace(/(behavi|col|fav|neighb)our/g, '$1or')
    .replace(/modell(?=ing|ed|er)/g, 'model')
    .replace(/labell(?=ing|ed|er)/g, 'label')
}

/** One word as names and search compare it. Expects lower case. */
export function foldWord(word: string): string {
  return singular(american(word))
}

/**
 * The key under which all spellings of a name meet: compatibility form, lower case, no leading article, every word folded
 * (number, British and American spelling), no blanks, hyphens or punctuation. `over-parameterization`,
 * `overparametrization` and `Over Parameterisations` have one key. `+`, `#` and `*` stay: C, C++ and C# differ.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2019]s\b/g, '')
    .replace(/[^\p{L}\p{N}\p{M}+#*]+/gu, ' ')
    .trim()
    .replace(/^(?:the|an?) (?=.)/, '')
    .split(' ')
    .map(foldWord)
    .join('')
}
