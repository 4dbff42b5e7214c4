// Keyphrases: whether what a text is most about comes first. The names found, by salience, against phrases that readers or authors gave.
//
// Scored as is usual for these sets, see F. Boudin, "Unsupervised keyphrase extraction with multipartite graphs", NAACL 2018:
// phrases are the same when their Porter stems are; precision, recall and F1 of the first 5, 10 and 15 are taken a text and
// averaged over texts (macro). Phrases that the text does not hold count as well, so that recall of 1 cannot be reached.
import { z } from 'zod'
import { stemOf } from '../text/stretches.ts'
import { normaliseText } from '../text/normalise.ts'
import type { Figure } from './figures.ts'
import { parseLine } from './json-lines.ts'
import type { Finding, LabelFormat, Scores } from './label-format.ts'
import type { Judgement } from './reliability.ts'
import { textId } from './texts.ts'

const keyphraseLine = z.object({
  id: textId,
  title: z.string().optional(),
  abstract: z.string().optional(),
  text: z.string().optional(),
  keyphrases: z.array(z.string()),
})
type KeyphraseLine = z.output<typeof keyphraseLine>

const RANKS = [5, 10, 15]

/** Title and abstract, or one text, with a list of keyphrases. */
export const keyphraseFormat: LabelFormat = {
  name: 'keyphrases',
  description: 'the first names by salience against {"id", "title", "abstract" or "text", "keyphrases": []}',
  sniff: (first) => Array.isArray(first['keyphrases']),
  read(lines) {
    const labels = lines.map((line) => parseLine(keyphraseLine, line))
    return {
      ids: labels.map(({ id }) => id),
      texts: new Map(
        labels.flatMap(({ id, title = '', abstract, text }) => {
          const body = abstract ?? text
          return body === undefined ? [] : [[id, { title: normaliseText(title), abstract: normaliseText(body) }]]
        }),
      ),
      score: (findings) => scoreKeyphrases(labels, findings),
    }
  },
}

/** One text: which of its phrases were found, and for each name found, in order, whether it is one. */
interface Matched {
  readonly wanted: ReadonlySet<string>
  readonly hits: readonly boolean[]
}

function scoreKeyphrases(labels: readonly KeyphraseLine[], findings: ReadonlyMap<string, Finding>): Scores {
  const matched: Matched[] = []
  const judgements: Judgement[] = []
  const errors: Scores['errors'][number][] = []
  for (const { id, keyphrases } of labels) {
    const wanted = new Map(keyphrases.map((phrase) => [stemsOf(phrase), phrase]))
    // Two names of one stem are one answer.
    const found = new Map((findings.get(id)?.entities ?? []).toReversed().map((one) => [stemsOf(one.name), one]))
    const ordered = [...found].toReversed()
    matched.push({ wanted: new Set(wanted.keys()), hits: ordered.map(([stems]) => wanted.has(stems)) })
    for (const [stems, { confidence }] of ordered)
      if (confidence !== null) judgements.push({ confidence, isCorrect: wanted.has(stems) })
    const missed = [...wanted].filter(([stems]) => !found.has(stems)).map(([, phrase]) => phrase)
    const spurious = ordered
      .slice(0, 10)
      .filter(([stems]) => !wanted.has(stems))
      .map(([, { name }]) => name)
    if (missed.length + spurious.length > 0) errors.push({ id, missed, spurious })
  }
  const figures = [...RANKS.map((rank) => figureAt(`first ${rank}`, matched, rank)), figureAt('all', matched, Infinity)]
  return { figures, score: null, judgements, kinds: [], errors }
}

function figureAt(name: string, texts: readonly Matched[], rank: number): Figure {
  const sums = { precision: 0, recall: 0, f1: 0, gold: 0, found: 0 }
  for (const { wanted, hits } of texts) {
    const first = hits.slice(0, rank)
    const correct = first.filter(Boolean).length
    sums.precision += first.length === 0 ? 0 : correct / first.length
    sums.recall += wanted.size === 0 ? 0 : correct / wanted.size
    sums.f1 += correct === 0 ? 0 : (2 * correct) / (first.length + wanted.size)
    sums.gold += wanted.size
    sums.found += first.length
  }
  const { precision, recall, f1, gold, found } = sums
  return {
    name,
    precision: precision / texts.length,
    recall: recall / texts.length,
    f1: f1 / texts.length,
    gold,
    found,
  }
}

/** What phrases are compared by. */
function stemsOf(phrase: string): string {
  return (phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf).join(' ')
}
