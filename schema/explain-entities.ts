// Why entities are tied, and near others.
import type { RelatedEntity } from '../src/graph/entities.ts'
import { termsOfTie } from '../src/graph/explain.ts'
import type { Context } from './builder.ts'
import { counted, figure } from './lib/explain.ts'
import type { Explanation } from './lib/explain.ts'
import type { StatedFact } from './lib/evidence.ts'

/** Why two entities are tied as strongly as they are. */
export async function explainTie({ edge }: RelatedEntity, context: Context): Promise<Explanation> {
  const { a, b, support, npmi, score } = edge
  const [one, other] = await Promise.all([context.loaders.entities.load(a), context.loaders.entities.load(b)])
  // What is gone meanwhile has no papers any more.
  const counts = { one: one?.paperCount ?? 0, other: other?.paperCount ?? 0, together: support }
  const apart = `${counted(counts.one, 'paper')} of the one and ${counts.other} of the other`
  return {
    value: score,
    summary:
      `${one?.name ?? a} and ${other?.name ?? b} occur together in ${counted(support, 'paper')}, of ${apart}: ` +
      `normalised mutual information ${figure(npmi)}, less what thin evidence takes off, is ${figure(score)}.`,
    terms: termsOfTie(npmi, counts),
    query: { name: 'tie', parameters: { a, b } },
    loadFacts: () => loadTieFacts(a, b, context),
  }
}

/** What the paper that is most about both of two related entities says of each. */
async function loadTieFacts(a: string, b: string, { loaders }: Context): Promise<StatedFact[]> {
  const paperId = (await loaders.related.load({ a, b }))?.paperId ?? null
  if (paperId === null) return []
  const [paper, ...facts] = await Promise.all([
    loaders.papers.load(paperId),
    ...[a, b].map((entityId) => loaders.facts.load({ paperId, entityId })),
  ])
  return facts.flatMap((fact) => (fact === null || paper === null ? [] : [{ fact, paper }]))
}
