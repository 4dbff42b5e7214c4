import { describe, expect, test } from 'vitest'
import { digest } from '../../src/graph/ids.ts'
import { nameKey } from '../../src/graph/names.ts'
import { expandSearch } from '../../src/graph/expand.ts'
import { NO_FILTER } from '../../src/graph/filter.ts'
import {
  buildAlias,
  buildBroader,
  buildEntity,
  buildExtraction,
  buildFact,
  buildMember,
  buildPaper,
  buildRelated,
  buildRun,
  buildSimilar,
  buildTopic,
} from '../support/build.ts'
import { dump, EVERYTHING, whole } from './lists.ts'
import { compareBytes, createModel } from './model.ts'
import { createPaperModel } from './paper-model.ts'
import type { World } from './model.ts'
import { useEmpty } from './stores.ts'
import { EMPTY_WORLD, writeWorld } from './world.ts'

/** Texts that mean something to one language or another, and one that means nothing to any. */
const ODD = [
  "it's",
  '"quoted"',
  '`ticks`',
  '$ids $name ${x} {x} :ids ?1 @x',
  '\\ \\\\ \\u0041 \\n',
  "'; DROP TABLE papers; --",
  "'}) DETACH DELETE n //",
  '/* comment */ -- // #',
  'a AND b OR NOT c NEAR(d) "e" f* g^2 title:h +i -j (k) [l TO m] n~2 /o/ p? && || !',
  '<script>&amp;</script>',
  '%s %00 %25',
  'null',
  'true',
  '0',
  '1e309',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'e\u0301 \u00e9',
  '\u{1F9EC}\u{1F468}\u200D\u{1F52C} \u{1D4B3}',
  'שלום \u202Eعربي\u202C',
  '学习 学習',
  'İstanbul ıI ß ẞ ﬁ',
  '\u00a0\u2003\u3000\ufeff',
  '\t\n\r\u2028\u2029\u0085',
  ' leading and trailing ',
  'x'.repeat(3_000),
]

/** A graph that has every odd text in every place that takes one. */
function oddWorld(): World {
  const papers = ODD.map((text, i) =>
    buildPaper(`doi:${i}/${text}`, {
      title: text,
      abstract: `${text} ${text}`,
      doi: text,
      arxivId: text,
      url: text,
      venue: text,
      authors: [text, '', text],
      source: text,
      runId: text,
      contentHash: text,
    }),
  )
  const entities = ODD.map((text) => buildEntity(text, { slug: text, name: text }))
  const spans = (text: string) => [
    { field: 'title' as const, start: 0, end: text.length, surface: text, kind: 'METHOD' as const },
  ]
  const pairs = ODD.map((text, i) => [text, ODD[(i + 1) % ODD.length] ?? ''] as const)
  const inBytes = (one: string, other: string) =>
    compareBytes(one, other) < 0 ? { a: one, b: other } : { a: other, b: one }
  const paperIdOf = (text: string) => `doi:${ODD.indexOf(text)}/${text}`
  return {
    papers,
    extractions: ODD.map((text) =>
      buildExtraction(paperIdOf(text), {
        contentHash: text,
        extractor: text,
        mentions: [
          {
            field: 'abstract',
            start: 0,
            end: text.length,
            surface: text,
            lemma: text,
            kind: 'METHOD',
            role: 'USES',
            confidence: 1,
            rule: text,
          },
        ],
        acronyms: [{ short: text, long: text }],
      }),
    ),
    entities,
    aliases: ODD.map((text) => buildAlias(text, text, { rule: text, norm: digest(text) })),
    facts: ODD.map((text) => buildFact(paperIdOf(text), text, { spans: spans(text) })),
    related: pairs.map(([one, other]) => ({ ...buildRelated(one, other), ...inBytes(one, other) })),
    similar: pairs.map(([one, other]) => ({
      ...buildSimilar(one, other),
      ...inBytes(paperIdOf(one), paperIdOf(other)),
    })),
    broader: pairs.map(([one, other]) => buildBroader(one, other, one)),
    topics: ODD.map((text) => buildTopic(`topic:${text}`, { label: text })),
    members: pairs.map(([one, other]) => buildMember(`topic:${one}`, other)),
  }
}

const BY_TITLE = { filter: NO_FILTER, sort: { by: 'title', descending: false } } as const

