// Tokens of others put together to running text again, with the place of each.

/** `text.slice(starts[i], ends[i])` is token `i`, but for brackets and quotes that had been rewritten. */
export interface JoinedTokens {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const REWRITTEN: Readonly<Record<string, string>> = {
  '-LRB-': '(',
  '-RRB-': ')',
  '-LSB-': '[',
  '-RSB-': ']',
  '-LCB-': '{',
  '-RCB-': '}',
  '``': '"',
  "''": '"',
}
const CLINGS = /^(?:[.,;:?!%)\]}]|n't|'(?:s|re|ve|ll|d|m)?)$/
const OPENS = /^[([{]$/

/** Puts tokens together with a blank between those that have one in print. `splitsHyphens`: "pre - trained" was one word. */
export function joinTokens(tokens: readonly string[], splitsHyphens: boolean): JoinedTokens {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  let last = ''
  for (const [i, raw] of tokens.entries()) {
    const token = REWRITTEN[raw] ?? raw
    const isHyphen = splitsHyphens && (token === '-' || last === '-') && text.length > 1 && i + 1 < tokens.length
    if (text !== '' && token !== '' && !isHyphen && !CLINGS.test(token) && !OPENS.test(last)) text += ' '
    starts.push(text.length)
    text += token
    ends.push(text.length)
    last = token
  }
  return { text, starts, ends }
}
