// Passages: the sentences of a paper made ready for features, cut where they are very long.
import type { Word, WordTag } from '../../text/words.ts'
import type { Form, Forms } from './forms.ts'
import { mix } from './hash.ts'

/** A sentence whose words are those of `readSentences`. */
export interface Sentence {
  readonly words: readonly Word[]
  /** Titles are often in title case, where capitals tell nothing. */
  readonly isTitle: boolean
}

/** The longest span in words; one in five hundred of SciERC is longer. */
export const LONGEST = 9
/** Passages are at most this long, so that time and numbers stay bounded whatever the text. */
export const PASSAGE = 80

/** A stretch of a sentence that is tagged at once. */
export interface Passage {
  /** Index of its sentence, and of its first word in that sentence. */
  readonly sentence: number
  readonly offset: number
  readonly forms: readonly Form[]
  /** Character codes of the word tags. */
  readonly tags: Uint8Array
  readonly isTitle: boolean
  /** The last verb and the last preposition before each word, as hashes; 0 for none. */
  readonly verbs: Int32Array
  readonly prepositions: Int32Array
  /** 0 in a title, 1 in the first sentence after it, 3 in the last, 2 in between. */
  readonly place: number
  readonly paper: PaperCounts
}

/** What is counted over all sentences of a paper. */
class PaperCounts {
  readonly words = new Map<number, number>()
  /** Forms that stand with a capital inside a sentence. */
  readonly names = new Set<number>()
  readonly inTitle = new Set<number>()
  readonly stretches = new Map<number, number>()
}

/** Character code of a word tag. */
const tagCode = (tag: WordTag): number => tag.charCodeAt(0)

const CODES = { S: tagCode('S'), D: tagCode('D'), A: tagCode('A'), C: tagCode('C'), V: tagCode('V'), R: tagCode('R') }

/** Whether a span may start with a word of this tag. */
const mayStart = (tag: number): boolean => tag !== CODES.S && tag !== CODES.A && tag !== CODES.C
/** Whether a span may end with a word of this tag; a closing bracket may stand at its end. */
export const mayEnd = (tag: number): boolean => tag !== CODES.A && tag !== CODES.C && tag !== CODES.D

/** How many words a span from word `from` may reach at most: none goes over the end of a clause. */
export function reachOf({ forms, tags }: Passage, from: number): number {
  if (!mayStart(tags[from] ?? 0)) return 0
  let length = 0
  while (length < LONGEST && from + length < forms.length && !PARTING.has(forms[from + length]?.initial ?? 0))
    length += 1
  return length
}

/** Whether the words from `from` to before `to` may be a span. */
export const maySpan = (passage: Passage, from: number, to: number): boolean =>
  to > from && to - from <= reachOf(passage, from) && mayEnd(passage.tags[to - 1] ?? 0)

const PARTING = new Set(['.', ';', ':', '?', '!'].map((mark) => mark.charCodeAt(0)))

/** Makes the passages of a paper; sentences in the order of the paper. */
export function readPassages(sentences: readonly Sentence[], forms: Forms): readonly Passage[] {
  const paper = new PaperCounts()
  const titles = sentences.filter(({ isTitle }) => isTitle).length
  const passages: Passage[] = []
  for (const [index, { words, isTitle }] of sentences.entries()) {
    const place = isTitle ? 0 : index === titles ? 1 : index === sentences.length - 1 ? 3 : 2
    const inCapitals = isTitle && isTitleCase(words)
    for (let offset = 0; offset < words.length; offset += PASSAGE) {
      const cut = words.slice(offset, offset + PASSAGE)
      const ofWords = cut.map((word, i) =>
        forms.of((inCapitals || offset + i === 0) && isPlainCapital(word.text) ? word.lower : word.text),
      )
      const tags = Uint8Array.from(cut, ({ tag }) => tagCode(tag))
      const passage: Passage = {
        sentence: index,
        offset,
        forms: ofWords,
        tags,
        verbs: lastBefore(ofWords, tags, CODES.V),
        prepositions: lastBefore(ofWords, tags, CODES.A),
        isTitle,
        place,
        paper,
      }
      count(passage)
      passages.push(passage)
    }
  }
  return passages
}

/** The last word of a class before each word. */
function lastBefore(forms: readonly Form[], tags: Uint8Array, code: number): Int32Array {
  const found = new Int32Array(forms.length)
  let last = 0
  for (const [i, form] of forms.entries()) {
    found[i] = last
    if (tags[i] === code) last = form.id
  }
  return found
}

const isPlainCapital = (text: string): boolean => /^\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}*)*$/u.test(text)

function isTitleCase(words: readonly Word[]): boolean {
  const long = words.filter(({ text }) => /^\p{L}[\p{L}-]{3,}$/u.test(text))
  return long.filter(({ text }) => /^\p{Lu}/u.test(text)).length > long.length * 0.6
}

function count({ forms, tags, isTitle, paper }: Passage): void {
  for (const [i, form] of forms.entries()) {
    paper.words.set(form.id, (paper.words.get(form.id) ?? 0) + 1)
    if (isTitle) paper.inTitle.add(form.id)
    if (form.isCapitalised && i > 0 && !isTitle) paper.names.add(form.id)
    if (!mayStart(tags[i] ?? 0) || tags[i] === CODES.D || tags[i] === CODES.V) continue
    let stretch = form.id
    for (let to = i + 1; to < Math.min(forms.length, i + 5); to += 1) {
      const next = forms[to]
      if (next === undefined || tags[to] === CODES.S) break
      stretch = mix(stretch, next.id)
      if (mayEnd(tags[to] ?? 0)) paper.stretches.set(stretch, (paper.stretches.get(stretch) ?? 0) + 1)
    }
  }
}
