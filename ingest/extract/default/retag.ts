// Second look at word classes: what a general tagger gets wrong in scientific prose (participles, gerunds, verbs taken for nouns).
import type { WordTag } from '../../text/words.ts'
import { formOf, isPluralNoun } from './forms.ts'
import type { Form, Word } from './forms.ts'
import {
  GERUND_COMPOUNDS,
  GERUND_NOUNS,
  NOUNS_LIKE_ADJECTIVES,
  NOUNS_LIKE_VERBS,
  PARTICIPLES,
  PLAIN_VERBS,
  VERBAL_GERUNDS,
  wordSet,
} from './lexicon/grammar.ts'
import { isShots } from './openers.ts'
import { actsInTitle } from './titles.ts'
import { BIT } from './word-classes.ts'

const NOMINAL: ReadonlySet<WordTag> = new Set(['N', 'P', 'J', 'G'])
const COMPOUND_ADJECTIVE =
  /-(?:based|aware|free|efficient|dependent|independent|driven|wise|like|specific|level|order|layer|dimensional|scale|shot|agnostic|invariant|equivariant|optimal|oriented|friendly|consistent|rank|width|depth|size|margin|tailed|type|time|step|stage|task|class|label|view|modal|lingual|domain|agent|batch|sample|only|rich|poor|intensive|guided|informed|inspired|valued|parametric|linear|convex|smooth|gaussian|negative|positive|local|global|art|end|case|scratch|world|quality|fidelity|resolution|precision|performance)$/
/** A participle whose prefix makes it a state: `over-parameterized`, `misspecified`. */
const PARTICIPLE = /(?:[^e]ed|[aeiouylntrhz]ed|eed)$/

/** A word whose class is being settled. */
type OpenWord = Word & { tag: WordTag }

/** Corrects the tags of a sentence in place: participles before nouns are adjectives, gerunds that name something are `G`. */
export function retag(words: readonly OpenWord[], isTitle: boolean): readonly Word[] {
  const dashes = words.filter(({ form }) => form.hasTwoHyphens).length
  // Two in one sentence part off what stands between them.
  if (dashes > 0)
    for (const word of words) if (word.form.isDash || (dashes > 1 && word.form.hasTwoHyphens)) word.tag = 'S'
  // Capitals are looked at before any class changes.
  const names = isTitle ? [] : words.filter((_, i) => inName(words, i))
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]
    if (word !== undefined) word.tag = tagAlone(word)
  }
  for (const word of names) word.tag = 'P'
  // From the right, so that what follows is settled.
  for (let i = words.length - 1; i >= 0; i -= 1) {
    const word = words[i]
    if (word === undefined) continue
    word.tag =
      goesOn(words, i) || (isTitle && i === 0 && actsInTitle(words))
        ? 'V'
        : tagInContext(word, words[i - 1], words[i + 1], words[i - 2])
  }
  return words
}

/** "to find noisy examples and study dynamics": a second verb with an object of its own. */
function goesOn(words: readonly Word[], i: number): boolean {
  if (words[i]?.form.isBaseVerb !== true || words[i - 1]?.lower !== 'and') return false
  const second = words[i - 2]
  if (second === undefined || !NOMINAL.has(second.tag)) return false
  let end = i + 1
  while (NOMINAL.has(words[end]?.tag ?? 'S')) end += 1
  const object = words[end - 1]
  if (end === i + 1 || object === undefined || !(isPluralNoun(object) || object.lower.endsWith('ics'))) return false
  return words
    .slice(Math.max(0, i - GOVERNED), i - 2)
    .some(({ lower }, at, near) => /^(?:to|we|they)$/.test(lower) && near[at + 1]?.form.isBaseVerb === true)
}

/** So many words back may stand what governs a second verb. */
const GOVERNED = 12

/** Capitals inside a sentence make a name of what the tagger may take for a verb: "Maximal Update Parametrization". */
function inName(sentence: readonly Word[], i: number): boolean {
  if (i === 0 || !isCapitalised(sentence[i]) || sentence[i - 1]?.text === '.') return false
  return (i > 1 && isCapitalised(sentence[i - 1])) || isCapitalised(sentence[i + 1])
}

const isCapitalised = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.form.isCapitalised &&
  word.tag !== 'R' &&
  word.tag !== 'D' &&
  word.tag !== 'C' &&
  word.tag !== 'A'

/** What the word alone makes of the tagger's class: the same for the same form and class. */
const tagAlone = ({ form, tag }: Word): WordTag => (form.alone[tag] ??= readAlone(form, tag))

