// Annotation: what ingestion would find, with the entities of the graph, and nothing written.
import { describe, expect, it } from 'vitest'
import { createAnnotator } from '../../ingest/annotate.ts'
import { createDefaultExtractor } from '../../ingest/extract/default/index.ts'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import { dump } from '../conformance/lists.ts'
import { createClient } from './client.ts'
import type { Data } from './client.ts'
import { useSeed } from './seeded.ts'

const ANNOTATE = `query ($text: String!) {
  annotate(text: $text) { start end surface kind role confidence rule entity { id name } }
}`

const TEXT =
  'We train over-parametrized networks with stochastic gradient descent (SGD) on ImageNet. Dropout helps, and so does ' +
  'the zebra lattice transform. SGD converges faster than batch normalisation suggests.'

describe('annotate', () => {
  const annotator = createAnnotator(createDefaultExtractor())
  const { client, store } = useSeed({ annotator })

  const annotate = async (text: string): Promise<Data[]> => (await client.data(ANNOTATE, { text })).annotate

  it('finds what extraction finds, in the order of the text, where it says', async () => {
    const found = await annotate(TEXT)
    const [extracted] = await createDefaultExtractor().extract([{ title: '', abstract: TEXT }])
    const shown = ({ start, end, surface, kind, role, confidence, rule }: Data) =>
      JSON.stringify([start, end, surface, kind, role, confidence, rule])
    expect(found.map(shown)).toEqual(extracted?.mentions.map(shown))
    expect(found.length).toBeGreaterThan(4)
    for (const { start, end, surface } of found) expect(TEXT.slice(start, end)).toBe(surface)
  })

  it('names the entities of the graph, in any spelling and by any alias, and none where there is none', async () => {
    const found = await annotate(TEXT)
    const entityOf = (surface: string) => found.find((mention) => mention.surface === surface)?.entity
    expect(entityOf('stochastic gradient descent')?.id).toBe(toGlobalId('stochastic-gradient-descent'))
    expect(entityOf('SGD')?.id).toBe(toGlobalId('stochastic-gradient-descent'))
    expect(entityOf('batch normalisation')?.id).toBe(toGlobalId('batch-normalization'))
    expect(entityOf('over-parametrized networks')?.id).toBe(toGlobalId('over-parameterization'))
    expect(entityOf('zebra lattice transform')).toBeNull()
  })

  it('keeps offsets of any text, and writes nothing', async () => {
    const before = await dump(store())
    for (const text of [
      '',
      ' \n\t',
      '𝒳 \u{1F600} attention é e\u0301 dropout',
      '"; DROP TABLE papers; -- attention',
      '\u0000 attention',
    ]) {
      for (const { start, end, surface } of await annotate(text)) expect(text.slice(start, end)).toBe(surface)
    }
    expect(await dump(store())).toEqual(before)
  })

  it('refuses a long text, counts a text by its length, and says where there is no annotator', async () => {
    const tooLong = await client.ask(ANNOTATE, { text: 'a'.repeat(20_481) })
    expect(tooLong.errors[0]).toMatchObject({
      message: '`text` may have 20480 characters at most, got 20481.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const strict = createClient(store(), { annotator, limits: { nodes: 100 } })
    expect((await strict.ask(ANNOTATE, { text: 'word '.repeat(190) })).errors).toEqual([])
    const { errors } = await strict.ask(ANNOTATE, { text: 'word '.repeat(210) })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED'])
    const without = await createClient(store()).ask(ANNOTATE, { text: 'attention' })
    expect(without.errors[0]?.message).toBe('This server does not annotate texts.')
  })
})
