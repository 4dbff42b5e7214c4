// Measures: which names a paper uses as those of what is measured.
import type { Candidate } from './candidates.ts'
import { isModelWord } from './data-sets.ts'
import type { Word } from './forms.ts'
import { wordSet } from './lexicon/grammar.ts'
import { METRICS } from './lexicon/known.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** Heads that name a measure whatever stands before them. Singular. */
const ALWAYS = wordSet(
  'accuracy perplexity auc auroc auprc f1 f1-score f-score f1-measure f-measure bleu rouge iou miou',
)
/** What the other heads need before them. */
const RATES = wordSet('error win success hit positive negative acceptance recall')
const ERRORS = wordSet('absolute square squared quadratic percentage calibration')
const SCORES = /^(?:brier|dice|inception|silhouette|f|f1|f-\d|z|bleu|rouge|meteor|cider|fid|clip)$/

/** Whether a paper takes a term for a measure: "BLEU-4", "top-1 accuracy", "in terms of LPIPS", "28.4 chrF". */
export function isMeasure({ places }: Term, { wordsAround }: Reading): boolean {
  if (places.some(({ words }) => namesMeasure(words))) return true
  return (
    places.every(({ words }) => words.length === 1) && places.some((place) => isMeasuredAt(place, wordsAround(place)))
  )
}

function namesMeasure(words: readonly Word[]): boolean {
  const [last, before] = [words.at(-1), words.at(-2)]
  if (last === undefined) return false
  const head = last.form.singular
  if (ALWAYS.has(head) || (last.form.hasUpperOrDigit && MEASURE_LETTERS.test(last.text))) return true
  if (before === undefined) return false
  switch (head) {
    case 'rate':
      return RATES.has(before.lower)
    case 'error':
      return ERRORS.has(before.lower)
    case 'score':
    case 'metric':
    case 'measure':
      return (
        METRICS.has(before.form.key) ||
        MEASURE_LETTERS.test(before.text) ||
        SCORES.test(before.lower) ||
        (words.length === 2 && before.form.isAcronym && !isModelWord(before.text))
      )
    case 'coefficient':
      return /^(?:correlation|dice|gini|silhouette|jaccard)$/.test(before.lower)
    case 'agreement':
      return /^inter-?\p{L}+$/u.test(before.lower)
    default:
      return false
  }
}

/** "BLEU-4", "ROUGE-L", "Recall@10", "mAP@0.5", "F0.5". */
const MEASURE_LETTERS =
  /^(?:s?BLEU-?\d?|ROUGE(?:-\p{L}+|-?\d)?|F-?\d(?:\.\d)?|\p{L}+@\p{L}?\d*\.?\d*|n?DCG|m?AP\d*|m?IoU|PSNR|SSIM)$/u

/** What a number, or the words around it, take for a measure. Short forms only: "in terms of convergence" may name anything. */
function isMeasuredAt({ from, to, words: name }: Candidate, words: readonly Word[]): boolean {
  const [word] = name
  if (word === undefined || !word.form.isAcronym || /\d/.test(word.text) || isModelWord(word.text)) return false
  const [before, after, next] = [
    words[from - 1]?.lower ?? '',
    words[to]?.form.singular ?? '',
    words[to + 1]?.text ?? '',
  ]
  if (after === 'score' || after === 'metric') return true
  if (before === 'of' && words[from - 2]?.lower === 'terms') return true
  if (DECIMAL.test(before) || (before === '%' && DECIMAL.test(words[from - 2]?.text ?? ''))) return true
  return after === 'of' && DECIMAL.test(next)
}
const DECIMAL = /^\d+\.\d+%?$/
