// Data sets: which names a paper uses as those of data, by the names themselves and by what stands around them.
import type { Candidate } from './candidates.ts'
import type { Word } from './forms.ts'
import { isDatasetName } from './forms.ts'
import { wordSet } from './lexicon/grammar.ts'
import { DATASETS, LANGUAGES, lettersOf } from './lexicon/known.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** What data are called. Singular. */
const DATA_NOUNS = wordSet('dataset corpus benchmark treebank database testset testbed wordnet propbank')
/** What a name of data may be followed by and still name it: "WordNet taxonomy", "Atari 2600 games". Singular. */
const OF_DATA = wordSet('data taxonomy lexicon hierarchy thesaurus domain environment game suite sentence graph')
/** Sets for a purpose. */
const PURPOSES = wordSet('data test training validation development evaluation challenge')

/** Whether a paper takes a term for data: "evaluated on ANIMAL-10N", "BIKED, a dataset of bicycles", "the Brown corpus". */
export function isData(term: Term, { wordsAround, acronyms }: Reading, isOwn: boolean): boolean {
  // Names have capitals; most terms have none.
  if (!term.places.some(({ words }) => words.some(({ form }) => form.hasUpperOrDigit))) return false
  const others = new Set(acronyms.filter(({ long }) => !NOUN_LAST.test(long)).map(({ short }) => short))
  if (term.places.some((place) => isNameOfData(place, others))) return true
  // What a short form is spelled out as says itself what it is.
  if (term.short !== null && term.places.some(({ words }) => words.length > 1)) return false
  let [on, named] = [0, 0]
  for (const place of term.places) {
    const words = wordsAround(place)
    if (!isSureName(place)) {
      if (isShortName(place, others) && isMeantAsData(place, words)) return true
      continue
    }
    named += 1
    if (isMeantAsData(place, words)) return true
    if (!isOwn && !isModel(place) && isEvaluatedOn(place, words)) on += 1
  }
  return on * 2 > named
}
const NOUN_LAST = /(?:data ?sets?|corpus|corpora|benchmarks?|treebanks?|databases?)$/i

/** "Brown corpus", "Penn Discourse Treebank", "WordNet taxonomy", "CCGbank", "ColoredMNIST". */
function isNameOfData({ field, from, words }: Candidate, others: ReadonlySet<string>): boolean {
  const [last, previous] = [words.at(-1), words.at(-2)]
  if (last === undefined) return false
  if (previous === undefined) return DATA_LETTERS.test(last.text) || isSizeOfData(last.text)
  if (WORLDS.test(words[0]?.text ?? '') && words.every(({ form }) => form.startsUpper || form.hasDigit)) return true
  const before = words.slice(0, -1)
  const isHead = DATA_NOUNS.has(last.form.singular) || (last.form.singular === 'set' && PURPOSES.has(previous.lower))
  if (!isHead && !OF_DATA.has(last.form.singular)) return false
  if (isDatasetName(before) || before.some(({ text }) => DATA_LETTERS.test(text))) return true
  if (!isHead) return false
  // "QA dataset", "English corpus", "Gaussian benchmark" say what kind of data they are.
  const isName = ({ form, lower, text }: Word, i: number): boolean =>
    form.isAcronym
      ? isSureWord(text) || (CAPITALS.test(text) && !SHORT_KINDS.has(lower) && !others.has(text))
      : field !== 'title' && form.startsUpper && (from > 0 || i > 0) && !LANGUAGES.has(lower) && !KIND.test(lower)
  return before.some(isName) || (field !== 'title' && words.every(({ form }) => form.startsUpper))
}
/** "JFT-4B", "LAION-2B": known data by its size or year. */
const isSizeOfData = (text: string): boolean => {
  const base = text.replace(/[-_]?v?\d[\d.]*[KMBN]?$/u, '')
  return base !== text && base.length > 2 && DATASETS.has(lettersOf(base))
}
/** "Atari Pong": what these have are worlds to act in. */
const WORLDS = /^(?:Atari|MuJoCo|Mujoco)$/
const CAPITALS = /^\p{Lu}{2,5}$/u
const KIND = /(?:ian|ese|ish|ic|al)$/
/** Short forms of what data are of or for. */
const SHORT_KINDS =
  wordSet(`ai ml dl rl nlp nlg nlu nli qa vqa kbqa cqa mqa mrc ner oie re srl wsd pos mt nmt smt asr slu tts ocr gec tod crs lid ood id
  llm plm mllm vlm gnn gan cnn kg kb eeg ecg emg mri fmri ct pet rgb hsi sar gps imu cad dna rna api html xml sql hd uhd cv ir ie sts amr`)

