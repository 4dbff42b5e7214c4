// The limits of the server: what a request may ask for and how long things may take.

export interface Limits {
  /** Bytes of a request body, counted as they arrive. */
  readonly bodyBytes: number
  /** The same for those who have shown a key that may write: they send papers. */
  readonly ingestBytes: number
  /** Subscriptions open at a time, over all callers. */
  readonly streams: number
  /** The same for one caller, as rate limits know callers. */
  readonly streamsPerCaller: number
  /** Characters of an `Accept` header. */
  readonly acceptLength: number
  /** Characters of a query document. */
  readonly documentLength: number
  /** Tokens of a query document. */
  readonly tokens: number
  /** Levels of fields in a query. */
  readonly depth: number
  /** Aliases in a query, fragments unfolded. */
  readonly aliases: number
  /** Directives in a query, fragments unfolded. */
  readonly directives: number
  /** Nodes a query may ask for: page sizes multiplied along the way, before anything is read. */
  readonly nodes: number
  /** Errors of one answer; what goes beyond is dropped. */
  readonly errors: number
  /** Milliseconds until a query, or an event of a subscription, is answered with TIMEOUT. */
  readonly queryMs: number
  /** Milliseconds until a mutation is answered with TIMEOUT; what it has begun goes on. */
  readonly mutationMs: number
  /** Milliseconds for a request to arrive whole. */
  readonly requestMs: number
  /** Milliseconds for the headers of a request to arrive. */
  readonly headersMs: number
  /** Milliseconds in which whoever gets an answer takes some of it: what they do not take is kept for them. */
  readonly readMs: number
  /** Milliseconds between "not ready" and the end of listening, when the server stops. */
  readonly drainMs: number
  /** Milliseconds that requests under way have to finish, when the server stops. */
  readonly closeMs: number
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 100_000,
  ingestBytes: 5_000_000,
  streams: 100,
  streamsPerCaller: 20,
  acceptLength: 1_000,
  documentLength: 10_000,
  tokens: 1_000,
  depth: 15,
  aliases: 30,
  directives: 30,
  nodes: 50_000,
  errors: 10,
  queryMs: 5_000,
  mutationMs: 60_000,
  requestMs: 15_000,
  headersMs: 10_000,
  readMs: 30_000,
  drainMs: 500,
  closeMs: 8_000,
}
