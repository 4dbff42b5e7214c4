// Reading: from the text of a paper to its terms, before any of them is judged.
import { nameKey } from '../../../src/graph/names.ts'
import { TEXT_FIELDS } from '../../../src/graph/papers.ts'
import type { TextField } from '../../../src/graph/papers.ts'
import { lemmaOf } from '../../text/lemma.ts'
import type { PaperText } from '../extractor.ts'
import { findAcronyms } from './acronyms.ts'
import type { FoundAcronym } from './acronyms.ts'
import { findCandidates } from './candidates.ts'
import type { Candidate } from './candidates.ts'
import { readWords } from './forms.ts'
import type { Word } from './forms.ts'
import { readableTitle } from './titles.ts'
import { findCompanies } from './outside.ts'
import { findPeople } from './people.ts'
import { findProposals } from './proposals.ts'
import type { ProposalKind } from './proposals.ts'
import { retag } from './retag.ts'
import { gatherTerms } from './terms.ts'
import type { Term } from './terms.ts'

/** A paper read up to its terms. */
export interface Reading {
  /** What was read: the text, but for a title in capitals; offsets are the same. */
  readonly text: PaperText
  readonly terms: readonly Term[]
  readonly acronyms: readonly FoundAcronym[]
  /** How the paper brings in what it calls its own, by key. */
  readonly proposals: ReadonlyMap<string, ProposalKind>
  readonly wordsAround: (place: Candidate) => readonly Word[]
  readonly title: readonly Word[]
  /** The sentences of the abstract, and their number. */
  readonly abstract: readonly (readonly Word[])[]
  readonly sentences: number
}

/** Reads a text up to its terms, before any of them is judged. */
export function readPaper(written: PaperText): Reading {
  const text = { title: readableTitle(written), abstract: written.abstract }
  const sentences: Record<TextField, readonly (readonly Word[])[]> = {
    title: readWords(text.title, true).map((words) => retag(words, true)),
    abstract: readWords(text.abstract, false).map((words) => retag(words, false)),
  }
  const definitions: Record<TextField, readonly FoundAcronym[]> = {
    title: findAcronyms(written.title),
    abstract: findAcronyms(text.abstract),
  }
  const people = new Set([...findPeople(text.abstract), ...findCompanies(text.abstract)])
  const candidates = TEXT_FIELDS.flatMap((field) =>
    sentences[field].flatMap((words, i) => findCandidates({ words, field, sentence: i }, definitions[field])),
  ).filter(({ words }) => people.size === 0 || !words.every((word) => people.has(word.text)))
  const wordsAround = ({ field, sentence }: Candidate): readonly Word[] =>
    (field === 'title' ? sentences.title : sentences.abstract)[sentence] ?? []
  // What a title spells out may be less than the name: the abstract says it again.
  const acronyms = TEXT_FIELDS.flatMap((field) => definitions[field]).filter(
    ({ short }, i, all) => all.findLastIndex((other) => other.short === short) === i,
  )
  const longOf = new Map(
    acronyms.map(({ short, long }): [string, string] => [nameKey(lemmaOf(short)), nameKey(lemmaOf(long))]),
  )
  const terms = gatherTerms(candidates, (place) => text[place.field].slice(place.start, place.end), longOf)
  const proposals = findProposals(terms, wordsAround, sentences.abstract)
  const [title, abstract] = [sentences.title[0] ?? [], sentences.abstract]
  return { text, terms, acronyms, proposals, wordsAround, title, abstract, sentences: abstract.length }
}
