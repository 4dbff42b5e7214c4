// Text as it is stored: composed, well-formed, without control characters, with single blanks. Offsets are taken after this.

/** Characters that carry no text: controls but blanks, soft hyphens, zero-width spaces, direction marks, byte order marks. */
const INVISIBLE =
  /(?![\t-\r\u0085])[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2060-\u2064\u2066-\u206F\u202A-\u202E\uFEFF\uFFF9-\uFFFB]/gu

/** What readers of PDF leave of a word parted at the end of a line, and of letters that were set as one. */
const PARTED = /\(cid:173\)\s*/g
const LIGATURES = /[\uFB00-\uFB06]/g

/** Runs of blanks but for one blank by itself, which is what it is to be. */
const BLANKS = / [\s\u0085]+|(?! )[\s\u0085]+/gu

/**
 * The form in which a text is stored. Lone surrogates become U+FFFD, invisible characters go, letters are composed (NFC),
 * ligatures are letters, words are not parted, every run of blanks and line ends is one blank, none stands at either end. Doing it
 * twice changes nothing.
 */
export function normaliseText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(PARTED, '')
    .replace(LIGATURES, (letters) => letters.normalize('NFKC'))
    .normalize('NFC')
    .replace(BLANKS, ' ')
    .trim()
}
