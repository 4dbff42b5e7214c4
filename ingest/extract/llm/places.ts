// Places: where a text has a name, in any of the spellings that are one name to the graph. Models copy names almost exactly.
//
// A text is read as words. A name stands where the words of a stretch, folded and written as one, are the name's key: so
// `fine-tuning`, `Fine Tuning` and `finetuning` meet, and a stretch always starts and ends where a word does.
import { nameKey } from '../../../src/graph/names.ts'
import type { TextRange } from '../../../src/graph/papers.ts'

/** A text in which names can be looked for. */
export interface NameIndex {
  /** All places of a name in order, none within another. Offsets are into the text. */
  placesOf(name: string): readonly TextRange[]
}

interface Word extends TextRange {
  /** Where the word ends with everything that belongs to it, such as a possessive ending. */
  readonly wholeEnd: number
  /** End of its letters and digits: `C` of `C++`. */
  readonly bareEnd: number
  readonly key: string
  readonly bareKey: string
}

const WORD = /([\p{L}\p{N}\p{M}]+)([+#*]*)(?:['\u2019]s(?![\p{L}\p{N}\p{M}]))?/gu
/** What may stand between the words of a name wherever it stands: a blank, a hyphen, a hyphen at the end of a line. */
const SOFT_GAP = /^(?:\s{1,2}|[-\u2010-\u2013\u2212]\s?)?$/u
const UNLIKE_A_WORD = /\p{Lu}[^\p{Lu}]*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}\p{N}|\p{N}\p{Lu}/u

/** All words of a text folded and written as one, and where in it words start and end. */
interface Line {
  readonly keys: string
  /** Words by where they start. */
  readonly starts: ReadonlyMap<number, number>
  /** Words by where they end, with the end that they have in the text there. */
  readonly ends: ReadonlyMap<number, { readonly word: number; readonly end: number }>
}

/** Reads a text once; looking for a name then takes time linear in its length, whatever text and name are. */
export function indexNames(text: string): NameIndex {
  const words = readWords(text)
  const gaps = words.map((word, i) => text.slice(words[i - 1]?.wholeEnd ?? word.start, word.start))
  const hard = gaps.flatMap((gap, i) => (SOFT_GAP.test(gap) ? [] : [i]))
  const plain = writeLine(words, ({ bareKey }) => bareKey)
  const marked = writeLine(words, ({ key }) => key)
  const lines = plain.keys === marked.keys ? [plain] : [marked, plain]

  /** Whether everything between two words may stand in a name. */
  const isOne = (first: number, last: number, name: string): boolean => {
    for (let i = firstAbove(hard, first); (hard[i] ?? Infinity) <= last; i++) {
      if (!name.includes(gaps[hard[i] ?? 0] ?? '')) return false
    }
    return true
  }
  return {
    placesOf(name) {
      const key = nameKey(name)
      if (key === '') return []
      const found: TextRange[] = []
      const edges = edgesOf(name)
      for (const { keys, starts, ends } of lines) {
        let at = keys.indexOf(key)
        while (at !== -1) {
          const first = starts.get(at)
          const last = ends.get(at + key.length)
          const isPlace = first !== undefined && last !== undefined && isOne(first, last.word, name)
          if (isPlace) found.push(widen(text, { start: words[first]?.start ?? 0, end: last.end }, edges))
          at = keys.indexOf(key, at + (isPlace ? key.length : 1))
        }
      }
      return inRightCase(text, withoutOverlaps(found), name)
    },
  }
}

function readWords(text: string): readonly Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const [whole, bare = '', marks = ''] = match
    const start = match.index
    const bareEnd = start + bare.length
    const [key, bareKey] = [nameKey(bare + marks), nameKey(bare)]
    if (bareKey === '') continue
    words.push({ start, end: bareEnd + marks.length, bareEnd, wholeEnd: start + whole.length, key, bareKey })
  }
  return words
}

function writeLine(words: readonly Word[], keyOf: (word: Word) => string): Line {
  const starts = new Map<number, number>()
  const ends = new Map<number, { readonly word: number; readonly end: number }>()
  const keys: string[] = []
  let at = 0
  for (const [i, word] of words.entries()) {
    const key = keyOf(word)
    starts.set(at, i)
    if (key.startsWith(word.bareKey)) ends.set(at + word.bareKey.length, { word: i, end: word.bareEnd })
    if (key !== word.bareKey) ends.set(at + key.length, { word: i, end: word.end })
    keys.push(key)
    at += key.length
  }
  return { keys: keys.join(''), starts, ends }
}

/** Index of the first of ascending numbers that is above a bound. */
function firstAbove(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) > bound) high = middle
    else low = middle + 1
  }
  return low
}

/** In the order of the text; of places that overlap the first, of those that start together the longest. */
function withoutOverlaps(places: readonly TextRange[]): readonly TextRange[] {
  const kept: TextRange[] = []
  for (const place of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place)
  }
  return kept
}

/** What a name has before its first and after its last word, such as the brackets of `(S)GD` and `Q(λ)`. */
interface Edges {
  readonly before: string
  readonly after: string
}

function edgesOf(name: string): Edges {
  const words = [...name.matchAll(/[\p{L}\p{N}\p{M}+#*]+/gu)]
  const last = words.at(-1)
  return {
    before: name.slice(0, words[0]?.index ?? 0),
    after: last === undefined ? '' : name.slice(last.index + last[0].length),
  }
}

/** Takes in the edges of the name where the text has them too. */
function widen(text: string, { start, end }: TextRange, { before, after }: Edges): TextRange {
  return {
    start: text.endsWith(before, start) ? start - before.length : start,
    end: text.startsWith(after, end) ? end + after.length : end,
  }
}

/**
 * A short form counts where it looks like one: `AT` for adversarial training does not stand at every "at". Longer ones that
 * are nowhere written that way may be written as words: `Bert`.
 */
function inRightCase(text: string, places: readonly TextRange[], name: string): readonly TextRange[] {
  if (!isShortForm(name)) return places
  const marked = places.filter(({ start, end }) => isShortForm(text.slice(start, end)))
  return marked.length > 0 || name.replace(/[^\p{L}\p{N}]/gu, '').length < 4 ? marked : places
}

function isShortForm(form: string): boolean {
  return UNLIKE_A_WORD.test(form) && !/\s/.test(form)
}
