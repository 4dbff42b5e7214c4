// Explanations as the API shows them: one type and one field for every score.
import { MAX_TERMS, settle } from '../../src/graph/explain.ts'
import type { BrowserQuery, ParameterValue, Term } from '../../src/graph/explain.ts'
import { builder } from '../builder.ts'
import type { Context } from '../builder.ts'
import { EVIDENCED, EVIDENCE_FIRST, EvidenceRef, alternateEvidence } from './evidence.ts'
import type { Spoken } from './evidence.ts'

/** A score explained. */
export interface Explanation {
  readonly value: number
  /** Made to add up to the value when they are shown. */
  readonly terms: readonly Term[]
  readonly summary: string
  readonly query: BrowserQuery
  /** Reads the facts behind it, the most telling first; where words were found, their places. */
  readonly loadFacts: () => Promise<readonly Spoken[]>
}

const TermRef = builder.objectRef<Term>('ExplanationTerm').implement({
  description: 'A part of a score.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is, or the name of what it comes from.' }),
    value: t.exposeFloat('value', {
      description:
        'The figure itself: a salience, the strength of a tie, a factor; of `others`, how many more there are.',
    }),
    contribution: t.exposeFloat('contribution', {
      description: 'What it adds to the score; below 0 where it takes off. Nine decimals.',
    }),
  }),
})

const ExplanationRef = builder.objectRef<Explanation>('Explanation').implement({
  description: 'Why a score is what it is.',
  fields: (t) => ({
    summary: t.exposeString('summary', { description: 'The reason in one English sentence.' }),
    value: t.exposeFloat('value', { description: 'The score.' }),
    terms: t.field({
      type: [TermRef],
      description:
        `What the score is made of: the contributions add up to it, but for rounding (2e-6). At most ${MAX_TERMS}, then ` +
        '`others`; where the graph has changed since an edge was derived, a last term says by how much that changes the score.',
      extensions: { size: () => MAX_TERMS },
      resolve: ({ value, terms }) => settle(value, terms),
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description:
        'Where papers say so: the first sentence of each fact behind it, then the second ones, and so on. Of a paper that a ' +
        'search found also the sentences that have its words, of an entity those of the paper that is most about it. Empty where ' +
        'no paper says anything of it.',
      args: { first: t.arg.int({ ...EVIDENCE_FIRST, description: 'How many sentences; at most 20.' }) },
      extensions: EVIDENCED,
      resolve: async ({ loadFacts }, { first }) => alternateEvidence(await loadFacts(), first),
    }),
    cypher: t.string({
      description:
        'A query for the Neo4j Browser that computes the score anew, as `value`. Send `command` first: it sets the parameters.',
      resolve: ({ query }, _args, { browserText }) => {
        if (browserText === null) throw new Error('The server was started without the queries of explanations.')
        return browserText(query.name)
      },
    }),
    parameters: t.string({
      description: 'The values of its parameters, as a JSON object.',
      resolve: ({ query }) => JSON.stringify(query.parameters),
    }),
    command: t.string({
      description: 'The command of the Neo4j Browser that sets the parameters.',
      resolve: ({ query }) => writeCommand(query),
    }),
  }),
})

function writeCommand({ parameters }: BrowserQuery): string {
  return `:params ${writeValue(parameters)}`
}

/** A value as Cypher reads it. Strings of JSON are strings of Cypher; names of keys stand without quotes. */
function writeValue(value: ParameterValue): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(writeValue).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, held]) => `${name}: ${writeValue(held)}`)
    .join(', ')}}`
}

function isList(value: ParameterValue): value is readonly ParameterValue[] {
  return Array.isArray(value)
}

/** For the budget of a request: what is read for one explanation where nothing else is said. It counts times what is shown. */
const SIZE = 3

/** The field that explains the score of a row. Whatever it reads must go through loaders. */
export function explainedBy<Row>(explain: (row: Row, context: Context) => Promise<Explanation>, size = SIZE) {
  return {
    type: ExplanationRef,
    description: 'Why the score is what it is.',
    extensions: { size: () => size },
    resolve: (row: Row, _args: object, context: Context) => explain(row, context),
  }
}

/** A figure for reading; the exact one is the value. */
export function figure(value: number): string {
  return value.toFixed(2)
}

/** "1 paper", "2 papers", "2 entities". */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`
}
