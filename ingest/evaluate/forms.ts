// Forms: when two surface forms are the same name for the purpose of scoring. This is deliberately not the key that resolution
// joins names by, so that a mistake there is not repeated here.

/** The surface forms of one thing, made ready for comparison. */
export interface Forms {
  /** Keys with their words apart. */
  readonly keys: readonly string[]
  /** Keys without blanks: over-parameterization is overparameterization. */
  readonly joined: ReadonlySet<string>
}

/**
 * What is compared of a surface form: NFKC, lower case, hyphens and punctuation as blanks, no articles, -isation as -ization,
 * parametrization as parameterization, every word without its plural ending.
 */
export function formKey(surface: string): string {
  return surface
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\-_/]+/g, ' ')
    .replace(/[^\p{L}\p{N}+#.* ]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/\b(?:the|a|an)\s+/g, '')
    .replace(/is(ation|ing|ed|er|e)\b/g, 'iz$1')
    .replace(/parametri/g, 'parameteri')
    .trim()
    .split(/\s+/)
    .map(withoutPlural)
    .join(' ')
}

/** The forms of one thing. */
export function formsOf(surfaces: readonly string[]): Forms {
  const keys = [...new Set(surfaces.map(formKey))].filter((key) => key !== '')
  return { keys, joined: new Set(keys.map((key) => key.replaceAll(' ', ''))) }
}

/** Whether any form of one is a form of the other. */
export function isSame(a: Forms, b: Forms): boolean {
  return [...a.joined].some((form) => b.joined.has(form))
}

/** Whether they are the same, or one form holds all words of the other, which are at least half of its own. */
export function isNear(a: Forms, b: Forms): boolean {
  return isSame(a, b) || a.keys.some((one) => b.keys.some((other) => overlaps(one.split(' '), other.split(' '))))
}

function overlaps(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length * 2 >= long.length && short.every((word) => long.includes(word))
}

function withoutPlural(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word
}
