// What clients are told when they ask for something that cannot be: the words and the code.
import { beforeAll, describe, expect, it } from 'vitest'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import { useSeed } from './seeded.ts'

describe('what clients are told', () => {
  let paper: string
  let other: string
  const entity = toGlobalId('attention')
  const unknownPaper = toGlobalId('doi:10.1/none')
  const unknownEntity = toGlobalId('no-such-entity')
  const { client, seed } = useSeed()
  beforeAll(() => {
    const [a = '', b = ''] = seed().papers.map(({ id }) => toGlobalId(id))
    paper = a
    other = b
  })

  async function told(query: string, variables: object = {}): Promise<{ message: string; code: string }> {
    const { errors } = await client.ask(query, variables)
    expect(errors).toHaveLength(1)
    return { message: errors[0]?.message ?? '', code: errors[0]?.extensions.code ?? '' }
  }
  const badInput = (message: string) => ({ message, code: 'BAD_USER_INPUT' })

  describe('ids', () => {
    it.each(['', 'x', 'Paper:1', 'UGFwZXI6', 'UGFwZXI6YXR0ZW50aW9u', '💥', 'A'.repeat(3000), ' '])(
      'that are no ids are refused: %s',
      async (id) => {
        const quoted = id.length > 60 ? `"${id.slice(0, 60)}…"` : `"${id}"`
        const message = `\`id\`: ${quoted} is not an id. Ids are opaque: use what an \`id\` field answered.`
        expect(await told('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual(badInput(message))
        expect(await told('query ($id: ID!) { paper(id: $id) { id } }', { id })).toEqual(badInput(message))
      },
    )

    it('of another type are refused', async () => {
      expect(await told(`{ paper(id: "${entity}") { id } }`)).toEqual(
        badInput('`id`: expected the id of a Paper, got an Entity.'),
      )
      expect(await told(`{ entity(id: "${paper}") { id } }`)).toEqual(
        badInput('`id`: expected the id of an Entity, got a Paper.'),
      )
      expect(await told(`{ relatedTopics(of: ["${toGlobalId('run:1')}"]) { totalCount } }`)).toEqual(
        badInput('`of.0`: expected the id of a Paper or an Entity, got a Run.'),
      )
      expect(await told(`{ sharedConcepts(papers: ["${paper}", "${entity}"]) { totalCount } }`)).toEqual(
        badInput('`papers.1`: expected the id of a Paper, got an Entity.'),
      )
    })

    it('of nothing are null where one thing is asked for', async () => {
      const query = `{
        node(id: "${unknownPaper}") { id }
        nodes(ids: ["${unknownEntity}", "${paper}"]) { id }
        paper(id: "${unknownPaper}") { id }
        entity(id: "${unknownEntity}") { id }
        topic(id: "${toGlobalId('topic:none')}") { id }
        run(id: "${toGlobalId('run:999')}") { id }
      }`
      expect(await client.data(query)).toEqual({
        node: null,
        nodes: [null, { id: paper }],
        paper: null,
        entity: null,
        topic: null,
        run: null,
      })
    })

    it('of nothing are NOT_FOUND where a traversal starts', async () => {
      const noPaper = {
        message: `there is no paper with the id "${unknownPaper}". Look it up again with \`search\`.`,
        code: 'NOT_FOUND',
      }
      const noEntity = {
        message: `there is no entity with the id "${unknownEntity}". Look it up again with \`search\`; \`curations\` tells whether it was rejected.`,
        code: 'NOT_FOUND',
      }
      const at = (argument: string, { message, code }: typeof noPaper) => ({
        message: `\`${argument}\`: ${message}`,
        code,
      })
      expect(await told(`{ sharedConcepts(papers: ["${paper}", "${unknownPaper}"]) { totalCount } }`)).toEqual(
        at('papers.1', noPaper),
      )
      expect(
        await told(`{ paper(id: "${paper}") { sharedConcepts(with: "${unknownPaper}") { totalCount } } }`),
      ).toEqual(at('with', noPaper))
      expect(await told(`{ relatedPapers(of: ["${unknownEntity}"]) { totalCount } }`)).toEqual(at('of.0', noEntity))
      expect(await told(`{ relatedTopics(of: ["${unknownEntity}"]) { totalCount } }`)).toEqual(at('of.0', noEntity))
      expect(await told(`{ paths(from: "${paper}", to: "${unknownEntity}") { truncated } }`)).toEqual(
        at('to', noEntity),
      )
      expect(await told(`{ neighbourhood(of: ["${paper}", "${unknownEntity}"]) { truncated } }`)).toEqual(
        at('of.1', noEntity),
      )
    })

    it('of nothing are named by the place that gave them', async () => {
      const { errors } = await client.ask(
        `{ relatedPapers(of: ["${paper}"], not: ["${unknownPaper}"]) { totalCount } }`,
      )
      expect(errors[0]?.extensions).toMatchObject({
        code: 'NOT_FOUND',
        issues: [{ path: ['not', '0'], message: errors[0]?.message }],
      })
      const filtered = await client.ask(
        `{ papers(where: { or: [{ entities: { any: ["${entity}", "x"] } }] }) { totalCount } }`,
      )
      expect(filtered.errors[0]?.extensions).toMatchObject({
        issues: [{ path: ['where', 'or', '0', 'entities', 'any', '1'] }],
      })
    })

    it('are counted', async () => {
      expect(await told(`{ sharedConcepts(papers: ["${paper}", "${paper}"]) { totalCount } }`)).toEqual(
        badInput('`papers` takes at least 2 different ids, got 1.'),
      )
      expect(await told('{ relatedPapers(of: []) { totalCount } }')).toEqual(
        badInput('`of` takes at least one id, got 0.'),
      )
      const of = Array.from({ length: 21 }, () => paper)
      expect(await told('query ($of: [ID!]!) { relatedPapers(of: $of) { totalCount } }', { of })).toEqual(
        badInput('`of` takes 20 ids at most, got 21.'),
      )
      const papers = `papers: ["${paper}", "${other}"]`
      for (const atLeast of [-1, 0, 1, 3]) {
        expect(await told(`{ sharedConcepts(${papers}, atLeast: ${atLeast}) { totalCount } }`)).toEqual(
          badInput(`\`atLeast\` must be between 2 and the number of different papers, 2, got ${atLeast}.`),
        )
      }
      for (const field of ['relatedPapers', 'relatedTopics']) {
        expect(await told(`{ ${field}(of: ["${paper}"], not: ["${entity}", "${paper}"]) { totalCount } }`)).toEqual(
          badInput(`\`of\` and \`not\` both lead to "${paper}". Leave it out of one of them.`),
        )
        expect(await told(`{ ${field}(of: ["${paper}"], not: ["${unknownEntity}"]) { totalCount } }`)).toMatchObject({
          code: 'NOT_FOUND',
        })
        const query = `query ($not: [ID!]) { ${field}(of: ["${paper}"], not: $not) { totalCount } }`
        expect(await told(query, { not: Array.from({ length: 21 }, () => other) })).toEqual(
          badInput('`not` takes 20 ids at most, got 21.'),
        )
      }
      expect(await told(`{ compare(papers: ["${paper}"]) { csv } }`)).toEqual(
        badInput('`papers` takes at least 2 different ids, got 1.'),
      )
      expect(await told(`{ compare(${papers}) { csv(first: 1001) } }`)).toEqual(
        badInput('`first` must be between 0 and 1000 for CSV, got 1001.'),
      )
      expect(await told(`{ coOccurrence(entities: ["${entity}"]) { papers } }`)).toEqual(
        badInput('`entities` takes at least 2 different ids, got 1.'),
      )
      expect(await told('{ coOccurrence { papers } }')).toEqual(badInput('Give exactly one of `entities` and `topic`.'))
      const topic = toGlobalId('topic:none')
      expect(await told(`{ coOccurrence(topic: "${topic}", first: 51) { papers } }`)).toEqual(
        badInput('`first` must be between 2 and 50, got 51.'),
      )
      expect(await told(`{ coOccurrence(topic: "${topic}") { papers } }`)).toMatchObject({ code: 'NOT_FOUND' })
      expect(await told(`{ coOccurrence(entities: ["${entity}"], topic: "${topic}") { papers } }`)).toEqual(
        badInput('Give exactly one of `entities` and `topic`.'),
      )
      expect(await told(`{ coOccurrence(entities: ["${entity}"], kinds: [TASK]) { papers } }`)).toEqual(
        badInput('`kinds` goes with `topic`, not with `entities`.'),
      )
      expect(await told('{ topics(level: 2) { totalCount } }')).toEqual(badInput('`level` must be 0 or 1, got 2.'))
      expect(await told(`{ gaps(of: "${unknownEntity}") { totalCount } }`)).toMatchObject({ code: 'NOT_FOUND' })
      expect(await told(`{ gaps(of: "${paper}") { totalCount } }`)).toEqual(
        badInput('`of`: expected the id of an Entity, got a Paper.'),
      )
      expect(await told(`{ gaps(of: "${toGlobalId('grokking')}") { edges { links(first: 51) { near } } } }`)).toEqual(
        badInput('`first` must be between 0 and 50 for links, got 51.'),
      )
      const ids = Array.from({ length: 101 }, () => paper)
      expect(await told('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual(
        badInput('`ids` takes 100 ids at most, got 101.'),
      )
    })
  })

  describe('pages', () => {
    it.each([
      ['first: 1, last: 1', 'Give `first` or `last`, not both.'],
      ['first: -1', '`first` must be between 0 and 100, got -1.'],
      ['first: 101', '`first` must be between 0 and 100, got 101.'],
      ['last: 101', '`last` must be between 0 and 100, got 101.'],
      ['last: -5', '`last` must be between 0 and 100, got -5.'],
      ['after: "x", before: "x"', 'Give `after` or `before`, not both.'],
      ['last: 1, after: "x"', '`after` goes with `first`; with `last` use `before`.'],
      ['first: 1, before: "x"', '`before` goes with `last`; with `first` use `after`.'],
    ])('%s is refused', async (args, message) => {
      expect(await told(`{ papers(${args}) { totalCount } }`)).toEqual(badInput(message))
    })

    it.each(['', 'x', 'bnVsbA', 'W10', 'eyJhIjoxfQ', ' ', '💥', 'A'.repeat(9000)])(
      'cursors that are no cursors are refused: %s',
      async (cursor) => {
        const query = 'query ($cursor: String!) { papers(after: $cursor) { nodes { id } } }'
        const quoted = cursor.length > 60 ? `"${cursor.slice(0, 60)}…"` : `"${cursor}"`
        expect(await told(query, { cursor })).toEqual(
          badInput(
            `\`after\`: ${quoted} is not a cursor. Use the \`cursor\` of an edge, or \`startCursor\` or \`endCursor\`.`,
          ),
        )
      },
    )

    it('cursors of other lists and cursors with a key of the wrong kind are refused', async () => {
      const { entities } = await client.data('{ entities(first: 1) { pageInfo { endCursor } } }')
      expect(await told(`{ papers(after: "${entities.pageInfo.endCursor}") { nodes { id } } }`)).toEqual(
        badInput(
          '`after` is the cursor of another list, or of another order. Use one that this list answered, in this order.',
        ),
      )
      expect(await told(`{ papers(before: "${entities.pageInfo.endCursor}") { nodes { id } } }`)).toEqual(
        badInput(
          '`before` is the cursor of another list, or of another order. Use one that this list answered, in this order.',
        ),
      )
      const forged = Buffer.from(JSON.stringify(['entities.papers', 'text', 'id'])).toString('base64url')
      expect(await told(`{ entities(after: "${forged}") { nodes { id } } }`)).toMatchObject({ code: 'BAD_USER_INPUT' })
    })
  })

  it.each([
    ['{ paper { id } }', 'Give exactly one of `id`, `doi`, `arxivId` and `title`.'],
    ['{ paper(doi: "10.1/x", title: "x") { id } }', 'Give exactly one of `id`, `doi`, `arxivId` and `title`.'],
    ['{ entity { id } }', 'Give exactly one of `id` and `name`.'],
    [`{ entity(id: "${entity}", kind: METHOD) { id } }`, '`kind` goes with `name`, not with `id`.'],
    [`{ entity(id: "${entity}", name: "attention") { id } }`, 'Give exactly one of `id` and `name`.'],
    [`{ search(query: "${'a'.repeat(301)}") { totalCount } }`, '`query` may have 300 characters at most, got 301.'],
    [`{ entity(name: "${'a'.repeat(1001)}") { id } }`, '`name` may have 1000 characters at most, got 1001.'],
    [`{ paper(title: "${'a'.repeat(1001)}") { id } }`, '`title` may have 1000 characters at most, got 1001.'],
    [
      '{ papers(first: 1) { nodes { concepts { edges { evidence(first: 21) { start } } } } } }',
      '`first` must be between 0 and 20 for evidence, got 21.',
    ],
  ])('%s', async (query, message) => {
    const { errors } = await client.ask(query)
    expect(errors[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
  })

  it.each([
    ['paths', 'maxLength: 7'],
    ['paths', 'maxLength: 0'],
    ['paths', 'k: 11'],
    ['neighbourhood', 'depth: 5'],
    ['neighbourhood', 'nodeBudget: 1001'],
    ['neighbourhood', 'perNode: 0'],
  ])('%s(%s) is out of bounds', async (field, args) => {
    const [name, value] = args.split(': ')
    const ends = field === 'paths' ? `from: "${paper}", to: "${other}"` : `of: ["${paper}"]`
    const answer = await told(`{ ${field}(${ends}, ${args}) { truncated } }`)
    expect(answer.code).toBe('BAD_USER_INPUT')
    expect(answer.message).toMatch(new RegExp(`^\`${name}\` must be .*, got ${value}\\.$`))
  })

  it('names the argument that is wrong', async () => {
    const { errors } = await client.ask('{ papers(first: 101) { totalCount } }')
    expect(errors[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      issues: [{ path: ['first'], message: '`first` must be between 0 and 100, got 101.' }],
    })
    expect(errors[0]?.path).toEqual(['papers'])
  })

  it.each([
    ['papers(where: { not: { year: { gte: 2020, lte: 2010 } } })', ['where', 'not', 'year'], '2020 and 2010'],
    ['entities(where: { paperCount: { gte: 3, lte: 2, } })', ['where', 'paperCount'], '3 and 2'],
  ])('refuses a range that ends before it begins: %s', async (field, path, got) => {
    const { errors } = await client.ask(`{ ${field} { totalCount } }`)
    const message = `\`${path.join('.')}\`: \`gte\` may not be above \`lte\`, got ${got}.`
    expect(errors[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path, message }] } })
  })

  it.each([
    ['{ papers(first: "a") { totalCount } }', 'first', 'Int cannot represent non-integer value: "a"'],
    [
      '{ papers(where: { or: [{}, { year: { gte: "x" } }] }) { totalCount } }',
      'where.or.1.year.gte',
      'Int cannot represent non-integer value: "x"',
    ],
    [
      '{ papers(where: { yeer: 1 }) { totalCount } }',
      'where.yeer',
      'Field "yeer" is not defined by type "PaperFilter". Did you mean "year"?',
    ],
    [
      '{ entities(kinds: [TASK, FOO]) { totalCount } }',
      'kinds.1',
      'Value "FOO" does not exist in "EntityKind" enum. It has CONCEPT, DATASET, METHOD, METRIC, TASK.',
    ],
    [
      '{ papers(orderBy: {}) { totalCount } }',
      'orderBy',
      'Field "PaperOrder.field" of required type "PaperOrderField!" was not provided.',
    ],
  ])('names the argument that no query can have: %s', async (query, argument, words) => {
    const { errors } = await client.ask(query)
    const message = `\`${argument}\`: ${words}`
    expect(errors[0]).toMatchObject({
      message,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', issues: [{ path: argument.split('.'), message }] },
    })
  })

  it('names the values of an enum also where a variable has another one', async () => {
    const { errors } = await client.ask('query ($k: [EntityKind!]) { entities(kinds: $k) { totalCount } }', {
      k: ['FOO'],
    })
    expect(errors[0]?.message).toBe(
      'Variable "$k" got invalid value "FOO" at "k[0]"; Value "FOO" does not exist in "EntityKind" enum. It has CONCEPT, ' +
        'DATASET, METHOD, METRIC, TASK.',
    )
  })

  it('keeps what can be answered', async () => {
    const { data, errors } = await client.ask(
      `{ paper(id: "${unknownPaper}") { id } entity(id: "x") { id } stats { papers } }`,
    )
    expect(data).toEqual({ paper: null, entity: null, stats: { papers: 30 } })
    expect(errors).toHaveLength(1)
  })
})
