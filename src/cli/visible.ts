// What people read in a terminal: what could command it is shown instead.

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const COMMANDING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * A text with its control characters, but for tabs and line ends, as JSON writes them: `\u001b`. They may come from a path or from a file,
 * and a terminal takes some for orders. JSON stays what it was: strings of it hold none that are not written so.
 */
export function visible(text: string): string {
  return text.replace(COMMANDING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
