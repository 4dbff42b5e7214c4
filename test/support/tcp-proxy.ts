// A wire that can be cut: a TCP proxy in front of a database, for tests of what happens when the network misbehaves.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What the wire does with data and connections: passes them on, each piece after a while, in pieces of one byte, keeps them
 * and says nothing, answers every connection with a reset, breaks each after some bytes, or takes no connections at all.
 */
export type Weather =
  | { readonly kind: 'fair' | 'silent' | 'reset' | 'down' | 'sliced' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'short'; readonly bytes: number }

export interface TcpProxy extends AsyncDisposable {
  readonly port: number
  /** Connections that stand. */
  readonly connections: number
  /** Changes the weather; connections that stand meet it with what is sent next, or at once where they are to break. */
  set(weather: Weather): void
}

/** Starts a proxy on a free port of this machine. */
export async function startProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  let weather: Weather = { kind: 'fair' }
  const pairs = new Set<readonly [Socket, Socket]>()
  const server = createServer((client) => {
    if (weather.kind === 'down' || weather.kind === 'reset') return void client.on('error', () => {}).resetAndDestroy()
    const upstream = connect(target.port, target.host)
    const pair = [client, upstream] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [upstream, client] as const]) {
      void pump(from, to, () => weather)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo

  const breakAll = () => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy()
      upstream.destroy()
    }
  }
  return {
    port,
    get connections() {
      return pairs.size
    },
    set(next) {
      weather = next
      if (next.kind === 'down' || next.kind === 'reset') breakAll()
    },
    async [Symbol.asyncDispose]() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Carries what one side says to the other, as the weather lets it. */
async function pump(from: Socket, to: Socket, weather: () => Weather): Promise<void> {
  let carried = 0
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const now = weather()
      if (now.kind === 'silent') continue
      if (now.kind === 'slow') await sleep(now.milliseconds)
      if (now.kind === 'short' && (carried += chunk.length) > now.bytes) return void from.resetAndDestroy()
      const pieces = now.kind === 'sliced' ? Array.from(chunk, (byte) => Buffer.of(byte)) : [chunk]
      for (const piece of pieces) {
        if (!to.writable) return
        to.write(piece)
        if (now.kind === 'sliced') await new Promise(setImmediate)
      }
    }
    to.end()
  } catch {
    to.destroy()
  }
}
