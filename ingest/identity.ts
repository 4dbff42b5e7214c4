// Identity: which stored paper a record speaks of, if any, and what the paper becomes.
import { digest, titleKey, type PaperId } from '../src/graph/ids.ts'
import type { Paper, PaperLookup } from '../src/graph/papers.ts'
import type { SourceRecord } from './record.ts'
import { splitSentences } from './text/sentences.ts'

/** What papers are told apart by. */
export type Identified = Pick<Paper, 'title' | 'doi' | 'arxivId'>

/** Part of every content hash; raised when the way a record becomes a paper changes, so that papers are written again. */
const FORMAT = 1

/** What a record may be recognised by in the store. */
export function lookupOf(record: Identified): PaperLookup {
  return {
    ...(record.doi === null ? {} : { doi: record.doi }),
    ...(record.arxivId === null ? {} : { arxivId: record.arxivId }),
    titleKey: titleKey(record.title),
  }
}

/**
 * Whether two records that met by one identifier are different papers all the same: of two DOIs, or, where not both have a
 * DOI, of two arXiv ids. Two papers may have one title.
 */
export function areDifferent(a: Identified, b: Identified): boolean {
  if (a.doi !== null && b.doi !== null) return a.doi !== b.doi
  return a.arxivId !== null && b.arxivId !== null && a.arxivId !== b.arxivId
}

/**
 * The paper that a record makes. What the record does not say stays as it was stored: a page of titles does not take away the
 * DOI that another source gave.
 */
export function toPaper(id: PaperId, record: SourceRecord, stored: Paper | null, runId: string): Paper {
  const authors = record.authors.length > 0 ? record.authors : (stored?.authors ?? [])
  const content = {
    title: record.title,
    abstract: record.abstract,
    year: record.year ?? stored?.year ?? null,
    doi: record.doi ?? stored?.doi ?? null,
    arxivId: record.arxivId ?? stored?.arxivId ?? null,
    url: record.url ?? stored?.url ?? null,
    venue: record.venue ?? stored?.venue ?? null,
    authors,
  }
  return {
    id,
    ...content,
    sentences: splitSentences(record.abstract),
    source: record.origin.source,
    runId,
    contentHash: digest(JSON.stringify([FORMAT, ...Object.values(content)])),
  }
}

/** A paper that a run has met, and where. */
export interface SeenPaper extends Identified {
  readonly id: PaperId
  readonly source: string
  readonly line: number
}

/** The papers that a run has met, by everything they can be recognised by. Keeps no text, so a large corpus fits. */
export interface SeenPapers {
  /** The paper of this run that a record repeats; `null` for one not met yet. */
  find(record: Identified): SeenPaper | null
  withId(id: PaperId): SeenPaper | null
  add(paper: SeenPaper): void
}

/** Starts with no paper seen. */
export function createSeenPapers(): SeenPapers {
  const byKey = new Map<string, SeenPaper>()
  const byId = new Map<PaperId, SeenPaper>()
  const keysOf = ({ doi, arxivId, title }: Identified): readonly string[] => [
    ...(doi === null ? [] : [`doi:${doi}`]),
    ...(arxivId === null ? [] : [`arxiv:${arxivId}`]),
    `title:${titleKey(title)}`,
  ]
  return {
    find(record) {
      const met = keysOf(record).map((key) => byKey.get(key))
      return met.find((paper) => paper !== undefined && !areDifferent(record, paper)) ?? null
    },
    withId: (id) => byId.get(id) ?? null,
    add(paper) {
      byId.set(paper.id, paper)
      for (const key of keysOf(paper)) if (!byKey.has(key)) byKey.set(key, paper)
    },
  }
}
