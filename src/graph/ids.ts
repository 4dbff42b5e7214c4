// Ids: stable, readable, and telling what they name. The only module that builds or reads them.
import { createHash } from 'node:crypto'

/** Identifies a paper: `doi:…`, `arxiv:…` or `title:<digest>`. */
export type PaperId = string
/** Identifies an entity: the slug of its canonical name when it was first seen. Holds no colon. */
export type EntityId = string
/** Identifies a topic: `topic:<slug>`. */
export type TopicId = string
/** Identifies a paper or an entity: a node of neighbourhoods and paths. */
export type NodeId = string
/** Identifies an ingestion run: `run:<sequence number>`. */
export type RunId = string

/** Identifies an entry of the curation log: `curation:<sequence number>`. */
export type CurationId = string

/** The kinds of node that have an id. */
export type NodeType = 'Paper' | 'Entity' | 'Topic' | 'Run' | 'Curation'

/** What kind of node an id names. Ids say so themselves, and no two kinds share an id. */
export function nodeTypeOf(id: string): NodeType {
  if (/^(?:doi|arxiv|title):/.test(id)) return 'Paper'
  if (id.startsWith('topic:')) return 'Topic'
  if (id.startsWith('run:')) return 'Run'
  if (id.startsWith('curation:')) return 'Curation'
  return 'Entity'
}

/** What a paper is identified by, most trusted first. */
export interface PaperIdentity {
  readonly doi: string | null
  readonly arxivId: string | null
  readonly title: string
}

/** The id of a paper seen for the first time: its DOI, else its arXiv id without version, else a digest of its title. */
export function paperId(paper: PaperIdentity): PaperId {
  if (paper.doi !== null) return `doi:${normaliseDoi(paper.doi)}`
  if (paper.arxivId !== null) return `arxiv:${normaliseArxivId(paper.arxivId)}`
  return `title:${digest(titleKey(paper.title)).slice(0, 16)}`
}

/** A DOI in lower case and without resolver or scheme: DOIs are case-insensitive (DOI Handbook 2.4). */
export function normaliseDoi(doi: string): string {
  return doi
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/, '')
}

/** An arXiv id without scheme, host and version: `arXiv:1706.03762v5` is `1706.03762`. */
export function normaliseArxivId(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|arxiv:\s*)/, '')
    .replace(/\.pdf$/, '')
    .replace(/v\d+$/, '')
}

/** A title by which equal papers are told: compatibility form, lower case, letters and digits only, single blanks. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The id of a topic, from the slug of the entity that is most typical of it. */
export function topicId(slug: string): TopicId {
  return `topic:${slug}`
}

/** The id of the run with a sequence number. */
export function runId(seq: number): RunId {
  return `run:${seq}`
}

/** The id of the curation with a sequence number. */
export function curationId(seq: number): CurationId {
  return `curation:${seq}`
}

/** The sequence number of a curation. */
export function curationSeq(id: CurationId): number {
  return Number(id.slice('curation:'.length))
}

/** The id of an entity that a curation made. The tilde is in no slug, so that no entity found later gets the same id. */
export function partId(name: string, seq: number): EntityId {
  return `${slugOf(name) || 'entity'}~${seq}`
}

/**
 * A name as part of an id or an address: ASCII lower case, words joined by hyphens. Letters of other scripts stay.
 * Empty where the name holds no letter and no digit.
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\+/g, ' plus ')
    .replace(/#/g, ' sharp ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