function readAlone(form: Form, tag: WordTag): WordTag {
  const { text, lower } = form
  if (tag === 'X' || tag === 'S') return tag
  // A lone letter is a variable.
  if (/^\p{L}$/u.test(text) && !/^[aI]$/.test(text) && lower !== 'a') return 'X'
  if (ABBREVIATION.test(lower)) return 'S'
  if (NORM.test(lower)) return 'J'
  // Keys of a bibliography: "ravanbakhsh16icml1".
  if (/^\p{L}{3,}\d{2}\p{L}{3,}\d?$/u.test(lower)) return 'X'
  if (form.isDeterminer) return 'D'
  if (SMALL.test(lower)) return 'A'
  if (lower === "'s" || lower === '\u2019s') return 'S'
  // "26.8B parameters", "6x-8x", "44.1 kHz": how many or how much.
  if (QUANTITY.test(text)) return 'M'
  if (form.isAcronym) return 'P'
  if (PLAIN_VERBS.has(text)) return 'V'
  if (lower === 'saddle') return 'N'
  if (tag === 'N' && COMPARATIVES.has(lower)) return 'J'
  // "to better model speech"
  if (lower === 'better' && tag === 'V') return 'B'
  // "zero-one loss": a compound of numbers modifies.
  if (tag === 'M' && /^\p{L}+-[\p{L}-]+$/u.test(lower)) return 'J'
  if (lower.includes('-') && tag !== 'P') {
    if (COMPOUND_ADJECTIVE.test(lower)) return 'J'
    if (lower.endsWith('ing')) return 'G'
    if (lower.endsWith('ly')) return 'B'
    if (tag === 'A') return tagParticle(lower)
    const last = lower.slice(lower.lastIndexOf('-') + 1)
    if (tag === 'V' && !lower.endsWith('ed') && !formOf(last).isBaseVerb && !/(?:ize|ise|ify)$/.test(last)) return 'N'
  }
  if (/(?:ically|fully|ably|ibly|ively|ously|ately|ently|antly)$/.test(lower)) return 'B'
  if (tag === 'B' && /(?:al|ic|ive|ous|able|ible|ar)$/.test(lower)) return 'J'
  return tag
}

/** "trade-off" is a thing, "a held-out set", "top-down control" say which, "trading-off" is done. */
function tagParticle(lower: string): WordTag {
  if (!/^\p{L}{3,}-(?:down|in|off|out|up)$/u.test(lower)) return 'A'
  if (/ing-/.test(lower)) return 'V'
  return /^(?:top|bottom|built|held)-|ed-/.test(lower) ? 'J' : 'N'
}

