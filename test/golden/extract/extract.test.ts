// What the default extractor finds in short texts. To add a case: a text here, then GOLDEN=write.
import type { Mention } from '../../../src/graph/extractions.ts'
import { TEXT_FIELDS, textOf } from '../../../src/graph/papers.ts'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { normaliseText } from '../../../ingest/text/normalise.ts'
import { papersOf, runGoldens } from '../../support/golden.ts'

/** A text with its mentions in brackets; of two that overlap the inner one is only in the list below. */
function markMentions(text: string, mentions: readonly Mention[]): string {
  let [marked, at] = ['', 0]
  for (const { start, end } of mentions) {
    if (start < at) continue
    marked += `${text.slice(at, start)}[${text.slice(start, end)}]`
    at = end
  }
  return marked + text.slice(at)
}

runGoldens(import.meta.dirname, async (input) => {
  const papers = papersOf(input).map(({ title, abstract }) => ({
    title: normaliseText(title),
    abstract: normaliseText(abstract),
  }))
  const found = await (await createExtractor()).extract(papers)
  return papers
    .map((paper, i) => {
      const { mentions = [], acronyms = [] } = found[i] ?? {}
      const [title, abstract] = TEXT_FIELDS.map((field) => {
        const own = mentions.filter((mention) => mention.field === field)
        return markMentions(textOf(paper, field), own)
      })
      const rows = mentions.map(
        ({ surface, lemma, kind, role, rule }) => `| ${surface} | ${lemma} | ${kind} | ${role ?? ''} | ${rule} |\n`,
      )
      const short = acronyms.map(({ short, long }) => `- ${short}: ${long}\n`).join('')
      return `## ${title}\n\n${abstract}\n\n| surface | lemma | kind | role | rule |\n| --- | --- | --- | --- | --- |\n${rows.join('')}${short && `\n${short}`}`
    })
    .join('\n')
})
