// Shapes of the values that cross the connection: what Cypher must see as an integer, and numbers without a negative zero.
import neo4j, { Integer } from 'neo4j-driver'
import type { Record as DriverRecord } from 'neo4j-driver'
import { z } from 'zod'
import { digest } from '../../graph/ids.ts'

/** A whole number. JavaScript has one kind of number; without this, Neo4j would store and show 3 as 3.0. */
export const integer = z.int().transform((value) => neo4j.int(value))

/** A fraction. Negative zero becomes zero: Cypher orders the two apart. */
export const fraction = z.number().transform((value) => value + 0)

/** A record as a row, its whole numbers as numbers. The driver would make them such too, by way of several objects for each. */
export function toRow(record: DriverRecord): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {}
  for (const name of record.keys) row[String(name)] = withNumbers(record.get(name))
  return row
}

/** What came from the server, with numbers put in place of the driver's integers. */
function withNumbers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      if (typeof item === 'object') value[i] = withNumbers(item)
    }
    return value
  }
  if (value instanceof Integer) return value.high === 0 && value.low >= 0 ? value.low : value.toNumber()
  for (const [name, part] of Object.entries(value)) Reflect.set(value, name, withNumbers(part))
  return value
}

/** What a batch is asked for by. */
export const ids = z.array(z.string())

/** As much of a text as an index holds beside other columns: a key of a range index must stay below 8 kB. */
const MAX_KEY_LENGTH = 1_000

/** The beginning of a text, never ending within a character: orders as the whole text does, up to ties. */
export function prefixOf(text: string): string {
  if (text.length <= MAX_KEY_LENGTH) return text
  return text.slice(0, MAX_KEY_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
}

/** A text as an index can hold it for comparing: a long one by its beginning and its digest. */
export function indexKey(text: string): string {
  return text.length <= MAX_KEY_LENGTH ? text : `${prefixOf(text)} ${digest(text)}`
}

/**
 * A text by which ids and titles are ordered. Neo4j compares two stored strings by code point but a stored one with a
 * parameter by UTF-16 code unit; the two differ where characters beyond the basic plane meet U+E000 to U+FFFF. Marked by
 * what they are, such characters compare alike either way. Other texts stay as they are.
 */
export function orderKey(text: string): string {
  return text.replace(/[\uE000-\u{10FFFF}]/gu, (char) => `${char.length > 1 ? '\uE001' : '\uE000'}${char}`)
}

/** The order key of an id where it is not the id itself. */
export function sortIdOf(id: string): string | null {
  const key = orderKey(id)
  return key === id ? null : key
}
