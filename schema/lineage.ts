// Lineage: where a method comes from and what became of it.
import type { Entity, MethodRole } from '../src/graph/entities.ts'
import type { EntityId } from '../src/graph/ids.ts'
import { LINEAGE_METHOD_ORDER } from '../src/graph/lineage.ts'
import type { LineageMethod, LineageYear } from '../src/graph/lineage.ts'
import type { Order } from '../src/graph/page.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { EntityPaperConnection } from './entities.ts'
import { defineConnection } from './lib/connection.ts'
import type { StatedFact } from './lib/evidence.ts'
import { PAGED, answerPage } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers } from './lib/paper-connection.ts'
import { PaperOccurrenceRef } from './lib/paper-occurrence.ts'
import { EntityRef, KIND_REFS } from './refs.ts'

/** A method that descends from another, with the other. */
interface Descendant extends LineageMethod {
  readonly from: EntityId
}
const DESCENDANT_ORDER: Order<Descendant> = LINEAGE_METHOD_ORDER

/** What the named paper says of an entity; null when it says nothing any more. */
async function stateOf(paperId: string, entityId: EntityId, { loaders }: Context): Promise<StatedFact | null> {
  const [fact, paper] = await Promise.all([loaders.facts.load({ paperId, entityId }), loaders.papers.load(paperId)])
  return fact === null || paper === null ? null : { fact, paper }
}

const LineageMethodConnection = defineConnection<Descendant, Entity>({
  name: 'LineageMethod',
  of: 'methods that are proposed in papers which use another or compare with it, those of most such papers first',
  node: EntityRef,
  order: DESCENDANT_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    support: t.exposeInt('support', { description: 'In how many papers both stand so.' }),
    proposed: t.field({
      type: PaperOccurrenceRef,
      nullable: true,
      description: 'Where the paper that is most about both proposes it. Null when that was removed meanwhile.',
      resolve: ({ paperId, entity }, _args, context) => stateOf(paperId, entity.id, context),
    }),
    from: t.field({
      type: PaperOccurrenceRef,
      nullable: true,
      description: 'What the same paper says of the method it descends from.',
      resolve: ({ paperId, from }, _args, context) => stateOf(paperId, from, context),
    }),
  }),
})

const LineageYearRef = builder.objectRef<LineageYear>('LineageYear').implement({
  description: 'What the papers of a year do with a method.',
  fields: (t) => ({
    year: t.exposeInt('year', { nullable: true, description: 'Null for the papers whose year is not known.' }),
    proposes: t.exposeInt('proposes', { description: 'How many propose it.' }),
    uses: t.exposeInt('uses', { description: 'How many use it.' }),
    compares: t.exposeInt('compares', { description: 'How many compare with it.' }),
  }),
})

const LineageRef = builder.objectRef<{ readonly id: EntityId }>('MethodLineage').implement({
  description:
    'Where a method comes from and what became of it. What is a kind of it stands in `narrower` of the method.',
  fields: (t) => {
    const papers = (role: MethodRole, description: string) =>
      t.field({
        type: EntityPaperConnection,
        description: `${description}, the oldest first and those without a year last when nothing else is said.`,
        args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
        extensions: PAGED,
        resolve: ({ id }, args, context, info) => answerPapers({ of: 'entity', id, role }, args, context, info),
      })
    const methods = (role: 'USES' | 'COMPARES', description: string) =>
      t.field({
        type: LineageMethodConnection,
        description,
        args: t.arg.connectionArgs(),
        extensions: PAGED,
        resolve: ({ id }, args, { reader, loaders }, info) =>
          answerPage(args, DESCENDANT_ORDER, info, async (page) => {
            const slice = await loaders.slice(['method.lineage.methods', role, page], id, (ids: readonly string[]) =>
              reader.lineageMethods(ids, role, page),
            )
            return {
              ...slice,
              rows: slice.rows.map(({ entity, support, paperId }) => ({ entity, support, paperId, from: id })),
            }
          }),
      })
    return {
      proposedBy: papers('PROPOSES', 'The papers that propose it'),
      usedBy: papers('USES', 'The papers that use it'),
      comparedBy: papers('COMPARES', 'The papers that compare with it'),
      extendedBy: methods('USES', 'Methods proposed in papers that use it: what builds on it.'),
      challengedBy: methods(
        'COMPARES',
        'Methods proposed in papers that compare with it: what is measured against it.',
      ),
      years: t.field({
        type: [LineageYearRef],
        description:
          'Its papers counted by year, ascending; years without any are left out, the unknown year comes last.',
        extensions: { size: () => 50 },
        resolve: ({ id }, _args, { loaders }) => loaders.lineageYears.load(id),
      }),
    }
  },
})

builder.objectFields(KIND_REFS.METHOD, (t) => ({
  lineage: t.field({
    type: LineageRef,
    description: 'Where it comes from and what became of it, by what papers do with it and when.',
    resolve: ({ id }) => ({ id }),
  }),
}))
