// Strings that are code somewhere, in every text that a mutation takes, from somebody who may write: what is refused changes nothing,
// and what is done can be undone to the last row.
import pino from 'pino'
import { getNamedType, isRequiredArgument, isUnionType } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toGlobalId } from '../../../schema/lib/global-id.ts'
import { createIngestor } from '../../../src/cli/jobs/ingestor.ts'
import { runOn } from '../../../src/cli/jobs/job.ts'
import type { Actor } from '../../../src/graph/actor.ts'
import { titleKey } from '../../../src/graph/ids.ts'
import type { Ingestor } from '../../../src/graph/jobs.ts'
import type { Paper } from '../../../src/graph/papers.ts'
import type { GraphStore } from '../../../src/graph/store.ts'
import { currentEngine } from '../../support/engines.ts'
import { createTestCurator, exportOf, ingestPapers } from '../../support/terms.ts'
import { createClient } from '../client.ts'
import type { Client, Data } from '../client.ts'
import { STRINGS, placesOf, valueOf } from '../strings.ts'
import type { Place } from '../strings.ts'

const ADA: Actor = { name: 'ada', scopes: ['write'] }
const REFUSALS = new Set(['InvalidInput', 'NotFound', 'Conflict'])
const isId = ({ argument }: Place) => getNamedType(argument.type).name === 'ID'
/** The types of what a mutation answers but for refusals. */
function typesOf({ field }: Place): string[] {
  const result = getNamedType(field.type)
  const types = isUnionType(result) ? result.getTypes().map(({ name }) => name) : []
  return types.filter((name) => !REFUSALS.has(name))
}
const nameOf = ({ field, argument, path }: Place) => [field.name, argument.name, ...path].join('.')

/** Texts of which each costs a run or a change. */
const SOME = STRINGS.filter((_, i) => i % 9 === 0)
/** What a text that was taken in may not hold: halves of surrogate pairs, controls, what turns the direction of text. */
const UNCLEAN = /[\p{Cs}\0-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]/u

const textOf = ({ title, abstract, authors, doi, arxivId, url, venue, source }: Paper) =>
  [title, abstract, ...authors, doi, arxivId, url, venue, source].join('')

vi.setConfig({ testTimeout: 300_000 })