function tagInContext(
  word: Word,
  before: Word | undefined,
  after: Word | undefined,
  second: Word | undefined,
): WordTag {
  const { lower, tag } = word
  const next: WordTag = after?.tag ?? 'S'
  const last: WordTag = before?.tag ?? 'S'
  // "a model named PathNet", "a regime dubbed grokking"; "named entities" are a thing.
  if (
    (word.form.classes & BIT.naming) !== 0 &&
    word.text === lower &&
    (lower === 'dubbed' || next === 'P' || isCapitalised(after))
  )
    return 'V'
  // "by a large margin" and "takes into account" are no things.
  if (lower === 'margin' && MUCH.test(before?.lower ?? '') && second?.tag === 'D' && !NOMINAL.has(next)) return 'B'
  if (lower === 'account' && before?.lower === 'into') return 'A'
  // "3D pose estimation": of how many dimensions something is.
  if (lower === 'pose' && DIMENSIONS.test(before?.text ?? '')) return 'N'
  if (tag === 'P' && DIMENSIONS.test(word.text)) return NOMINAL.has(next) ? 'J' : 'P'
  if (isShots(word, after)) return 'J'
  // "any state of the art parser", "in this case learnability holds".
  if (lower === 'art' && before?.lower === 'the' && second?.lower === 'of') return 'B'
  if (lower === 'case' && THIS.test(before?.lower ?? '') && second?.lower === 'in') return 'B'
  if (lower === 'practice' && before?.lower === 'in') return 'B'
  if (tag === 'V' && MODIFYING_VERBS.get(lower)?.test(after?.lower ?? '') === true) return 'J'
  // "a classifier subject to constraints", "weights prior to training", "a density proportional to a product".
  if (after?.lower === 'to' && NOMINAL.has(last) && SUBJECT_TO.test(lower)) return 'A'
  // "Note that most of these": what is said to the reader.
  if (before === undefined && after?.lower === 'that' && /^(?:note|notice|observe|recall|suppose)$/.test(lower))
    return 'V'
  if (tag === 'D' || tag === 'S' || tag === 'X' || tag === 'P') return tag
  if (tag !== 'V' && actsAsVerb(word, before, after, second)) return 'V'
  if (lower.endsWith('ing') && lower.length > 4 && tag !== 'A') return tagGerund(lower, tag, last, next, after)
  // "error bound analysis", "train split": a thing after a thing, though a participle by its form.
  if (tag === 'V' && PARTICIPLES.has(lower) && NOUNS_LIKE_VERBS.has(lower) && last === 'N' && isNounHere(before, after))
    return 'N'
  if (tag === 'V' && (PARTICIPLE.test(lower) || PARTICIPLES.has(lower))) {
    const modifies =
      NOMINAL.has(next) &&
      last !== 'R' &&
      !isAuxiliary(before) &&
      !(last === 'B' && isAuxiliary(second)) &&
      (last !== 'N' ||
        (before?.form.isBaseVerb === true && second?.tag === 'C') ||
        second?.tag === 'A' ||
        lower.includes('-')) &&
      last !== 'P'
    if (modifies) return 'J'
    // "the muP parameterized networks": a name before a participle belongs to it.
    return NOMINAL.has(next) && last === 'P' && lower.endsWith('ized') ? 'J' : 'V'
  }
  if (tag === 'V' && NOUNS_LIKE_VERBS.has(lower) && isNounHere(before, after)) return 'N'
  if (tag === 'V' && isNounAfterModifier(word, before, next)) return 'N'
  // "learn mention detection", "by reward propagation": no verb in its base form stands after a verb or a preposition.
  if (tag === 'V' && next === 'N' && isObject(word, before, second)) return 'N'
  if (
    tag === 'B' &&
    NOMINAL.has(next) &&
    /^(?:deep|small|large|long|early|late|fast|hard|low|high|wide|fine|short|even|tight)$/.test(lower) &&
    last !== 'V'
  )
    return 'J'
  if (tag === 'J' && NOUNS_LIKE_ADJECTIVES.has(lower) && !NOMINAL.has(next) && last !== 'V' && last !== 'B') return 'N'
  if (tag === 'B' && /[^l]ly$/.test(lower)) return 'B'
  return tag
}

function tagGerund(lower: string, tag: WordTag, last: WordTag, next: WordTag, after: Word | undefined): WordTag {
  // "moving average", "vanishing gradient": before a noun and after an article they modify it.
  if (VERBAL_GERUNDS.has(lower))
    return next === 'N' && (last === 'D' || last === 'J') && !/^(?:using|based|including)$/.test(lower) ? 'J' : 'V'
  const lexical = GERUND_NOUNS.has(lower) || lower.includes('-')
  // "a system linking a target"
  if (last === 'N' && /^an?$/.test(after?.lower ?? '')) return 'V'
  if (next === 'D' || next === 'R' || next === 'B' || (next === 'C' && after?.lower === 'that'))
    return last === 'J' || (last === 'N' && lexical) ? 'G' : 'V'
  const nounNext = next === 'N' || next === 'P' || next === 'G'
  if (next === 'J') return (last === 'J' || last === 'N') && lexical ? 'G' : 'V'
  if (nounNext) {
    if (last === 'D' || last === 'J' || SELF_ACTING.test(lower)) return 'G'
    // "embedding data into a space": what is done to data, unless the data are of that kind.
    if (after?.lower === 'data' && !NOMINAL.has(last) && !KINDS_OF_DATA.test(lower)) return 'V'
    // "for learning rates" is about rates of learning, "for learning semantics" is something one does.
    if (lexical && (last === 'N' || last === 'G' || last === 'P' || GERUND_COMPOUNDS.has(after?.lower ?? '')))
      return 'G'
    if (lexical && lower.includes('-') && !isPluralThing(after)) return 'G'
    return last === 'N' && lexical ? 'G' : 'V'
  }
  if (lexical || last === 'J' || last === 'D') return 'G'
  if (tag === 'N') return 'G'
  // "of overfitting", "unprocessing allows": a gerund with a prefix names the thing where it rules nothing.
  return /^(?:un|re|over|under|pre|post|mis|de|out|up|down|sub|cross)/.test(lower) && (next !== 'A' || last === 'A')
    ? 'G'
    : 'V'
}

