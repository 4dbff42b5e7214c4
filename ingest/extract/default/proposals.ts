// Proposals: which names a paper brings in as its own, from what it says about itself.
import type { Word } from './forms.ts'
import type { Candidate } from './candidates.ts'
import { isRuled } from './candidates.ts'
import { METHOD_HEADS } from './lexicon/heads.ts'
import type { Term } from './terms.ts'

const PROPOSING =
  /^(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|design(?:s|ed|ing)?|devis(?:e|es|ed|ing)|describ(?:e|es|ed)|contribut(?:e|es)|releas(?:e|es|ed)|build|built|construct(?:s|ed)?|creat(?:e|es|ed)|establish(?:es)?|formulat(?:e|es)|suggest(?:s)?|put|advocat(?:e|es)|invent(?:s)?|deriv(?:e|es)|name|call|dub)$/
const STRONG_PROPOSING = /^(?:propos|introduc|present|develop|design|devis|releas|call|dub|name)/
const CALLING = /^(?:called|named|dubbed|termed|coined|abbreviated|denoted|titled|nicknamed|christened)$/
const OURS = /^(?:we|they|this|our|authors?|paper|work|article|report)$/

/** How a paper brings in its own: by name, after a verb of proposing, before the colon of its title, or as its title. */
export type ProposalKind = 'named' | 'proposed' | 'titled' | 'heading'

const RANKS: readonly ProposalKind[] = ['named', 'titled', 'proposed', 'heading']

/** What a paper brings in as its own, by key. */
export function findProposals(
  terms: readonly Term[],
  wordsAround: (place: Candidate) => readonly Word[],
  abstract: readonly (readonly Word[])[],
): ReadonlyMap<string, ProposalKind> {
  const proposals = new Map<string, ProposalKind>()
  for (const { key, places: all } of terms) {
    let best: ProposalKind | undefined
    for (const place of all) {
      const kind = isRuled(place) ? proposalAt(place, wordsAround(place)) : null
      if (kind !== null && (best === undefined || RANKS.indexOf(kind) < RANKS.indexOf(best))) best = kind
    }
    if (best !== undefined) proposals.set(key, best)
  }
  if (proposals.size > 0 || !abstract.some(saysItProposes)) return proposals
  // A paper that proposes something and names it nowhere has it in its title.
  const headings = terms.filter(({ places }) =>
    places.some((place) => isRuled(place) && isHeading(place, wordsAround(place))),
  )
  const heading = headings.find(({ places }) => places.some(({ rule }) => rule === 'title')) ?? headings[0]
  return heading === undefined ? proposals : new Map([[heading.key, 'heading']])
}

/** What the words around a candidate say about whose it is. */
function proposalAt(place: Candidate, sentence: readonly Word[]): ProposalKind | null {
  if (place.field === 'title') return isBeforeColon(place, sentence) ? 'titled' : null
  if (followsCalling(place, sentence) || isOwn(place, sentence) || isDefinedAsCalled(place, sentence)) return 'named'
  return followsProposing(place, sentence) ? 'proposed' : null
}

/** Whether a word is a verb that brings something in. */
export const proposes = ({ tag, lower }: Word): boolean => tag === 'V' && PROPOSING.test(lower)

const NOVEL = /^(?:new|novel)$/
const OWN_THING =
  /^(?:algorithm|approach|architecture|estimator|framework|loss|method|model|network|procedure|scheme|system|technique)$/
/** How far "our" and "proposed" reach. */
const WORDS_OF_ITS_OWN = 5

/** Whether a paper says that it brings something in: "we propose", "a novel", "our algorithm". */
export function bringsSomethingIn(abstract: readonly (readonly Word[])[]): boolean {
  return abstract.some((words) =>
    words.some((word, i) => {
      if (proposes(word)) return isOurs(words, i)
      if (word.lower === 'our' || word.lower === 'proposed')
        return words.slice(i + 1, i + WORDS_OF_ITS_OWN).some(({ form }) => OWN_THING.test(form.singular))
      return NOVEL.test(word.text)
    }),
  )
}

const saysItProposes = (words: readonly Word[]): boolean =>
  words.some((word, i) => word.tag === 'V' && STRONG_PROPOSING.test(word.lower) && isOurs(words, i))

