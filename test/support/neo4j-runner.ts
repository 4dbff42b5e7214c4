// Runs the files of a Neo4j project, or shows them as skipped when no server could be started.
import { TestRunner, inject } from 'vitest'
import type { RunnerTestFile } from 'vitest'

class Neo4jRunner extends TestRunner {
  onCollected(files: RunnerTestFile[]): void {
    // Nothing of a skipped file runs, not even its hooks, which would ask for the server.
    if (inject('neo4j') === null) for (const file of files) file.mode = 'skip'
  }
}

// oxlint-disable-next-line import/no-default-export -- Vitest takes a runner by its default export
export default Neo4jRunner
