// Rows are read by the ten thousand a second. A reader is made of a shape once and looks at values as they are; zod, which makes an
// object for every value that it looks at, says what is wrong where something is.
import { z } from 'zod'

/** What a value is read as, or that it does not fit. */
type Read = (value: unknown) => unknown

const MISFIT = Symbol('misfit')

/** A reader, and whether it gives back what it was given. */
interface Reader {
  readonly read: Read
  readonly isPlain: boolean
}

const made = new WeakMap<z.ZodType, Read>()

/**
 * Reads rows as `z.array(schema).parse` does, except that what is plain, without a transformation, is given back itself.
 *
 * @throws z.ZodError
 */
export function readRows<Schema extends z.ZodType>(schema: Schema, rows: readonly unknown[]): z.output<Schema>[] {
  const read = made.get(schema) ?? makeReader(schema).read
  made.set(schema, read)
  return rows.map((row) => {
    const value = read(row)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what fits is of the type of the schema
    return value === MISFIT ? schema.parse(row) : (value as z.output<Schema>)
  })
}

const plain = (fits: (value: unknown) => boolean): Reader => ({
  read: (value) => (fits(value) ? value : MISFIT),
  isPlain: true,
})

/** Kinds of shapes that rows are made of; of any other, and of those with further checks, zod reads the values. */
function makeReader(schema: unknown): Reader {
  if (schema instanceof z.ZodString && isUnchecked(schema) && schema.format === null) {
    return plain((value) => typeof value === 'string')
  }
  if (schema instanceof z.ZodNumber && isUnchecked(schema)) {
    if (schema.format === 'safeint') return plain(Number.isSafeInteger)
    if (schema.format === null) return plain(Number.isFinite)
  }
  if (schema instanceof z.ZodBoolean) return plain((value) => typeof value === 'boolean')
  if (schema instanceof z.ZodUnknown) return plain(() => true)
  if (schema instanceof z.ZodEnum) return oneOf(Object.values(schema.def.entries))
  if (schema instanceof z.ZodLiteral) return oneOf(schema.def.values)
  if (schema instanceof z.ZodNullable) return nullable(makeReader(schema.def.innerType))
  if (schema instanceof z.ZodArray && isUnchecked(schema)) return listOf(makeReader(schema.def.element))
  if (schema instanceof z.ZodObject && isUnchecked(schema) && schema.def.catchall === undefined) {
    return objectOf(Object.entries(schema.def.shape).map(([name, field]) => ({ name, reader: makeReader(field) })))
  }
  if (schema instanceof z.ZodPipe) return chain(makeReader(schema.def.in), makeReader(schema.def.out))
  if (schema instanceof z.ZodTransform) return transformed(schema)
  if (schema instanceof z.ZodType) return byZod(schema)
  throw new TypeError('Rows are described by schemas of zod.')
}

function isUnchecked(schema: z.ZodType): boolean {
  return (schema.def.checks?.length ?? 0) === 0
}

function oneOf(values: readonly unknown[]): Reader {
  const known = new Set(values)
  return plain((value) => known.has(value))
}

function nullable({ read, isPlain }: Reader): Reader {
  return { isPlain, read: (value) => (value === null ? null : read(value)) }
}

function listOf({ read, isPlain }: Reader): Reader {
  return {
    isPlain,
    read(values) {
      if (!Array.isArray(values)) return MISFIT
      const list: unknown[] = isPlain ? values : []
      for (let i = 0; i < values.length; i++) {
        const value = read(values[i])
        if (value === MISFIT) return MISFIT
        if (!isPlain) list.push(value)
      }
      return list
    },
  }
}

function objectOf(fields: readonly { readonly name: string; readonly reader: Reader }[]): Reader {
  const isPlain = fields.every(({ reader }) => reader.isPlain)
  return {
    isPlain,
    read(value) {
      if (!isRecord(value)) return MISFIT
      const object: Record<string, unknown> = isPlain ? value : {}
      for (const { name, reader } of fields) {
        const field = reader.read(value[name])
        if (field === MISFIT) return MISFIT
        if (!isPlain) object[name] = field
      }
      return object
    },
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function chain(first: Reader, then: Reader): Reader {
  return {
    isPlain: first.isPlain && then.isPlain,
    read(value) {
      const between = first.read(value)
      return between === MISFIT ? MISFIT : then.read(between)
    },
  }
}

function transformed({ def }: z.ZodTransform): Reader {
  return {
    isPlain: false,
    read(value) {
      const issues: z.core.$ZodRawIssue[] = []
      const result: unknown = def.transform(value, { value, issues })
      return issues.length > 0 ? MISFIT : result
    },
  }
}

function byZod(schema: z.ZodType): Reader {
  return {
    isPlain: false,
    read(value) {
      const { success, data } = schema.safeParse(value)
      return success ? data : MISFIT
    },
  }
}
