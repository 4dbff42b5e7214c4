// Whose address counts, with and without proxies.
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createAddressReader, networkOf } from '../../../../src/server/client-address.ts'

function addressOf(remoteAddress: string, forwarded: string | undefined, trusted: readonly string[]): string {
  const request = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress }))
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return createAddressReader(trusted)(request)
}

test.each<[remote: string, forwarded: string | undefined, trusted: string[], expected: string]>([
  ['192.0.2.1', undefined, [], '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, [], '192.0.2.1'],
  ['192.0.2.1', '203.0.113.9', [], '192.0.2.1'],
  ['10.0.0.1', '203.0.113.9', ['10.0.0.1'], '203.0.113.9'],
  ['10.0.0.1', '203.0.113.9', ['10.0.0.2'], '10.0.0.1'],
  ['10.0.0.1', '1.1.1.1, 203.0.113.9', ['10.0.0.0/8'], '203.0.113.9'],
  ['10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', ['10.0.0.0/8'], '203.0.113.9'],
  ['10.0.0.1', '1.1.1.1, nonsense', ['10.0.0.0/8'], '10.0.0.1'],
  ['10.0.0.1', '', ['10.0.0.0/8'], '10.0.0.1'],
  ['10.0.0.1', undefined, ['10.0.0.0/8'], '10.0.0.1'],
  ['fd00::1', '2001:db8::5', ['fd00::/8'], '2001:db8::5'],
  ['10.0.0.1', '203.0.113.9:4711', ['10.0.0.0/8'], '203.0.113.9'],
  ['10.0.0.1', '[2001:db8::5]:4711', ['10.0.0.0/8'], '2001:db8::5'],
  ['10.0.0.1', '[2001:db8::5]', ['10.0.0.0/8'], '2001:db8::5'],
  ['10.0.0.1', '203.0.113.9:', ['10.0.0.0/8'], '10.0.0.1'],
])('%s with %j behind %j is %s', (remote, forwarded, trusted, expected) => {
  expect(addressOf(remote, forwarded, trusted)).toBe(expected)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('%s stands for %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
