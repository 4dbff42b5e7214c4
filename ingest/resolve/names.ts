// Names and addresses: what an entity is called, and the id it keeps.
import { slugOf } from '../../src/graph/ids.ts'
import { nameKey, singular } from '../../src/graph/names.ts'
import { isWrittenAsDataset, METRICS, TASKS } from '../extract/default/lexicon/known.ts'
import { namesMeasure } from './tails.ts'

/** A form of an entity as texts have it. */
export interface Form {
  readonly surface: string
  readonly norm: string
  readonly count: number
}

/**
 * The form people write. Of the forms that have the head's key, those of the most frequent letters (capitals, hyphens and
 * number aside); of these the one whose beginning most forms of the entity share, so that "overparameterized" speaks for
 * "overparameterization" and against "over-parameterization"; then what most have inside their words; then the plainest, and the
 * singular where texts have it.
 */
export function nameOf(forms: readonly Form[], headKey: string): string {
  const [only] = forms
  if (only !== undefined && forms.length === 1) return only.surface
  const own = forms.filter(({ norm }) => norm === headKey)
  // What nobody spells out goes by its short form: "GPT", not "GPT model".
  const bare = forms.filter((form) => !forms.some(({ surface }) => form.surface.startsWith(`${surface} `)))
  const groups = new Map<string, Form[]>()
  for (const form of own.length > 0 ? own : bare) {
    const letters = lettersOf(form.surface)
    const group = groups.get(letters)
    if (group === undefined) groups.set(letters, [form])
    else group.push(form)
  }
  const total = (group: readonly Form[]): number => group.reduce((sum, { count }) => sum + count, 0)
  const [best = []] = [...groups]
    .sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1))
    .map(([, group]) => group)
  const style = (surface: string): string => surface.slice(0, STYLE_LENGTH).toLowerCase()
  const shared = (form: Form): number => total(forms.filter(({ surface }) => style(surface) === style(form.surface)))
  const styles = new Map<string, number>()
  for (const { surface, count } of best) styles.set(insideOf(surface), (styles.get(insideOf(surface)) ?? 0) + count)
  const inside = (form: Form): number => (styles.get(insideOf(form.surface)) ?? 0) * (isCamelCase(form) ? CAMEL : 1)
  // "mixture of experts", "parts of speech": the plural of what follows "of" belongs to the name, that of what stands before it does not.
  const plural = ({ surface }: Form): number =>
    /[ -]of[ -]/.test(surface)
      ? Number(/s[ -]of[ -]/.test(surface))
      : Number(best.some((other) => isPluralOf(surface, other.surface)))
  const glued = (form: Form): number => Number(best.some((other) => isGluedOf(form, other)))
  const [first] = [...best].sort(
    (a, b) =>
      glued(a) - glued(b) ||
      shared(b) - shared(a) ||
      inside(b) - inside(a) ||
      hyphens(a) - hyphens(b) ||
      capitalsAsWritten(a, best) - capitalsAsWritten(b, best) ||
      plural(a) - plural(b) ||
      b.count - a.count ||
      // "mixture of expert" is a slip.
      (/ of /.test(a.surface) ? b.surface.length - a.surface.length : 0) ||
      (a.surface < b.surface ? -1 : 1),
  )
  return first?.surface ?? headKey
}

/**
 * The short form that people write instead of a long one, or `null`: "BERT" stands for its name where fifty papers say so and one
 * spells it out.
 */
export function shortNameOf(forms: readonly Form[], headKey: string): string | null {
  const longs = forms.filter(({ norm }) => norm === headKey)
  const long = longs.reduce((sum, { count }) => sum + count, 0)
  const [first] = forms
    .filter(
      ({ surface, norm }) => norm !== headKey && /^\S*\p{Lu}\S*\p{Lu}\S*$/u.test(surface) && !/\p{Lu}s$/u.test(surface),
    )
    .sort((a, b) => b.count - a.count || (a.surface < b.surface ? -1 : 1))
  if (long === 0 || first === undefined) return null
  if (longs.every(({ surface }) => HALF.test(surface))) return first.surface
  const isKnown = isKnownByName(first.surface, headKey) && !longs.some(({ surface }) => isKnownByName(surface, headKey))
  return first.count >= (isKnown ? KNOWN_SHORTER : MUCH_SHORTER) * long ? first.surface : null
}

