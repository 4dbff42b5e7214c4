// Settings: what counts, what is refused, and that no secret is shown.
import { expect, test } from 'vitest'
import { defaultAccess } from '../../../src/access-settings.ts'
import { readConfig, requireStore, showConfig } from '../../../src/config.ts'
import { ConfigError } from '../../../src/graph/errors.ts'

test('defaults need no environment', () => {
  expect(readConfig({})).toEqual({
    store: { url: 'sqlite:data/paperloom.db', user: 'neo4j', password: null, database: null },
    host: '127.0.0.1',
    port: 4000,
    logLevel: null,
    isProduction: false,
    access: defaultAccess(false),
    metrics: false,
  })
})

test('flags win over the environment, which wins over defaults; empty means not set', () => {
  const variables = { PAPERLOOM_STORE: 'sqlite:a.db', PORT: '1', HOST: '', LOG_LEVEL: 'debug', NODE_ENV: 'production' }
  expect(readConfig(variables, { store: 'bolt://h:1', port: '0' })).toMatchObject({
    store: { url: 'bolt://h:1' },
    port: 0,
    host: '127.0.0.1',
    logLevel: 'debug',
    isProduction: true,
  })
})

test.each([
  'sqlite:a.db',
  'sqlite:/a/b.db',
  'sqlite:///a/b.db',
  'sqlite::memory:',
  'bolt://h',
  'bolt+s://h:7687',
  'neo4j://h',
  'neo4j+s://h.example',
])('%s is a store', (url) => expect(readConfig({ PAPERLOOM_STORE: url }).store.url).toBe(url))

test.each([
  'sqlite:',
  'sqlite://',
  'sqlite://host/a.db',
  'postgres://h',
  'http://h',
  'bolt:',
  'bolt://',
  'a.db',
  'neo4j//h',
])('%s is none', (url) => {
  expect(() => readConfig({ PAPERLOOM_STORE: url })).toThrow(ConfigError)
  expect(() => readConfig({}, { store: url })).toThrow(/^--store: expected sqlite:PATH/)
})

