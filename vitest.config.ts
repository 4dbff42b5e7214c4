// Test projects: what needs nothing, what runs once per storage engine, and the whole product from outside.
// One alone: `npm test -- --project sqlite`. See test/README.md.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { NEO4J_LINES } from './test/support/neo4j/lines.ts'
import type { LineName } from './test/support/neo4j/lines.ts'

/**
 * GraphQL refuses types of a second copy of itself. Node gives its CommonJS build to everybody, Vite would give its other
 * build to our own files; this makes it Node's choice for all.
 */
const resolve = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] }

const perEngine = ['test/conformance/**/*.test.ts', 'test/api/**/*.test.ts']

/** A server is started when the first file of such a project is about to run, and shared by all of its files. */
const needsServer = (line: LineName) => ({
  globalSetup: 'test/support/global-setup.ts',
  // The files share one database, so they take turns.
  fileParallelism: false,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  provide: { neo4jLine: line },
})

function describeNeo4jProject(line: LineName): TestProjectInlineConfiguration {
  const base = needsServer(line)
  const name = `neo4j-${line}` as const
  const provide = { ...base.provide, engine: name }
  return { resolve, test: { ...base, name, include: perEngine, runner: './test/support/neo4j-runner.ts', provide } }
}

export default defineConfig({
  test: {
    teardownTimeout: 60_000,
    projects: [
      {
        resolve,
        // Properties are tried on many values, which takes long where many tests share a machine.
        test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        resolve,
        test: { name: 'sqlite', include: perEngine, testTimeout: 20_000, provide: { engine: 'sqlite', neo4j: null } },
      },
      {
        resolve,
        test: {
          name: 'sqlite-threads',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 20_000,
          provide: { engine: 'sqlite-threads', neo4j: null },
        },
      },
      ...NEO4J_LINES.map((line) => describeNeo4jProject(line.name)),
      {
        resolve,
        test: { ...needsServer('5.26'), name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
})
