// Settings: the environment and the flags that win over it, parsed once. Secrets are read here and shown nowhere.
import { z } from 'zod'
import {
  defaultAccess,
  documentModeSetting,
  jwksSetting,
  originsSetting,
  proxiesSetting,
  rateSetting,
  switchSetting,
} from './access-settings.ts'
import type { AccessSettings, DocumentSettings, JwtSettings } from './access-settings.ts'
import { closestOf } from './closest.ts'
import { ConfigError } from './graph/errors.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Where the graph is kept. The last three count for Neo4j only. */
export interface StoreSettings {
  /** `sqlite:PATH`, `sqlite::memory:`, or an address of Neo4j. */
  readonly url: string
  readonly user: string
  /** `null` where none is set. */
  readonly password: string | null
  /** `null` for the server's default database. */
  readonly database: string | null
}

/** All settings. */
export interface Config {
  readonly store: StoreSettings
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** `null` where nobody said: each command has its own. */
  readonly logLevel: LogLevel | null
  readonly isProduction: boolean
  readonly access: AccessSettings
  /** Whether figures are kept for Prometheus. */
  readonly metrics: boolean
}

/** Flags of the command line, as they are written there; each wins over its variable. */
export interface Flags {
  readonly store?: string
  readonly host?: string
  readonly port?: string
}

/** One setting as people see it. */
export interface ShownSetting {
  readonly name: string
  /** What counts; `(set)` or `(not set)` for secrets. */
  readonly value: string
  readonly from: 'flag' | 'environment' | 'default'
}

type Variables = Readonly<Record<string, string | undefined>>

const NEO4J_SCHEMES = ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:']

const STORE_FORMS = 'sqlite:PATH, bolt://HOST:PORT, neo4j://HOST:PORT, or one of the last two with +s for TLS'

const storeUrl = z
  .string()
  .refine((url) => !/^[^:]+:\/\/[^/]*@/.test(url), {
    error: 'a user or password does not belong in the address; set NEO4J_USER and NEO4J_PASSWORD instead.',
    abort: true,
  })
  .refine((url) => isSqlite(url) || (isNeo4j(url) && URL.canParse(url)), {
    error: `expected ${STORE_FORMS}.`,
  })

