// What a handful of papers resolve to, from text to entities. To add a case: papers here, then GOLDEN=write.
import type { Extraction } from '../../../src/graph/extractions.ts'
import { createExtractor } from '../../../ingest/extract/index.ts'
import { resolveNames } from '../../../ingest/resolve/index.ts'
import { normaliseText } from '../../../ingest/text/normalise.ts'
import { papersOf, runGoldens } from '../../support/golden.ts'

runGoldens(import.meta.dirname, async (input) => {
  const papers = papersOf(input).map(({ title, abstract }) => ({
    title: normaliseText(title),
    abstract: normaliseText(abstract),
  }))
  const extractor = await createExtractor()
  const found = await extractor.extract(papers)
  const extractions = found.map(({ mentions, acronyms }, i): Extraction => {
    const id = `${i + 1}`
    return { paperId: `title:${id}`, contentHash: id, extractor: extractor.id, mentions, acronyms }
  })
  const batches = (async function* () {
    yield await Promise.resolve(extractions)
  })()
  const resolution = await resolveNames(batches, { entities: [], aliases: [] })
  const sections = resolution.entities.map(({ id, name, kind, paperCount }) => {
    const forms = resolution.aliases.filter(({ entityId }) => entityId === id)
    const facts = extractions.flatMap((extraction) =>
      resolution.factsOf(extraction).filter(({ entityId }) => entityId === id),
    )
    const papersLine = facts.map(({ paperId, relation, count }) => `${paperId} ${relation} ×${count}`).join(', ')
    return `## ${name}\n\n${kind} \`${id}\`, ${paperCount} papers: ${papersLine}\n\n${forms.map(({ surface, rule, count }) => `- ${surface} (${rule}, ${count})\n`).join('')}`
  })
  return sections.join('\n')
})
