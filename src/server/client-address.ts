// Where a request comes from: the address at the other end, or the one that a trusted proxy says it got it from.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { addSubnet } from '../access-settings.ts'

/**
 * Makes the reader of addresses. X-Forwarded-For is read from its end, past all trusted proxies: what a client writes
 * into it itself stands further in front and is not believed.
 */
export function createAddressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const proxy of trustedProxies) addSubnet(trusted, proxy)
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '')
    for (const hop of hopsOf(headers['x-forwarded-for']).toReversed()) {
      if (isIP(address) === 0 || !isTrusted(address) || isIP(hop) === 0) break
      address = hop
    }
    return address
  }
}

function hopsOf(header: string | string[] | undefined): readonly string[] {
  return (header ?? '')
    .toString()
    .split(',')
    .map((hop) => plain(withoutPort(hop.trim())))
}

/** Some proxies add the port that a client has at the moment: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  return hop.replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1').replace(/^\[([\da-f:.]+)\](?::\d{1,5})?$/i, '$1')
}

/** An IPv4 address as itself, however IPv6 wraps it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** Whom an address stands for: itself, or the /64 network of IPv6 that one customer has whole. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const groups = address.includes('::')
    ? [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back]
    : front
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