/** Single names that say it by their letters. */
const DATA_LETTERS =
  /^(?=.*\p{Lu})(?:\p{L}*(?:[Tt]ree|[Pp]rop|[Nn]om|CCG|[Tt]ime|[Pp]hrase)[Bb]ank|\p{L}*(?:Word|Frame|Verb|Germa|How|Concept|Babel|Senti)-?[Nn]et|\p{L}*MNIST(?:-\p{Lu}+)?|\p{Lu}\S*(?:Bench|Corpus)|\p{L}*Wikipedia|(?:NIST|MUC|TREC|TAC|ACE|CoNLL|WMT|IWSLT|DUC|NTCIR|SIGHAN|VOC|ILSVRC|DSTC|MT)-?\d{1,4})$/u

/** Names that stand for one thing: "FEVER", "WikiTables", "CUHK03", "Wall Street Journal"; "NER" and "3D" are many a thing's. */
function isSureName({ field, from, words }: Candidate): boolean {
  const last = words.at(-1)
  if (last === undefined || LANGUAGES.has(last.lower)) return false
  if (isSureWord(last.text)) return true
  const isProper = words.every(({ form }) => form.startsUpper || form.hasDigit)
  return (
    words.length > 1 && isProper && (words.some(({ text }) => isSureWord(text)) || (field === 'abstract' && from > 0))
  )
}
/** "MATH", where a noun says so. */
const isShortName = ({ words: [name, more] }: Candidate, others: ReadonlySet<string>): boolean =>
  name !== undefined &&
  more === undefined &&
  name.text.length > 2 &&
  CAPITALS.test(name.text) &&
  !SHORT_KINDS.has(name.lower) &&
  !others.has(name.text)
const isSureWord = (text: string): boolean => {
  const one = text.replace(/(?<=\p{Lu})s$/u, '')
  return one.length > 3 && one.length < LONGEST && SURE.test(one) && !isPair(one) && !/-\p{Ll}{4,}$/u.test(one)
}
/** No name is longer, and a text may hold what only takes time. */
const LONGEST = 40
const SURE = /^(?=.*\p{Lu})(?:.*\p{Ll}.*\p{Lu}|.*\p{Lu}.*\p{Lu}.*\p{Ll}|.*\d|.*\p{Lu}{5}|.*\p{Lu}{2}.*-\p{Lu}{2})/u
/** "Arabic-English", "English-to-Japanese", "ArabicEnglish". */
const isPair = (text: string): boolean => LANGUAGES.has(/^\p{Lu}\p{Ll}+(?=\P{Ll})/u.exec(text)?.[0].toLowerCase() ?? '')

const isModel = ({ words }: Candidate): boolean => words.some(({ text }) => isModelWord(text))
/** Whether the letters of a name say that it is that of a model, or of what models run on: "HootBERT", "OwlNet-50". */
export const isModelWord = (text: string): boolean => MODEL_LETTERS.test(text)
const MODEL_LETTERS =
  /(?:Net|NN|BERT|GPT|[Ff]ormer|GAN|VAE|LSTM|RNN|LM|LLaMA|L[lL]ama|ResNe[Xx]t|VGG|ViT|SVM|CRF|T5|CLIP|DQN|Mixer|SGD|Adam\p{L}*|GPUs?|CPUs?)(?:s|-.*|v?\d.*)?$/u

/** "the MNIST and SVHN datasets", "benchmarks such as X", "X, a new corpus of", "X: A Benchmark for". */
function isMeantAsData(place: Candidate, words: readonly Word[]): boolean {
  return (
    (!isModel(place) && isDataNounAt(words, skipNames(words, place.to))) ||
    isNamedAfterNoun(place, words) ||
    isCalledData(place, words)
  )
}

