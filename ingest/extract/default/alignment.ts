// Alignment: how well the letters of a short form can be read in the words of a long one.
//
// The cheapest way to find all letters in order, by dynamic programming (after Needleman and Wunsch 1970). Capitals at the starts of
// words are free, and so are small letters that follow the letter before; whatever is less likely costs, so that of two readings the
// likelier one is taken, and one that is only a coincidence can be told by its price.

/** A word as letters are looked for in it. */
export interface Token {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly lower: string
  /** Says nothing: "of", "and". */
  readonly isSmall: boolean
  /** Only a hyphen stands between it and the word before. */
  readonly isHyphened: boolean
}

/** A reading: the first and the last of the words that it is spelled by. */
export interface Alignment {
  readonly first: number
  readonly last: number
  readonly cost: number
  /** How many words have a letter. */
  readonly words: number
}

/** A capital that is the second letter of a word: what is shortened to capitals is mostly shortened to initials. */
const CAPITAL_SECOND = 0.15
/** A capital that follows the letter before it in a short form that has small letters for these: "MoM" is no "moment". */
const CAPITAL_AMONG_SMALL = 0.3
/** A letter further on in a word, where letters are left out between. */
const APART = 0.5
/** A letter in a word whose start is not one. */
const STRANDED = 4
/** The same where more of its letters follow: "diversifying latent flows (DLow)". */
const STRANDED_RUN = 1.2
/** The same where the text shows it: "dataSet", "area under ROC (AUC)". */
const SHOWN = 0.7
const SHOWN_APART = 0.1
/** A small letter at the start of a word: "LfD". */
const SMALL_LETTER = 0.3
/** A letter for a word that says nothing, or none for one in a compound, as in "text-to-speech (TTS)"; a letter where that is the first: "in-distribution". */
const SMALL_WORD = 0.1
const SMALL_FIRST = 0.3
/** A word passed over; the same in a compound. */
const SKIPPED = 0.45
const SKIPPED_IN_COMPOUND = 0.3
/** Where a compound would be cut in two. */
const CUT = 0.8
/** A first word in lower case before one with a capital. */
const LOWER_FIRST = 0.1
/** A first word that leads up to a name and starts none. */
const LEADING = 0.6
const LEADS = /^(?:based|be|called|gave|give|given|gives|is|leverage|propose|use|used|uses|using|was)$/

/** Digits and letters that are read as words: "E2E", "PnP", "XNLI". */
const SOUNDS: Readonly<Record<string, RegExp>> = {
  '2': /^(?:to|two)$/,
  '3': /^three$/,
  '4': /^(?:for|four)$/,
  n: /^and$/,
  x: /^cross$/,
}

/** The best way to read the first letters up to a place. */
type State = Omit<Alignment, 'last'>

/**
 * Reads letters, given as they are written, in tokens. The answer tells the cheapest reading whose last letter stands in token `last`,
 * `null` for none.
 */
