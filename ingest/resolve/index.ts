// Resolution: from the mentions of all papers to one entity a thing, with every spelling as an alias.
import type { Alias, Entity, EntityKind, Fact, MethodRole, Span } from '../../src/graph/entities.ts'
import { relationFor } from '../../src/graph/entities.ts'
import type { Extraction } from '../../src/graph/extractions.ts'
import { votesOf } from '../../src/graph/kinds.ts'
import { nameKey, readAccents } from '../../src/graph/names.ts'
import { TEXT_FIELDS } from '../../src/graph/papers.ts'
import { lemmaOf } from '../text/lemma.ts'
import { packCorpus } from './corpus.ts'
import type { Trace } from './corpus.ts'
import { countSpellings, displayName, isTitleCase } from './display.ts'
import type { Spellings } from './display.ts'
import { assignIds } from './identity.ts'
import type { Draft, KnownNames } from './identity.ts'
import { joinNames } from './joins.ts'
import type { Joins } from './joins.ts'
import { decideKind } from './kinds.ts'
import { CUT, roleOfVotes, round, standsAlone } from './judge.ts'
import type { Evidence } from './judge.ts'
import { nameOf, shortNameOf } from './names.ts'
import type { Form } from './names.ts'
import { salienceOf } from './salience.ts'
import { stateOf, writeNumbers } from './variants.ts'

/** The entities of a corpus and what each paper says of them. */
export interface Resolution {
  /** By id. */
  readonly entities: readonly Entity[]
  /** By entity id, then surface. */
  readonly aliases: readonly Alias[]
  /** The facts of one paper of the corpus, by entity id. */
  factsOf(extraction: Extraction): readonly Fact[]
}

/** What is known of one thing over the corpus while papers are read. */
interface Tally {
  kept: number
  /** Whether it would be an entity if only one of these papers spoke of it. */
  standsAlone: boolean
  /** How many mentions look like each kind. */
  readonly kinds: Map<EntityKind, number>
  /** How often each form stands there. */
  readonly surfaces: Map<string, number>
  /** How often each lemma stands in abstracts. */
  readonly lemmas: Map<string, number>
}

/**
 * Resolves the names of a whole corpus. Deterministic, whatever the order of the extractions.
 * Steps: pack mentions, join names, count papers, judge what each paper speaks of, name and identify what is left.
 */
export async function resolveNames(
  extractions: AsyncIterable<readonly Extraction[]>,
  known: KnownNames,
): Promise<Resolution> {
  const corpus = await packCorpus(extractions)
  const joins = joinNames(corpus)
  const tallies = new Map<string, Tally>()
  for (const paper of corpus.papers) {
    for (const [root, traces] of groupByRoot(joins, paper, paper.traces()))
      countMentions(tallyOf(tallies, root), traces)
  }

  const kept = [...tallies].filter(([, tally]) => tally.kept > 1 || tally.standsAlone)
  const spellings = countSpellings(kept.flatMap(([, { lemmas }]) => [...lemmas]))
  const drafts = kept.map(([root, tally]) => draftOf(root, tally, joins, spellings))
  const identified = assignIds(drafts, known)
  const entityOf = new Map(identified.map(({ root, entity }) => [root, entity]))
  return {
    entities: identified.map(({ entity }) => entity),
    aliases: identified.flatMap(({ entity, aliases }) => aliases.map((alias) => ({ entityId: entity.id, ...alias }))),
    factsOf: (extraction) => factsOf(extraction, joins, entityOf),
  }
}

function tallyOf(tallies: Map<string, Tally>, root: string): Tally {
  const known = tallies.get(root)
  if (known !== undefined) return known
  const fresh: Tally = { kept: 0, standsAlone: false, kinds: new Map(), surfaces: new Map(), lemmas: new Map() }
  tallies.set(root, fresh)
  return fresh
}

