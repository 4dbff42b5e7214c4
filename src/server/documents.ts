// Documents that clients may name instead of sending them: read from files, told apart by the SHA-256 of their printed text.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { GraphQLError, Kind, parse, print, separateOperations, validate } from 'graphql'
import type { DefinitionNode, DocumentNode, FragmentDefinitionNode } from 'graphql'
import { z } from 'zod'
import { schema } from '../../schema/index.ts'
import { ConfigError, SourceError, explainUnreadable } from '../graph/errors.ts'

/** Documents by the name under which they are asked for. */
export type Documents = ReadonlyMap<string, string>

/** A file with documents. */
export interface DocumentFile {
  /** Where it is, for messages. */
  readonly path: string
  readonly text: string
}

const manifestSchema = z.record(z.string().regex(/^[\w:.-]{1,128}$/), z.string())

/**
 * Makes a document of each operation, with the fragments that it uses, from whichever of the files they are.
 *
 * @throws SourceError that names the file and what is wrong: no GraphQL, not of this schema, or two fragments of one name.
 */
export function collectDocuments(files: readonly DocumentFile[]): Documents {
  const parsed = files.map(({ path, text }) => ({ path, definitions: parseFile(path, text).definitions }))
  const fragments = collectFragments(parsed)
  const documents = new Map<string, string>()
  for (const { path, definitions } of parsed) {
    for (const operation of definitions) {
      if (operation.kind === Kind.FRAGMENT_DEFINITION) continue
      const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }
      const document = Object.values(separateOperations(whole))[0] ?? whole
      requireValid(path, document)
      const text = print(document)
      documents.set(hashDocument(text), text)
    }
  }
  return documents
}

/** What a document is called: the SHA-256 of its printed text, in hexadecimal. */
export function hashDocument(printed: string): string {
  return createHash('sha256').update(printed).digest('hex')
}

/**
 * Reads documents from a manifest (JSON: name -> document), or from the `.graphql` files of a folder.
 *
 * @throws ConfigError when they cannot be read, or when a document does not fit the schema.
 */
export function loadDocuments(path: string): Documents {
  const documents = readDocuments(path)
  if (documents.size > 0) return documents
  throw new ConfigError('PAPERLOOM_DOCUMENTS', `${path} holds no document.`)
}

function readDocuments(path: string): Documents {
  try {
    if (isFolder(path)) return collectDocuments(readFolder(path))
    const manifest = parseManifest(path, readDocumentFile(path).text)
    for (const [name, text] of Object.entries(manifest)) requireValid(name, parseFile(name, text))
    return new Map(Object.entries(manifest))
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new ConfigError('PAPERLOOM_DOCUMENTS', error.message, { cause: error })
  }
}

function parseManifest(path: string, text: string): z.output<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new SourceError(path, 'it is no JSON object of names and documents.', { cause: error })
  }
}

/**
 * Reads a file with documents.
 *
 * @throws SourceError that names it.
 */
export function readDocumentFile(path: string): DocumentFile {
  return { path, text: reading(path, () => readFileSync(path, 'utf8')) }
}

function isFolder(path: string): boolean {
  return reading(path, () => statSync(path).isDirectory())
}

function readFolder(folder: string): readonly DocumentFile[] {
  return reading(folder, () => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((name) => /\.(?:graphql|gql)$/.test(name))
    .toSorted()
    .map((name) => readDocumentFile(join(folder, name)))
}

function reading<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new SourceError(path, explainUnreadable(error), { cause: error })
  }
}

function parseFile(path: string, text: string): DocumentNode {
  try {
    return parse(text, { noLocation: true })
  } catch (error) {
    throw failure(path, error)
  }
}

function collectFragments(
  files: readonly { readonly path: string; readonly definitions: readonly DefinitionNode[] }[],
): readonly FragmentDefinitionNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const { path, definitions } of files) {
    for (const definition of definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue
      const name = definition.name.value
      const other = fragments.get(name)
      if (other !== undefined && print(other) !== print(definition)) {
        throw new SourceError(path, `another fragment is called ${name} too.`)
      }
      fragments.set(name, definition)
    }
  }
  return [...fragments.values()]
}

function requireValid(path: string, document: DocumentNode): void {
  const [error] = validate(schema, document)
  if (error !== undefined) throw failure(path, error)
}

function failure(path: string, error: unknown): SourceError {
  const message = error instanceof GraphQLError ? error.message : 'it cannot be read.'
  return new SourceError(path, message, { cause: error })
}