/** "positive-unlabeled (PU) learning", "holistic robust (HR) training": what is spelled out lacks its noun. */
const HALF =
  /\s\S*(?:(?<!mb|spe|se|fe|ne|wee|bre|blee)ed|(?<!ma|mi|fami|supp|assemb)[a-z]ly|-based|-aware|-driven|robust)$/

/** Whether everybody knows data or a measure by this name, and what it stands for is no other thing: METEOR, but not MAP. */
const isKnownByName = (surface: string, headKey: string): boolean =>
  !TASKS.has(headKey) && (isWrittenAsDataset(surface) || (METRICS.has(nameKey(surface)) && namesMeasure(headKey)))

/** A short form this many times as frequent as its long form is the name; this many times if that is how everybody knows it. */
const MUCH_SHORTER = 10
const KNOWN_SHORTER = 2

/** So much of a form tells how its prefix is written. */
const STYLE_LENGTH = 6

const lettersOf = (surface: string): string =>
  surface
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#*]+/u)
    .map(singular)
    .join('')
const capitals = (surface: string): number => surface.replace(/[^\p{Lu}]/gu, '').length
/** Where as many papers write it so as so, a hyphen may be that of a line's end: "net-work". */
const hyphens = ({ surface }: Form): number => surface.split('-').length
/** "stylisticvariation": blanks that a text lost, where another has them as often. */
const isGluedOf = (glued: Form, form: Form): boolean =>
  /[^\s-]{15}/u.test(glued.surface) &&
  glued.surface.split(' ').length < form.surface.split(' ').length &&
  form.count >= glued.count
const isPluralOf = (plural: string, one: string): boolean =>
  plural.toLowerCase() !== one.toLowerCase() && plural.length > one.length && plural.toLowerCase().endsWith('s')

/** "ResNet": in one word hardly anybody writes such a capital by accident; many leave it out. "Variational AutoEncoders" is a slip. */
const isCamelCase = ({ surface }: Form): boolean => /^\S*\p{Ll}\p{Lu}\S*$/u.test(surface)
/** A form with such a capital counts as if it were written so much more often. */
const CAMEL = 3

/** What a form has besides the capital that any word may start with, and its number: hyphens, and capitals inside words. */
const insideOf = (surface: string): string =>
  surface.replace(/(?<!\p{L})\p{Lu}/gu, (letter) => letter.toLowerCase()).replace(/s(?=[ -]of[ -]|$)/g, '')

/** Titles and sentence starts add capitals; a form with fewer is as people write it, unless it is far rarer. */
function capitalsAsWritten(form: Form, all: readonly Form[]): number {
  const most = Math.max(...all.map(({ count }) => count))
  const isSlip = isCode(form) && all.some((other) => form.count * 2 < other.count && isSame(form, other))
  return isSlip || form.count * 8 < most ? 100 : capitals(form.surface)
}

const isSame = (a: Form, b: Form): boolean => a.surface.toLowerCase() === b.surface.toLowerCase()

/** "CelebA", "3D shape", "Q-learning": capitals there are no title's, and who leaves one out slips. */
const isCode = ({ surface }: Form): boolean => /\p{Ll}\p{Lu}|\d[dD]\b|(?<!\p{L})\p{L}-/u.test(surface)

/** An address that is not taken: the slug, or the slug with the smallest free number. Takes it. */
export function claimSlug(name: string, taken: Set<string>): string {
  const slug = slugOf(name) || 'entity'
  let free = slug
  for (let i = 2; taken.has(free); i += 1) free = `${slug}-${i}`
  taken.add(free)
  return free
}
