// How fast papers are read: the whole command in processes of its own (cold), extraction and resolution again and again in this one
// (warm), and YAKE (R. Campos et al., 2020) on the same texts, where the Python that runs here has it. All on one core, where there
// is the `taskset` of Linux to see to it.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createExtractor } from '../../ingest/extract/index.ts'
import { extractRecords } from '../../ingest/extract-papers.ts'
import { openInputs } from '../../ingest/inputs.ts'
import { readBatches } from '../../ingest/read.ts'
import type { SourceRecord } from '../../ingest/record.ts'

const SAMPLE = fileURLToPath(new URL('../../ingest/samples/landmarks.jsonl', import.meta.url))
const PROGRAM = fileURLToPath(new URL('../../src/cli/bin.js', import.meta.url))

/** Reads texts as JSON Lines, prints the CPU seconds of each round. Version 0.4 or newer of the package `yake`. */
const YAKE = `
import json, sys, time
try:
    import yake
except ImportError:
    sys.exit(3)
texts = [json.loads(line) for line in sys.stdin]
extractor = yake.KeywordExtractor(lan="en", n=3, top=15)
for text in texts[:3]: extractor.extract_keywords(text)
for _ in range(int(sys.argv[1])):
    start = time.process_time()
    for text in texts: extractor.extract_keywords(text)
    print(time.process_time() - start)
`

/** Measures, a line of the report at a time. */
export async function* benchExtraction(file: string = SAMPLE, rounds: number): AsyncGenerator<string> {
  const records = await readAll(file)
  const pin = await pinning()
  yield `${records.length} papers of ${file}, ${rounds} rounds, ${pin.length > 0 ? 'one core' : 'not bound to one core: there is no taskset'}`
  const runs: Run[] = []
  for (let round = 0; round < rounds; round += 1) runs.push(await coldRun(file, pin))
  const cold = median(runs.map(({ cpu }) => cpu))
  yield rate('Paperloom, whole command, median, CPU', records.length, cold)
  yield rate('Paperloom, whole command, median, clock', records.length, median(runs.map(({ clock }) => clock)))
  const warm = Math.min(...(await warmRuns(records, rounds)))
  yield rate('Paperloom, warm, best round, CPU', records.length, warm)
  const yake = await yakeRuns(records, rounds, pin)
  if (yake === null) {
    yield 'YAKE: not measured. Install it for the python3 that is found here: pip install yake'
    return
  }
  const best = Math.min(...yake)
  yield rate('YAKE, warm, best round, CPU', records.length, best)
  yield `Paperloom reads ${(best / warm).toFixed(1)} times as fast as YAKE; ${(best / cold).toFixed(1)} times with its start.`
}

const rate = (what: string, papers: number, seconds: number): string =>
  `${what.padEnd(42)} ${seconds.toFixed(3).padStart(8)} s  ${(papers / seconds).toFixed(0).padStart(6)} papers/s`

async function readAll(file: string): Promise<readonly SourceRecord[]> {
  await using inputs = await openInputs([file], process.stdin)
  const records: SourceRecord[] = []
  for await (const batch of readBatches(inputs)) records.push(...batch.records)
  return records
}

async function warmRuns(records: readonly SourceRecord[], rounds: number): Promise<readonly number[]> {
  const extractor = await createExtractor()
  const run = async (): Promise<number> => {
    const start = process.cpuUsage()
    const batches = (async function* () {
      for (let i = 0; i < records.length; i += 64) yield records.slice(i, i + 64)
    })()
    for await (const _ of extractRecords(batches, extractor, () => undefined)) continue
    return seconds(process.cpuUsage(start))
  }
  const times: number[] = []
  // The first round warms up and counts too: the best one is taken.
  for (let round = 0; round < rounds; round += 1) times.push(await run())
  return times
}

/** What is put before a command so that it stays on one core; nothing where that cannot be had. */
async function pinning(): Promise<readonly string[]> {
  const pin = ['taskset', '-c', '0']
  const isThere = await output([...pin, 'true'], '').then(
    ({ code }) => code === 0,
    () => false,
  )
  return isThere ? pin : []
}

/** Seconds that one run of a command took: of computing, as the process itself counts it, and from start to end by the clock. */
interface Run {
  readonly cpu: number
  readonly clock: number
}

/** `paperloom extract` from start to end. */
async function coldRun(file: string, pin: readonly string[]): Promise<Run> {
  const report = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(\`cpu \${user + system}\`) })`
  const hook = `data:text/javascript,${encodeURIComponent(report)}`
  const start = performance.now()
  const { errors } = await output([...pin, process.execPath, '--import', hook, PROGRAM, 'extract', file], '')
  const clock = (performance.now() - start) / 1000
  const [, micros = ''] = /cpu (\d+)$/.exec(errors) ?? []
  if (micros === '') throw new Error(`paperloom extract failed:\n${errors}`)
  return { cpu: Number(micros) / 1e6, clock }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

async function yakeRuns(
  records: readonly SourceRecord[],
  rounds: number,
  pin: readonly string[],
): Promise<readonly number[] | null> {
  const texts = records.map(({ title, abstract }) => `${JSON.stringify(`${title}. ${abstract}`)}\n`).join('')
  try {
    const { code, text, errors } = await output([...pin, 'python3', '-c', YAKE, String(rounds)], texts)
    // 3: there is no YAKE; 127: `taskset` finds no Python.
    if (code === 3 || code === 127) return null
    if (code !== 0) throw new Error(`YAKE failed:\n${errors}`)
    return text.trim().split('\n').map(Number)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6

function output(
  [command = '', ...args]: readonly string[],
  input: string,
): Promise<{ readonly code: number | null; readonly text: string; readonly errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, OMP_NUM_THREADS: '1' } })
    const parts = { text: '', errors: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (parts.text += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (parts.errors += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...parts }))
    // A program that ends before it has read everything says so by its code.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
