// Statements that remove rows of a patch, with what hangs on them. Removing what is not there is no error.
import { z } from 'zod'
import { noRow, statement } from '../statement.ts'
import { FACTS } from './rows.ts'
import { ids } from './values.ts'

export const facts = statement({
  name: 'remove.facts',
  text: `
    UNWIND $given.rows AS row
    MATCH (:Paper {id: row.paperId})-[f:${FACTS}]->(:Entity {id: row.entityId})
    DELETE f`,
  params: z.object({ rows: z.array(z.object({ paperId: z.string(), entityId: z.string() })) }),
  row: noRow,
})

export const aliases = statement({
  name: 'remove.aliases',
  text: `
    UNWIND $given.rows AS row
    MATCH (a:Alias {entityId: row.entityId, surface: row.surface})
    DETACH DELETE a`,
  params: z.object({ rows: z.array(z.object({ entityId: z.string(), surface: z.string() })) }),
  row: noRow,
})

export const entities = statement({
  name: 'remove.entities',
  text: `
    UNWIND $given.ids AS id
    MATCH (e:Entity {id: id})
    OPTIONAL MATCH (e)-[:HAS_ALIAS]->(a:Alias)
    DETACH DELETE a, e`,
  params: z.object({ ids }),
  row: noRow,
})

/** Removes the nodes of a label by a property of theirs. */
const nodesBy = (name: string, label: string, property: string) =>
  statement({
    name,
    text: `
    UNWIND $given.ids AS id
    MATCH (n:${label} {${property}: id})
    DETACH DELETE n`,
    params: z.object({ ids }),
    row: noRow,
  })

export const extractions = nodesBy('remove.extractions', 'Extraction', 'paperId')
export const redirects = nodesBy('remove.redirects', 'Redirect', 'id')
export const originals = nodesBy('remove.originals', 'Original', 'id')
export const originalsOfPapers = nodesBy('remove.originalsOfPapers', 'Original', 'paperId')

/** Takes papers from their authors and answers these. */
export const authorships = statement({
  name: 'remove.authorships',
  text: `
    UNWIND $given.ids AS id
    MATCH (:Paper {id: id})<-[w:WROTE]-(author:Author)
    DELETE w
    RETURN DISTINCT author.id AS id`,
  params: z.object({ ids }),
  row: z.object({ id: z.string() }),
})

export const papers = statement({
  name: 'remove.papers',
  text: `
    UNWIND $given.ids AS id
    MATCH (p:Paper {id: id})
    OPTIONAL MATCH (p)-[:HAS_EXTRACTION]->(x:Extraction)
    DETACH DELETE x, p`,
  params: z.object({ ids }),
  row: noRow,
})

/** Removes those of the authors who have no paper left. */
export const idleAuthors = statement({
  name: 'remove.idleAuthors',
  text: `
    UNWIND $given.ids AS id
    MATCH (author:Author {id: id})
    WHERE NOT EXISTS { (author)-[:WROTE]->() }
    DELETE author`,
  params: z.object({ ids }),
  row: noRow,
})
