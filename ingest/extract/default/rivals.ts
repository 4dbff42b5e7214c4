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
  readonly sentence: number
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
  const bySentence = new Map<number, TermPlace[]>()
  const placesOf = terms.map(({ places }, term) =>
    places.map(({ field, sentence: number, start, end }) => {
      const sentence = field === 'title' ? -1 - number : number
      const place = { term, sentence, start, end }
      const known = bySentence.get(sentence)
      if (known === undefined) bySentence.set(sentence, [place])
      else known.push(place)
      return place
    }),
  )
  const nearOf = new Map([...bySentence].map(([sentence, places]) => [sentence, placesNear(places)]))
  // For each other term three counts: at how many places it holds, is held, and crosses.
  const counts = new Int32Array(3 * terms.length)
  return placesOf.map((places) => {
    const counted: number[] = []
    for (const one of places) {
      const near = nearOf.get(one.sentence)?.(one) ?? []
      for (let i = 0; i < near.length; i += 1) {
        const other = near[i]
        if (other === undefined || other.start >= one.end || one.start >= other.end || one.term === other.term) continue
        const isHeld = other.start <= one.start && one.end <= other.end
        const isHolding = one.start <= other.start && other.end <= one.end
        const at = 3 * other.term + (isHeld ? 0 : isHolding ? 1 : 2)
        if (counts[at] === 0) counted.push(at)
        counts[at] = (counts[at] ?? 0) + 1
      }
    }
    const holders: Rival[] = []
    const parts: Rival[] = []
    const crossing: Rival[] = []
    for (const at of counted) {
      const list = at % 3 === 0 ? holders : at % 3 === 1 ? parts : crossing
      list.push({ term: Math.floor(at / 3), share: (counts[at] ?? 0) / places.length })
      counts[at] = 0
    }
    return { holders, parts, crossing }
  })
}
