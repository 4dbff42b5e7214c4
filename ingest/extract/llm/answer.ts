// Answers: what a model said, checked item by item. A bad item costs itself and nothing else.
import { z } from 'zod'
import { ENTITY_KINDS, METHOD_ROLES } from '../../../src/graph/entities.ts'
import type { EntityKind, MethodRole } from '../../../src/graph/entities.ts'
import type { AcronymDefinition } from '../../../src/graph/extractions.ts'
import { describeFlaw, quote } from './flaw.ts'
import type { Flaw } from './flaw.ts'
import { readJson } from './json.ts'

/** One thing a paper speaks of, as the model says. Whether its forms stand in the text is another question. */
export interface AnswerItem {
  readonly kind: EntityKind
  /** `null` for everything but methods. */
  readonly role: MethodRole | null
  readonly isCentral: boolean
  /** The name, then its other forms; each once. */
  readonly forms: readonly string[]
}

/** An answer as far as it could be taken. */
export interface Answer {
  readonly items: readonly AnswerItem[]
  readonly acronyms: readonly AcronymDefinition[]
  readonly flaws: readonly Flaw[]
  /** Whether the answer says something, be it that there is nothing to list. */
  readonly isUsable: boolean
}

/** No abstract speaks of more; a model that goes round in circles does. */
const MOST_ITEMS = 100
const MOST_ALIASES = 20

/** A name: not only symbols, and no sentence. */
const name = z.string().trim().min(2).max(200).regex(/\p{L}/u, 'has no letter')
const upper = z.string().trim().toUpperCase()
const kind = upper.pipe(z.enum(ENTITY_KINDS))
const ITEM = z
  .object({
    kind,
    name,
    aliases: z.unknown().optional(),
    role: z.unknown().optional(),
    central: z.boolean().nullish().catch(null),
  })
  .transform((item, context) => {
    const { kind, name, central } = item
    const role = kind === 'METHOD' ? roleOrUse.safeParse(item.role) : { success: true as const, data: null }
    if (role.success) return { kind, name, role: role.data, aliases: item.aliases, isCentral: central ?? false }
    context.addIssue({ code: 'custom', path: ['role'], message: `expected one of ${METHOD_ROLES.join(', ')}` })
    return z.NEVER
  })
const roleOrUse = upper
  .pipe(z.enum(METHOD_ROLES))
  .nullish()
  .transform((role) => role ?? 'USES')
const ACRONYM = z.object({ short: name.max(30), long: name })
const WHOLE = z.object({ items: z.array(z.unknown()), acronyms: z.array(z.unknown()).nullish().catch(null) })

/** Reads an answer. Never fails: what cannot be read is a flaw. */
export function readAnswer(content: string): Answer {
  const { whole, parts } = readJson(content)
  const said = WHOLE.safeParse(whole)
  const flaws: Flaw[] = []
  const rawItems = said.success ? said.data.items : parts.filter((part) => !isAcronym(part))
  const rawAcronyms = said.success ? (said.data.acronyms ?? []) : parts.filter(isAcronym)
  const items = rawItems.slice(0, MOST_ITEMS).flatMap((raw) => readItem(raw, flaws))
  const acronyms = rawAcronyms.slice(0, MOST_ITEMS).flatMap((raw) => readAcronym(raw, flaws))
  if (!said.success) {
    const saved = `${items.length} items of it could be taken`
    const what = whole === undefined ? 'is no complete JSON' : 'does not have the form it must have'
    flaws.unshift(describeFlaw('warning', 'llm-broken-answer', `The answer ${what}; ${saved}.`))
  }
  if (rawItems.length > MOST_ITEMS) {
    const message = `The answer lists ${rawItems.length} items; only the first ${MOST_ITEMS} were taken.`
    flaws.push(describeFlaw('warning', 'llm-broken-answer', message))
  }
  return { items, acronyms, flaws, isUsable: items.length > 0 || (said.success && rawItems.length === 0) }
}

function readItem(raw: unknown, flaws: Flaw[]): readonly AnswerItem[] {
  const parsed = ITEM.safeParse(raw)
  if (!parsed.success) {
    flaws.push(
      describeFlaw('warning', 'llm-bad-item', `An item was left out: ${firstIssue(parsed.error)} in ${quote(raw)}.`),
    )
    return []
  }
  const { kind, role, isCentral, aliases } = parsed.data
  return [{ kind, role, isCentral, forms: [...new Set([parsed.data.name, ...readAliases(aliases, flaws)])] }]
}

function readAliases(raw: unknown, flaws: Flaw[]): readonly string[] {
  const list = Array.isArray(raw) ? (raw as readonly unknown[]) : raw === undefined || raw === null ? [] : [raw]
  return list.slice(0, MOST_ALIASES).flatMap((one) => {
    const alias = name.safeParse(one)
    if (alias.success) return [alias.data]
    flaws.push(describeFlaw('info', 'llm-bad-alias', `A form was left out: ${quote(one)} is no name.`))
    return []
  })
}

function readAcronym(raw: unknown, flaws: Flaw[]): readonly AcronymDefinition[] {
  const parsed = ACRONYM.safeParse(raw)
  if (parsed.success) return [parsed.data]
  flaws.push(
    describeFlaw('info', 'llm-bad-acronym', `A short form was left out: ${firstIssue(parsed.error)} in ${quote(raw)}.`),
  )
  return []
}

function isAcronym(part: unknown): boolean {
  return typeof part === 'object' && part !== null && Object.hasOwn(part, 'short')
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.join('.') ?? ''
  return `${path === '' ? '' : `${path}: `}${issue?.message ?? 'not the form it must have'}`
}