/**
 * The mentions of each thing, given in the order of the text; of two of one thing where one holds the other, that one counts
 * where it is sure enough to be spoken of by itself, else the surer.
 */
function groupByRoot<T extends Trace>(
  joins: Joins,
  paper: Pick<Extraction, 'acronyms'>,
  traces: readonly T[],
): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  const holders = { title: new Map<string, Holder>(), abstract: new Map<string, Holder>() }
  const roots = joins.rootsOf(paper, traces)
  for (let i = 0; i < traces.length; i += 1) {
    const root = roots[i] ?? ''
    const trace = traces[i]
    if (root === '' || trace === undefined) continue
    const group = groups.get(root) ?? []
    if (group.length === 0) groups.set(root, group)
    // All before it begin no later: one that ends no earlier holds it.
    const holder = holders[trace.field].get(root)
    const held = holder === undefined ? undefined : group[holder.at]
    if (holder === undefined || held === undefined || trace.end > holder.end)
      holders[trace.field].set(root, { end: trace.end, at: group.push(trace) - 1 })
    else if (held.confidence < CUT && trace.confidence > held.confidence) group[holder.at] = trace
  }
  return groups
}

/** The mention of a thing that reaches furthest so far: where it ends, and which of the group it is. */
interface Holder {
  readonly end: number
  readonly at: number
}

function countMentions(tally: Tally, traces: readonly Trace[]): void {
  const evidence = evidenceOf(traces)
  if (evidence.confidence < CUT) return
  tally.kept += 1
  tally.standsAlone ||= standsAlone(
    evidence,
    traces.map(({ lemma }) => lemma),
  )
  for (const { surface, lemma, field, kind } of traces) {
    tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1)
    tally.surfaces.set(surface, (tally.surfaces.get(surface) ?? 0) + 1)
    tally.lemmas.set(lemma, (tally.lemmas.get(lemma) ?? 0) + (field === 'abstract' ? 1 : 0))
  }
}

function evidenceOf(traces: readonly Trace[]): Evidence {
  return {
    count: traces.length,
    inTitle: traces.some(({ field }) => field === 'title'),
    confidence: round(Math.max(...traces.map(({ confidence }) => confidence))),
  }
}

function draftOf(root: string, tally: Tally, joins: Joins, spellings: Spellings): Draft {
  const keys = joins.keysOf(root)
  // "READ" has a key of its own, where "read" is a word.
  const keyOf = (surface: string): string =>
    [lemmaOf(surface), nameKey(writeNumbers(surface))].find((key) => keys.includes(key)) ?? nameKey(surface)
  const forms = [...tally.surfaces].map(([surface, count]) => ({ surface, count, norm: keyOf(surface) }))
  const written = keys.filter((key) => forms.some(({ norm }) => norm === key))
  const headKey = written.find((key) => joins.ruleOf(key) === null) ?? written[0] ?? root
  const usual = readAccents(shortNameOf(forms, headKey) ?? nameOf(forms, headKey))
  const hasShort = forms.some(({ norm }) => norm !== headKey && joins.ruleOf(norm) === null)
  const { kind, kindRule } = decideKind(headKey, usual, forms, votesOf(tally.kinds), tally.kept)
  // Data have names, though a few write them small: "Stanford Question Answering Dataset", "Universal Dependencies".
  const best = (kind === 'DATASET' && DATA.test(usual) ? titleOf(usual, forms) : null) ?? quietOf(usual, tally) ?? usual
  const isProper = isTitleCase(best) && (kind === 'DATASET' || isWrittenAsTitle(tally, hasShort))
  const name = displayName(best, isProper, spellings)
  const aliases = forms
    .map(({ surface, norm, count }) => {
      return { surface, norm: nameKey(surface), rule: ruleOf(surface, norm, name, headKey, joins), count }
    })
    .sort((a, b) => (a.surface < b.surface ? -1 : 1))
  return { root, name, kind, kindRule, paperCount: tally.kept, aliases }
}

