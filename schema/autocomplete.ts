// Completion of what somebody types to entities.
import { wrongArgument } from '../src/graph/errors.ts'
import { complete, MAX_PREFIX_LENGTH, MAX_SUGGESTIONS } from '../src/graph/complete.ts'
import type { Match, Suggestion } from '../src/graph/complete.ts'
import { builder } from './builder.ts'
import { readText } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { EntityRef } from './refs.ts'
import { MatchedAliasRef } from './search.ts'

const DEFAULT_SUGGESTIONS = 10

const SuggestionMatchEnum = builder.enumType('SuggestionMatch', {
  description: 'Why an alias was suggested, the best reason first.',
  values: {
    EXACT: { description: 'It is what was typed, in any spelling.' },
    PREFIX: { description: 'It begins with what was typed.' },
    WORD: { description: 'It has all words that were typed, the last one as a beginning.' },
    TYPO: {
      description:
        'It has them all but for slips: one in a word of 3 to 7 letters (of 3, two swapped letters), two in a longer one.',
    },
  } satisfies Record<Match, object>,
})

const SuggestionRef = builder.objectRef<Suggestion>('Suggestion').implement({
  description: 'An entity that somebody may mean who has typed so much.',
  fields: (t) => ({
    node: t.field({ type: EntityRef, description: 'The entity.', resolve: ({ entity }) => entity }),
    match: t.field({ type: SuggestionMatchEnum, description: 'Why it is suggested.', resolve: ({ match }) => match }),
    alias: t.field({
      type: MatchedAliasRef,
      description: 'The alias that is the reason; of several, the most frequent.',
      resolve: ({ alias }) => alias,
    }),
  }),
})

builder.queryFields((t) => ({
  autocomplete: t.field({
    type: [SuggestionRef],
    description:
      'Entities that a text may be the beginning of: first those of that name, then names that begin so, then names with ' +
      'these words, then with slips of the pen; each by papers, most first. Nothing in the text is an operator.',
    args: {
      prefix: t.arg.string({
        required: true,
        description: `What was typed so far; at most ${MAX_PREFIX_LENGTH} characters.`,
      }),
      kinds: t.arg({ type: [EntityKindEnum], description: 'Only these kinds; all when nothing is said.' }),
      first: t.arg.int({ defaultValue: DEFAULT_SUGGESTIONS, description: `How many, 0 to ${MAX_SUGGESTIONS}.` }),
    },
    extensions: {
      size: ({ first }: { first?: number | null }) => first ?? DEFAULT_SUGGESTIONS,
      sizeArgument: 'first',
    },
    resolve: (_root, { prefix, kinds, first }, { reader }) => {
      const size = first ?? DEFAULT_SUGGESTIONS
      if (size < 0 || size > MAX_SUGGESTIONS) {
        throw wrongArgument('first', `\`first\` must be between 0 and ${MAX_SUGGESTIONS} here, got ${size}.`)
      }
      return complete(readText(prefix, 'prefix', MAX_PREFIX_LENGTH), kinds ?? [], size, reader)
    },
  }),
}))