describe('odd texts', () => {
  const store = useEmpty()
  const world = oddWorld()
  const model = createModel(world)
  const papers = createPaperModel(world)
  const paperIds = world.papers.map(({ id }) => id)

  test('X1 come back as they were given, from every table and list', async () => {
    await writeWorld(store(), world)
    const stored = await dump(store())
    for (const table of ['papers', 'entities', 'topics'] as const) {
      expect(stored[table]).toEqual(world[table].toSorted((one, other) => compareBytes(one.id, other.id)))
    }
    expect(stored.extractions).toEqual(
      world.extractions.toSorted((one, other) => compareBytes(one.paperId, other.paperId)),
    )
    expect(stored.facts).toEqual(world.facts.toSorted((one, other) => compareBytes(one.paperId, other.paperId)))
    expect(stored.aliases).toEqual(world.aliases.toSorted((one, other) => compareBytes(one.entityId, other.entityId)))

    expect(await store().papersById(paperIds)).toEqual(world.papers)
    expect(await store().listPapers({ of: 'all' }, BY_TITLE, EVERYTHING)).toEqual([
      whole(papers.list({ of: 'all' }, BY_TITLE)),
    ])
    expect(await store().entitiesById(ODD)).toEqual(world.entities)
    expect(await store().listEntities({}, EVERYTHING)).toEqual(whole(model.entities()))
    expect(await store().aliasesOf(ODD)).toEqual(ODD.map(model.aliasesOf))
    expect(await store().entitiesOfPapers(paperIds, {}, EVERYTHING)).toEqual(
      paperIds.map((id) => whole(model.entitiesOfPaper(id))),
    )
    expect(await store().listPapers({ of: 'entity', ids: ODD }, BY_TITLE, EVERYTHING)).toEqual(
      ODD.map((id) => whole(papers.list({ of: 'entity', id }, BY_TITLE))),
    )
    expect(await store().relatedEntities(ODD, {}, EVERYTHING)).toEqual(ODD.map((id) => whole(model.related(id))))
    expect(await store().hierarchyOf(ODD, 'broader', EVERYTHING)).toEqual(
      ODD.map((id) => whole(model.hierarchy(id, 'broader'))),
    )
    const seeds = paperIds.map((id) => ({ papers: [id], entities: [] }))
    expect(await store().listPapers({ of: 'near', seeds }, BY_TITLE, EVERYTHING)).toEqual(
      seeds.map((seeds) => whole(papers.list({ of: 'near', seeds }, BY_TITLE))),
    )
    expect(await store().topicsOf(ODD, EVERYTHING)).toEqual(ODD.map((id) => whole(model.topicsOf(id))))
    const ids = [...paperIds, ...ODD]
    expect(await store().neighbours(ids, { perNode: 9 })).toEqual(ids.map((id) => model.neighbours(id, 9)))
    expect(await store().edgesAmong(ids)).toEqual(model.edgesAmong(ids))
    expect(await store().nodeCards(ids)).toEqual(ids.map(model.nodeCard))
  })

  test('X2 find what they name and nothing else, as look-ups, searches and cursors', async () => {
    await writeWorld(store(), world)
    expect(await store().findPapers(ODD.map((text) => ({ doi: text })))).toEqual(world.papers)
    expect(await store().findPapers(ODD.map((text) => ({ arxivId: text })))).toEqual(world.papers)
    expect(await store().findPapers(ODD.map((text) => ({ doi: `${text}'`, arxivId: `"${text}` })))).toEqual(
      ODD.map(() => null),
    )
    expect(await store().entitiesByName(ODD.map((text) => ({ norm: digest(text) })))).toEqual(world.entities)
    for (const text of ODD) {
      for (const is of ['author', 'venue', 'source', 'run', 'topic'] as const) {
        const query = { ...BY_TITLE, filter: { is, any: [text, `topic:${text}`] } }
        expect(await store().listPapers({ of: 'all' }, query, EVERYTHING)).toEqual([
          whole(papers.list({ of: 'all' }, query)),
        ])
      }
      const query = await expandSearch(text, store())
      expect(await store().search(query, {}, EVERYTHING)).toEqual(whole(model.search(query)))
      const raw = { units: [{ entities: [text], forms: [[text], ['a', text]] }] }
      expect(await store().search(raw, {}, EVERYTHING)).toEqual(whole(model.search(raw)))
      const page = { ...EVERYTHING, withTotal: false, cursor: [-1, text] as const }
      const { rows } = await store().listEntities({}, page)
      expect(rows).toEqual(model.entities().filter(({ id }) => compareBytes(id, text) > 0))
    }
  })

  test('X1 in runs, too', async () => {
    const run = buildRun({ sources: ODD, sha256: "'", extractor: '`$', startedAt: '"', owner: ODD.join('') })
    await store().beginRun(run, null)
    expect(await store().lastRun()).toMatchObject(run)
    expect(await store().runsById([...ODD, 'run:1'])).toHaveLength(ODD.length + 1)
  })

  test('X3 equal to the eye is not equal: composed and decomposed letters are two', async () => {
    const [composed, decomposed] = ['\u00e9', 'e\u0301']
    const entity = buildEntity('e')
    const aliases = [buildAlias('e', composed), buildAlias('e', decomposed)]
    await writeWorld(store(), { ...EMPTY_WORLD, entities: [entity], aliases })
    expect(await store().aliasesOf(['e'])).toEqual([[aliases[1], aliases[0]]])
    expect(nameKey(composed)).toBe(nameKey(decomposed))
    expect(await store().entitiesById([composed, decomposed])).toEqual([null, null])
  })
})
