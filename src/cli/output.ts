// Output: lines to standard output or a file, as fast as the reader takes them. A reader that has seen enough is no error.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ConfigError } from '../graph/errors.ts'
import { visible } from './visible.ts'

/** Where lines go. */
export interface Output {
  /** Writes lines; `false` when nobody reads any more, and then the rest need not be made. */
  write(lines: readonly string[]): Promise<boolean>
}

/** Standard output. */
export function openStdout(): Output {
  return createOutput(process.stdout, visible)
}

/** Tells whoever sits there something, on standard error: results go to standard output. */
export function tell(...lines: readonly string[]): void {
  process.stderr.write(visible(lines.map((line) => `${line}\n`).join('')))
}

/** Has `work` write a file, which is there when all of it is and not before. */
export async function writeFileWhole(path: string, work: (output: Output) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  const stream = createWriteStream(part)
  try {
    await work(createOutput(stream))
    stream.end()
    await finished(stream)
    await rename(part, path)
  } catch (error) {
    stream.destroy()
    await rm(part, { force: true })
    if (error instanceof Error && 'syscall' in error) {
      throw new ConfigError('--out', `${path} cannot be written: ${explainUnwritable(error)}`, { cause: error })
    }
    throw error
  }
}

function explainUnwritable(error: Error): string {
  const code = 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'its folder is not there.'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'permission denied.'
  if (code === 'ENOSPC') return 'the disk is full.'
  return error.message
}

function createOutput(stream: Writable, shown = (text: string) => text): Output {
  let failure: Error | null = null
  stream.on('error', (error) => (failure = error))
  const check = (): boolean => {
    if (failure === null) return true
    if ('code' in failure && failure.code === 'EPIPE') return false
    throw failure
  }
  return {
    async write(lines) {
      if (!check()) return false
      if (lines.length > 0 && !stream.write(shown(lines.map((line) => `${line}\n`).join('')))) await writable(stream)
      return check()
    },
  }
}

/** Waits until a stream takes more or is at its end. */
function writable(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, done)
      resolve()
    }
    for (const event of ['drain', 'close', 'error']) stream.on(event, done)
  })
}
