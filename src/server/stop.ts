// Stopping an HTTP server: whoever asked gets an answer, whoever says nothing is cut off.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from './limits.ts'

/** How long a connection may take to say something when the server stops. */
const SILENCE_MS = 500

/**
 * Keeps the connections on which no request is under way, also those that never had one: `closeIdleConnections` leaves
 * these alone. To be called before the server listens.
 */
export function trackSilent(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    silent.delete(socket)
    response.once('close', () => {
      if (!socket.destroyed) silent.add(socket)
    })
  })
  return silent
}

/** Stops taking connections after `drainMs`, waits for the requests under way, and ends the rest after `closeMs`. */
export async function stopServer(
  server: Server,
  silent: ReadonlySet<Socket>,
  { drainMs, closeMs }: Pick<Limits, 'drainMs' | 'closeMs'>,
): Promise<void> {
  await sleep(drainMs)
  // Timers come before what was sent meanwhile: a process that is busy has not looked at that yet.
  await turn()
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  const endSilent = async () => {
    await turn()
    for (const socket of silent) socket.destroy()
  }
  // Again and again: connections that are busy now fall silent later.
  const cutting = setInterval(() => void endSilent(), SILENCE_MS)
  const patience = setTimeout(() => server.closeAllConnections(), closeMs)
  await closed
  clearInterval(cutting)
  clearTimeout(patience)
}
