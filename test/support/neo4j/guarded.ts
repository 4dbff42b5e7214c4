// Starts a guard (see guard.ts): whatever is named in its task is ended with this process, come what may.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const access = z.object({ uri: z.string(), user: z.string(), password: z.string(), claim: z.string().nullable() })

export const guardTask = z.object({
  /** A program to run; what it prints is appended to `log`. */
  run: z.object({ command: z.string(), args: z.array(z.string()), cwd: z.string(), log: z.string() }).nullable(),
  /** Name of a container to remove, with its anonymous volumes. */
  container: z.string().nullable(),
  /** A claimed database to give back. */
  release: access.nullable(),
  /** Files and folders to remove after all that. */
  remove: z.array(z.string()),
  /** Seconds between asking `run` or `container` to end and killing it; 0 kills at once. */
  grace: z.number(),
})

export type GuardTask = z.infer<typeof guardTask>

export interface Guard {
  /** Exit code or signal of `run`, or why it could not be started. Waiting for it does not keep this process alive. */
  readonly exited: Promise<string>
  /** Keeps this process alive until `exited`. */
  hold(): void
  /** Ends everything named in the task; resolves when it is gone. */
  end(): Promise<void>
}

const program = fileURLToPath(new URL('./guard.ts', import.meta.url))

export function startGuard(task: Partial<GuardTask>): Guard {
  const whole: GuardTask = { run: null, container: null, release: null, remove: [], grace: 0, ...task }
  const guard = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  const gone = once(guard, 'exit')
  guard.stdin.on('error', () => undefined)
  // The task may hold a password, so it goes through the pipe and not through the arguments, which anyone can read.
  guard.stdin.write(`${JSON.stringify(whole)}\n`)
  const exited = new Promise<string>((resolve) => {
    guard.stdout.setEncoding('utf8').once('data', (text: string) => {
      resolve(text.trim())
    })
  })
  // A run that ends without calling `end` must not hang on its guard.
  guard.unref()
  const pipes = [guard.stdin, guard.stdout].filter((pipe) => pipe instanceof Socket)
  for (const pipe of pipes) pipe.unref()
  return {
    exited,
    hold() {
      for (const pipe of pipes) pipe.ref()
    },
    async end() {
      guard.ref()
      guard.stdin.end()
      await gone
    },
  }
}
