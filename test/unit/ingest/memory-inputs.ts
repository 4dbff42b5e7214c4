// Inputs from strings: what openInputs makes of files, without files.
import { digest } from '../../../src/graph/ids.ts'
import type { Input, Inputs } from '../../../ingest/inputs.ts'
import type { SourceItem, SourceRecord } from '../../../ingest/record.ts'
import { sniffSource } from '../../../ingest/sources/index.ts'
import { readLines } from '../../../ingest/sources/lines.ts'

/** The bytes of a text in UTF-8; bytes as they are. */
export function toBytes(content: string | Uint8Array): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
}

/** A stream of bytes in pieces of a given size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** One input that holds a text. */
function textInput(name: string, text: string | Uint8Array): Input {
  const bytes = toBytes(text)
  const source = sniffSource(bytes, name)
  return {
    name,
    size: bytes.length,
    async *read(onBytes) {
      onBytes?.(bytes.length)
      yield* source.read(readLines(pieces(bytes, 1000)), name)
    },
  }
}

/** Inputs that hold texts, by name. */
export function textInputs(texts: Readonly<Record<string, string>>): Inputs {
  return {
    files: Object.entries(texts).map(([name, text]) => textInput(name, text)),
    sha256: digest(Object.values(texts).join('')),
    problems: [],
    async [Symbol.asyncDispose]() {},
  }
}

/** All that an input gives. */
export async function readItems(name: string, text: string | Uint8Array): Promise<readonly SourceItem[]> {
  return Array.fromAsync(textInput(name, text).read())
}

/** The records among items. */
export function recordsOf(items: readonly SourceItem[]): readonly SourceRecord[] {
  return items.flatMap((item) => (item.type === 'record' ? [item.record] : []))
}

/** Line, severity and code of the problems among items: `3 error invalid-json`. */
export function problemsOf(items: readonly SourceItem[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.type !== 'problem') return []
    const { line, severity, code } = item.problem
    return [`${line} ${severity} ${code}`]
  })
}
