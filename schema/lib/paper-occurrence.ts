// What one of several papers says of an entity: facts together with their papers, read in batches.
import type { Fact } from '../../src/graph/entities.ts'
import { builder } from '../builder.ts'
import type { Context } from '../builder.ts'
import { PaperRef } from '../refs.ts'
import { OccurrenceRef } from './evidence.ts'
import type { StatedFact } from './evidence.ts'

export const PaperOccurrenceRef = builder.objectRef<StatedFact>('PaperOccurrence').implement({
  description: 'What one of several papers says of an entity.',
  interfaces: [OccurrenceRef],
  fields: (t) => ({
    paper: t.field({ type: PaperRef, description: 'The paper that says so.', resolve: ({ paper }) => paper }),
  }),
})

/** Facts with their papers; those whose paper is gone are left out. */
export async function stateFacts(facts: readonly Fact[], { loaders }: Context): Promise<StatedFact[]> {
  const papers = await Promise.all(facts.map(({ paperId }) => loaders.papers.load(paperId)))
  return facts.flatMap((fact, i) => {
    const paper = papers[i]
    return paper == null ? [] : [{ fact, paper }]
  })
}