export function alignLetters(tokens: readonly Token[], letters: readonly string[]): (last: number) => Alignment | null {
  const lower = letters.map((letter) => letter.toLowerCase())
  const hasSmall = letters.some((letter) => /\p{Ll}/u.test(letter))
  const table = new Map<number, State | null>()
  const byToken = new Map<number, State | null>()

  /** Letters 0 to `n`, where `n` stands at `at` of token `t`. */
  const read = (n: number, t: number, at: number): State | null => {
    const key = (n * tokens.length + t) * MAX_LETTERS + at
    const known = table.get(key)
    if (known !== undefined) return known
    const token = tokens[t]
    const found =
      token === undefined
        ? null
        : n === 0
          ? begin(token, t, at)
          : cheaper(within(n, token, t, at), after(n, token, t, at))
    table.set(key, found)
    return found
  }

  /** The cheapest way to have letter `n` anywhere in token `t`. */
  const readIn = (n: number, t: number, token: Token): State | null => {
    const key = n * tokens.length + t
    const known = byToken.get(key)
    if (known !== undefined) return known
    let found: State | null = null
    for (const at of placesOf(token, lower[n] ?? '')) found = cheaper(found, read(n, t, at))
    byToken.set(key, found)
    return found
  }

  const begin = (token: Token, t: number, at: number): State | null => {
    if (!isStart(token, at)) return null
    const isLower = /^\p{Ll}/u.test(token.text) && /^\p{Lu}/u.test(tokens[t + 1]?.text ?? '')
    const cost =
      (token.isHyphened && t > 0 ? CUT : 0) +
      (token.isSmall ? SMALL_FIRST : 0) +
      (isLower ? LOWER_FIRST : 0) +
      (LEADS.test(token.text) ? LEADING : 0)
    return { cost, words: 1, first: t }
  }

  const within = (n: number, token: Token, t: number, at: number): State | null => {
    const capital = isCapital(letters[n])
    let found: State | null = null
    for (let before = at - 1; before >= 0; before -= 1) {
      const state = token.lower[before] === lower[n - 1] ? read(n - 1, t, before) : null
      if (state === null) continue
      const apart = isShown(token, at) ? SHOWN_APART : APART
      found = cheaper(found, plus(state, before < at - 1 ? apart : capital ? capitalInside(token, at) : 0, 0))
    }
    return found
  }

  const capitalInside = (token: Token, at: number): number => {
    const isSecond = at === 1
    if (isShown(token, at)) return isSecond ? SHOWN_APART : 0
    return hasSmall ? CAPITAL_AMONG_SMALL : isSecond ? CAPITAL_SECOND : 0
  }

  const after = (n: number, token: Token, t: number, at: number): State | null => {
    const entry = isStart(token, at)
      ? startOf(n, token)
      : isShown(token, at)
        ? SHOWN
        : runsOn(n, token, at)
          ? STRANDED_RUN
          : STRANDED
    let [found, skipped]: [State | null, number] = [null, 0]
    for (let u = t - 1; u >= 0; u -= 1) {
      const other = tokens[u]
      if (other === undefined) break
      const state = readIn(n - 1, u, other)
      if (state !== null) found = cheaper(found, plus(state, entry + skipped, 1))
      const inCompound = other.isHyphened || tokens[u + 1]?.isHyphened === true
      if (!other.isSmall) skipped += inCompound ? SKIPPED_IN_COMPOUND : SKIPPED
      else if (other.isHyphened) skipped += SMALL_WORD
    }
    return found
  }

  const runsOn = (n: number, token: Token, at: number): boolean =>
    n + 2 < lower.length && token.lower[at + 1] === lower[n + 1] && token.lower[at + 2] === lower[n + 2]

  const startOf = (n: number, token: Token): number => {
    if (SOUNDS[lower[n] ?? '']?.test(token.lower) === true) return 0
    if (token.isSmall) return token.isHyphened ? 0 : SMALL_WORD
    return /\p{Ll}/u.test(letters[n] ?? '') ? SMALL_LETTER : 0
  }

  return (last) => {
    const end = tokens[last]
    const best = end === undefined ? null : readIn(letters.length - 1, last, end)
    return best === null ? null : { ...best, last }
  }
}

/** So far letters are looked for in a word; what is longer is none, and what has to be read may come from anybody. */
const MAX_LETTERS = 32

const isCapital = (letter = ''): boolean => /\p{Lu}/u.test(letter)

/** Whether a letter starts a word, as it is read: "eXplainable". */
const isStart = ({ lower }: Token, at: number): boolean => at === 0 || (at === 1 && lower.startsWith('ex'))

/** Whether a capital inside a word shows that it stands in the short form: "HAllucination DEtection dataSet". */
const isShown = ({ text }: Token, at: number): boolean =>
  isCapital(text[at]) && (text.length <= SHORT || /\p{Ll}/u.test(text))
const SHORT = 5

const plus = (state: State, cost: number, words: number): State => {
  return { ...state, cost: state.cost + cost, words: state.words + words }
}

/** The cheaper one; of two that cost the same the shorter one. */
function cheaper(a: State | null, b: State | null): State | null {
  if (a === null || b === null) return a ?? b
  return b.cost < a.cost - TINY || (b.cost < a.cost + TINY && b.first > a.first) ? b : a
}
const TINY = 1e-9

function placesOf({ lower }: Token, letter: string): readonly number[] {
  const places: number[] = SOUNDS[letter]?.test(lower) === true ? [0] : []
  for (let at = 0; at < Math.min(lower.length, MAX_LETTERS); at += 1) if (lower[at] === letter) places.push(at)
  return places
}
