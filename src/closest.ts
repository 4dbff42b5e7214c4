// What somebody who misspelt a name may have meant.

/** The known name that a misspelt one is most like; `null` where none is within three letters. */
export function closestOf(name: string, known: readonly string[]): string | null {
  const near = known.map((other) => ({ other, distance: distanceOf(name, other) })).toSorted(byDistance)[0]
  return near !== undefined && near.distance <= 3 ? near.other : null
}

const byDistance = (a: { readonly distance: number }, b: { readonly distance: number }) => a.distance - b.distance

/** How many letters must change to make one text of another (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of a.split('').entries()) {
    const row = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
