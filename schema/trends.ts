// Trends: how often entities occur through time, as flat rows for charts.
import { wrongArgument } from '../src/graph/errors.ts'
import type { Entity } from '../src/graph/entities.ts'
import type { TrendBucket } from '../src/graph/paper-facets.ts'
import { builder } from './builder.ts'
import { PAPER_WHERE, readPaperFilter } from './lib/paper-filter.ts'
import { notThere, readIds } from './lib/input.ts'
import { EntityRef } from './refs.ts'

const MAX_ENTITIES = 20
const DEFAULT_BUCKETS = 30
const MAX_BUCKETS = 100

interface Trend {
  readonly bucket: string
  readonly time: string | null
  readonly entity: Entity
  readonly count: number
  readonly papers: number
}

const TrendBucketEnum = builder.enumType('TrendBucket', {
  description: 'What time is cut into.',
  values: {
    YEAR: { value: 'year', description: 'Years of publication. Papers without a year are in no row.' },
    RUN: { value: 'run', description: 'Runs: the papers that each wrote and that none changed since.' },
  } satisfies Record<string, { readonly value: TrendBucket; readonly description: string }>,
})

const TrendRef = builder.objectRef<Trend>('TrendRow').implement({
  description: 'How often one entity occurs in one year or run.',
  fields: (t) => ({
    bucket: t.exposeString('bucket', { description: 'The year, or the number of the run.' }),
    time: t.exposeString('time', {
      nullable: true,
      description: 'When the year or the run began, ISO 8601, UTC; null for a run that is not on record.',
    }),
    entity: t.field({ type: EntityRef, description: 'The entity.', resolve: ({ entity }) => entity }),
    name: t.string({ description: 'The name of the entity, for legends.', resolve: ({ entity }) => entity.name }),
    count: t.exposeInt('count', { description: 'Papers that speak of the entity.' }),
    papers: t.exposeInt('papers', { description: 'All papers of the year or run.' }),
    share: t.float({ description: '`count` of `papers`, 0 to 1.', resolve: ({ count, papers }) => count / papers }),
  }),
})

builder.queryFields((t) => ({
  trends: t.field({
    type: [TrendRef],
    description:
      `How often 1 to ${MAX_ENTITIES} entities occur through time: a row for every entity and every year or run that has ` +
      'papers, zeros included, the earliest first, then in the order of `entities`. NOT_FOUND when one is not in the graph.',
    args: {
      entities: t.arg.idList({ required: true, description: `Ids of 1 to ${MAX_ENTITIES} entities.` }),
      bucket: t.arg({ type: TrendBucketEnum, defaultValue: 'year', description: 'What time is cut into.' }),
      last: t.arg.int({
        defaultValue: DEFAULT_BUCKETS,
        description: `Only so many of the latest years or runs; 1 to ${MAX_BUCKETS}.`,
      }),
      where: t.arg({ ...PAPER_WHERE, description: 'Only these papers are counted.' }),
    },
    extensions: {
      size: ({ entities, last }: { readonly entities: readonly string[]; readonly last?: number | null }) =>
        entities.length * (last ?? DEFAULT_BUCKETS),
      sizeArgument: 'last',
    },
    resolve: async (_root, args, { reader, loaders }) => {
      const bucket = args.bucket ?? 'year'
      const last = args.last ?? DEFAULT_BUCKETS
      if (last < 1 || last > MAX_BUCKETS) {
        throw wrongArgument('last', `\`last\` must be between 1 and ${MAX_BUCKETS}, got ${last}.`)
      }
      const ids = readIds(args.entities, 'entities', { types: ['Entity'], min: 1, max: MAX_ENTITIES })
      const filter = await readPaperFilter(args.where, 'where', { loaders })
      const entities = new Map(
        await Promise.all(
          ids.map(async (address): Promise<[string, Entity]> => {
            const entity = await loaders.entities.load(address.id)
            if (entity === null) throw notThere(address)
            return [entity.id, entity]
          }),
        ),
      )
      const rows = await reader.trendsOf([...entities.keys()], { filter, bucket, last })
      return Promise.all(
        rows.flatMap(({ bucket, entityId, count, papers }) => {
          const entity = entities.get(entityId)
          return entity === undefined ? [] : [describeTrend(bucket, { entity, count, papers })]
        }),
      )

      async function describeTrend(of: number | string, figures: Omit<Trend, 'bucket' | 'time'>): Promise<Trend> {
        if (typeof of === 'number') {
          return { bucket: String(of), time: `${String(of).padStart(4, '0')}-01-01T00:00:00.000Z`, ...figures }
        }
        const run = await loaders.runs.load(of)
        return { bucket: of.replace(/^run:/, ''), time: run?.startedAt ?? null, ...figures }
      }
    },
  }),
}))
