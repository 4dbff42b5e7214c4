// Gaps: what an entity has never met, though both are tied to the same others.
import { wrongArgument } from '../src/graph/errors.ts'
import type { Entity } from '../src/graph/entities.ts'
import { GAP_LINKS, GAP_ORDER, GAP_REACH } from '../src/graph/gaps.ts'
import type { GapLink } from '../src/graph/gaps.ts'
import type { Order } from '../src/graph/page.ts'
import { builder } from './builder.ts'
import { explainGap } from './explain-entities.ts'
import type { GapOf } from './explain-entities.ts'
import { defineConnection } from './lib/connection.ts'
import { explainedBy } from './lib/explain.ts'
import { fromGlobalId } from './lib/global-id.ts'
import { notThere } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { PAGED, addToRows, answerPage } from './lib/page.ts'
import { EntityRef } from './refs.ts'

const DEFAULT_LINKS = 5

const GapLinkRef = builder.objectRef<GapLink>('GapLink').implement({
  description: 'An entity that is tied to both ends of a gap.',
  fields: (t) => ({
    entity: t.field({
      type: EntityRef,
      nullable: true,
      description: 'Null when it was removed meanwhile.',
      resolve: ({ entityId }, _args, { loaders }) => loaders.entities.load(entityId),
    }),
    near: t.exposeFloat('near', { description: 'Strength of its tie to the entity asked about, 0 to 1.' }),
    far: t.exposeFloat('far', { description: 'Strength of its tie to the other end, 0 to 1.' }),
    share: t.exposeFloat('share', {
      description: 'What it adds to the score: `near * far`, divided by the sum of `near` over all ties followed.',
    }),
  }),
})

const GAP_OF_ORDER: Order<GapOf> = GAP_ORDER

const GapConnection = defineConnection<GapOf, Entity>({
  name: 'Gap',
  of: 'entities that an entity has never met, though both are tied to the same others, the strongest first',
  node: EntityRef,
  order: GAP_OF_ORDER,
  toNode: ({ entity }) => entity,
  edgeFields: (t) => ({
    score: t.exposeFloat('score', {
      description:
        'How strongly, on average, what the entity is tied to is tied to this one, strong ties counting more; 0 to 1. The ' +
        'sum of the shares of all links.',
    }),
    explain: t.field(explainedBy(explainGap)),
    support: t.int({ description: 'How many entities link the two.', resolve: ({ links }) => links.length }),
    links: t.field({
      type: [GapLinkRef],
      description: 'What links the two, the largest share first.',
      args: { first: t.arg.int({ defaultValue: DEFAULT_LINKS, description: `How many, 0 to ${GAP_REACH}.` }) },
      extensions: { size: ({ first }: { first?: number | null }) => first ?? DEFAULT_LINKS, sizeArgument: 'first' },
      resolve: ({ links }, { first }) => {
        const most = first ?? DEFAULT_LINKS
        if (most < 0 || most > GAP_REACH) {
          throw wrongArgument('first', `\`first\` must be between 0 and ${GAP_REACH} for links, got ${most}.`)
        }
        return links.slice(0, most)
      },
    }),
  }),
})

builder.queryFields((t) => ({
  gaps: t.field({
    type: GapConnection,
    description:
      'Entities that no paper speaks of together with an entity, though both are tied to the same others: where something ' +
      `may be left to find. At least ${GAP_LINKS} of its ${GAP_REACH} strongest ties lead there; what is right above or ` +
      'below it is no gap. NOT_FOUND when the entity is not in the graph.',
    args: {
      ...t.arg.connectionArgs(),
      of: t.arg.id({ required: true, description: 'The id of an entity.' }),
      kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
    },
    extensions: PAGED,
    resolve: async (_root, args, { reader, loaders }, info) => {
      const of = fromGlobalId(args.of, 'of', ['Entity'])
      const entity = await loaders.entities.load(of.id)
      if (entity === null) throw notThere(of)
      return answerPage(args, GAP_OF_ORDER, info, async (page) =>
        addToRows(await reader.gapsOf(entity.id, { kinds: args.kinds ?? [] }, page), { of: entity }),
      )
    },
  }),
}))
