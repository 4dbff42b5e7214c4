// What belongs to the program itself: its version and the papers that come with it.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The version of this program. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  if (typeof version !== 'string') throw new Error('The manifest of the program has no version.')
  return version
}

/** The file of sample papers. */
export function samplePapers(): string {
  return join(packageRoot(), 'ingest/samples/landmarks.jsonl')
}

/** Labels of some of the sample papers. */
export function sampleLabels(): string {
  return join(packageRoot(), 'ingest/samples/labels.jsonl')
}

/** The folder with the manifest; the compiled program lies deeper than the source. */
function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}
