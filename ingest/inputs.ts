// Inputs: the files, folders or streams that a run reads, opened, digested and told by format before it begins.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SourceError, explainUnreadable } from '../src/graph/errors.ts'
import { compareText } from '../src/graph/page.ts'
import type { Problem } from './problems.ts'
import type { SourceItem } from './record.ts'
import { problemAt } from './sources/clean.ts'
import { HEAD_BYTES, sniffSource } from './sources/index.ts'
import { readLines } from './sources/lines.ts'
import { normaliseText } from './text/normalise.ts'

/** One file to read, with its format found. */
export interface Input {
  /** The file's name without folders, or `stdin`. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Reads the papers, from the start each time. `onBytes` hears of each chunk that was read. */
  read(onBytes?: (count: number) => void): AsyncGenerator<SourceItem>
}

/** All that a run reads. Disposing it removes what streams were kept in. */
export interface Inputs extends AsyncDisposable {
  readonly files: readonly Input[]
  /** SHA-256 of the bytes of all files, one after the other. */
  readonly sha256: string
  /** Files of folders that are of no known format. */
  readonly problems: readonly Problem[]
}

/** Writes a stream to a file of its own and answers its path. */
type CopyStream = (stream: NodeJS.ReadableStream) => Promise<string>

/** A file to open: `label` is what people are told, `isNamed` whether they named it themselves. */
interface Candidate {
  readonly path: string
  readonly label: string
  readonly isNamed: boolean
}

/**
 * Opens inputs: paths of files, paths of folders (their files at any depth, in the order of their paths; hidden ones and links
 * are left out), or `-` for standard input.
 *
 * @throws SourceError for an input that is not there, cannot be read, is empty, or is of no known format.
 */
export async function openInputs(paths: readonly string[], stdin: NodeJS.ReadableStream): Promise<Inputs> {
  const copies: string[] = []
  const dispose = async (): Promise<void> => {
    for (const folder of copies) await rm(folder, { recursive: true, force: true })
  }
  // Two passes are made over every input, and a stream has only one: it is copied to a file first.
  const copy: CopyStream = async (stream) => {
    const folder = await mkdtemp(join(tmpdir(), 'paperloom-'))
    copies.push(folder)
    await pipeline(stream, createWriteStream(join(folder, 'copy')))
    return join(folder, 'copy')
  }
  try {
    const files: Input[] = []
    const problems: Problem[] = []
    const hash = createHash('sha256')
    for (const path of paths) {
      const before = files.length
      for (const candidate of await findCandidates(path, stdin, copy)) {
        try {
          files.push(await openFile(candidate, hash))
        } catch (error) {
          if (candidate.isNamed || !(error instanceof SourceError)) throw error
          const message = `The file was left out. ${error.message}`
          const where = { source: basename(candidate.path), line: null }
          problems.push(problemAt('warning', 'unknown-format', message, where, '').problem)
        }
      }
      if (files.length === before) throw new SourceError(path, 'this folder has no file of papers.')
    }
    return { files, problems, sha256: hash.digest('hex'), [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

/**
 * Opens a text as if it were a file; the name is what its papers will call their source.
 *
 * @throws SourceError when it is of no known format.
 */
export function openText(label: string, text: string): Inputs {
  const name = normaliseText(label)
  const bytes = Buffer.from(text)
  const source = sniffSource(bytes.subarray(0, HEAD_BYTES), name)
  const chunks = async function* () {
    yield bytes
  }
  const read: Input['read'] = (onBytes) => source.read(readLines(counted(chunks(), onBytes)), name)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { files: [{ name, size: bytes.length, read }], problems: [], sha256, async [Symbol.asyncDispose]() {} }
}

/** No input at all. */
export function noInputs(): Inputs {
  return { files: [], problems: [], sha256: createHash('sha256').digest('hex'), async [Symbol.asyncDispose]() {} }
}

/** The files that a path stands for. */
async function findCandidates(
  path: string,
  stdin: NodeJS.ReadableStream,
  copy: CopyStream,
): Promise<readonly Candidate[]> {
  if (path === '-') {
    return [{ path: await copy(stdin), label: 'stdin', isNamed: true }]
  }
  const status = await stat(path).catch((error: unknown) => {
    throw new SourceError(path, explainUnreadable(error), { cause: error })
  })
  if (status.isDirectory()) {
    const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
      throw new SourceError(path, explainUnreadable(error), { cause: error })
    })
    return entries
      .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
      .filter(({ entry, path: file }) => entry.isFile() && !/(?:^|\/)\.[^/]/.test(file.slice(path.length)))
      .map(({ path: file }) => ({ path: file, label: file, isNamed: false }))
      .sort((a, b) => compareText(a.path, b.path))
  }
  if (status.isFile()) return [{ path, label: path, isNamed: true }]
  return [{ path: await copy(createReadStream(path)), label: path, isNamed: true }]
}

async function openFile({ path, label }: Candidate, hash: Hash): Promise<Input> {
  const name = normaliseText(basename(label))
  try {
    const source = sniffSource(await readHead(path), label)
    let size = 0
    for await (const chunk of chunksOf(path)) {
      hash.update(chunk)
      size += chunk.length
    }
    return { name, size, read: (onBytes) => source.read(readLines(counted(chunksOf(path), onBytes)), name) }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(label, explainUnreadable(error), { cause: error })
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return buffer.subarray(0, bytesRead)
}

function chunksOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path)
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes?.(chunk.length)
    yield chunk
  }
}
