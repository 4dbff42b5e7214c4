// Which changes of the schema break clients, and which of those nobody has declared.
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema } from 'graphql'

/**
 * The breaking changes between two schemas that a text does not name, in words, sorted.
 *
 * @param declared - Text in which every change that is meant stands word for word.
 */
export async function findUndeclaredChanges(before: string, after: string, declared: string): Promise<string[]> {
  const changes = await diff(buildSchema(before), buildSchema(after))
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message)
    .filter((message) => !declared.includes(message))
    .toSorted()
}