/** Whether a word that may be a noun rules its neighbours: "models struggle with", "width increases the", "to attenuate". */
function actsAsVerb(
  { form, lower, tag }: Word,
  before: Word | undefined,
  after: Word | undefined,
  second: Word | undefined,
): boolean {
  if (before === undefined) return false
  const next: WordTag = after?.tag ?? 'S'
  const follows =
    next === 'D' || next === 'R' || next === 'B' || next === 'J' || next === 'G' || next === 'P' || next === 'N'
  // "we first design data sets", "hyperparameters that control overfitting", "to accurately approximate solutions"
  if (follows && form.isBaseVerb && isRuled(before, second)) return true
  if ((before.tag === 'D' && !/^(?:this|that|which)$/.test(before.lower)) || before.tag === 'J' || before.tag === 'M')
    return false
  if (form.isBaseVerb) {
    if (/^(?:to|can|could|may|might|will|would|should|must|not|cannot|we|they|i)$/.test(before.lower))
      return before.lower !== 'to' || follows || next === 'A'
    // "rather than model noise"
    if (before.lower === 'than') return second?.lower === 'rather' && follows
    return (
      isPluralNoun(before) &&
      second?.lower !== 'of' &&
      (follows || next === 'A' || isAuxiliary(after)) &&
      tag !== 'P' &&
      after?.lower !== 'of'
    )
  }
  if (form.isThirdPerson) {
    const subject =
      before.tag === 'N' ||
      before.tag === 'P' ||
      before.tag === 'G' ||
      before.tag === 'R' ||
      before.tag === 'B' ||
      before.lower === 'that' ||
      before.lower === ')'
    if (/^(?:this|that|which|it|who|also|only|not)$/.test(before.lower) && next !== 'V') return true
    // "the Finch-Wren tests that we use"
    if (after?.lower === 'that' && THINGS_FIRST.test(lower)) return false
    if (!subject || isPluralNoun(before) || second?.tag === 'V') return false
    return (
      next === 'D' ||
      next === 'R' ||
      next === 'B' ||
      (next === 'J' && before.tag !== 'N') ||
      (next === 'A' &&
        /^(?:to|on|from|as|in|with)$/.test(after?.lower ?? '') &&
        before.tag !== 'G' &&
        !THINGS_FIRST.test(lower)) ||
      (/^[.;,]$/.test(after?.text ?? '') && INTRANSITIVES.test(lower)) ||
      before.tag === 'R'
    )
  }
  // "which dynamically orthonormalizes the metric"
  if (lower.endsWith('es') && /\p{L}{4}(?:izes|ifies)$/u.test(lower)) return next === 'D' || before.tag === 'B'
  // What ends like a verb is one after "to", "can" and their like.
  return follows && /(?:ate|ize|ise|ify)$/.test(lower) && (before.lower === 'to' || MODAL.test(before.lower))
}

/** Whether what stands before a word makes it a verb: an adverb after a subject or "to", or "that" after a plural. */
function isRuled(before: Word, second: Word | undefined): boolean {
  if (before.tag === 'B' || /^(?:first|then|next)$/.test(before.lower))
    return second !== undefined && (second.tag === 'R' || second.lower === 'to' || MODAL.test(second.lower))
  return /^(?:that|which)$/.test(before.lower) && second !== undefined && isPluralNoun(second)
}

const MODAL = /^(?:can|could|may|might|will|would|should|must|cannot)$/

const DIMENSIONS = /^[2-9]D$/

/** "training data", "streaming data", "neuroimaging data" */
const KINDS_OF_DATA =
  /(?:train|test|tun|stream|track|imag|rank|vot|miss|sens|sequenc|trad|sport|monitor|screen|profil)ing$/

/** "language models in radiology": third persons that are things first. */
const THINGS_FIRST =
  /^(?:models|functions|maps|networks|measures|scores|samples|tests|designs|estimates|searches|processes|plans|matches|limits|controls|filters|ranks|shapes|labels|features|methods|processes|signals|targets|tasks|weights|steps|rates|forms|uses|attempts)$/

/** Degrees that a tagger takes for what does something. */
const COMPARATIVES = wordSet(
  'bolder cheaper cleaner coarser denser finer harsher leaner looser milder neater purer safer saner sharper smoother sparser stabler sterner tighter thinner thicker vaguer wilder',
)
/** Verbs by their form, and what they modify in names: "root mean square error". */
const MODIFYING_VERBS: ReadonlyMap<string, RegExp> = new Map([
  ['mean', /^squared?$/],
  ['operating', /^(?:characteristics?|points?|systems?)$/],
  ['reading', /^comprehension$/],
])
const THIS = /^(?:this|that|which|each|any|such)$/
const SUBJECT_TO =
  /^(?:subject|prior|proportional|equivalent|identical|analogous|comparable|orthogonal|parallel|similar|relative|equal|adjacent|isomorphic)$/
