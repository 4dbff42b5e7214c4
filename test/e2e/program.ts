// The program as people and scripts start it: real processes in a folder of their own, with nothing of this machine's settings.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const BIN = join(import.meta.dirname, '../../src/cli/bin.js')

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Makes a folder, which goes when the tests of the file are over, and what runs the program there. */
export function useProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'paperloom-cli-'))
  let stores = 0
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function start(args: readonly string[], { env = {}, stdin }: Options = {}) {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...env },
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.stdin.end(stdin)
    const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({ code, signal, ...said }))
    /** Waits until the program has said something. */
    const heard = async (stream: 'stdout' | 'stderr', text: string): Promise<void> => {
      while (!said[stream].includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended without saying "${text}": ${said.stderr}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    return { child, ended, heard, said }
  }

  return {
    folder,
    start,
    run: (args: readonly string[], options?: Options) => start(args, options).ended,
    /** Writes a file of the folder; answers its path. */
    file: (name: string, text: string): string => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    /** The address of a store that is not there yet. */
    newStore: () => `sqlite:${join(folder, `store-${stores++}.db`)}`,
  }
}

/** A line of JSON Lines. */
export const line = (title: string, abstract: string, more: object = {}) =>
  `${JSON.stringify({ title, abstract, ...more })}\n`

/** Two papers. */
export const SMALL =
  line('Sparse Attention in Language Models', 'We introduce sparse attention for language models.', { id: 'first' }) +
  line('Graph Dropout', 'We propose graph dropout for graph neural networks.')
