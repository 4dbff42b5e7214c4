// Evidence: the sentences behind an edge, with the place of the words in the sentence and in the text.
import type { Fact, FactSpan, Span } from '../../src/graph/entities.ts'
import { roleOf } from '../../src/graph/entities.ts'
import { wrongArgument } from '../../src/graph/errors.ts'
import { sentenceAt, textOf } from '../../src/graph/papers.ts'
import type { Paper, TextRange } from '../../src/graph/papers.ts'
import { builder } from '../builder.ts'
import { PaperRef } from '../refs.ts'
import { EntityKindEnum } from './kinds.ts'
import { FACT_VALUES, ROLE_VALUES } from './relations.ts'
import { OF_TEXT } from './page.ts'

/** A fact together with the paper that states it. */
export interface StatedFact {
  readonly fact: Fact
  readonly paper: Paper
}

/** Where a paper speaks of something: a fact as far as evidence needs it, or the places of a word that was looked for. */
export interface Spoken {
  readonly fact: { readonly spans: readonly (Span | FactSpan)[] }
  readonly paper: Paper
}

/** One span of a paper. */
interface Evidence {
  readonly paper: Paper
  readonly span: Span | FactSpan
}

const DEFAULT_EVIDENCE = 3
const MAX_EVIDENCE = 20

/** For fields that answer evidence: how many sentences they may answer, for the budget of the request. */
export const EVIDENCED = {
  size: ({ first }: { readonly first?: number | null | undefined }): number => first ?? DEFAULT_EVIDENCE,
  sizeArgument: 'first',
}

/**
 * The first spans of a fact, in the order of the text.
 *
 * @throws InvalidInputError when more is asked for than one answer may hold.
 */
export function evidenceOf({ fact, paper }: StatedFact, first: number | null | undefined): Evidence[] {
  // Every fact has spans; a list that was read without them is none to cut evidence from.
  if (fact.spans.length === 0) throw spanless(fact)
  return fact.spans.slice(0, readFirst(first)).map((span) => ({ paper, span }))
}

/**
 * The first spans of several facts or words: the first one of each, then the second ones, and so on, as many as asked for in all.
 *
 * @throws InvalidInputError when more is asked for than one answer may hold.
 */
export function alternateEvidence(stated: readonly Spoken[], first: number | null | undefined): Evidence[] {
  const size = readFirst(first)
  const rounds = Array.from({ length: size }, (_, round) =>
    stated.flatMap(({ fact, paper }) => fact.spans.slice(round, round + 1).map((span) => ({ paper, span }))),
  )
  return rounds.flat().slice(0, size)
}

function readFirst(first: number | null | undefined): number {
  const size = first ?? DEFAULT_EVIDENCE
  if (size >= 0 && size <= MAX_EVIDENCE) return size
  throw wrongArgument('first', `\`first\` must be between 0 and ${MAX_EVIDENCE} for evidence, got ${size}.`)
}

/** The place to quote when there is room for one: the first of the abstract, which says more than the title does. */
export function quoteOf({ fact, paper }: StatedFact): Evidence {
  const span = fact.spans.find(({ field }) => field === 'abstract') ?? fact.spans[0]
  if (span === undefined) throw spanless(fact)
  return { paper, span }
}

function spanless({ paperId, entityId }: Fact): Error {
  return new Error(`The fact ${paperId} ${entityId} has no span.`)
}

/** The sentence around a place. */
export function sentenceOf({ paper, span }: Evidence): string {
  const { start, end } = sentenceAt(paper, span.field, span.start)
  return textOf(paper, span.field).slice(start, end)
}

export const EVIDENCE_FIRST = {
  defaultValue: DEFAULT_EVIDENCE,
  description: `How many sentences, in the order of the text; at most ${MAX_EVIDENCE}.`,
}

export const MethodRoleEnum = builder.enumType('MethodRole', {
  description: 'What a paper does with a method.',
  values: ROLE_VALUES,
})

