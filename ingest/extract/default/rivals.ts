// Rivals: terms whose places overlap. Of a name, its fuller form and its pieces, at most one is usually meant.
import type { Term } from './terms.ts'

/** A term that overlaps another, by its index, and the share of the other's places where it does. */
export interface Rival {
  readonly term: number
  readonly share: number
}

/** Of one term: what holds it whole, what it holds whole, and what it only touches. */
export interface Rivals {
  readonly holders: readonly Rival[]
  readonly parts: readonly Rival[]
  readonly crossing: readonly Rival[]
}

interface TermPlace {
  readonly term: number
  readonly start: number
  readonly end: number
}

/** So many places of a sentence are compared each with each; no sentence that people write has more. */
const MANY = 500
/** How many before and behind it each is compared with where there are more. */
const NEAR = 50

/** For a place of a sentence, the places to compare it with, in the order given. */
function placesNear(places: readonly TermPlace[]): (one: TermPlace) => readonly TermPlace[] {
  if (places.length <= MANY) return () => places
  const byStart = places.map((place, at) => ({ place, at })).toSorted((a, b) => a.place.start - b.place.start)
  const rank = new Map(byStart.map(({ place }, n) => [place, n]))
  return (one) => {
    const n = rank.get(one) ?? 0
    const near = byStart.slice(Math.max(0, n - NEAR), n + NEAR)
    return near.toSorted((a, b) => a.at - b.at).map(({ place }) => place)
  }
}

/** The rivals of each term, in their order. */
export function findRivals(terms: readonly Term[]): readonly Rivals[] {
  const bySentence = new Map<string, TermPlace[]>()
  for (const [term, { places }] of terms.entries()) {
    for (const { field, sentence, start, end } of places) {
      const at = `${field}:${sentence}`
      const place = { term, start, end }
      const known = bySentence.get(at)
      if (known === undefined) bySentence.set(at, [place])
      else known.push(place)
    }
  }
  const counts = terms.map(() => ({
    holders: new Map<number, number>(),
    parts: new Map<number, number>(),
    crossing: new Map<number, number>(),
  }))
  for (const places of bySentence.values()) {
    const near = placesNear(places)
    for (const one of places) {
      for (const other of near(one)) {
        if (one.term === other.term || other.start >= one.end || one.start >= other.end) continue
        const isHeld = other.start <= one.start && one.end <= other.end
        const isHolding = one.start <= other.start && other.end <= one.end
        const count = counts[one.term]?.[isHeld ? 'holders' : isHolding ? 'parts' : 'crossing']
        count?.set(other.term, (count.get(other.term) ?? 0) + 1)
      }
    }
  }
  return counts.map(({ holders, parts, crossing }, i) => {
    const all = terms[i]?.places.length ?? 1
    const shares = (count: ReadonlyMap<number, number>): readonly Rival[] =>
      [...count].map(([term, places]) => ({ term, share: places / all }))
    return { holders: shares(holders), parts: shares(parts), crossing: shares(crossing) }
  })
}
