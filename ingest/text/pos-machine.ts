// Machines that correct parts of speech: patterns over the tags of neighbours, found greedily from left to right. The patterns are
// those of wink-nlp's English model, and so is the way they are looked for.
import type { Lexeme } from './language-model.ts'

/** Patterns as states: 0 is the start, and where nothing goes on. */
export interface Machine {
  /** State times {@link SYMBOLS} plus symbol: the next state. */
  readonly next: Int16Array
  /** Of each state: the one that holds where nothing goes on from it; 0 for none. */
  readonly otherwise: Int16Array
  /** Of each state that ends a pattern: the tag it asks for. Below 0 whatever the word is, else where the word may be that. */
  readonly target: Int8Array
  /** Of each state that ends a pattern: how far behind its start the token stands that is meant. */
  readonly offset: Int8Array
}

/** Tags, then hints. */
const SYMBOLS = 32 + 256
/** As wink-nlp writes hints, and the way on from a state whatever comes. */
const HINT = 1_080_000
const OTHERWISE = 2_070_003

/** Reads a machine as the package has it, in JSON. */
export function readMachine(json: string): Machine {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of a package of one exact version
  const [, last, states, ends, marks] = JSON.parse(json) as readonly [
    version: number,
    last: number,
    states: Readonly<Record<string, Readonly<Record<string, number>>>>,
    ends: Readonly<Record<string, string>>,
    marks: Readonly<Record<string, readonly [number, number]>>,
  ]
  const size = last + 1
  const machine: Machine = {
    next: new Int16Array(size * SYMBOLS),
    otherwise: new Int16Array(size),
    target: new Int8Array(size),
    offset: new Int8Array(size),
  }
  for (const [state, ways] of Object.entries(states)) {
    for (const [symbol, to] of Object.entries(ways)) {
      const code = Number(symbol)
      if (code === OTHERWISE) machine.otherwise[Number(state)] = to
      else machine.next[Number(state) * SYMBOLS + (code > HINT ? 32 + code - HINT : code)] = to
    }
  }
  for (const [state, target] of Object.entries(ends)) machine.target[Number(state)] = Number(target)
  for (const [state, [from]] of Object.entries(marks)) machine.offset[Number(state)] = from
  return machine
}

/** Corrects the tags of a text in place. */
export function correctTags(machine: Machine, lexemes: readonly Lexeme[], tags: number[]): void {
  const { next, otherwise, target, offset } = machine
  const symbols = new Uint16Array(lexemes.length)
  for (let i = 0; i < lexemes.length; i += 1) {
    const hint = lexemes[i]?.hint ?? 0
    symbols[i] = hint > 0 ? 32 + hint : (tags[i] ?? 0)
  }
  // All patterns are found before any of them changes a tag.
  const found: number[] = []
  const { length } = symbols
  for (let from = 0; from < length; from += 1) {
    let state = 0
    let first = from
    let held = 0
    let heldAt = from
    for (let at = from; at <= length; at += 1) {
      const to = at === length ? 0 : (next[state * SYMBOLS + (symbols[at] ?? 0)] ?? 0)
      if (state === 0 && to > 0) first = at
      if (target[to] !== 0) {
        found.push(first, to)
        from = at
        break
      }
      if (to === 0) {
        if (held > 0) {
          found.push(first, held)
          from = heldAt
        }
        break
      }
      state = to
      if (otherwise[to] !== 0) {
        held = otherwise[to] ?? 0
        heldAt = at
      }
    }
  }
  for (let i = 0; i < found.length; i += 2) {
    const state = found[i + 1] ?? 0
    const at = (found[i] ?? 0) + (offset[state] ?? 0)
    const tag = target[state] ?? 0
    if (tag < 0) tags[at] = -tag
    else if (lexemes[at]?.mayBe.has(tag) === true) tags[at] = tag
  }
}
