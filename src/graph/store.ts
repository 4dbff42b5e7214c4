// The port that a storage engine implements, whole.
import type { KeyStore } from './keys.ts'
import type { GraphReader } from './reader.ts'
import type { GraphWriter } from './writer.ts'

/** A graph that is kept somewhere. Disposing it ends every connection; calls after that are refused. */
export interface GraphStore extends GraphReader, GraphWriter, KeyStore, AsyncDisposable {
  /** The name of the engine, such as `sqlite` or `neo4j`. */
  readonly engine: string
  /** Where the graph is, for people to read; holds no secret. */
  readonly location: string
  /** Answers when the store can be used; throws {@link StoreUnavailableError} when it cannot. */
  ping(): Promise<void>
}
