// Free ports of this machine.
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Server } from 'node:net'

async function listen(port: number): Promise<Server> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

/** So many different ports that nobody listens on. */
export async function findFreePorts(count: number): Promise<number[]> {
  // All are held until the last is found: one that was let go might be given again.
  const servers = await Promise.all(Array.from({ length: count }, async () => listen(0)))
  const ports = servers.map(portOf)
  await Promise.all(servers.map(close))
  return ports
}

/** Tells whether a server could listen on a port. */
export async function isFreePort(port: number): Promise<boolean> {
  try {
    await close(await listen(port))
    return true
  } catch {
    return false
  }
}
