import { describe, expect, test } from 'vitest'
import { FACT_RELATIONS } from '../../src/graph/entities.ts'
import type { PaperFilter } from '../../src/graph/paper-filter.ts'
import { buildBroader, buildEntity, buildFact, buildPaper } from '../support/build.ts'
import { currentEngine } from '../support/engines.ts'
import { EVERYTHING, only, whole } from './lists.ts'
import { alone, createPaperModel } from './paper-model.ts'
import { ALL, BY_TITLE, LISTS, NEAREST } from './paper-questions.ts'
import { A, B, C, D, SPACE } from './seeds.ts'
import { useWorld } from './stores.ts'
import { EMPTY_WORLD, WORLD, writeWorld } from './world.ts'

const model = createPaperModel(WORLD)

/** Units by their forms, each as a text has it. */
const words = (is: 'text' | 'title', ...units: (readonly string[])[]): PaperFilter => ({
  is,
  units: units.map((forms) => ({ forms: forms.map((form) => form.split(' ')) })),
})

const entities = (groups: readonly (readonly string[])[], narrower = false): PaperFilter => ({
  is: 'entities',
  groups,
  narrower,
  relations: FACT_RELATIONS,
})

describe('filters of papers', () => {
  const store = useWorld()
  const idsOf = async (filter: PaperFilter) => {
    const { rows, total } = await only(store().listPapers({ of: 'all' }, { ...BY_TITLE, filter }, EVERYTHING))
    expect(total).toBe(rows.length)
    return rows.map(({ paper }) => paper.id)
  }

  test.each<[string, PaperFilter, readonly string[]]>([
    ['all units, title or abstract', words('text', ['graph'], ['title']), [C, B]],
    ['units of the title alone', words('title', ['title']), [C, D]],
    ['one form of each unit', words('text', ['nothing', 'scale to', 'same title'], ['graph']), [A, B]],
    ['the terms of a form side by side', words('text', ['attention river']), []],
    ['no form from one text to the other', words('text', ['network attention']), []],
    ['units that are data', words('text', ['" OR graph']), []],
    ['no units', words('text'), []],
    ['no units of a title', words('title'), []],
    ['years, ends included', { is: 'year', from: 1999, to: 2020 }, [C, A]],
    ['every group', entities([['attention'], ['flood-set']]), [A, B]],
    ['one of a group', entities([['f1', 'river']]), [C, A]],
    ['narrower entities as well', entities([['gradient-descent'], ['graph']], true), [C, D, A, SPACE]],
    ['methods by role', { is: 'entities', groups: [['attention']], narrower: false, relations: ['PROPOSES'] }, [A]],
    ['any method by role', { is: 'relation', any: ['PROPOSES'] }, [C, A]],
    ['topics', { is: 'topic', any: ['topic:gradient-descent'] }, [C, D, A, SPACE]],
    ['authors', { is: 'author', any: ['李雷', 'nobody'] }, [A]],
    ['venues', { is: 'venue', any: ['Workshop on \'Quotes\' & "More"'] }, [C]],
    ['an and of nothing', { is: 'and', of: [] }, model.list(ALL, BY_TITLE).map(({ paper }) => paper.id)],
    ['an or of nothing', { is: 'or', of: [] }, []],
  ])('W1 W2 %s', async (_, filter, ids) => {
    expect(await idsOf(filter)).toEqual(ids)
  })

  const OWNED = LISTS.filter(({ of }) => of !== 'all')
  const CONDITIONS: readonly PaperFilter[] = [
    words('text', ['graph']),
    entities([['attention']]),
    { is: 'relation', any: ['PROPOSES', 'USES'] },
    { is: 'topic', any: ['topic:gradient-descent', 'topic:graph'] },
    { is: 'author', any: ['李雷'] },
  ]
  test.each(OWNED.flatMap((list) => CONDITIONS.map((filter) => ({ list, filter }))))(
    'W1 W2 in every list: $list, $filter',
    async ({ list, filter }) => {
      for (const asked of [filter, { is: 'not', of: filter } as const]) {
        const query = { ...BY_TITLE, filter: asked }
        expect(await only(store().listPapers(alone(list), query, EVERYTHING))).toEqual(whole(model.list(list, query)))
      }
    },
  )

  const EVERY_KIND: readonly PaperFilter[] = [
    ...CONDITIONS,
    words('title', ['title']),
    { is: 'year', from: 1999, to: 2019 },
    { is: 'yearUnknown' },
    { is: 'venue', any: ['Workshop on \'Quotes\' & "More"'] },
    { is: 'venueUnknown' },
    { is: 'source', any: ['nowhere'] },
    { is: 'run', any: ['run:1'] },
  ]
  const MANY: readonly PaperFilter[] = [
    { is: 'or', of: EVERY_KIND },
    { is: 'and', of: EVERY_KIND.slice(1, 6).map((of) => ({ is: 'not', of })) },
    { is: 'and', of: [entities([['graph', 'river']]), { is: 'or', of: EVERY_KIND.slice(4) }] },
    {
      is: 'and',
      of: [
        { is: 'not', of: { is: 'and', of: EVERY_KIND.slice(0, 2) } },
        {
          is: 'or',
          of: [
            { is: 'and', of: EVERY_KIND.slice(5, 7) },
            { is: 'not', of: { is: 'or', of: [] } },
          ],
        },
        { is: 'topic', any: ['topic:gradient-descent', 'topic:graph'] },
      ],
    },
  ]
  test.each(LISTS.flatMap((list) => MANY.map((filter) => ({ list, filter }))))(
    'W1 W2 many conditions in every list: $list, $filter',
    async ({ list, filter }) => {
      for (const sort of [BY_TITLE.sort, NEAREST.sort]) {
        const query = { filter, sort }
        expect(await only(store().listPapers(alone(list), query, EVERYTHING))).toEqual(whole(model.list(list, query)))
      }
    },
  )

  test('W3 BROADER is followed down a bounded number of steps, in circles too', async () => {
    await using empty = await currentEngine().openEmpty()
    const chain = Array.from({ length: 8 }, (_, at) => `e${at}`)
    await writeWorld(empty, {
      ...EMPTY_WORLD,
      papers: chain.map((id) => buildPaper(`doi:${id}`)),
      entities: chain.map((id) => buildEntity(id)),
      facts: chain.map((id) => buildFact(`doi:${id}`, id)),
      broader: chain.map((id, at) => buildBroader(chain[at + 1] ?? 'e0', id)),
    })
    const query = { ...BY_TITLE, filter: entities([['e6']], true) }
    const { rows } = await only(empty.listPapers({ of: 'all' }, query, EVERYTHING))
    expect(rows.map(({ paper }) => paper.id)).toEqual(['doi:e0', 'doi:e1', 'doi:e2', 'doi:e3', 'doi:e6', 'doi:e7'])
  })
})
