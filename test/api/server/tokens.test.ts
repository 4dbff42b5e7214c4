// Tokens of somebody else, against a real key set on a real server: what is accepted, and everything that must not be.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT, base64url, exportJWK, exportSPKI, generateKeyPair } from 'jose'
import type { CryptoKey, JWTHeaderParameters } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../../src/graph/actor.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { readAnswer } from '../client.ts'
import { runServer, watchActors } from './running.ts'
import type { TestServer } from './running.ts'

const ISSUER = 'https://id.example'
const AUDIENCE = 'paperloom'
const now = () => Math.floor(Date.now() / 1000)

describe('tokens', () => {
  let store: GraphStore
  let server: TestServer
  let provider: Server
  let folder: string
  let fetched = 0
  let signing: CryptoKey
  let elliptic: CryptoKey
  let stranger: CryptoKey
  let publicPem: string
  const { actors, plugin: watch } = watchActors()
  const settings = (jwks: string) => ({ jwks, issuer: ISSUER, audience: AUDIENCE })

  beforeAll(async () => {
    const rsa = await generateKeyPair('RS256', { extractable: true })
    const ec = await generateKeyPair('ES256', { extractable: true })
    signing = rsa.privateKey
    elliptic = ec.privateKey
    stranger = (await generateKeyPair('RS256')).privateKey
    publicPem = await exportSPKI(rsa.publicKey)
    const keys = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256', use: 'sig' },
      { ...(await exportJWK(ec.publicKey)), kid: 'ec' },
    ]
    folder = mkdtempSync(join(tmpdir(), 'paperloom-keys-'))
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys }))
    provider = createServer((request, response) => {
      fetched++
      if (request.url === '/keys') response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
      else response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await once(provider, 'listening')
    store = await currentEngine().openEmpty()
    server = await runServer(store, {
      production: true,
      plugins: [watch],
      access: { anonymousRead: false, jwt: settings(addressOf(provider, '/keys')) },
    })
  })
  afterAll(async () => {
    await server.close()
    provider.close()
    rmSync(folder, { recursive: true })
    await store[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    actors.length = 0
  })

  const USUAL: Record<string, unknown> = {
    sub: 'ada',
    scope: 'read write openid',
    iss: ISSUER,
    aud: AUDIENCE,
    exp: now() + 600,
  }
  const sign = (
    claims: Record<string, unknown>,
    header: JWTHeaderParameters = { alg: 'RS256', kid: 'rsa' },
    key = signing,
  ) => new SignJWT({ ...USUAL, ...claims }).setProtectedHeader(header).sign(key)

  const signWithUnknownPart = () =>
    new SignJWT(USUAL)
      .setProtectedHeader({ alg: 'RS256', kid: 'rsa', crit: ['what'], what: 1 })
      .sign(signing, { crit: { what: true } })

  /** Signs with nothing or with a shared secret, which no library would do with these. */
  function forge(header: object, claims: object, secret: string | null): string {
    const part = (value: object) => base64url.encode(JSON.stringify(value))
    const signed = `${part(header)}.${part({ ...USUAL, ...claims })}`
    return `${signed}.${secret === null ? '' : createHmac('sha256', secret).update(signed).digest('base64url')}`
  }

  const ask = (token: string, of = server) =>
    of.post('{ stats { papers } }', { headers: { authorization: `Bearer ${token}` } })

  it.each<[name: string, token: () => Promise<string>, actor: Actor]>([
    ['RSA', () => sign({}), { name: 'ada', scopes: ['read', 'write'] }],
    [
      'an elliptic curve',
      () => sign({}, { alg: 'ES256', kid: 'ec' }, elliptic),
      { name: 'ada', scopes: ['read', 'write'] },
    ],
    ['a list of audiences', () => sign({ aud: ['other', AUDIENCE] }), { name: 'ada', scopes: ['read', 'write'] }],
    ['a list of scopes', () => sign({ scope: undefined, scopes: ['admin', 7] }), { name: 'ada', scopes: ['admin'] }],
    ['no subject', () => sign({ sub: undefined }), { name: 'token', scopes: ['read', 'write'] }],
    [
      'a clock half a minute off',
      () => sign({ exp: now() - 30, nbf: now() + 30 }),
      { name: 'ada', scopes: ['read', 'write'] },
    ],
  ])('%s is accepted', async (_, token, actor) => {
    expect((await ask(await token())).status).toBe(200)
    expect(actors).toEqual([actor])
  })

  it.each<[name: string, token: () => Promise<string> | string]>([
    ['no signature', () => forge({ alg: 'none' }, {}, null)],
    ['no signature, in capitals', () => forge({ alg: 'NONE', kid: 'rsa' }, {}, null)],
    ['the public key as a shared secret', () => forge({ alg: 'HS256', kid: 'rsa' }, {}, publicPem)],
    ['an empty shared secret', () => forge({ alg: 'HS256' }, {}, '')],
    [
      'a key of the token itself',
      async () =>
        sign(
          {},
          { alg: 'RS256', jwk: await exportJWK(signing).then(({ n = '', e = '' }) => ({ kty: 'RSA', n, e })) },
          stranger,
        ),
    ],
    [
      'a key from an address in the token',
      () => sign({}, { alg: 'RS256', jku: 'http://127.0.0.1:1/keys', kid: 'rsa' }, stranger),
    ],
    ['the key of a stranger', () => sign({}, { alg: 'RS256', kid: 'rsa' }, stranger)],
    ['an unknown key', () => sign({}, { alg: 'RS256', kid: 'nobody' })],
    ['a key that is a path', () => sign({}, { alg: 'RS256', kid: '../../../../dev/null' })],
    ['a key that is a query', () => sign({}, { alg: 'RS256', kid: "rsa' OR '1'='1" })],
    ['the algorithm of another key', () => sign({}, { alg: 'RS256', kid: 'ec' })],
    ['an algorithm the key is not for', () => sign({}, { alg: 'RS512', kid: 'rsa' }, signing).catch(() => 'x.y.z')],
    ['another audience', () => sign({ aud: 'other' })],
    ['no audience', () => sign({ aud: undefined })],
    ['another issuer', () => sign({ iss: 'https://id.example.evil.example' })],
    ['no issuer', () => sign({ iss: undefined })],
    ['a time that is over', () => sign({ exp: now() - 61 })],
    ['no time', () => sign({ exp: undefined })],
    ['a time that has not come', () => sign({ nbf: now() + 120 })],
    ['a part that must be understood', () => signWithUnknownPart()],
    ['a huge token', () => sign({ padding: 'x'.repeat(9_000) })],
    ['no token', () => 'a.b.c'],
    ['two parts', async () => (await sign({})).split('.').slice(0, 2).join('.')],
    [
      'changed claims',
      async () => {
        const [head, , signature] = (await sign({})).split('.')
        return `${head}.${base64url.encode(JSON.stringify({ ...USUAL, scope: 'admin' }))}.${signature}`
      },
    ],
  ])('%s is not accepted', async (_, token) => {
    const response = await ask(await token())
    expect(response.status).toBe(401)
    const { data, errors } = await readAnswer(response)
    expect({ data, errors }).toEqual({
      data: null,
      errors: [
        {
          message: expect.stringMatching(
            /is not accepted: it may be wrong, too old or revoked\. Send another as "Authorization: Bearer …"/,
          ),
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    })
    expect(actors).toEqual([])
  })

  it('a token without a scope may nothing that needs one', async () => {
    expect((await ask(await sign({ scope: 'openid' }))).status).toBe(403)
  })

  it('the key set is fetched once', async () => {
    const before = fetched
    for (let i = 0; i < 5; i++) await ask(await sign({ sub: `user ${i}` }))
    expect(fetched).toBe(before)
    expect(actors).toHaveLength(5)
  })

  it('a key set may be a file', async () => {
    const access = { anonymousRead: false, jwt: settings(join(folder, 'keys.json')) }
    await using local = await runServer(store, { production: true, access })
    expect((await ask(await sign({}), local)).status).toBe(200)
    expect((await ask(await sign({ aud: 'other' }), local)).status).toBe(401)
  })

  it('a file that is no key set stops the start', async () => {
    writeFileSync(join(folder, 'no-keys.json'), '{"keys": 1}')
    const faults = {
      'no-keys.json': 'it is no JSON Web Key Set.',
      'nowhere.json': 'there is no such file or folder.',
      '.': 'it is a folder. Expected a file.',
    }
    for (const [name, fault] of Object.entries(faults)) {
      const path = join(folder, name)
      const started = runServer(store, { access: { jwt: settings(path) } })
      await expect(started).rejects.toMatchObject({ setting: 'PAPERLOOM_JWT_JWKS' })
      await expect(started).rejects.toThrow(`PAPERLOOM_JWT_JWKS: ${path}: ${fault}`)
    }
  })

  it('a key set that cannot be had is no fault of the token', async () => {
    await using away = await runServer(store, { access: { jwt: settings(addressOf(provider, '/nothing')) } })
    const response = await ask(await sign({}), away)
    expect(response.status).toBe(503)
    expect((await readAnswer(response)).errors[0]).toMatchObject({
      message: 'Tokens cannot be checked at the moment.',
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    })
  })
})

function addressOf(server: Server, path: string): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return `http://127.0.0.1:${address.port}${path}`
}
