// Refuses `@skip` and `@include` on what a subscription subscribes to: without it there is nothing to wait for. The GraphQL
// specification forbids them there; the rules of the library do not look.
import { GraphQLError, Kind, OperationTypeNode } from 'graphql'
import type { ASTVisitor, SelectionSetNode, ValidationContext } from 'graphql'
import type { Plugin } from 'graphql-yoga'

export function refuseConditionalSubscriptions(): Plugin {
  return { onValidate: ({ addValidationRule }) => addValidationRule(SubscriptionRootIsUnconditional) }
}

function SubscriptionRootIsUnconditional(context: ValidationContext): ASTVisitor {
  const seen = new Set<string>()
  function look({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      const condition = selection.directives?.find(({ name }) => name.value === 'skip' || name.value === 'include')
      if (condition !== undefined) {
        const message = `A subscription has one field, always: take \`@${condition.name.value}\` off it.`
        context.reportError(new GraphQLError(message, { nodes: condition }))
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue
      seen.add(selection.name.value)
      const fragment = context.getFragment(selection.name.value)
      if (fragment != null) look(fragment.selectionSet)
    }
  }
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation === OperationTypeNode.SUBSCRIPTION) look(selectionSet)
    },
  }
}
