// Arguments that come from people and programs: texts and ids, with their bounds.
import { NotFoundError, wrongArgument } from '../../src/graph/errors.ts'
import type { NodeType } from '../../src/graph/ids.ts'
import type { Seeds } from '../../src/graph/traversals.ts'
import type { Context } from '../builder.ts'
import { fromGlobalId } from './global-id.ts'
import type { GivenAddress, NodeAddress } from './global-id.ts'

/** The longest title or name one may look up, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 1000

/**
 * A text as given.
 *
 * @throws InvalidInputError when it is too long.
 */
export function readText(text: string, argument: string, max: number): string {
  if (text.length <= max) return text
  throw wrongArgument(argument, `\`${argument}\` may have ${max} characters at most, got ${text.length}.`)
}

/** What does not show, or turns the direction of the text around it; and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * A name that somebody gives to something, to find it again by.
 *
 * @throws InvalidInputError when it is blank, too long, or holds what cannot be seen.
 */
export function readLabel(text: string, argument: string, max: number): string {
  if (text.trim() === '') throw wrongArgument(argument, `\`${argument}\` must not be blank.`)
  if (UNPRINTABLE.test(text)) throw wrongArgument(argument, `\`${argument}\` must hold no control characters.`)
  return readText(text, argument, max)
}

/**
 * A list of global ids, each once, in the order given.
 *
 * @throws InvalidInputError when there are too few or too many different ones, or one is no id of the expected types.
 */
export function readIds(
  ids: readonly string[],
  argument: string,
  { types, min, max }: { readonly types: readonly NodeType[]; readonly min: number; readonly max: number },
): readonly GivenAddress[] {
  if (ids.length > max) throw wrongArgument(argument, `\`${argument}\` takes ${max} ids at most, got ${ids.length}.`)
  const addresses = [...new Set(ids)].map((id) => fromGlobalId(id, `${argument}.${ids.indexOf(id)}`, types))
  if (addresses.length >= min) return addresses
  const wanted = min === 1 ? 'at least one id' : `at least ${min} different ids`
  throw wrongArgument(argument, `\`${argument}\` takes ${wanted}, got ${addresses.length}.`)
}

/**
 * Papers and entities to start from.
 *
 * @throws NotFoundError when one of them is not in the graph.
 */
export async function readSeeds(addresses: readonly GivenAddress[], { loaders }: Context): Promise<Seeds> {
  const found = await Promise.all(
    addresses.map(({ type, id }) => (type === 'Paper' ? loaders.papers.load(id) : loaders.entities.load(id))),
  )
  found.forEach((node, i) => {
    const address = addresses[i]
    if (node === null && address !== undefined) throw notThere(address)
  })
  // The id of an entity that was merged leads to the one it is now, and several may lead to one.
  const idsOf = (type: NodeType) => [
    ...new Set(addresses.flatMap((address, i) => (address.type === type ? [found[i]?.id ?? address.id] : []))),
  ]
  return { papers: idsOf('Paper'), entities: idsOf('Entity') }
}

/** The error of an id that leads to nothing. */
export function notThere({ type, id, argument }: GivenAddress): NotFoundError {
  return new NotFoundError(type.toLowerCase(), id, argument.split('.'))
}

/**
 * Does work on what ids lead to; where one leads to nothing, the error says which argument gave it.
 *
 * @throws NotFoundError, and whatever the work throws.
 */
export async function nameMissing<Result>(addresses: readonly GivenAddress[], work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    const address = error instanceof NotFoundError ? addresses.find(({ id }) => id === error.id) : undefined
    throw address === undefined ? error : notThere(address)
  }
}

/**
 * The ids of papers and entities as the graph has them: that of an entity that was merged is the id of the one it is now. Ids of
 * nothing stay as they are.
 */
export async function readNodeIds(addresses: readonly NodeAddress[], { loaders }: Context): Promise<readonly string[]> {
  const ids = addresses.map(async ({ type, id }) =>
    type === 'Entity' ? ((await loaders.entities.load(id))?.id ?? id) : id,
  )
  return [...new Set(await Promise.all(ids))]
}
