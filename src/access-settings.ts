// Settings of access: who may ask, from where, how much, and what the server tells of itself.
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

/** Where tokens of others are trusted from. */
export interface JwtSettings {
  /** Address or path of the JSON Web Key Set. */
  readonly jwks: string
  readonly issuer: string
  readonly audience: string
}

const DOCUMENT_MODES = ['only', 'also'] as const

/** Documents that clients may name instead of sending them. */
export interface DocumentSettings {
  /** A manifest, or a folder of `.graphql` files. */
  readonly path: string
  /** Whether other documents are taken too. */
  readonly mode: (typeof DOCUMENT_MODES)[number]
}

/** Who may ask and how much. */
export interface AccessSettings {
  /** Whether who has no key may read. */
  readonly anonymousRead: boolean
  /** Whether requests from this machine may write without a key. */
  readonly localWrite: boolean
  /** Whether the schema is told and mistakes are met with suggestions. */
  readonly introspection: boolean
  /** Whether there is a page to try queries on. */
  readonly graphiql: boolean
  /** Sites whose pages may ask, as browsers name them: scheme, host, port. */
  readonly corsOrigins: readonly string[]
  /** Proxies whose X-Forwarded-For is believed: addresses and subnets. */
  readonly trustedProxies: readonly string[]
  /** Cost that one caller may cause in a minute; `null` for any. */
  readonly rateLimit: number | null
  /** `null` where no tokens are taken. */
  readonly jwt: JwtSettings | null
  /** `null` where clients send their documents. */
  readonly documents: DocumentSettings | null
}

/** A hundred thousand nodes a second: more than a program that pages through everything, less than a busy core. */
const PRODUCTION_RATE = 6_000_000

/** What holds where nobody says otherwise: closed in production, handy in development. */
export function defaultAccess(isProduction: boolean): AccessSettings {
  return {
    anonymousRead: true,
    localWrite: !isProduction,
    introspection: !isProduction,
    graphiql: !isProduction,
    corsOrigins: [],
    trustedProxies: [],
    rateLimit: isProduction ? PRODUCTION_RATE : null,
    jwt: null,
    documents: null,
  }
}

/** A switch; the empty text leaves it where it is by default. */
export const switchSetting = z
  .enum(['', 'on', 'off'], 'expected on or off.')
  .transform((text) => (text === '' ? null : text === 'on'))

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

export const originsSetting = list.refine((origins) => origins.every(isOrigin), {
  error: 'expected origins such as https://app.example.org, separated by commas; no paths, no *.',
})

export const proxiesSetting = list.refine((proxies) => proxies.every(isSubnet), {
  error: 'expected addresses or subnets such as 10.0.0.0/8, separated by commas.',
})

/** 0 is no limit; the empty text the default. */
export const rateSetting = z
  .string()
  .regex(/^(?:0|[1-9]\d{2,9})?$/, 'expected a cost a minute, 100 to 9999999999, or 0 for no limit.')
  .transform((text) => (text === '' ? null : Number(text)))

export const documentModeSetting = z.enum(['', ...DOCUMENT_MODES], 'expected only or also.')

export const jwksSetting = z.string().refine((text) => !text.includes('://') || isWebAddress(text), {
  error: 'expected an https address or the path of a file.',
})

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username } = new URL(text)
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && isHere))
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

function isSubnet(text: string): boolean {
  try {
    addSubnet(new BlockList(), text)
    return true
  } catch {
    return false
  }
}

/**
 * Adds an address or a subnet such as `10.0.0.0/8` to a list.
 *
 * @throws Error when the text is neither.
 */
export function addSubnet(addresses: BlockList, text: string): void {
  const [address = '', prefix] = text.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (prefix === undefined) return addresses.addAddress(address, family)
  if (!/^\d{1,3}$/.test(prefix)) throw new RangeError('a subnet ends in the length of its prefix')
  addresses.addSubnet(address, Number(prefix), family)
}
