// Why an edge is there, in words and with what is behind it. Everything is read through loaders: one call a kind of edge.
import type { Entity, FactRelation } from '../src/graph/entities.ts'
import type { Slice } from '../src/graph/page.ts'
import { firstPage } from '../src/graph/page.ts'
import type { Paper } from '../src/graph/papers.ts'
import type { SharedEntity } from '../src/graph/comparison.ts'
import type { EdgeAmong } from '../src/graph/traversals.ts'
import { builder } from './builder.ts'
import type { Context } from './builder.ts'
import { EVIDENCED, EVIDENCE_FIRST, EvidenceRef, evidenceOf } from './lib/evidence.ts'
import type { StatedFact } from './lib/evidence.ts'
import { EntityRef, PaperRef } from './refs.ts'

/** Shared entities that are named for two similar papers. */
const NAMED = 3

interface EdgeReason {
  readonly sentence: string
  readonly support: number | null
  readonly paper: Paper | null
  readonly stated: readonly StatedFact[]
  readonly entities: readonly Entity[]
  readonly rule: string | null
}

const EdgeReasonRef = builder.objectRef<EdgeReason>('EdgeReason').implement({
  description: 'Why an edge is there.',
  fields: (t) => ({
    sentence: t.exposeString('sentence', { description: 'The reason in one English sentence, with the figures.' }),
    support: t.exposeInt('support', {
      nullable: true,
      description:
        'What it rests on: how often a paper mentions an entity, in how many papers two entities occur, how many entities ' +
        'two papers share. Null for BROADER, which rests on a rule.',
    }),
    paper: t.field({
      type: PaperRef,
      nullable: true,
      description:
        'The paper that states a fact; for RELATED_TO, the paper that is most about both. Null for other edges.',
      resolve: ({ paper }) => paper,
    }),
    evidence: t.field({
      type: [EvidenceRef],
      description:
        'Where `paper` says so: `first` sentences of the entity, or of each of the two. Empty without a paper.',
      args: { first: t.arg.int(EVIDENCE_FIRST) },
      extensions: { ...EVIDENCED, size: (args: { first?: number | null }) => 2 * EVIDENCED.size(args) },
      resolve: ({ stated }, { first }) => stated.flatMap((one) => evidenceOf(one, first)),
    }),
    entities: t.field({
      type: [EntityRef],
      description: `For SIMILAR_TO, up to ${NAMED} entities that both papers have, the heaviest first. Empty for other edges.`,
      extensions: { size: () => NAMED },
      resolve: ({ entities }) => entities,
    }),
    rule: t.exposeString('rule', {
      nullable: true,
      description: 'For BROADER, how the tie was found, such as `modifier`. Null for other edges.',
    }),
  }),
})

const NOTHING = { support: null, paper: null, stated: [], entities: [], rule: null }

const SAYS: { readonly [Relation in FactRelation]: string } = {
  DISCUSSES: 'discusses',
  PROPOSES: 'proposes',
  USES: 'uses',
  COMPARES: 'compares with',
  ADDRESSES: 'addresses',
  EVALUATES_ON: 'evaluates on',
  MEASURES: 'measures',
}

/** Why an edge is there; `null` when it is not there any more. */
async function explainEdge(edge: EdgeAmong, context: Context): Promise<EdgeReason | null> {
  if (edge.relation === 'RELATED_TO') return explainRelated(edge, context)
  if (edge.relation === 'SIMILAR_TO') return explainSimilar(edge, context)
  if (edge.relation === 'BROADER') return explainBroader(edge, context)
  return explainFact(edge, edge.relation, context)
}

async function explainFact(
  { from, to, weight }: EdgeAmong,
  relation: FactRelation,
  { loaders }: Context,
): Promise<EdgeReason | null> {
  const [fact, paper, entity] = await Promise.all([
    loaders.facts.load({ paperId: from, entityId: to }),
    loaders.papers.load(from),
    loaders.entities.load(to),
  ])
  if (fact === null || paper === null || entity === null) return null
  const mentions = `${times(fact.count)}${fact.inTitle ? ', also in its title' : ''}`
  const sentence = `“${paper.title}” ${SAYS[relation]} ${entity.name}: it mentions it ${mentions} (salience ${figure(weight)}).`
  return { ...NOTHING, sentence, support: fact.count, paper, stated: [{ fact, paper }] }
}

async function explainRelated({ from, to, weight }: EdgeAmong, { loaders }: Context): Promise<EdgeReason | null> {
  const [tie, one, other] = await Promise.all([
    loaders.related.load({ a: from, b: to }),
    loaders.entities.load(from),
    loaders.entities.load(to),
  ])
  if (tie === null || one === null || other === null) return null
  const { paperId, edge } = tie
  const [paper, ...facts] = await Promise.all([
    paperId === null ? null : loaders.papers.load(paperId),
    ...[from, to].map((entityId) => (paperId === null ? null : loaders.facts.load({ paperId, entityId }))),
  ])
  const example = paper === null ? '' : `, such as “${paper.title}”`
  const papers = edge.support === 1 ? '1 paper' : `${edge.support} papers`
  const sentence = `${one.name} and ${other.name} occur together in ${papers}${example} (score ${figure(weight)}).`
  const stated = facts.flatMap((fact) => (fact === null || paper === null ? [] : [{ fact, paper }]))
  return { ...NOTHING, sentence, support: edge.support, paper, stated }
}

async function explainSimilar(
  { from, to, weight }: EdgeAmong,
  { reader, loaders }: Context,
): Promise<EdgeReason | null> {
  const page = { ...firstPage(NAMED), withTotal: true }
  const [shared, one, other] = await Promise.all([
    loaders.slice(
      ['papers.shared', {}, page],
      [from, to],
      (groups: readonly (readonly string[])[]): Promise<readonly Slice<SharedEntity>[]> =>
        reader.sharedEntities(groups, {}, page),
    ),
    loaders.papers.load(from),
    loaders.papers.load(to),
  ])
  if (one === null || other === null) return null
  const entities = shared.rows.map(({ entity }) => entity)
  const support = shared.total ?? entities.length
  const names = entities.map(({ name }) => name).join(', ')
  const what = support === 1 ? `1 entity, ${names}` : `${support} entities, above all ${names}`
  const sentence = `“${one.title}” and “${other.title}” share ${what} (similarity ${figure(weight)}).`
  return { ...NOTHING, sentence, support, entities }
}

async function explainBroader({ from, to }: EdgeAmong, { loaders }: Context): Promise<EdgeReason | null> {
  const [edge, narrower, broader] = await Promise.all([
    loaders.broader.load({ narrower: from, broader: to }),
    loaders.entities.load(from),
    loaders.entities.load(to),
  ])
  if (edge === null || narrower === null || broader === null) return null
  const sentence = `${narrower.name} is a kind of ${broader.name}, by the rule “${edge.rule}”.`
  return { ...NOTHING, sentence, rule: edge.rule }
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** A weight for reading; the exact one stands in the edge. */
function figure(weight: number): string {
  return weight.toFixed(2)
}

/** The field that says why an edge is there. */
export const WHY = {
  type: EdgeReasonRef,
  nullable: true as const,
  description: 'Why it is there. Null when it was removed meanwhile.',
  resolve: (edge: EdgeAmong, _args: object, context: Context) => explainEdge(edge, context),
}