/** "Iterative SE(3)-Transformers", "Expressive Losses for …": the first phrase of a title. */
function isHeading(place: Candidate, words: readonly Word[]): boolean {
  if (place.field !== 'title' || words.slice(0, place.from).some((word) => word.tag !== 'J' && word.tag !== 'D'))
    return false
  const next = words[place.to]
  const head = place.words.at(-1)
  return (
    head !== undefined &&
    (head.form.isAcronym || METHOD_HEADS.has(head.form.singular)) &&
    (next === undefined || next.tag === 'A' || next.tag === 'S' || next.tag === 'V')
  )
}

/** "Hyperband: a novel …", "Adam: A Method for …": what stands before the colon, where it is a name. */
function isBeforeColon(place: Candidate, words: readonly Word[]): boolean {
  if (place.from !== 0 || words[place.to]?.text !== ':') return false
  return place.words.length <= 2 || (place.words.length === 3 && place.words.some(({ form }) => form.isAcronym))
}

/** "a regularization term, called ELLE", "(dubbed ConvergeSmooth)", "which we call X", "referred to as X". */
function followsCalling(place: Candidate, words: readonly Word[]): boolean {
  let i = place.from - 1
  while (i >= 0 && /^(?:the|an?|as|by|["'`\u201C])$/.test(words[i]?.lower ?? '')) i -= 1
  const word = words[i]
  if (word === undefined) return false
  if (CALLING.test(word.lower)) return true
  if (word.lower === 'call' || word.lower === 'dub' || word.lower === 'term' || word.lower === 'name')
    return words[i - 1]?.lower === 'we'
  return (
    (word.lower === 'to' && words[i - 1]?.lower === 'referred') ||
    (word.lower === 'refer' && words[i - 1]?.lower === 'we')
  )
}

/** "we call our networks, which …, Self-Tuning Networks (STNs)". */
function isDefinedAsCalled(place: Candidate, words: readonly Word[]): boolean {
  if (place.rule !== 'definition') return false
  return words
    .slice(0, place.from)
    .some((word, i) => /^(?:call|name|dub|term)$/.test(word.lower) && words[i - 1]?.lower === 'we')
}

/** "we propose (a novel algorithm,) X": the first phrases after the verb, as far as nothing but apposition stands between. */
function followsProposing(place: Candidate, words: readonly Word[]): boolean {
  for (let i = place.from - 1, seen = 0; i >= 0 && seen < 9; i -= 1, seen += 1) {
    const word = words[i]
    if (word === undefined) return false
    if (proposes(word)) return isOurs(words, i)
    if (word.tag === 'V' && !/^(?:called|named|dubbed|termed)$/.test(word.lower) && !word.lower.endsWith('ed'))
      return false
    // Past the first preposition everything belongs to another thing.
    if (
      word.tag === 'A' &&
      !(
        word.lower === 'of' &&
        /^(?:family|class|set|type|kind|series|pair|suite|collection|form)(?:e?s)?$/.test(words[i - 1]?.lower ?? '')
      )
    )
      return false
    // "RegMix, a data augmentation framework": the class of what was just named.
    if (word.text === ',' && /^an?$/.test(words[i + 1]?.lower ?? '')) return false
    if (word.tag === 'R' || /^(?:that|which|where|using|based|whose|;|:)$/.test(word.lower)) return false
  }
  return false
}

/** Whether the paper is the one who does what a verb says. */
export function isOurs(words: readonly Word[], verb: number): boolean {
  const form = words[verb]?.lower ?? ''
  for (let i = verb - 1; i >= 0 && i >= verb - 6; i -= 1) if (OURS.test(words[i]?.lower ?? '')) return true
  return STRONG_PROPOSING.test(form) && (form.endsWith('s') || form.endsWith('ing')) && verb < 8
}

/** "X is a novel method", "The proposed X", "our X algorithm": the paper's own thing by another turn. */
function isOwn(place: Candidate, words: readonly Word[]): boolean {
  const before = words[place.from - 1]?.lower ?? ''
  const named = place.words.some(({ form }) => form.isAcronym)
  if (named && (before === 'our' || before === 'proposed')) return true
  if (before === '(' && words[place.from - 2] !== undefined && words[place.to]?.text === ')') {
    const ours = words
      .slice(Math.max(0, place.from - 5), place.from - 1)
      .some((word) => word.lower === 'our' || word.lower === 'proposed')
    return ours && place.words.some((word) => /^\p{Lu}/u.test(word.text))
  }
  return false
}
