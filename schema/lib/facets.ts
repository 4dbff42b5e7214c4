// Facets of lists of papers: counted when they are selected, each without what the filter says of it.
import { wrongArgument } from '../../src/graph/errors.ts'
import type { OutputRef } from '@pothos/core'
import type { EntityKind } from '../../src/graph/entities.ts'
import { withoutFacet } from '../../src/graph/paper-facets.ts'
import type { Facet, FacetBucket, PaperFacet } from '../../src/graph/paper-facets.ts'
import { namedEntities } from '../../src/graph/paper-filter.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import type { Context } from '../builder.ts'
import { builder } from '../builder.ts'
import { EntityRef, TopicRef } from '../refs.ts'
import { groupLists, kindOf } from './paper-list.ts'
import type { PaperList } from './paper-list.ts'

const DEFAULT_SIZE = 10
const MAX_SIZE = 100

/** The list whose facets are asked for. */
export interface Faceted {
  readonly list: PaperList
  readonly filter: PaperFilter
}

async function countFacet({ list, filter }: Faceted, facet: PaperFacet, size: number, context: Context) {
  if (size < 0 || size > MAX_SIZE) {
    throw wrongArgument('size', `\`size\` must be between 0 and ${MAX_SIZE}, got ${size}.`)
  }
  const named = await Promise.all(namedEntities(filter).map((id) => context.loaders.entities.load(id)))
  const kinds = new Map(named.flatMap((entity): [string, EntityKind][] => (entity ? [[entity.id, entity.kind]] : [])))
  const question = { filter: withoutFacet(filter, facet, (id) => kinds.get(id) ?? null), facet, size }
  return context.loaders.batch(['papers.facet', kindOf(list), question], list, (lists: readonly PaperList[]) =>
    context.reader.facetPapers(groupLists(list, lists), question),
  )
}

/** Defines a facet with its buckets. */
function defineFacet(name: string, of: string, bucket: OutputRef<FacetBucket>) {
  return builder.objectRef<Facet>(`${name}Facet`).implement({
    description: `The ${of} of a list of papers, those of most papers first, equal ones by id or value.`,
    fields: (t) => ({
      buckets: t.field({ type: [bucket], description: 'The first `size` of them.', resolve: ({ buckets }) => buckets }),
      otherValues: t.exposeInt('otherValues', { description: 'How many values the buckets leave out.' }),
      otherCount: t.exposeInt('otherCount', {
        description: 'The sum of their counts. A paper counts once for each value it has.',
      }),
      unknown: t.exposeInt('unknown', { description: 'How many papers of the list have no value at all.' }),
    }),
  })
}

const COUNT = { description: 'How many papers of the list have it.' }

const EntityBucketRef = builder.objectRef<FacetBucket>('EntityBucket').implement({
  description: 'How many papers of a list speak of an entity.',
  fields: (t) => ({
    entity: t.field({
      type: EntityRef,
      nullable: true,
      description: 'Null when it was removed while the list was read.',
      resolve: ({ value }, _args, { loaders }) => loaders.entities.load(String(value)),
    }),
    count: t.exposeInt('count', COUNT),
  }),
})

const TopicBucketRef = builder.objectRef<FacetBucket>('TopicBucket').implement({
  description: 'How many papers of a list speak of an entity of a topic.',
  fields: (t) => ({
    topic: t.field({
      type: TopicRef,
      nullable: true,
      description: 'Null when it was removed while the list was read.',
      resolve: ({ value }, _args, { loaders }) => loaders.topics.load(String(value)),
    }),
    count: t.exposeInt('count', COUNT),
  }),
})

const YearBucketRef = builder.objectRef<FacetBucket>('YearBucket').implement({
  description: 'How many papers of a list are of a year.',
  fields: (t) => ({
    value: t.int({ description: 'The year.', resolve: ({ value }) => Number(value) }),
    count: t.exposeInt('count', COUNT),
  }),
})

const VenueBucketRef = builder.objectRef<FacetBucket>('VenueBucket').implement({
  description: 'How many papers of a list are of a venue.',
  fields: (t) => ({
    value: t.string({ description: 'The venue as papers write it.', resolve: ({ value }) => String(value) }),
    count: t.exposeInt('count', COUNT),
  }),
})

const EntityFacetRef = defineFacet('Entity', 'entities of one kind', EntityBucketRef)
const TopicFacetRef = defineFacet('Topic', 'topics', TopicBucketRef)
const YearFacetRef = defineFacet('Year', 'years', YearBucketRef)
const VenueFacetRef = defineFacet('Venue', 'venues', VenueBucketRef)

export const PaperFacetsRef = builder.objectRef<Faceted>('PaperFacets').implement({
  description:
    'What the papers of a list have in common, over the whole list. Each facet leaves out what `where` says of it right ' +
    'under its top or its `and`, so that what was chosen keeps its alternatives.',
  fields: (t) => {
    const facet = (type: typeof EntityFacetRef, facet: PaperFacet, description: string) =>
      t.field({
        type,
        description,
        args: {
          size: t.arg.int({ defaultValue: DEFAULT_SIZE, description: `How many buckets; 0 to ${MAX_SIZE}.` }),
        },
        extensions: {
          size: ({ size }: { readonly size?: number | null }) => size ?? DEFAULT_SIZE,
          sizeArgument: 'size',
        },
        resolve: (faceted, { size }, context) => countFacet(faceted, facet, size ?? DEFAULT_SIZE, context),
      })
    return {
      concepts: facet(EntityFacetRef, 'CONCEPT', 'The concepts that most of them discuss.'),
      methods: facet(EntityFacetRef, 'METHOD', 'The methods that most of them propose, use or compare.'),
      tasks: facet(EntityFacetRef, 'TASK', 'The tasks that most of them address.'),
      datasets: facet(EntityFacetRef, 'DATASET', 'The datasets that most of them evaluate on.'),
      topics: facet(TopicFacetRef, 'topic', 'The topics whose entities most of them speak of.'),
      years: facet(YearFacetRef, 'year', 'The years most of them are of.'),
      venues: facet(VenueFacetRef, 'venue', 'The venues most of them are of.'),
    }
  },
})
