// A small program that holds what a run has started, and ends it when the run ends in whatever way: its standard input
// is a pipe from the run, and the system closes that pipe even when the run crashes or is killed.
// First line of input: a GuardTask as JSON. Output: the exit code of `run`, once it has ended.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { guardTask } from './guarded.ts'
import type { GuardTask } from './guarded.ts'

function startChild(task: NonNullable<GuardTask['run']>): ChildProcess {
  const log = openSync(task.log, 'a')
  // A process group of its own, so that whatever it starts goes with it.
  const child = spawn(task.command, task.args, { stdio: ['ignore', log, log], detached: true, cwd: task.cwd })
  child.once('error', (error) => {
    process.stdout.write(`${error.message}\n`)
  })
  child.once('exit', (code, signal) => {
    process.stdout.write(`${code ?? signal}\n`)
  })
  return child
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}

async function endChild(child: ChildProcess, grace: number): Promise<void> {
  const running = child.pid !== undefined && child.exitCode === null && child.signalCode === null
  if (running) {
    const gone = once(child, 'exit')
    if (grace > 0) {
      signalGroup(child, 'SIGTERM')
      await Promise.race([gone, sleep(grace * 1000, undefined, { ref: false })])
    }
    signalGroup(child, 'SIGKILL')
    await gone
  } else signalGroup(child, 'SIGKILL')
}

async function endContainer(name: string, grace: number): Promise<void> {
  const { getContainerRuntimeClient } = await import('testcontainers')
  const { container: client } = await getContainerRuntimeClient()
  const container = client.getById(name)
  const exists = async (): Promise<boolean> =>
    container.inspect().then(
      () => true,
      () => false,
    )
  if (!(await exists())) {
    // Perhaps the engine is just making it.
    await sleep(1000)
    if (!(await exists())) return
  }
  if (grace > 0) await client.stop(container, { timeout: grace * 1000 })
  await container.remove({ force: true, v: true })
}

async function finish(task: GuardTask, child: ChildProcess | null): Promise<void> {
  if (child) await endChild(child, task.grace)
  if (task.container !== null) await endContainer(task.container, task.grace)
  if (task.release !== null) {
    const { releaseDatabase } = await import('./database.ts')
    await releaseDatabase(task.release)
  }
  for (const path of task.remove) await rm(path, { recursive: true, force: true, maxRetries: 5 })
}

// Ctrl-C reaches the run, which then closes the pipe; a guard that died of it could guard nothing.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => undefined)
process.stdout.on('error', () => undefined)

const lines = createInterface({ input: process.stdin })
const closed = once(lines, 'close')
let task: GuardTask | null = null
let child: ChildProcess | null = null
lines.once('line', (line) => {
  task = guardTask.parse(JSON.parse(line))
  if (task.run) child = startChild(task.run)
})
await closed
if (task) await finish(task, child)
process.exit(0)