describe('strings in changes', () => {
  let store: GraphStore
  let ingestor: Ingestor & AsyncDisposable
  let client: Client
  beforeEach(async () => {
    store = await currentEngine().openEmpty()
    ingestor = createIngestor({ store, runJob: runOn(store), log: pino({ level: 'silent' }) })
    const limits = { aliases: 1e3, tokens: 1e5, documentLength: 1e6, errors: 1e3 }
    client = createClient(store, {
      actor: ADA,
      ingestor,
      curator: createTestCurator(store, { derives: false }),
      production: true,
      limits,
    })
  })
  afterEach(async () => {
    await ingestor[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  const untilDone = async (): Promise<void> => {
    const run = await store.lastRun()
    if (run !== null) await Array.fromAsync(ingestor.progress(run.id))
  }

  /** Asks for one mutation a string, all in one request. */
  async function change(place: Place, texts: readonly string[]): Promise<Data[]> {
    const { field, argument, path } = place
    const [paper] = (await client.data('{ papers(first: 1) { nodes { id } } }')).papers.nodes
    const harmless = (type: string): unknown => (type === 'ID' ? toGlobalId('sluice-net') : 'a harmless name')
    const others = field.args.filter((other) => other !== argument && isRequiredArgument(other))
    // Something must be split off.
    if (field.name === 'splitEntity')
      others.push(...field.args.filter((arg) => arg !== argument && arg.name === 'papers'))
    const all = [argument, ...others]
    const head = texts.flatMap((_, i) => all.map((arg) => `$${arg.name}${i}: ${String(arg.type)}`)).join(', ')
    const [done] = typesOf(place)
    const more = done === 'CurationSuccess' ? '... on CurationSuccess { curation { id } entity { name } }' : ''
    const calls = texts.map((_, i) => {
      const given = all.map((arg) => `${arg.name}: $${arg.name}${i}`).join(', ')
      return `r${i}: ${field.name}(${given}) { __typename ... on UserError { message } ${more} }`
    })
    const variables = texts.flatMap((text, i) => [
      [`${argument.name}${i}`, valueOf(argument.type, path, text, harmless)],
      ...others.map((arg) => [
        `${arg.name}${i}`,
        arg.name === 'papers' ? [paper.id] : valueOf(arg.type, null, text, harmless),
      ]),
    ])
    const data = await client.data(`mutation (${head}) { ${calls.join(' ')} }`, Object.fromEntries(variables))
    return Object.values(data)
  }

  const places = placesOf('mutation').filter(({ field }) => field.name !== 'ingest')

  it('knows the places', () => {
    expect(places.map(nameOf)).toEqual(
      expect.arrayContaining([
        'renameEntity.entity',
        'renameEntity.name',
        'splitEntity.aliases',
        'removeSource.source',
      ]),
    )
  })

  it.each(places.filter(isId).map((place) => [nameOf(place), place] as const))(
    'a text that is no id is refused and changes nothing: %s',
    async (_, place) => {
      await ingestPapers(store)
      const before = await exportOf(store)
      const answers = await change(place, STRINGS)
      expect(answers).toHaveLength(STRINGS.length)
      expect(answers.filter(({ __typename }) => !REFUSALS.has(__typename))).toEqual([])
      expect(await exportOf(store)).toEqual(before)
      expect((await store.listCurations({ limit: 1, from: 'start', cursor: null, withTotal: true })).total).toBe(0)
    },
  )

  it.each(places.filter((place) => !isId(place)).map((place) => [nameOf(place), place] as const))(
    'a name is taken as it is or refused; undone, nothing is left of it: %s',
    async (_, place) => {
      await ingestPapers(store)
      const before = await exportOf(store)
      let changed = 0
      for (const text of STRINGS) {
        const [answer] = await change(place, [text])
        if (REFUSALS.has(answer.__typename)) continue
        expect(answer.entity.name).not.toMatch(UNCLEAN)
        changed++
        const undone = await client.data('mutation ($id: ID!) { undo(curation: $id) { __typename } }', {
          id: answer.curation.id,
        })
        expect(undone.undo.__typename).toBe('CurationSuccess')
      }
      expect(await exportOf(store)).toEqual(before)
      expect(changed).toBeGreaterThanOrEqual(place.argument.name === 'name' ? 20 : 0)
    },
  )

  const INGEST = `mutation ($input: IngestInput!) {
    ingest(input: $input) { __typename ... on RunSuccess { run { id } } ... on UserError { message } }
  }`
  const REMOVE = 'mutation ($source: String!) { removeSource(source: $source) { __typename } }'
  async function readPapers(): Promise<readonly Paper[]> {
    return (await Array.fromAsync(store.scan('papers'))).flat()
  }

  const fields = placesOf('mutation').filter(({ field, path }) => field.name === 'ingest' && path[0] === 'papers')
  it.each(fields.map(({ path }) => path[1] ?? ''))('papers are taken in clean, and go again: %s', async (field) => {
    // Blank ones are refused.
    const isTaken = (text: string) =>
      field === 'title' ? titleKey(text) !== '' : field !== 'abstract' || text.trim() !== ''
    const papers = STRINGS.filter(isTaken).map((text, i) => ({
      title: `Paper ${i} on tides`,
      abstract: 'We study tides.',
      [field]: field === 'authors' ? [text] : text,
    }))
    expect((await client.data(INGEST, { input: { papers, source: 'strings' } })).ingest.__typename).toBe('RunSuccess')
    await untilDone()
    expect((await store.lastRun())?.status).toBe('SUCCEEDED')
    const found = await readPapers()
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter((paper) => UNCLEAN.test(textOf(paper)))).toEqual([])
    expect((await client.data(REMOVE, { source: 'strings' })).removeSource.__typename).toBe('SourceRemoval')
    await untilDone()
    expect(await exportOf(store)).toEqual([])
  })

  it('a source of any name is removed under that name, and no other', async () => {
    const papers = [{ title: 'On tides', abstract: 'We study tides.' }]
    for (const source of SOME) {
      const { ingest } = await client.data(INGEST, { input: { papers, source, idempotencyKey: `key ${source}` } })
      if (ingest.__typename === 'InvalidInput') continue
      await untilDone()
      expect((await readPapers()).map((paper) => paper.source)).toEqual([source])
      expect((await client.data(REMOVE, { source: `${source} ` })).removeSource.__typename).toBe('NotFound')
      expect((await client.data(REMOVE, { source })).removeSource.__typename).toBe('SourceRemoval')
      await untilDone()
      expect(await readPapers()).toEqual([])
    }
  })

  it('a text of nothing but code is taken for what it says, or refused', async () => {
    for (const text of SOME) {
      const { ingest } = await client.data(INGEST, { input: { text, source: 'strings' } })
      expect(['RunSuccess', 'InvalidInput']).toContain(ingest.__typename)
      await untilDone()
    }
    expect((await client.ask('{ stats { papers } }')).errors).toEqual([])
  })
})
