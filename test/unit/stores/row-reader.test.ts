// Rows are read as zod reads them, without its cost: the same values, and the same refusals.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readRows } from '../../../src/stores/row-reader.ts'

const thing = z.object({ id: z.string(), year: z.int().nullable() })
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  text: z.string(),
  'text of a form': z.iso.datetime(),
  'text with a check': z.string().min(2),
  'whole number': z.int(),
  'whole number above zero': z.int().positive(),
  number: z.number(),
  flag: z.boolean(),
  choice: z.enum(['a', 'b']),
  literal: z.literal([0, 1]),
  'text or nothing': z.string().nullable(),
  'list of texts': z.array(z.string()),
  'short list of texts': z.array(z.string()).max(1),
  pair: z.tuple([z.string(), z.int()]),
  thing,
  'list of things': z.array(thing),
  'thing made of another': thing.transform(({ id }) => ({ id })),
  'things made of others': z.object({ owner: z.string(), rows: z.array(thing.transform(({ year }) => year)) }),
  'thing made first': z.preprocess((value) => (Array.isArray(value) ? { id: value[0], year: value[1] } : value), thing),
  'text that holds a number': z.string().transform((text, context) => {
    const value = Number(text)
    if (!Number.isNaN(value)) return value
    context.issues.push({ code: 'custom', message: 'no number', input: text })
    return z.NEVER
  }),
  'one or the other': z.union([z.string(), z.int()]),
}

const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    '',
    '2020-01-01T00:00:00Z',
    '12',
    null,
    undefined,
    true,
    false,
    0,
    1,
    -1,
    2.5,
    NaN,
    Infinity,
    1e300,
  ),
  fc.string(),
)
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.record({ id: leaf, year: leaf }),
  fc.array(fc.record({ id: fc.string(), year: fc.constantFrom(1999, null) }), { maxLength: 3 }),
  fc.record({ owner: fc.string(), rows: fc.array(fc.record({ id: fc.string(), year: leaf }), { maxLength: 3 }) }),
  fc.tuple(fc.string(), fc.constantFrom(1, null)),
)

/** What comes of reading, or that zod refused it. */
function outcomeOf(read: () => readonly unknown[]): unknown {
  try {
    return read()
  } catch (error) {
    return error instanceof z.ZodError ? 'refused' : error
  }
}

describe.each(Object.entries(SHAPES))('a row that is a %s', (_, schema) => {
  test('is read as zod reads it, or refused as zod refuses it', () => {
    fc.assert(
      fc.property(value, (row) => {
        expect(outcomeOf(() => readRows(schema, [row]))).toEqual(outcomeOf(() => z.array(schema).parse([row])))
      }),
      { numRuns: 500 },
    )
  })
})

test('what needs no change is not copied', () => {
  const row = { id: 'a', year: 1999 }
  expect(readRows(thing, [row])[0]).toBe(row)
})

test('a refusal says what is wrong', () => {
  expect(() => readRows(thing, [{ id: 'a', year: '1999' }])).toThrow(/year[\s\S]*expected number/)
})
