// What a caller may do: fields that change the graph begin with this.
import { hasScope } from '../../src/graph/actor.ts'
import type { Actor, Scope } from '../../src/graph/actor.ts'
import { ForbiddenError, UnauthenticatedError } from '../../src/graph/errors.ts'
import type { Context } from '../builder.ts'

/**
 * The actor of a request that needs a scope.
 *
 * @throws UnauthenticatedError where nobody has shown who they are, ForbiddenError where whoever asks may not.
 */
export function requireScope({ actor }: Pick<Context, 'actor'>, scope: Scope): Actor {
  if (actor === null) {
    throw new UnauthenticatedError(
      `This needs a key with the scope \`${scope}\`: send it as "Authorization: Bearer …".`,
    )
  }
  if (hasScope(actor, scope)) return actor
  throw new ForbiddenError(
    `This needs the scope \`${scope}\`, and ${actor.name} has ${listed(actor.scopes)}. Send a key that has it.`,
  )
}

function listed(scopes: readonly Scope[]): string {
  return scopes.length === 0 ? 'none' : `only ${scopes.map((scope) => `\`${scope}\``).join(', ')}`
}
