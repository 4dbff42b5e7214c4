// Annotation for the server: the extractor that ingestion uses by itself.
import type { Annotator } from '../graph/annotations.ts'

/** Loads the extractor when the first text comes: it brings a model along. */
export function createLazyAnnotator(): Annotator {
  let loading: Promise<Annotator> | null = null
  return {
    async annotate(text) {
      loading ??= loadAnnotator()
      return (await loading).annotate(text)
    },
  }
}

async function loadAnnotator(): Promise<Annotator> {
  const [{ createAnnotator }, { createExtractor }] = await Promise.all([
    import('../../ingest/annotate.ts'),
    import('../../ingest/extract/index.ts'),
  ])
  return createAnnotator(createExtractor())
}
