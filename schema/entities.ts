// Entities: concepts, methods, tasks, datasets and metrics, their names, their papers and their neighbours.
import { wrongArgument } from '../src/graph/errors.ts'
import { ENTITY_KINDS, HIERARCHY_ORDER, RELATED_ORDER } from '../src/graph/entities.ts'
import type { Alias, Entity, EntityKind, HierarchyEntity, RelatedEntity } from '../src/graph/entities.ts'
import { nameKey, nounOfState } from '../src/graph/names.ts'
import { builder } from './builder.ts'
import { explainTie } from './explain-entities.ts'
import { defineConnection } from './lib/connection.ts'
import { OccurrenceRef } from './lib/evidence.ts'
import { ENTITY_LIST_ARGS, EntityConnection, answerEntities } from './lib/entity-list.ts'
import { explainedBy } from './lib/explain.ts'
import { ENTITY_TYPES, fromGlobalId, toGlobalId } from './lib/global-id.ts'
import { MAX_NAME_LENGTH, readText } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, addToRows, answerPage } from './lib/page.ts'
import { PAPER_LIST_ARGS, answerPapers, definePaperConnection } from './lib/paper-connection.ts'
import { kindReasonField } from './kind-reason.ts'
import { EntityRef, KIND_REFS } from './refs.ts'
import { EntityTopicConnection, MEMBERSHIP_ORDER } from './topics.ts'

export const EntityPaperConnection = definePaperConnection({
  name: 'EntityPaper',
  of: 'papers that speak of an entity',
  edgeInterfaces: [OccurrenceRef],
})

const RelatedEntityConnection = defineConnection<RelatedEntity, Entity>({
  name: 'RelatedEntity',
  of: 'entities that occur in the same papers as an entity, the strongest tie first',
  node: EntityRef,
  order: RELATED_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    score: t.float({
      description: 'Strength of the tie, 0 to 1: `npmi` discounted where few papers have both.',
      resolve: ({ edge }) => edge.score,
    }),
    npmi: t.float({
      description: 'Normalised pointwise mutual information over papers, -1 to 1 (Bouma 2009).',
      resolve: ({ edge }) => edge.npmi,
    }),
    jaccard: t.float({
      description: 'Papers that have both, of those that have either.',
      resolve: ({ edge }) => edge.jaccard,
    }),
    support: t.int({ description: 'How many papers have both.', resolve: ({ edge }) => edge.support }),
    explain: t.field(explainedBy(explainTie)),
  }),
})

const HierarchyConnection = defineConnection<HierarchyEntity, Entity>({
  name: 'Hierarchy',
  of: 'entities right above or below an entity, those of most papers first',
  node: EntityRef,
  order: HIERARCHY_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    rule: t.exposeString('rule', { description: 'How the tie was found, such as `modifier`.' }),
  }),
})

const AliasRef = builder.objectRef<Alias>('Alias').implement({
  description: 'A form under which an entity occurs in texts.',
  fields: (t) => ({
    surface: t.exposeString('surface', { description: 'The form as it stands in texts.' }),
    rule: t.exposeString('rule', {
      description: 'How the form was joined to the entity: `canonical`, `spelling`, `number`, `acronym`, …',
    }),
    count: t.exposeInt('count', { description: 'How often the form occurs.' }),
  }),
})

