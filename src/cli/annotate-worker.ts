// The thread that annotates: a text comes, its annotations go.
import { parentPort } from 'node:worker_threads'
import { createAnnotator } from '../../ingest/annotate.ts'
import { createExtractor } from '../../ingest/extract/index.ts'
import { packFailure } from '../graph/packed-failure.ts'
import type { AnnotateMessage } from './annotator.ts'

const annotator = createAnnotator(await createExtractor())
parentPort?.on('message', (text: string) => void annotateNext(text))

async function annotateNext(text: string): Promise<void> {
  try {
    tell({ type: 'annotations', annotations: await annotator.annotate(text) })
  } catch (error) {
    tell({ type: 'failure', failure: packFailure(error) })
  }
}

function tell(message: AnnotateMessage): void {
  parentPort?.postMessage(message)
}
