// What somebody sent, as an error quotes it.

const MAX_QUOTED = 60

/** The beginning of a text in quotation marks; `…` says that it goes on. */
export function quote(text: string): string {
  if (text.length <= MAX_QUOTED) return `"${text}"`
  return `"${text.slice(0, MAX_QUOTED).toWellFormed()}…"`
}

const MAX_MESSAGE = 500

/** A message that others wrote, with what it quotes cut as `quote` cuts it; what is still long says how it begins and ends. */
export function shortenMessage(message: string): string {
  if (message.length <= MAX_QUOTED) return message
  const short = message.replace(LONG_QUOTE, (_, quoted: string) => `"${quoted.slice(0, MAX_QUOTED).toWellFormed()}…"`)
  if (short.length <= MAX_MESSAGE) return short
  return `${short.slice(0, MAX_MESSAGE / 2).toWellFormed()} … ${short.slice(-MAX_MESSAGE / 2).toWellFormed()}`
}

const LONG_QUOTE = new RegExp(`"((?:[^"\\\\]|\\\\.){${MAX_QUOTED + 1},})"`, 'gs')
