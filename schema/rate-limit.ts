// What a query costs, and what its caller has left.
import { builder } from './builder.ts'
import type { RateLimit } from './builder.ts'

const RateLimitRef = builder.objectRef<RateLimit>('RateLimit').implement({
  description: 'What this query costs, and what its caller may still ask for.',
  fields: (t) => ({
    cost: t.exposeInt('cost', {
      description: 'One for each field of the operation, and one for each node that its lists may hold.',
    }),
    limit: t.exposeInt('limit', { nullable: true, description: 'Cost a minute; null where there is no limit.' }),
    remaining: t.exposeInt('remaining', { nullable: true, description: 'What is left of it after this query.' }),
    resetAt: t.exposeString('resetAt', {
      nullable: true,
      description: 'When all of it is there again; ISO 8601, UTC.',
    }),
  }),
})

builder.queryFields((t) => ({
  rateLimit: t.field({
    type: RateLimitRef,
    description:
      'What this query costs, and what its caller may still ask for. The cost is also in `extensions.cost` of every answer.',
    resolve: (_root, _args, { rateLimit }) => rateLimit,
  }),
}))
