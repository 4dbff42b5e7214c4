// Kinds: what kind of thing a mention names, as far as one paper tells.
import type { EntityKind } from '../../../src/graph/entities.ts'
import type { Candidate } from './candidates.ts'
import { isData } from './data-sets.ts'
import type { Word } from './forms.ts'
import { wordSet } from './lexicon/grammar.ts'
import { TASK_HEADS, TASK_NOUNS } from './lexicon/heads.ts'
import { CONCEPTS, FIELDS_OF_STUDY, LANGUAGES, METHODS, METRICS, TASKS, isDataset } from './lexicon/known.ts'
import { isMeasure } from './measures.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** What speaks for a kind of a term, wherever it stands. */
export interface Traits {
  readonly term: Term
  /** How likely it is a method. */
  readonly method: number
  readonly isOwn: boolean
  readonly isTask: boolean
  readonly isData: boolean
  readonly isMeasure: boolean
}

export function traitsOf(term: Term, reading: Reading, method: number, isOwn: boolean, isNamed: boolean): Traits {
  const isTask = TASKS.has(term.key) || (!isNamed && !METHODS.has(term.key) && endsInTask(term))
  const isKnown = isTask || METHODS.has(term.key) || CONCEPTS.has(term.key)
  return {
    term,
    method,
    isOwn,
    isTask,
    isData: !isKnown && isData(term, reading, isOwn),
    isMeasure: !isKnown && !isOwn && isMeasure(term, reading),
  }
}

/** The kind at one place. */
export function kindAt(
  { term, method, isOwn, isTask, ...traits }: Traits,
  surface: string,
  place: Candidate,
  sentence: readonly Word[],
): EntityKind {
  if (isDataset(surface) || traits.isData) return 'DATASET'
  if (METRICS.has(term.key) || traits.isMeasure) return 'METRIC'
  if (LANGUAGES.has(term.key) || FIELDS_OF_STUDY.has(term.key)) return 'CONCEPT'
  if (isCampaignAt(place, sentence)) return 'TASK'
  if (isOwn && !isTask) return 'METHOD'
  if (CONCEPTS.has(term.key)) return isTask ? 'TASK' : 'CONCEPT'
  if (METHODS.has(term.key)) return 'METHOD'
  if (method > 0.5 && !isTask && !isNaturalLanguage(term) && !isProperty(term) && !isSubstance(term)) return 'METHOD'
  return isTask || soundsLikeTask(term) ? 'TASK' : 'CONCEPT'
}

/** "native language identification", by its long form: what is asked of a system, whoever brings it in. */
const endsInTask = ({ places }: Term): boolean =>
  places.some(({ words }) => words.length > 1 && TASK_NOUNS.has(words.at(-1)?.form.singular ?? ''))

/** "Lipschitzness", "over-memorization": how something is. */
const isProperty = ({ places }: Term): boolean =>
  places.every(({ words: [word, more] }) => word !== undefined && more === undefined && namesProperty(word))
const namesProperty = ({ form, lower }: Word): boolean =>
  !form.isAcronym && (/(?:ness|ity)$/.test(lower) || form.namesState)

/** "TiO2", "zirconium alloy", "vector meson": what things are made of, nothing that one does. What a text spells out is called after that. */
const isSubstance = ({ places, short }: Term): boolean =>
  short === null &&
  places.every(({ words }) => {
    const last = words.at(-1)?.form
    return last !== undefined && (MATTER.has(last.singular) || (words.length === 1 && last.isChemicalFormula))
  })
const MATTER =
  wordSet(`alloy amino-acid antibody atom bacteria boson carbide catalyst cell-line ceramic chromosome crystal cytokine electrolyte electron enzyme
  fermion genome glass graphene hadron hydride hydrogel ion isotope lepton ligand lipid meson metal mineral molecule mutation nanoparticle
  nanotube neutrino neutron nitride nucleon oxide peptide perovskite photon plasma polymer protein proton quark semiconductor silicon solvent
  steel superconductor tissue tumor virus`)

/** "sentence completion task", "word sense disambiguation": what else is asked of a system, where it is no method; no "grid resolution". */
const soundsLikeTask = ({ places }: Term): boolean =>
  places.some(
    ({ words }) =>
      words.length > 1 &&
      isTaskHead(words.at(-1)?.form.singular ?? '') &&
      (words.at(-1)?.form.singular !== 'resolution' || RESOLVED.test(words.at(-2)?.form.singular ?? '')),
  )
const RESOLVED =
  /^(?:ambiguity|anaphora|author|bridging|conflict|coreference|dispute|entity|identity|name|pronoun|toponym)$/
const isTaskHead = (head: string): boolean =>
  TASK_HEADS.has(head) && !/^(?:inference|manipulation|modeling)$/.test(head)

/** "Indian languages"; "probabilistic programming language" is none. */
const isNaturalLanguage = ({ places: [place] }: Term): boolean =>
  place?.words.at(-1)?.form.singular === 'language' && !FORMAL.test(place.words.at(-2)?.lower ?? '')
const FORMAL =
  /^(?:description|formal|markup|modell?ing|programming|query|representation|specification|\p{L}+-specific)$/u

/** "WASSA-2017 shared task", "EmoInt-2017", "SemEval Task 4": what many take part in. */
function isCampaignAt({ words, to }: Candidate, sentence: readonly Word[]): boolean {
  const [name] = words
  if (words.some(({ lower }, i) => lower === 'shared' && words[i + 1]?.form.singular === 'task')) return true
  if (name === undefined || words.length > 2 || !name.form.isAcronym) return false
  if (/\p{L}-?(?:19|20)\d\d$/u.test(name.text)) return true
  if (YEAR.test(words[1]?.text ?? '') || YEAR.test(sentence[to]?.text ?? '')) return true
  // "WASSA 2017 EmoInt shared task": the year and the task's own name may stand between.
  let at = to
  while (at < to + 2 && (YEAR.test(sentence[at]?.text ?? '') || sentence[at]?.form.isAcronym === true)) at += 1
  const next = sentence[at]?.lower ?? ''
  return CAMPAIGN.test(next) || (next === 'task' && /^\d/.test(sentence[at + 1]?.text ?? ''))
}
const YEAR = /^(?:19|20)\d\d$/
const CAMPAIGN = /^(?:shared|challenge|competition|campaign|track)$/