const FactRelationEnum = builder.enumType('FactRelation', {
  description: 'How a paper is tied to something it speaks of. Methods have one relation for each role.',
  values: FACT_VALUES,
})

const TextFieldEnum = builder.enumType('TextField', {
  description: 'A part of a paper that holds text.',
  values: {
    TITLE: { value: 'title', description: 'The title.' },
    ABSTRACT: { value: 'abstract', description: 'The abstract.' },
  } as const,
})

export const TextRangeRef = builder.objectRef<TextRange>('TextRange').implement({
  description: 'A stretch of text in UTF-16 code units.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Of the first character.' }),
    end: t.exposeInt('end', { description: 'Behind the last character.' }),
  }),
})

export const EvidenceRef = builder.objectRef<Evidence>('Evidence').implement({
  description:
    'One place where a paper speaks of an entity, or has a word that was looked for, with the sentence around it.',
  fields: (t) => ({
    paper: t.field({ type: PaperRef, description: 'The paper that says so.', resolve: ({ paper }) => paper }),
    field: t.field({
      type: TextFieldEnum,
      description: 'The part of the paper.',
      resolve: ({ span }) => span.field,
    }),
    surface: t.string({ description: 'The words as they stand in the text.', resolve: ({ span }) => span.surface }),
    kind: t.field({
      type: EntityKindEnum,
      nullable: true,
      description:
        'What the words look like here, read by themselves; the kind of an entity is decided over all its mentions. Null for words ' +
        'that were looked for.',
      resolve: ({ span }) => ('kind' in span ? span.kind : null),
    }),
    start: t.int({
      description: 'Where the words begin in the field, in UTF-16 code units.',
      resolve: ({ span }) => span.start,
    }),
    end: t.int({ description: 'Where the words end in the field, exclusive.', resolve: ({ span }) => span.end }),
    sentence: t.string({
      description: 'The sentence that holds the words.',
      extensions: OF_TEXT,
      resolve: sentenceOf,
    }),
    sentenceStart: t.int({
      description: 'Where the sentence begins in the field.',
      extensions: OF_TEXT,
      resolve: ({ paper, span }) => sentenceAt(paper, span.field, span.start).start,
    }),
    highlight: t.field({
      type: TextRangeRef,
      description: 'The words within `sentence`.',
      extensions: OF_TEXT,
      resolve: ({ paper, span }) => {
        const { start } = sentenceAt(paper, span.field, span.start)
        return { start: span.start - start, end: span.end - start }
      },
    }),
  }),
})

export const OccurrenceRef = builder.interfaceRef<StatedFact>('Occurrence').implement({
  description: 'What one paper says of one entity, and where it says so.',
  fields: (t) => ({
    relation: t.field({
      type: FactRelationEnum,
      description: 'How the paper is tied to the entity.',
      resolve: ({ fact }) => fact.relation,
    }),
    role: t.field({
      type: MethodRoleEnum,
      nullable: true,
      description: 'What the paper does with the method; null for everything that is not a method.',
      resolve: ({ fact }) => roleOf(fact.relation),
    }),
    salience: t.float({
      description: 'How much the paper is about the entity, 0 to 1.',
      resolve: ({ fact }) => fact.salience,
    }),
    count: t.int({ description: 'How often the paper mentions the entity.', resolve: ({ fact }) => fact.count }),
    confidence: t.float({
      description: 'How sure the extraction is, 0 to 1.',
      resolve: ({ fact }) => fact.confidence,
    }),
    inTitle: t.boolean({
      description: 'Whether the title mentions the entity.',
      resolve: ({ fact }) => fact.inTitle,
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description: 'Where the paper says so: title first, then in the order of the text.',
      args: { first: t.arg.int(EVIDENCE_FIRST) },
      extensions: EVIDENCED,
      resolve: (stated, { first }) => evidenceOf(stated, first),
    }),
    quote: t.field({
      type: EvidenceRef,
      description: 'The one place to show where there is room for one: the first of the abstract, else the title.',
      resolve: quoteOf,
    }),
  }),
})
