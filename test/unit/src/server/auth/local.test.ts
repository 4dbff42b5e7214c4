// Who counts as sitting at this machine.
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { localActor } from '../../../../../src/server/auth/local.ts'

function requestFrom(remoteAddress: string, headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress }))
  Object.assign(request.headers, headers)
  return request
}

test.each([
  ['127.0.0.1', { host: '127.0.0.1:4000' }],
  ['127.0.0.1', { host: 'localhost:4000' }],
  ['::ffff:127.0.0.1', { host: 'localhost' }],
  ['::1', { host: '[::1]:4000' }],
  ['127.0.0.1', { host: 'localhost:4000', origin: 'http://localhost:4000' }],
])('%s with %j is here', (address, headers) => {
  expect(localActor(requestFrom(address, headers))).toMatchObject({ name: 'local', scopes: ['read', 'write', 'admin'] })
})

test.each([
  ['another machine', '10.0.0.7', { host: 'localhost' }],
  ['a name that was made to point here', '127.0.0.1', { host: 'rebound.example:4000' }],
  ['a proxy on this machine', '127.0.0.1', { host: 'localhost', 'x-forwarded-for': '127.0.0.1' }],
  ['a proxy of the newer kind', '127.0.0.1', { host: 'localhost', forwarded: 'for=127.0.0.1' }],
  ['a page of another site', '127.0.0.1', { host: 'localhost:4000', origin: 'https://elsewhere.example' }],
  ['a page of another port', '127.0.0.1', { host: 'localhost:4000', origin: 'http://localhost:3000' }],
  ['a request without a host', '127.0.0.1', {}],
])('%s is not', (_, address, headers) => {
  expect(localActor(requestFrom(address, headers))).toBeNull()
})
