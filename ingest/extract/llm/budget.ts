// The budget: what one run may spend on requests and tokens, and what it has spent.

/** What is spent is known to the one who spends it and to no one else; a budget lives as long as its extractor. */
export interface Budget {
  /** Takes one request. `false` where nothing is left; then nothing is taken. */
  takeRequest(): boolean
  /** Counts what a request turned out to cost. */
  addTokens(count: number): void
  /** Ends all spending, whatever is left: the endpoint says that the account is empty. */
  close(reason: string): void
  /** Why nothing is left; `null` while something is. */
  readonly spent: string | null
}

/** The most that may be spent; `null` for no limit. */
export interface Limits {
  readonly maxRequests: number | null
  readonly maxTokens: number | null
}

/** Starts with nothing spent. Tokens are known after an answer, so requests that are under way may go over the limit. */
export function createBudget({ maxRequests, maxTokens }: Limits): Budget {
  let requests = 0
  let tokens = 0
  let closed: string | null = null
  const spent = (): string | null => {
    if (closed !== null) return closed
    if (maxRequests !== null && requests >= maxRequests) return `${requests} of ${maxRequests} requests were sent`
    if (maxTokens !== null && tokens >= maxTokens) return `${tokens} of ${maxTokens} tokens were used`
    return null
  }
  return {
    takeRequest() {
      if (spent() !== null) return false
      requests++
      return true
    },
    addTokens(count) {
      tokens += count
    },
    close(reason) {
      closed ??= reason
    },
    get spent() {
      return spent()
    },
  }
}
