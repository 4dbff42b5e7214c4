// From an answer to mentions: every name is found back in the text, or it does not count.
import type { Mention } from '../../../src/graph/extractions.ts'
import { nameKey } from '../../../src/graph/names.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import type { TextField, TextRange } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { ExtractedText, PaperText } from '../extractor.ts'
import { readAnswer } from './answer.ts'
import type { Answer, AnswerItem } from './answer.ts'
import { describeFlaw, quote } from './flaw.ts'
import type { Flaw } from './flaw.ts'
import { indexNames } from './places.ts'
import type { NameIndex } from './places.ts'

/** How sure it is that a paper is about what a model calls central, and that it speaks of what it does not. */
const CONFIDENCE = { central: 0.95, supporting: 0.75 } as const

/** What became of an answer. */
export interface Interpretation {
  /** `null` where nothing of the answer could be used. */
  readonly found: ExtractedText | null
  readonly flaws: readonly Flaw[]
}

type Indexes = Readonly<Record<TextField, NameIndex>>

interface Candidate extends TextRange {
  readonly field: TextField
  readonly owner: number
}

/** Reads an answer about a text. Whatever it says, the mentions are stretches of the text. */
export function interpretAnswer(content: string, text: PaperText): Interpretation {
  const answer = readAnswer(content)
  const flaws = [...answer.flaws]
  if (!answer.isUsable) return { found: null, flaws }
  const indexes: Indexes = { title: indexNames(text.title), abstract: indexNames(text.abstract) }
  const mentions = findMentions(answer.items, text, indexes, flaws)
  if (mentions.length === 0 && answer.items.length > 0) return { found: null, flaws }
  return { found: { mentions, acronyms: findAcronyms(answer, text, indexes, flaws) }, flaws }
}

function findMentions(
  items: readonly AnswerItem[],
  text: PaperText,
  indexes: Indexes,
  flaws: Flaw[],
): readonly Mention[] {
  const candidates = items.map((item, owner) => candidatesOf(item, owner, indexes, flaws))
  const taken = [...takeLongest(candidates.flat(), text)]
  const owners = new Set(taken.map(({ owner }) => owner))
  const ranges = new Set(taken.map(rangeKey))
  for (const [owner, own] of candidates.entries()) {
    if (owners.has(owner) || own.length === 0) continue
    // Named on its own, but said only as part of longer names: "ImageNet" in "ImageNet classification". It counts there.
    const within = takeLongest(own, text).filter((place) => !ranges.has(rangeKey(place)))
    for (const place of within) ranges.add(rangeKey(place))
    taken.push(...within)
    if (within.length > 0) continue
    const message = `${quote(items[owner]?.forms[0])} was left out: the answer lists it twice.`
    flaws.push(describeFlaw('info', 'llm-name-taken', message))
  }
  taken.sort(byPlace)
  return taken.flatMap(({ field, start, end, owner }): readonly Mention[] => {
    const item = items[owner]
    if (item === undefined) return []
    const surface = text[field].slice(start, end)
    const confidence = item.isCentral ? CONFIDENCE.central : CONFIDENCE.supporting
    return [
      {
        field,
        start,
        end,
        surface,
        lemma: lemmaOf(surface),
        kind: item.kind,
        role: item.role,
        confidence,
        rule: 'llm',
      },
    ]
  })
}

function candidatesOf(item: AnswerItem, owner: number, indexes: Indexes, flaws: Flaw[]): readonly Candidate[] {
  const missing: string[] = []
  const found = item.forms.flatMap((form) => {
    const places = TEXT_FIELDS.flatMap((field) =>
      indexes[field].placesOf(form).map(({ start, end }): Candidate => ({ field, start, end, owner })),
    )
    if (places.length === 0) missing.push(form)
    return places
  })
  for (const form of missing) {
    const isLost = found.length === 0
    const rest = isLost ? 'was left out' : 'was left out; other forms of the name were found'
    flaws.push(
      describeFlaw(
        isLost ? 'warning' : 'info',
        'llm-name-not-found',
        `${quote(form)} does not stand in the text and ${rest}.`,
      ),
    )
  }
  return found
}

/** Title before abstract, then by start, the longer one first, then as the answer has it. */
function byPlace(a: Candidate, b: Candidate): number {
  const byField = TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field)
  return byField || a.start - b.start || b.end - a.end || a.owner - b.owner
}

function rangeKey({ field, start, end }: Candidate): string {
  return `${field} ${start} ${end}`
}

/** Of places that overlap the longest, then the first in the text, then the first in the answer. In no certain order. */
function takeLongest(candidates: readonly Candidate[], text: PaperText): readonly Candidate[] {
  const covered = { title: new Uint8Array(text.title.length), abstract: new Uint8Array(text.abstract.length) }
  return [...candidates]
    .sort((a, b) => b.end - b.start - (a.end - a.start) || byPlace(a, b))
    .filter(({ field, start, end }) => {
      // What was taken before is at least as long: where it overlaps, it covers an end of this one.
      if (covered[field][start] === 1 || covered[field][end - 1] === 1) return false
      covered[field].fill(1, start, end)
      return true
    })
}

/** Short forms whose both sides stand in the text, as they stand there; each short form once. */
function findAcronyms(
  { acronyms }: Answer,
  text: PaperText,
  indexes: Indexes,
  flaws: Flaw[],
): ExtractedText['acronyms'] {
  const surfaceOf = (form: string): string | null => {
    for (const field of TEXT_FIELDS) {
      const [place] = indexes[field].placesOf(form)
      if (place !== undefined) return text[field].slice(place.start, place.end)
    }
    return null
  }
  const found = new Map<string, { readonly short: string; readonly long: string }>()
  for (const definition of acronyms) {
    const [short, long] = [surfaceOf(definition.short), surfaceOf(definition.long)]
    if (short !== null && long !== null && short.length < long.length) {
      if (!found.has(nameKey(short))) found.set(nameKey(short), { short, long })
      continue
    }
    const pair = `${quote(definition.short)} for ${quote(definition.long)}`
    flaws.push(describeFlaw('info', 'llm-acronym-not-found', `${pair} was left out: the text does not have both.`))
  }
  return [...found.values()]
}
