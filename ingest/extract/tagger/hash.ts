// Hashes: features are integers from the start, no strings are put together for them.

/** A 32-bit hash of two integers; the order matters. Finished as MurmurHash3 does. */
export function mix(a: number, b: number): number {
  let hash = (Math.imul(a, 0x9e3779b1) + b) | 0
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** A hash of the UTF-16 code units of a text between two places. */
export function hashText(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash, to - from)
}

/** A growing list of hashes; one is filled anew for each place. */
export class HashList {
  values: Int32Array = new Int32Array(128)
  length = 0

  clear(): void {
    this.length = 0
  }

  push(hash: number): void {
    if (this.length === this.values.length) {
      const wider = new Int32Array(this.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length] = hash
    this.length += 1
  }
}
