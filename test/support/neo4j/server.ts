// What a strategy is asked for, and what it gives: one running Neo4j server.
import type { Neo4jLine } from './lines.ts'

/** What connects to a server. Plain data: it crosses from the process that starts servers to those that run tests. */
export interface Neo4jAccess {
  readonly uri: string
  readonly user: string
  readonly password: string
  /** Set where the database is not ours alone: the token of the claim that allows to wipe it. */
  readonly claim: string | null
}

export interface Neo4jServer {
  readonly access: Neo4jAccess
  /** Version that the server itself gives. */
  readonly version: string
  /** Address of the Neo4j Browser, where it is known. */
  readonly browser: string | null
  /** What runs it, for people to read. */
  readonly origin: string
  /** Resolves with the last words of the server once it has ended, by itself or because it was stopped. */
  awaitEnd(): Promise<string>
  /** Ends the server and removes all it left behind, but for a data folder that was asked for by name. */
  stop(): Promise<void>
}

export interface Neo4jRequest {
  readonly line: Neo4jLine
  readonly password: string
  /** Ports on this machine; null for any that are free. */
  readonly ports: { readonly bolt: number; readonly http: number } | null
  /** Folder that keeps the data, and from where the next start goes on; null for data that are thrown away. */
  readonly data: string | null
  /** Tells people what takes long. */
  readonly say: (text: string) => void
}

/** One way to come by a server. `start` throws {@link NotPossibleHere} when the next way should be tried. */
export interface Strategy {
  readonly name: string
  /** What would make this way possible, as the end of "Any one of these helps". */
  remedy(line: Neo4jLine): string
  start(request: Neo4jRequest): Promise<Neo4jServer>
}

/** This way does not lead to a server on this machine; the message says why in half a sentence. */
export class NotPossibleHere extends Error {
  override name = 'NotPossibleHere'
}

/** The server runs, but its data were made with a password that is not the given one. No other way would help. */
export class WrongPasswordError extends Error {
  override name = 'WrongPasswordError'
}

export const NEO4J_USER = 'neo4j'

/** Seconds that a server gets to write down its data before it is killed: none where nobody wants them. */
export function graceOf(request: Neo4jRequest): number {
  return request.data === null ? 0 : 60
}

/** The end of what a server printed, which is where it says why it gave up. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n')
}
