// What somebody sent, as an error quotes it.

const MAX_QUOTED = 60

/** The beginning of a text in quotation marks; `…` says that it goes on. */
export function quote(text: string): string {
  if (text.length <= MAX_QUOTED) return `"${text}"`
  return `"${text.slice(0, MAX_QUOTED).toWellFormed()}…"`
}
