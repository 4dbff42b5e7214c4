// `paperloom keys`: makes, lists and revokes the keys of the API.
import { Command, InvalidArgumentError } from 'commander'
import type { Flags } from '../config.ts'
import { SCOPES } from '../graph/actor.ts'
import type { Scope } from '../graph/actor.ts'
import type { ApiKey } from '../graph/keys.ts'
import { createApiKey, isValid } from '../server/auth/api-key.ts'
import { configOf, openConfigured, tellIfEmpty, withStore } from './options.ts'
import { openStdout, tell } from './output.ts'
import { formatTable } from './tables.ts'

const MAX_NAME_LENGTH = 100
const UNITS = { h: 3_600_000, d: 86_400_000, y: 365 * 86_400_000 }

export function keysCommand(): Command {
  const keys = new Command('keys')
    .description('Makes, lists and revokes keys of the API. They are kept with the graph.')
    .addHelpText(
      'after',
      `
Examples:
  $ paperloom keys create --name dashboard --scopes read --expires 90d
  $ paperloom keys list
  $ paperloom keys revoke 3f9a1c2e7b04`,
    )
  for (const command of [createCommand(), listCommand(), revokeCommand()]) keys.addCommand(command)
  return keys
}

interface CreateFlags extends Flags {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expires?: number
}

function createCommand(): Command {
  return withStore(new Command('create'))
    .description('Makes a key and shows it: this once, for it is kept nowhere.')
    .requiredOption('--name <name>', 'who or what will use it', readName)
    .requiredOption(
      '--scopes <list>',
      `what it may do: ${SCOPES.join(', ')}; each includes those before it`,
      readScopes,
    )
    .option('--expires <time>', 'when it ends: 12h, 90d, 1y (default: never)', readLifetime)
    .action(async ({ name, scopes, expires, ...flags }: CreateFlags) => {
      await using store = await openConfigured(configOf(flags))
      const { key, text } = createApiKey({ name, scopes, lifetime: expires ?? null }, new Date())
      await store.addKey(key)
      // The key alone on standard output, for scripts; what people should know on the other.
      tell(`Key ${key.id} for ${name}: keep it now, it is not shown again. "keys revoke ${key.id}" ends it.`)
      await tellIfEmpty(store)
      await openStdout().write([text])
    })
}

function listCommand(): Command {
  return withStore(new Command('list'))
    .description('Lists the keys, without their secrets.')
    .action(async (flags: Flags) => {
      await using store = await openConfigured(configOf(flags), { mustExist: true })
      const keys = await store.listKeys()
      const header = ['id', 'name', 'scopes', 'state', 'created', 'expires']
      const rows = keys.map((key) => [
        key.id,
        key.name,
        key.scopes.join(','),
        stateOf(key),
        key.createdAt,
        key.expiresAt ?? 'never',
      ])
      await openStdout().write(keys.length === 0 ? ['There are no keys.'] : formatTable([header, ...rows], ''))
    })
}

function revokeCommand(): Command {
  return withStore(new Command('revoke'))
    .description('Ends a key at once, for every server of this graph.')
    .argument('<id>', 'the id that "keys list" shows')
    .action(async (id: string, flags: Flags) => {
      await using store = await openConfigured(configOf(flags), { mustExist: true })
      const { name, revokedAt } = await store.revokeKey(id, new Date().toISOString())
      await openStdout().write([`Key ${id} of ${name} is revoked since ${revokedAt}.`])
    })
}

function stateOf(key: ApiKey): string {
  if (key.revokedAt !== null) return 'revoked'
  return isValid(key, new Date()) ? 'valid' : 'expired'
}

function readName(text: string): string {
  const name = text.normalize('NFC').trim()
  if (name.length > 0 && name.length <= MAX_NAME_LENGTH && !/\p{C}/u.test(name)) return name
  throw new InvalidArgumentError(`Expected 1 to ${MAX_NAME_LENGTH} visible characters.`)
}

function readScopes(text: string): readonly Scope[] {
  const given = text.split(',').map((part) => part.trim())
  const unknown = given.find((part) => !SCOPES.some((scope) => scope === part))
  if (unknown !== undefined) throw new InvalidArgumentError(`Expected some of ${SCOPES.join(', ')}, got "${unknown}".`)
  return SCOPES.filter((scope) => given.includes(scope))
}

function readLifetime(text: string): number {
  const [, count = '0', unit = ''] = /^(\d{1,4})([hdy])$/.exec(text) ?? []
  const length = Number(count) * (unit === 'h' || unit === 'd' || unit === 'y' ? UNITS[unit] : 0)
  if (length > 0) return length
  throw new InvalidArgumentError('Expected a number and a unit: 12h, 90d, 1y.')
}
