// A feature: a name and what it says of a term.
import type { View } from '../view.ts'

/** One thing that can be said about a term as a number; yes is 1. */
export type Feature = readonly [name: string, of: (view: View) => number | boolean]