/** Whether what starts at `at` calls something data: "dataset", "test set", "object detection benchmark". */
function isDataNounAt(words: readonly Word[], at: number): boolean {
  for (let i = at; i < Math.min(words.length, at + 3); i += 1) {
    const word = words[i]
    if (word === undefined) return false
    if (DATA_NOUNS.has(word.form.singular)) return true
    if (word.form.singular === 'set') return i > at && PURPOSES.has(words[i - 1]?.lower ?? '')
    if (word.tag !== 'N' && word.tag !== 'J') return false
  }
  return false
}

/** Past the other names of a list: "X, Y [7] and Z". */
function skipNames(words: readonly Word[], from: number): number {
  let at = from
  while (LIST.test(words[at]?.lower ?? '') || (at !== from && words[at]?.form.isAcronym === true)) at += 1
  return at
}
const LIST = /^(?:,|and|or|&|\/|\(|\)|\[|\]|\d+|the|v\d)$/

/** "datasets such as X", "benchmarks: X and Y", "a corpus called X", "three datasets (X, Y)". */
function isNamedAfterNoun({ from, to }: Candidate, words: readonly Word[]): boolean {
  let at = from - 1
  while (at >= 0 && (/^(?:,|and|or|&|the|-)$/.test(words[at]?.lower ?? '') || isListed(words, at))) at -= 1
  const start = at
  while (
    at >= 0 &&
    /^(?:such|as|like|including|namely|e\.g\.|i\.e\.|:|\(|\u2014|called|named|dubbed|termed|,|")$/.test(
      words[at]?.lower ?? '',
    )
  )
    at -= 1
  const noun = words[at]?.form.singular ?? ''
  const isNoun = DATA_NOUNS.has(noun) || (noun === 'set' && PURPOSES.has(words[at - 1]?.lower ?? ''))
  if (!isNoun) return false
  // "the corpus X", "two datasets (X and Y)"; "on both datasets, X" may begin what is said of them.
  if (at < start || at === from - 1) return true
  const end = skipNames(words, to)
  return words[end - 1]?.text === ',' || (words[end]?.tag ?? 'S') === 'S'
}
const isListed = (words: readonly Word[], at: number): boolean =>
  words[at]?.form.isAcronym === true && /^(?:,|and|or|&)$/.test(words[at + 1]?.lower ?? '')

/** "X, a new large-scale dataset of", "X is a benchmark", "X: A Corpus for" in a title. */
function isCalledData({ field, from, to }: Candidate, words: readonly Word[]): boolean {
  let at = to
  if (words[at]?.text === '(') while (at < words.length && words[at - 1]?.text !== ')') at += 1
  const mark = words[at]?.lower ?? ''
  if (!(field === 'title' ? from === 0 && mark === ':' : /^(?:,|is|:|\u2014)$/.test(mark))) return false
  const article = words[at + 1]?.lower ?? ''
  if (field !== 'title' && !/^(?:an?|the)$/.test(article)) return false
  for (let i = at + 1; i < Math.min(words.length, at + REACH); i += 1) {
    const word = words[i]
    if (word === undefined || word.tag === 'A' || word.tag === 'V' || word.tag === 'S') return false
    const next = words[i + 1]
    const isHead = next === undefined || (next.tag !== 'N' && next.tag !== 'J')
    if (DATA_NOUNS.has(word.form.singular) && isHead) return true
  }
  return false
}
const REACH = 10

/** "experiments on X", "trained on X": how data are spoken of, but models that something is tried on as well. */
function isEvaluatedOn({ field, from }: Candidate, words: readonly Word[]): boolean {
  if (field === 'title') return false
  let at = from - 1
  while (at >= 0 && (/^(?:,|and|or|&|the|both)$/.test(words[at]?.lower ?? '') || isListed(words, at))) at -= 1
  if (words[at]?.lower !== 'on') return false
  for (let i = at - 1; i >= Math.max(0, at - 5); i -= 1) {
    const word = words[i]
    if (word === undefined || word.tag === 'S') return false
    if (EVALUATING.test(word.lower)) return true
  }
  return false
}
const EVALUATING =
  /^(?:evaluat(?:e|es|ed|ing|ions?)|experiment(?:s|ed|al|ally)?|test(?:s|ed|ing)?|results?|performances?|accuracy|accuracies|scores?|state-of-the-art|sota|validat(?:e|ed|ing)|(?:pre-?)?train(?:s|ed|ing)?|fine-?tun(?:e|es|ed|ing)|benchmark(?:ed|s)?|competitive|f1|perplexity|error)$/