const SETTINGS = {
  PAPERLOOM_STORE: { schema: storeUrl, fallback: 'sqlite:data/paperloom.db', flag: 'store', isSecret: false },
  NEO4J_USER: { schema: z.string(), fallback: 'neo4j', flag: null, isSecret: false },
  NEO4J_PASSWORD: { schema: z.string(), fallback: '', flag: null, isSecret: true },
  NEO4J_DATABASE: {
    schema: z.string().refine((name) => name.toLowerCase() !== 'system', 'expected a database that can hold a graph.'),
    fallback: '',
    flag: null,
    isSecret: false,
  },
  HOST: {
    schema: z.string().regex(/^[\w.:-]{1,253}$/, 'expected a host name or an address such as 127.0.0.1.'),
    fallback: '127.0.0.1',
    flag: 'host',
    isSecret: false,
  },
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/, 'expected a port number, 0 to 65535.')
      .transform(Number)
      .pipe(z.number().max(65_535, 'expected a port number, 0 to 65535.')),
    fallback: '4000',
    flag: 'port',
    isSecret: false,
  },
  LOG_LEVEL: {
    schema: z.enum(['', ...LOG_LEVELS], `expected one of ${LOG_LEVELS.join(', ')}.`),
    fallback: '',
    flag: null,
    isSecret: false,
  },
  // A slip in it would leave open what production closes.
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production'], 'expected development, test or production.'),
    fallback: 'development',
    flag: null,
    isSecret: false,
  },
  PAPERLOOM_ANONYMOUS_READ: { schema: switchSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_INTROSPECTION: { schema: switchSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_GRAPHIQL: { schema: switchSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_CORS_ORIGINS: { schema: originsSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_TRUSTED_PROXIES: { schema: proxiesSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_RATE_LIMIT: { schema: rateSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_JWT_JWKS: { schema: jwksSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_JWT_ISSUER: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_JWT_AUDIENCE: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_DOCUMENTS: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_DOCUMENTS_MODE: { schema: documentModeSetting, fallback: '', flag: null, isSecret: false },
  PAPERLOOM_METRICS: { schema: switchSetting, fallback: '', flag: null, isSecret: false },
  // The extractor that asks a language model checks these itself, where it is used.
  PAPERLOOM_LLM_URL: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_MODEL: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_KEY: { schema: z.string(), fallback: '', flag: null, isSecret: true },
  PAPERLOOM_LLM_CONCURRENCY: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_TIMEOUT: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_MAX_REQUESTS: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_MAX_TOKENS: { schema: z.string(), fallback: '', flag: null, isSecret: false },
  PAPERLOOM_LLM_CACHE: { schema: z.string(), fallback: '', flag: null, isSecret: false },
} as const
type SettingName = keyof typeof SETTINGS
type Read = <Value>(name: SettingName, schema: z.ZodType<Value>) => Value

/** In the order in which they are shown. */
const SETTING_NAMES: readonly SettingName[] = [
  'PAPERLOOM_STORE',
  'NEO4J_USER',
  'NEO4J_PASSWORD',
  'NEO4J_DATABASE',
  'HOST',
  'PORT',
  'LOG_LEVEL',
  'NODE_ENV',
  'PAPERLOOM_ANONYMOUS_READ',
  'PAPERLOOM_INTROSPECTION',
  'PAPERLOOM_GRAPHIQL',
  'PAPERLOOM_CORS_ORIGINS',
  'PAPERLOOM_TRUSTED_PROXIES',
  'PAPERLOOM_RATE_LIMIT',
  'PAPERLOOM_JWT_JWKS',
  'PAPERLOOM_JWT_ISSUER',
  'PAPERLOOM_JWT_AUDIENCE',
  'PAPERLOOM_DOCUMENTS',
  'PAPERLOOM_DOCUMENTS_MODE',
  'PAPERLOOM_METRICS',
  'PAPERLOOM_LLM_URL',
  'PAPERLOOM_LLM_MODEL',
  'PAPERLOOM_LLM_KEY',
  'PAPERLOOM_LLM_CONCURRENCY',
  'PAPERLOOM_LLM_TIMEOUT',
  'PAPERLOOM_LLM_MAX_REQUESTS',
  'PAPERLOOM_LLM_MAX_TOKENS',
  'PAPERLOOM_LLM_CACHE',
]

/**
 * Reads the settings.
 *
 * @throws ConfigError that names the variable or flag and what it expects; never shows a secret.
 */
export function readConfig(variables: Variables, flags: Flags = {}): Config {
  const unknown = Object.keys(variables).find((name) => name.startsWith('PAPERLOOM_') && !Object.hasOwn(SETTINGS, name))
  if (unknown !== undefined) {
    const near = closestOf(unknown, SETTING_NAMES)
    const advice = near === null ? '"paperloom config" lists those that there are.' : `Did you mean ${near}?`
    throw new ConfigError(unknown, `there is no such setting. ${advice}`)
  }
  const read: Read = (name, schema) => {
    const { text, from } = findSetting(name, variables, flags)
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    const setting = from === 'flag' ? `--${SETTINGS[name].flag}` : name
    throw new ConfigError(setting, `${parsed.error.issues[0]?.message ?? 'it is not allowed.'}${showGot(name, text)}`)
  }
  const isProduction = read('NODE_ENV', SETTINGS.NODE_ENV.schema) === 'production'
  const logLevel = read('LOG_LEVEL', SETTINGS.LOG_LEVEL.schema)
  return {
    store: {
      url: read('PAPERLOOM_STORE', SETTINGS.PAPERLOOM_STORE.schema),
      user: read('NEO4J_USER', SETTINGS.NEO4J_USER.schema),
      password: read('NEO4J_PASSWORD', SETTINGS.NEO4J_PASSWORD.schema) || null,
      database: read('NEO4J_DATABASE', SETTINGS.NEO4J_DATABASE.schema) || null,
    },
    host: read('HOST', SETTINGS.HOST.schema),
    port: read('PORT', SETTINGS.PORT.schema),
    logLevel: logLevel === '' ? null : logLevel,
    isProduction,
    access: readAccess(read, isProduction),
    metrics: read('PAPERLOOM_METRICS', switchSetting) ?? false,
  }
}

const MAX_SHOWN = 80

/** What a setting was, where that is no secret and cannot hold one. */
function showGot(name: SettingName, text: string): string {
  if (SETTINGS[name].isSecret || text.includes('@')) return ''
  return ` Got "${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}".`
}

function readAccess(read: Read, isProduction: boolean): AccessSettings {
  const usual = defaultAccess(isProduction)
  const rateLimit = read('PAPERLOOM_RATE_LIMIT', SETTINGS.PAPERLOOM_RATE_LIMIT.schema)
  return {
    ...usual,
    anonymousRead: read('PAPERLOOM_ANONYMOUS_READ', switchSetting) ?? usual.anonymousRead,
    introspection: read('PAPERLOOM_INTROSPECTION', switchSetting) ?? usual.introspection,
    graphiql: read('PAPERLOOM_GRAPHIQL', switchSetting) ?? usual.graphiql,
    corsOrigins: read('PAPERLOOM_CORS_ORIGINS', SETTINGS.PAPERLOOM_CORS_ORIGINS.schema),
    trustedProxies: read('PAPERLOOM_TRUSTED_PROXIES', SETTINGS.PAPERLOOM_TRUSTED_PROXIES.schema),
    rateLimit: rateLimit === 0 ? null : (rateLimit ?? usual.rateLimit),
    jwt: readJwt(read),
    documents: readDocuments(read),
  }
}

function readDocuments(read: Read): DocumentSettings | null {
  const path = read('PAPERLOOM_DOCUMENTS', SETTINGS.PAPERLOOM_DOCUMENTS.schema)
  const mode = read('PAPERLOOM_DOCUMENTS_MODE', documentModeSetting)
  if (path !== '') return { path, mode: mode === '' ? 'only' : mode }
  if (mode === '') return null
  throw new ConfigError('PAPERLOOM_DOCUMENTS', 'it is not set, and PAPERLOOM_DOCUMENTS_MODE says how to use it.')
}

function readJwt(read: Read): JwtSettings | null {
  const jwks = read('PAPERLOOM_JWT_JWKS', SETTINGS.PAPERLOOM_JWT_JWKS.schema)
  const issuer = read('PAPERLOOM_JWT_ISSUER', SETTINGS.PAPERLOOM_JWT_ISSUER.schema)
  const audience = read('PAPERLOOM_JWT_AUDIENCE', SETTINGS.PAPERLOOM_JWT_AUDIENCE.schema)
  const parts = { PAPERLOOM_JWT_JWKS: jwks, PAPERLOOM_JWT_ISSUER: issuer, PAPERLOOM_JWT_AUDIENCE: audience }
  const missing = Object.entries(parts).filter(([, value]) => value === '')
  if (missing.length === 3) return null
  const [[name] = []] = missing
  if (name === undefined) return { jwks, issuer, audience }
  throw new ConfigError(name, 'it is not set, and tokens are taken only with key set, issuer and audience.')
}

/** Passwords that everybody tries first, the one of the compose file for one machine among them. */
const WELL_KNOWN = new Set([
  'neo4jneo4j',
  'password',
  'passw0rd',
  '12345678',
  'changeme',
  'paperloom',
  'paperloom-local',
])
const MIN_PASSWORD_LENGTH = 8

/**
 * The settings of a store that is about to be opened.
 *
 * @throws ConfigError when a Neo4j store has no password, or in production one that is easy to guess.
 */
export function requireStore({ store, isProduction }: Config): StoreSettings {
  if (isNeo4j(store.url) && store.password === null) {
    throw new ConfigError(
      'NEO4J_PASSWORD',
      `it is not set, and the store ${store.url} needs it. Set it in the environment.`,
    )
  }
  if (isProduction && isNeo4j(store.url) && isWeak(store.password ?? '')) {
    throw new ConfigError(
      'NEO4J_PASSWORD',
      `it is too easy to guess for production. Take ${MIN_PASSWORD_LENGTH} characters or more that nobody tries first.`,
    )
  }
  return store
}

function isWeak(password: string): boolean {
  return password.length < MIN_PASSWORD_LENGTH || WELL_KNOWN.has(password.toLowerCase())
}

/** All settings with where they come from, for people to look at. */
export function showConfig(variables: Variables, flags: Flags = {}): readonly ShownSetting[] {
  readConfig(variables, flags)
  return SETTING_NAMES.map((name) => {
    const { text, from } = findSetting(name, variables, flags)
    const shown = SETTINGS[name].isSecret && text !== '' ? '(set)' : text
    return { name, value: shown === '' ? '(not set)' : shown, from }
  })
}

function findSetting(
  name: SettingName,
  variables: Variables,
  flags: Flags,
): { text: string; from: ShownSetting['from'] } {
  const { flag, fallback } = SETTINGS[name]
  const given = flag === null ? undefined : flags[flag]
  if (given !== undefined) return { text: given, from: 'flag' }
  const variable = variables[name]
  // An empty variable is how shells and compose files say "not set".
  return variable === undefined || variable === ''
    ? { text: fallback, from: 'default' }
    : { text: variable, from: 'environment' }
}

function isSqlite(url: string): boolean {
  return /^sqlite:(?!\/\/[^/]|\/\/$)./.test(url)
}

function isNeo4j(url: string): boolean {
  return NEO4J_SCHEMES.some((scheme) => url.startsWith(`${scheme}//`)) && !url.endsWith('://')
}