const MUCH =
  /^(?:large|larger|wide|wider|clear|good|big|huge|significant|considerable|substantial|comfortable|small|notable)$/

/** "sharpness decreases.": verbs that end a clause. */
const INTRANSITIVES =
  /^(?:(?:in|de)creases|grows|shrinks|drops|falls|rises|fails|converges|diverges|saturates|degrades|improves|varies|changes)$/

/** "a mesh morphing technique", "the learned guess": after an article or an adjective stands no verb. */
function isNounAfterModifier({ form, lower }: Word, before: Word | undefined, next: WordTag): boolean {
  if (
    before === undefined ||
    (before.tag !== 'D' && before.tag !== 'J') ||
    /^(?:that|this|these|those|which|such|all|both|what)$/.test(before.lower)
  )
    return false
  if (form.isPlainVerb || AUXILIARY.test(lower) || lower.endsWith('ed')) return false
  return next !== 'D' && next !== 'R' && !(before.tag === 'J' && NOMINAL.has(next) && !before.lower.includes('-'))
}

/** "random walk in", "hyperparameter transfer", "block multiplier": a modifier or singular noun before, no object after. */
function isNounHere(before: Word | undefined, after: Word | undefined): boolean {
  const next: WordTag = after?.tag ?? 'S'
  if (next === 'D' || next === 'R') return false
  if (before?.tag === 'J') return true
  if (before?.tag === 'N' || before?.tag === 'P' || before?.tag === 'G')
    return !isPluralNoun(before) && next !== 'J' && (next !== 'N' || before.tag !== 'P')
  return (
    before?.tag === 'D' ||
    ((before === undefined || before.tag === 'S' || before.tag === 'A') && next === 'N' && before?.lower !== 'to')
  )
}

/** "26.8B", "190M", "6x-8x", "10,000", "3rd", and units. */
const QUANTITY = /^(?:\d[\d.,]*(?:[kKmMbBtT]|x|th|st|nd|rd|%)?(?:-\d[\d.,]*(?:[kKmMbBtT]|x|%)?)?|[kMG]?Hz|ms|[KMGT]B)$/
/** Whether an uninflected word follows what governs it: a verb after "to" or "we", or a preposition. */
function isObject({ lower }: Word, before: Word | undefined, second: Word | undefined): boolean {
  if (before === undefined || /(?:s|ed|ing)$/.test(lower) || AUXILIARY.test(lower)) return false
  if (before.tag === 'A') return /^(?:of|by|for|in|with|on|from|via)$/.test(before.lower)
  return before.form.isBaseVerb && !/^(?:help|let|make)$/.test(before.lower) && /^(?:to|we)$/.test(second?.lower ?? '')
}

/** "ell_2 regularization", "L_1 loss": the kind of norm. */
const NORM = /^(?:ell|l)_(?:\d|p|q|infty)$/
const ABBREVIATION = /^(?:e\.g\.?|i\.e\.?|cf\.?|vs\.?|etc\.?|w\.r\.t\.?|a\.k\.a\.?|resp\.?|et|al)$/
/** Conjunctions and prepositions that a tagger takes for things. */
const SMALL = /^(?:albeit|amidst?|amongst|whilst|whereas|versus|vs|via)$/
const AUXILIARY =
  /^(?:is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|may|might|will|would|shall|should|must|cannot)$/
/** "self-tuning networks": a compound gerund says what they do; only few say what is done to them. */
const SELF_ACTING = /^(?!(?:fine|pre|re|post|un|over|under|co)-)\p{L}+-\p{L}+ing$/u
const isAuxiliary = (word: Word | undefined): boolean =>
  /^(?:is|are|was|were|be|been|being|has|have|had|having|gets?|got)$/.test(word?.lower ?? '')

/** "training networks", "learning representations" do something to things; "training data", "learning rates" are things. */
const isPluralThing = (word: Word | undefined): boolean =>
  /(?:networks|models|nets|representations|agents|policies|classifiers|functions|transformers|systems|features|tasks|problems|images|languages|embeddings|parameters|structures)$/.test(
    word?.lower ?? '',
  )
