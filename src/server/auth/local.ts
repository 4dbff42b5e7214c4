// Whoever sits at this machine while it is developed on: they need no key to write.
import type { IncomingMessage } from 'node:http'
import type { Actor } from '../../graph/actor.ts'

const LOCAL: Actor = { name: 'local', scopes: ['read', 'write', 'admin'] }

const LOOPBACK_ADDRESS = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i

/**
 * The local actor, where a request comes from a program or a page of this machine; else `null`. A proxy on this machine, a
 * page of another site and a name that another site lets point here do not count.
 */
export function localActor({ socket, headers }: IncomingMessage): Actor | null {
  const isHere = LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '')
  const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  const { origin } = headers
  const isOwnPage = origin === undefined || origin === `http://${headers.host}`
  return isHere && !isPassedOn && isOwnPage ? LOCAL : null
}
