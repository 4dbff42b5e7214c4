// Limits on the shape of a document: tokens, depth, aliases and directives. They are the same for every caller, because
// what was accepted once is remembered for all.
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Limits } from '../limits.ts'
import { turnIntoRefusal } from './refusal.ts'

/** The plugins that hold the shape of a document within its limits. */
export function limitDocumentShape({ tokens, depth, aliases, directives }: Limits): Plugin[] {
  const onReject = [(_context: unknown, error: GraphQLError) => turnIntoRefusal(error)]
  return [
    maxTokensPlugin({ n: tokens, onReject }),
    // The standard introspection query is deep; circles in it are refused by a rule of graphql itself.
    maxDepthPlugin({ n: depth, ignoreIntrospection: true, onReject }),
    // By default the alias `__typename` is free without limit.
    maxAliasesPlugin({ n: aliases, allowList: [], onReject }),
    maxDirectivesPlugin({ n: directives, onReject }),
  ]
}