test.each([
  [{ PAPERLOOM_STROE: 'sqlite:a.db' }, 'PAPERLOOM_STROE: there is no such setting. Did you mean PAPERLOOM_STORE?'],
  [{ PORT: '65536' }, 'PORT: expected a port number'],
  [{ PORT: '80a' }, 'PORT: expected a port number'],
  [{ HOST: 'a b' }, 'HOST: expected a host'],
  [{ PAPERLOOM_NONSENSE: '1' }, 'PAPERLOOM_NONSENSE: there is no such setting. "paperloom config" lists'],
  [{ PAPERLOOM_ANONYMOUS_READ: 'no' }, 'PAPERLOOM_ANONYMOUS_READ: expected on or off'],
  [{ PAPERLOOM_INTROSPECTION: 'true' }, 'PAPERLOOM_INTROSPECTION: expected on or off'],
  [{ PAPERLOOM_GRAPHIQL: '1' }, 'PAPERLOOM_GRAPHIQL: expected on or off'],
  [{ PAPERLOOM_CORS_ORIGINS: '*' }, 'PAPERLOOM_CORS_ORIGINS: expected origins'],
  [{ PAPERLOOM_CORS_ORIGINS: 'https://a.example/path' }, 'PAPERLOOM_CORS_ORIGINS: expected origins'],
  [{ PAPERLOOM_CORS_ORIGINS: 'null' }, 'PAPERLOOM_CORS_ORIGINS: expected origins'],
  [{ PAPERLOOM_TRUSTED_PROXIES: 'proxy.example' }, 'PAPERLOOM_TRUSTED_PROXIES: expected addresses'],
  [{ PAPERLOOM_TRUSTED_PROXIES: '10.0.0.0/40' }, 'PAPERLOOM_TRUSTED_PROXIES: expected addresses'],
  [{ PAPERLOOM_TRUSTED_PROXIES: '10.0.0.0/' }, 'PAPERLOOM_TRUSTED_PROXIES: expected addresses'],
  [{ PAPERLOOM_CORS_ORIGINS: 'https://*.example.org' }, 'PAPERLOOM_CORS_ORIGINS: expected origins'],
  [{ PAPERLOOM_RATE_LIMIT: '99999999999' }, 'PAPERLOOM_RATE_LIMIT: expected a cost a minute, 100 to 9999999999'],
  [{ HOST: 'h'.repeat(254) }, `HOST: expected a host name or an address such as 127.0.0.1. Got "${'h'.repeat(80)}…".`],
  [{ NEO4J_DATABASE: 'System' }, 'NEO4J_DATABASE: expected a database that can hold a graph. Got "System".'],
  [{ LOG_LEVEL: 'info ' }, 'debug, trace, silent. Got "info ".'],
  [{ PAPERLOOM_RATE_LIMIT: '-1' }, 'PAPERLOOM_RATE_LIMIT: expected a cost'],
  [{ PAPERLOOM_RATE_LIMIT: '5' }, 'PAPERLOOM_RATE_LIMIT: expected a cost'],
  [{ PAPERLOOM_JWT_JWKS: 'http://elsewhere.example/keys' }, 'PAPERLOOM_JWT_JWKS: expected an https address'],
  [{ PAPERLOOM_JWT_ISSUER: 'x' }, 'PAPERLOOM_JWT_JWKS: it is not set'],
  [{ PAPERLOOM_JWT_JWKS: 'k.json', PAPERLOOM_JWT_ISSUER: 'x' }, 'PAPERLOOM_JWT_AUDIENCE: it is not set'],
  [
    { PAPERLOOM_DOCUMENTS: 'd.json', PAPERLOOM_DOCUMENTS_MODE: 'all' },
    'PAPERLOOM_DOCUMENTS_MODE: expected only or also',
  ],
  [{ PAPERLOOM_DOCUMENTS_MODE: 'also' }, 'PAPERLOOM_DOCUMENTS: it is not set'],
  [{ PAPERLOOM_METRICS: '9464' }, 'PAPERLOOM_METRICS: expected on or off'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected one of fatal'],
])('%j is refused by name', (variables, message) => {
  expect(() => readConfig(variables)).toThrow(ConfigError)
  expect(() => readConfig(variables)).toThrow(message)
})

test.each(['bolt://u:canary@h', 'canary@h'])('an address with a password in it is not shown: %s', (url) => {
  const read = () => readConfig({ PAPERLOOM_STORE: url })
  expect(read).toThrow(/^PAPERLOOM_STORE: /)
  expect(read).not.toThrow(/canary/)
})

test('the settings of an extractor are known, and its own affair', () => {
  expect(readConfig({ PAPERLOOM_LLM_MODEL: 'any' })).toEqual(readConfig({}))
  expect(() => readConfig({ PAPERLOOM_LLM_MODLE: 'any' })).toThrow(/^PAPERLOOM_LLM_MODLE: /)
})

test('a Neo4j store needs a password, an embedded one does not', () => {
  expect(() => requireStore(readConfig({ PAPERLOOM_STORE: 'bolt://h' }))).toThrow(/^NEO4J_PASSWORD: it is not set/)
  expect(requireStore(readConfig({ PAPERLOOM_STORE: 'bolt://h', NEO4J_PASSWORD: 'x' })).password).toBe('x')
  expect(requireStore(readConfig({})).password).toBeNull()
})

test.each(['prod', 'Production', 'production ', 'staging'])('a slip in NODE_ENV leaves nothing open: %j', (value) => {
  expect(() => readConfig({ NODE_ENV: value })).toThrow(
    `NODE_ENV: expected development, test or production. Got "${value}".`,
  )
})

test('access is closed in production and handy in development, unless somebody says otherwise', () => {
  expect(readConfig({ NODE_ENV: 'production' }).access).toEqual({
    anonymousRead: true,
    localWrite: false,
    introspection: false,
    graphiql: false,
    corsOrigins: [],
    trustedProxies: [],
    rateLimit: 6_000_000,
    jwt: null,
    documents: null,
  })
  const variables = {
    NODE_ENV: 'production',
    PAPERLOOM_ANONYMOUS_READ: 'off',
    PAPERLOOM_INTROSPECTION: 'on',
    PAPERLOOM_GRAPHIQL: 'on',
    PAPERLOOM_CORS_ORIGINS: 'https://a.example, http://localhost:3000',
    PAPERLOOM_TRUSTED_PROXIES: '10.0.0.0/8,fd00::/8,192.0.2.1',
    PAPERLOOM_RATE_LIMIT: '1000',
    PAPERLOOM_JWT_JWKS: 'https://id.example/keys',
    PAPERLOOM_JWT_ISSUER: 'https://id.example',
    PAPERLOOM_JWT_AUDIENCE: 'paperloom',
    PAPERLOOM_DOCUMENTS: 'documents.json',
    PAPERLOOM_DOCUMENTS_MODE: 'also',
  }
  expect(readConfig(variables).access).toEqual({
    anonymousRead: false,
    localWrite: false,
    introspection: true,
    graphiql: true,
    corsOrigins: ['https://a.example', 'http://localhost:3000'],
    trustedProxies: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'],
    rateLimit: 1000,
    jwt: { jwks: 'https://id.example/keys', issuer: 'https://id.example', audience: 'paperloom' },
    documents: { path: 'documents.json', mode: 'also' },
  })
  expect(readConfig({ PAPERLOOM_RATE_LIMIT: '0', NODE_ENV: 'production' }).access.rateLimit).toBeNull()
})

test.each(['short', 'password', 'Paperloom-Local', '12345678'])('in production the password may not be %s', (weak) => {
  const variables = { PAPERLOOM_STORE: 'bolt://h', NEO4J_PASSWORD: weak }
  expect(requireStore(readConfig(variables)).password).toBe(weak)
  const refused = () => requireStore(readConfig({ ...variables, NODE_ENV: 'production' }))
  expect(refused).toThrow(/^NEO4J_PASSWORD: it is too easy to guess/)
  expect(refused).toThrow(expect.not.objectContaining({ message: expect.stringContaining(weak) }))
})

test('secrets show neither in the settings nor in errors', () => {
  const secret = 'canary-7351'
  const shown = JSON.stringify(showConfig({ NEO4J_PASSWORD: secret, PAPERLOOM_STORE: 'bolt://h' }))
  expect(shown).toContain('(set)')
  expect(shown).not.toContain(secret)
  for (const url of [`bolt://neo4j:${secret}@h`, `postgres://a:${secret}@h`, `neo4j+s://${secret}@h:1`]) {
    const read = () => readConfig({ PAPERLOOM_STORE: url, NEO4J_PASSWORD: secret })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secret) }))
  }
})

test('each setting says where it comes from', () => {
  const from = Object.fromEntries(showConfig({ PORT: '1' }, { host: 'h' }).map(({ name, from }) => [name, from]))
  expect(from).toMatchObject({ PORT: 'environment', HOST: 'flag', PAPERLOOM_STORE: 'default' })
})
