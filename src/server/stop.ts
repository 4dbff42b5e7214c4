// Stopping an HTTP server: whoever asked gets an answer, whoever says nothing is cut off.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from './limits.ts'

/** How long a connection may take to say something when the server stops. */
const SILENCE_MS = 500
/** How long connections that wait to be taken are taken, where there is no end to them. */
const TAKING_MS = 2_000

/** The connections of a server, as they matter when it stops. */
export interface Connections {
  /** Those on which no request is under way, also those that never had one: `closeIdleConnections` leaves these alone. */
  readonly silent: ReadonlySet<Socket>
  /** How many there have been. */
  readonly taken: number
}

/** Keeps watch over connections. To be called before the server listens. */
export function trackConnections(server: Server): Connections {
  const silent = new Set<Socket>()
  let taken = 0
  server.on('connection', (socket: Socket) => {
    taken++
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    silent.delete(socket)
    response.once('close', () => {
      if (!socket.destroyed) silent.add(socket)
    })
  })
  return {
    silent,
    get taken() {
      return taken
    },
  }
}

/** Stops taking connections after `drainMs`, waits for the requests under way, and ends the rest after `closeMs`. */
export async function stopServer(
  server: Server,
  connections: Connections,
  { drainMs, closeMs }: Pick<Limits, 'drainMs' | 'closeMs'>,
): Promise<void> {
  await sleep(drainMs)
  await takeWaiting(connections)
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  const endSilent = async () => {
    await lookAgain()
    for (const socket of connections.silent) socket.destroy()
  }
  // Again and again: connections that are busy now fall silent later.
  const cutting = setInterval(() => void endSilent(), SILENCE_MS)
  const patience = setTimeout(() => server.closeAllConnections(), closeMs)
  await closed
  clearInterval(cutting)
  clearTimeout(patience)
}

/** Lets a process that was busy look at what was sent meanwhile: timers come before that. What was just connected is read a turn later. */
async function lookAgain(): Promise<void> {
  await turn()
  await turn()
}

/** Waits until no connection waits to be taken: Node takes one a turn, and ends those that wait when it stops listening. */
async function takeWaiting(connections: Connections): Promise<void> {
  const until = performance.now() + TAKING_MS
  for (let before = -1; connections.taken !== before && performance.now() < until;) {
    before = connections.taken
    await lookAgain()
  }
}
