// Pairing: labels with findings, one to one within a text.
import type { Forms } from './forms.ts'
import { isNear, isSame } from './forms.ts'

interface Formed {
  readonly forms: Forms
}

/** Labels and findings that are the same. In order, each label takes the first that is left. */
export function pairSame<Label extends Formed, Found extends Formed>(
  labels: readonly Label[],
  found: readonly Found[],
): readonly (readonly [Label, Found])[] {
  return pair(labels, found, [isSame])
}

/** The same, and after that what is near among those left over. */
export function pairNear<Label extends Formed, Found extends Formed>(
  labels: readonly Label[],
  found: readonly Found[],
): readonly (readonly [Label, Found])[] {
  return pair(labels, found, [isSame, isNear])
}

function pair<Label extends Formed, Found extends Formed>(
  labels: readonly Label[],
  found: readonly Found[],
  tests: readonly ((a: Forms, b: Forms) => boolean)[],
): readonly (readonly [Label, Found])[] {
  const pairs = new Map<Label, Found>()
  const taken = new Set<Found>()
  for (const meets of tests) {
    for (const label of labels) {
      if (pairs.has(label)) continue
      const match = found.find((one) => !taken.has(one) && meets(label.forms, one.forms))
      if (match === undefined) continue
      pairs.set(label, match)
      taken.add(match)
    }
  }
  return [...pairs]
}
