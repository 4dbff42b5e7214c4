// Chance that repeats itself: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014, "Fast splittable pseudorandom number
// generators"). Small, of good quality, and the same on every machine.

const GOLDEN_GAMMA = 0x9e3779b97f4a7c15n

/** The numbers that follow from a seed, each 64 bits. */
export function createSplitMix64(seed: bigint): () => bigint {
  let state = BigInt.asUintN(64, seed)
  return () => {
    state = BigInt.asUintN(64, state + GOLDEN_GAMMA)
    const first = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n)
    const second = BigInt.asUintN(64, (first ^ (first >> 27n)) * 0x94d049bb133111ebn)
    return second ^ (second >> 31n)
  }
}

/** Fractions from 0 to below 1 that follow from a seed, with the 53 bits a number can hold. */
export function createRandom(seed: bigint): () => number {
  const next = createSplitMix64(seed)
  return () => Number(next() >> 11n) / 2 ** 53
}