EntityRef.implement({
  description: 'A thing that papers speak of. Its id stays when its kind changes.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: ({ kind }) => ENTITY_TYPES[kind],
  fields: (t) => {
    const hierarchy = (direction: 'broader' | 'narrower', description: string) =>
      t.field({
        type: HierarchyConnection,
        description,
        args: t.arg.connectionArgs(),
        extensions: PAGED,
        resolve: (entity, args, { reader, loaders }, info) =>
          answerPage(args, HIERARCHY_ORDER, info, (page) =>
            loaders.slice(['entity', direction, page], entity.id, (ids: readonly string[]) =>
              reader.hierarchyOf(ids, direction, page),
            ),
          ),
      })
    return {
      id: t.id({ resolve: ({ id }) => toGlobalId(id) }),
      slug: t.exposeString('slug', { description: 'Its name as part of an address: lower case, with hyphens.' }),
      name: t.exposeString('name', { description: 'Its name as people write it.' }),
      kind: t.field({
        type: EntityKindEnum,
        description: 'What it is; its type says the same.',
        resolve: ({ kind }) => kind,
      }),
      kindReason: t.field(kindReasonField),
      paperCount: t.exposeInt('paperCount', { description: 'In how many papers it occurs.' }),
      aliases: t.field({
        type: [AliasRef],
        description: 'All forms under which it occurs, the most frequent first.',
        extensions: { size: () => 5 },
        resolve: ({ id }, _args, { loaders }) => loaders.aliases.load(id),
      }),
      papers: t.field({
        type: EntityPaperConnection,
        description: 'The papers that speak of it, those most about it first when nothing else is said.',
        args: { ...t.arg.connectionArgs(), ...PAPER_LIST_ARGS },
        extensions: PAGED,
        resolve: ({ id }, args, context, info) => answerPapers({ of: 'entity', id }, args, context, info),
      }),
      related: t.field({
        type: RelatedEntityConnection,
        description: 'The entities that occur in the same papers, the strongest tie first.',
        args: {
          ...t.arg.connectionArgs(),
          kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
        },
        extensions: PAGED,
        resolve: (entity, args, { reader, loaders }, info) => {
          const kinds = args.kinds ?? []
          return answerPage(args, RELATED_ORDER, info, (page) =>
            loaders.slice(['entity.related', kinds, page], entity.id, (ids: readonly string[]) =>
              reader.relatedEntities(ids, { kinds }, page),
            ),
          )
        },
      }),
      broader: hierarchy('broader', 'What it is a kind of: "gradient descent" for "stochastic gradient descent".'),
      narrower: hierarchy('narrower', 'What is a kind of it: "stochastic gradient descent" for "gradient descent".'),
      topics: t.field({
        type: EntityTopicConnection,
        description: 'The topics it belongs to, those it is most typical of first.',
        args: t.arg.connectionArgs(),
        extensions: PAGED,
        resolve: (entity, args, { reader, loaders }, info) =>
          answerPage(args, MEMBERSHIP_ORDER, info, async (page) => {
            const slice = await loaders.slice(['entity.topics', page], entity.id, (ids: readonly string[]) =>
              reader.topicsOf(ids, page),
            )
            return addToRows(slice, { entity })
          }),
      }),
    }
  },
})

const KIND_DOCS: { readonly [Kind in EntityKind]: string } = {
  CONCEPT: 'An idea or phenomenon that papers discuss.',
  METHOD: 'A model, algorithm or technique that papers propose, use or compare.',
  TASK: 'A problem that papers address.',
  DATASET: 'Data that papers evaluate on.',
  METRIC: 'A measure that papers report.',
}

for (const kind of ENTITY_KINDS) {
  KIND_REFS[kind].implement({
    description: KIND_DOCS[kind],
    interfaces: [builder.nodeInterfaceRef(), EntityRef],
    fields: (t) => ({ id: t.id({ resolve: ({ id }) => toGlobalId(id) }) }),
  })
}

builder.queryFields((t) => {
  const entitiesOfKind = (kind: EntityKind) =>
    t.field({
      type: EntityConnection,
      description: `All entities of the type ${ENTITY_TYPES[kind]}, those of most papers first unless \`orderBy\` says else.`,
      args: { ...t.arg.connectionArgs(), ...ENTITY_LIST_ARGS },
      extensions: PAGED,
      resolve: (_root, args, context, info) => answerEntities([kind], args, context, info),
    })
  return {
    entity: t.field({
      type: EntityRef,
      nullable: true,
      description:
        'One entity by its id, or by any of its names in any spelling; null when there is none. Give exactly one of the two.',
      args: {
        id: t.arg.id({ description: 'The id of an entity; that of one that was merged leads to the one it is now.' }),
        name: t.arg.string({
          description:
            'Case, hyphens, number and British or American spelling do not count; `overparameterized` leads to overparameterization.',
        }),
        kind: t.arg({ type: EntityKindEnum, description: 'Goes with `name`: only an entity of this kind.' }),
      },
      resolve: async (_root, { id, name, kind }, { loaders }) => {
        if ((id == null) === (name == null)) throw wrongArgument('id', 'Give exactly one of `id` and `name`.')
        if (id != null) {
          if (kind != null) throw wrongArgument('kind', '`kind` goes with `name`, not with `id`.')
          return loaders.entities.load(fromGlobalId(id, 'id', ['Entity']).id)
        }
        const norm = nameKey(readText(name ?? '', 'name', MAX_NAME_LENGTH))
        if (norm === '') return null
        // Papers may write of overparameterized networks only, or of overparameterization.
        const norms = [norm, nounOfState(norm)].filter((one) => one !== null)
        const found = await Promise.all(
          norms.map((one) => loaders.names.load(kind == null ? { norm: one } : { norm: one, kind })),
        )
        return found.find((entity) => entity !== null) ?? null
      },
    }),
    entities: t.field({
      type: EntityConnection,
      description: 'All entities, those of most papers first unless `orderBy` says else.',
      args: {
        ...t.arg.connectionArgs(),
        ...ENTITY_LIST_ARGS,
        kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
      },
      extensions: PAGED,
      resolve: (_root, args, context, info) => answerEntities(args.kinds ?? [], args, context, info),
    }),
    concepts: entitiesOfKind('CONCEPT'),
    methods: entitiesOfKind('METHOD'),
    tasks: entitiesOfKind('TASK'),
    datasets: entitiesOfKind('DATASET'),
    metrics: entitiesOfKind('METRIC'),
  }
})
