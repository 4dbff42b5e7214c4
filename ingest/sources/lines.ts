// Lines: bytes in, numbered lines of text out. What cannot be read as text is flagged on its line and ends nothing.
import { TextDecoder } from 'node:util'

/** One line of an input. */
export interface Line {
  /** Counted from 1. */
  readonly number: number
  /** The text without its line end and byte order mark. For a flawed line: what can be shown of it. */
  readonly text: string
  readonly flaw: null | 'line-too-long' | 'invalid-utf8'
}

/** A longer line is not text that people wrote: it is flagged and dropped. In bytes. */
export const MAX_LINE_BYTES = 1024 * 1024

const LF = 10
const CR = 13
const SHOWN_BYTES = 300

/**
 * Splits a stream of bytes into lines that end in LF, CRLF or CR. Reads UTF-8, and UTF-16 where a byte order mark says so.
 * Holds one line at a time, whatever the size of the input.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const splitter = createSplitter()
  for await (const chunk of toUtf8(chunks)) yield* splitter.push(chunk)
  yield* splitter.end()
}

/** The lines at the start of an input, read from its first bytes. The last may be cut. */
export function headLines(head: Uint8Array): readonly string[] {
  const splitter = createSplitter()
  const decoder = utf16Decoder(head)
  const bytes = decoder === null ? head : Buffer.from(decoder.decode(head, { stream: true }))
  return [...splitter.push(bytes), ...splitter.end()].map(({ text }) => text)
}

/** Passes UTF-8 on and turns UTF-16 into it. */
async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | null | undefined
  let start = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes = start.length > 0 ? Buffer.concat([start, chunk]) : chunk
    // A byte order mark may lie across two chunks.
    if (decoder === undefined && bytes.length < 2) {
      start = bytes.slice()
      continue
    }
    decoder ??= utf16Decoder(bytes)
    start = new Uint8Array()
    yield decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }))
  }
  if (start.length > 0) yield start
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield Buffer.from(rest)
}

function utf16Decoder(head: Uint8Array): TextDecoder | null {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  return null
}

/** Cuts chunks of UTF-8 into lines, keeping what is left of one for the next. */
function createSplitter(): { push(chunk: Uint8Array): Generator<Line>; end(): Generator<Line> } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let parts: Uint8Array[] = []
  let length = 0
  let number = 0
  let afterReturn = false

  const add = (part: Uint8Array): void => {
    // The start of an overlong line is kept to show it; its rest is not held.
    if (part.length > 0 && (length <= MAX_LINE_BYTES || parts.length === 0)) parts.push(part)
    length += part.length
  }
  const finish = (): Line => {
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    const isTooLong = length > MAX_LINE_BYTES
    parts = []
    length = 0
    number++
    if (isTooLong) return { number, text: decodeAnyway(bytes), flaw: 'line-too-long' }
    try {
      return { number, text: decoder.decode(bytes).replace(/^\uFEFF+/, ''), flaw: null }
    } catch {
      return { number, text: decodeAnyway(bytes), flaw: 'invalid-utf8' }
    }
  }
  return {
    *push(chunk) {
      if (chunk.length === 0) return
      // The LF of a CRLF may come in the chunk after its CR, which has ended the line.
      let from = afterReturn && chunk[0] === LF ? 1 : 0
      for (let [feed, back] = [-1, -1]; ;) {
        if (feed < from) feed = find(chunk, LF, from)
        if (back < from) back = find(chunk, CR, from)
        const end = Math.min(feed, back)
        if (end === Infinity) break
        add(chunk.subarray(from, end))
        yield finish()
        from = end === back && chunk[end + 1] === LF ? end + 2 : end + 1
      }
      afterReturn = chunk.at(-1) === CR
      // The chunk's memory may be used again by the one who gave it.
      if (from < chunk.length) add(chunk.slice(from))
    },
    *end() {
      if (length > 0) yield finish()
    },
  }
}

/** Where a byte stands from here on; Infinity where it does not. */
function find(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at < 0 ? Infinity : at
}

function decodeAnyway(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(0, SHOWN_BYTES))
}
