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
  const extractor = createExtractor()
  const found = await extractor.extract(papers)
  const extractions = found.map((text, i): Extraction => ({
    paperId: `title:${i + 1}`,
    contentHash: `${i + 1}`,
    extractor: extractor.id,
    ...text,
  }))
  const batches = (async function* () {
    yield await Promise.resolve(extractions)
  })()
  const { entities, aliases, factsOf } = await resolveNames(batches, { entities: [], aliases: [] })
  const sections = entities.map(({ id, name, kind, paperCount }) => {
    const forms = aliases.filter(({ entityId }) => entityId === id)
    const facts = extractions.flatMap((extraction) => factsOf(extraction).filter(({ entityId }) => entityId === id))
    const papersLine = facts.map(({ paperId, relation, count }) => `${paperId} ${relation} ×${count}`).join(', ')
    return `## ${name}\n\n${kind} \`${id}\`, ${paperCount} papers: ${papersLine}\n\n${forms.map(({ surface, rule, count }) => `- ${surface} (${rule}, ${count})\n`).join('')}`
  })
  return sections.join('\n')
})
