// Why an entity is of its kind: what decided, and what its mentions look like.
import type { Entity, EntityKind, KindRule, KindVote } from '../src/graph/entities.ts'
import { ENTITY_KINDS } from '../src/graph/entities.ts'
import { builder } from './builder.ts'
import type { Context } from './builder.ts'
import { EntityKindEnum } from './lib/kinds.ts'

/** An entity with the votes of its mentions, in their order. */
interface KindReason {
  readonly entity: Entity
  readonly rule: KindRule
  readonly votes: readonly KindVote[]
}

const KindRuleEnum = builder.enumType('KindRule', {
  description: 'What decided the kind of an entity.',
  values: {
    MENTIONS: { description: 'What most of its mentions look like; of equally many, the more particular kind.' },
    KNOWN: { description: 'It is a well-known concept, method, task or metric.' },
    DATA_NAME: { description: 'Most papers call it by the name of well-known data, or call it data.' },
    METRIC_NAME: {
      description: 'One of its names is that of a well-known metric, and its own says that something is measured.',
    },
    TASK_NAME: { description: 'Its name ends in that of a well-known task.' },
    CURATED: { description: 'People did: they said so, or merged or split it.' },
  } satisfies Record<KindRule, object>,
})

const KindVoteRef = builder.objectRef<KindVote>('KindVote').implement({
  description: 'How many mentions of an entity look like a kind, each read by itself.',
  fields: (t) => ({
    kind: t.field({ type: EntityKindEnum, description: 'What they look like.', resolve: ({ kind }) => kind }),
    mentions: t.exposeInt('mentions', { description: 'How many do.' }),
  }),
})

const KindReasonRef = builder.objectRef<KindReason>('KindReason').implement({
  description: 'Why an entity is of its kind. `Evidence.kind` says what a single mention looks like.',
  fields: (t) => ({
    summary: t.string({ description: 'The reason in one English sentence.', resolve: summarise }),
    rule: t.field({ type: KindRuleEnum, description: 'What decided.', resolve: ({ rule }) => rule }),
    votes: t.field({
      type: [KindVoteRef],
      description: 'What its mentions in all papers look like, whatever decided: most mentions first.',
      extensions: { size: () => ENTITY_KINDS.length },
      resolve: ({ votes }) => votes,
    }),
  }),
})

const A_KIND: { readonly [Kind in EntityKind]: string } = {
  CONCEPT: 'a concept',
  METHOD: 'a method',
  TASK: 'a task',
  DATASET: 'data',
  METRIC: 'a metric',
}

/** What speaks for a kind, besides the mentions. */
const REASONS: { readonly [Rule in Exclude<KindRule, 'MENTIONS'>]: (kind: string) => string } = {
  KNOWN: (kind) => `is well known as ${kind}`,
  DATA_NAME: () => 'has a name that is well known as that of data, or is called data',
  METRIC_NAME: () => 'goes by the name of a well-known metric',
  TASK_NAME: () => 'has a name that ends in that of a well-known task',
  CURATED: (kind) => `is ${kind} because people put it so`,
}

/** "31 of its 33 mentions look like a method". */
function summarise({ entity: { name, kind }, rule, votes }: KindReason): string {
  const all = votes.reduce((sum, { mentions }) => sum + mentions, 0)
  const own = votes.find((vote) => vote.kind === kind)?.mentions ?? 0
  const share =
    all === 1
      ? `its only mention ${own === 1 ? 'looks' : 'does not look'} like ${A_KIND[kind]}`
      : `${own} of its ${all} mentions look${own === 1 ? 's' : ''} like ${A_KIND[kind]}`
  if (rule !== 'MENTIONS') return `${name} ${REASONS[rule](A_KIND[kind])}; ${share}.`
  const equal = votes.find((vote) => vote.kind !== kind && vote.mentions === own)
  const tie = equal === undefined ? '' : `, as many as look like ${A_KIND[equal.kind]}, which says less`
  return `${name} is ${A_KIND[kind]}: ${share}${tie}.`
}

/** The field that says why an entity is of its kind. */
export const kindReasonField = {
  type: KindReasonRef,
  nullable: true,
  description:
    'Why it is of its kind. Null in a graph that was written before this was kept, until papers are ingested again.',
  resolve: async (entity: Entity, _args: object, { loaders }: Context): Promise<KindReason | null> => {
    const { id, kindRule: rule } = entity
    return rule === null ? null : { entity, rule, votes: await loaders.kindVotes.load(id) }
  },
} as const
