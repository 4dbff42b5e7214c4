// Scopes: who may do what, and what the others hear.
import { expect, test } from 'vitest'
import { requireScope } from '../../../../schema/lib/scope.ts'
import type { Scope } from '../../../../src/graph/actor.ts'

const actorWith = (...scopes: Scope[]) => ({ actor: { name: 'importer', scopes } })

test.each<[held: Scope[], asked: Scope]>([
  [['read'], 'read'],
  [['write'], 'read'],
  [['write'], 'write'],
  [['read', 'write'], 'write'],
  [['admin'], 'write'],
  [['admin'], 'admin'],
])('%j is enough for %s', (held, asked) => {
  const context = actorWith(...held)
  expect(requireScope(context, asked)).toBe(context.actor)
})

test.each<[held: Scope[], asked: Scope, message: string]>([
  [['read'], 'write', 'This needs the scope `write`, and importer has only `read`. Send a key that has it.'],
  [
    ['read', 'write'],
    'admin',
    'This needs the scope `admin`, and importer has only `read`, `write`. Send a key that has it.',
  ],
  [[], 'read', 'This needs the scope `read`, and importer has none. Send a key that has it.'],
])('%j is not enough for %s', (held, asked, message) => {
  expect(() => requireScope(actorWith(...held), asked)).toThrow(expect.objectContaining({ code: 'FORBIDDEN', message }))
})

test('nobody in particular may do nothing that needs a scope', () => {
  expect(() => requireScope({ actor: null }, 'read')).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
})