/** How a name in capitals that only a title has is read; `null` for others. */
function quietOf(name: string, { lemmas }: Tally): string | null {
  if (/\p{Ll}/u.test(name) || !name.includes(' ')) return null
  const own = [...lemmas.keys()].filter((lemma) => nameKey(lemma) === nameKey(name))
  return own.every((lemma) => /\p{Ll}/u.test(lemma)) ? (own[0] ?? null) : null
}

/** "Stanford question answering dataset" */
const DATA = /^\p{Lu}\p{Ll}+ \p{Ll}.* (?:benchmark|corpus|data ?set|treebank)$/u

/** A name with a capital at every word, where a text writes it so; `null` where none does. */
const titleOf = (name: string, forms: readonly Form[]): string | null =>
  forms.find(({ surface }) => surface.toLowerCase() === name.toLowerCase() && isTitleCase(surface))?.surface ?? null

const OFTEN = 3

/**
 * Whether running text writes most of the longer forms with a capital at every word. The letters of a short form are a reason for
 * capitals too, so that where there is one it must do so again and again.
 */
function isWrittenAsTitle({ lemmas }: Tally, hasShort: boolean): boolean {
  let [titles, others] = [0, 0]
  for (const [lemma, count] of lemmas) {
    // "Wasserstein GAN" says nothing of how its long form is written.
    if (isTitleCase(hasShort ? lemma.replace(/\S*\p{Lu}{2}\S*/gu, '') : lemma)) titles += count
    else if (/[\s-]/.test(lemma)) others += count
  }
  return hasShort ? titles >= OFTEN && others === 0 : titles > others
}

function ruleOf(surface: string, norm: string, name: string, headKey: string, joins: Joins): string {
  if (surface === name) return 'canonical'
  const counted = nameKey(writeNumbers(name))
  if (nameKey(surface) !== nameKey(name) && nameKey(writeNumbers(surface)) === counted) return 'numeral'
  if (norm !== headKey) return joins.ruleOf(norm) ?? (stateOf(lemmaOf(surface)) === null ? 'acronym' : 'state')
  if (norm !== counted && joins.ruleOf(norm) === null) return 'acronym'
  const a = surface.toLowerCase()
  const b = name.toLowerCase()
  if (a === b) return 'case'
  return a.replace(/e?s$/, '') === b.replace(/e?s$/, '') || a.replace(/ies$/, 'y') === b.replace(/ies$/, 'y')
    ? 'number'
    : 'spelling'
}

function factsOf(extraction: Extraction, joins: Joins, entityOf: ReadonlyMap<string, Entity>): readonly Fact[] {
  const facts: Fact[] = []
  for (const [root, mentions] of groupByRoot(joins, extraction, extraction.mentions)) {
    const entity = entityOf.get(root)
    const evidence = evidenceOf(mentions)
    if (entity === undefined || evidence.confidence < CUT) continue
    const votes: Record<MethodRole, number> = { PROPOSES: 0, USES: 0, COMPARES: 0 }
    for (const { role } of mentions) if (role !== null) votes[role] += 1
    facts.push({
      paperId: extraction.paperId,
      entityId: entity.id,
      relation: relationFor(entity.kind, roleOfVotes(entity.kind, votes)),
      count: evidence.count,
      salience: round(salienceOf(mentions)),
      inTitle: evidence.inTitle,
      confidence: evidence.confidence,
      spans: mentions
        .map(({ field, start, end, surface, kind }) => ({ field, start, end, surface, kind }))
        .sort(bySpan),
    })
  }
  return facts.sort((a, b) => (a.entityId < b.entityId ? -1 : 1))
}

const bySpan = (a: Span, b: Span): number =>
  TEXT_FIELDS.indexOf(a.field) - TEXT_FIELDS.indexOf(b.field) || a.start - b.start || a.end - b.end
