// Example queries: the tabs of the explorer page. They run on any graph, and tests execute each of them.
import type { EntityId, PaperId } from '../graph/ids.ts'
import type { GraphReader } from '../graph/reader.ts'
import { firstPage } from '../graph/page.ts'
import { NO_FILTER } from '../graph/filter.ts'
import { toGlobalId } from '../../schema/lib/global-id.ts'
import { ANNOTATED, COMPLETED, EXPLAINED, FILTERED, SUGGESTED, TRENDS } from './list-examples.ts'
import { COMPARE, GAPS, LINEAGE, MATRIX } from './traversal-examples.ts'

/** A query to begin with. */
export interface Example {
  readonly query: string
  readonly variables: { readonly [name: string]: string | readonly string[] }
}

const PAPERS = `# Papers, their concepts, and where they say so.
query PapersAndConcepts {
  papers(first: 5) {
    totalCount
    nodes {
      title
      concepts(first: 5) {
        edges {
          salience
          node {
            name
            paperCount
          }
          evidence(first: 1) {
            sentence
            highlight {
              start
              end
            }
          }
        }
      }
    }
  }
}
`

const ENTITY = `# One concept by any of its names, and its relations.
query ConceptByName($name: String!) {
  entity(name: $name) {
    id
    name
    kind
    kindReason {
      summary
      votes {
        kind
        mentions
      }
    }
    aliases {
      surface
      rule
      count
    }
    related(first: 10) {
      edges {
        score
        support
        node {
          name
          kind
        }
      }
    }
    broader {
      nodes {
        name
      }
    }
    narrower {
      nodes {
        name
      }
    }
    papers(first: 3) {
      edges {
        salience
        node {
          title
        }
      }
    }
  }
}
`

const SHARED = `# What two papers have in common, with the sentences of both.
query SharedConcepts($papers: [ID!]!) {
  sharedConcepts(papers: $papers, kinds: [CONCEPT, METHOD]) {
    totalCount
    edges {
      weight
      node {
        name
      }
      occurrences {
        paper {
          title
        }
        evidence(first: 1) {
          sentence
        }
      }
    }
  }
}
`

const SEARCH = `# Papers and entities that have all the words and names, under any spelling, with the places.
query Search($query: String!) {
  search(query: $query, first: 10) {
    totalCount
    edges {
      score
      node {
        ... on Paper {
          title
          year
        }
        ... on Entity {
          name
          kind
          paperCount
        }
      }
      titleHighlights {
        start
        end
      }
      snippet {
        text
        highlights {
          start
          end
        }
      }
      matchedAlias {
        surface
        rule
      }
    }
  }
}
`

const PATHS = `# How two things hang together.
query Paths($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, maxLength: 4, k: 3) {
    truncated
    paths {
      cost
      nodes {
        label
        kind
      }
      edges {
        relation
        weight
        why {
          sentence
        }
      }
    }
  }
}
`

const AROUND = `# What lies around, to draw and to read on.
query Around($of: [ID!]!) {
  neighbourhood(of: $of, depth: 1, nodeBudget: 30) {
    truncated
    nodes {
      id
      label
      kind
    }
    edges {
      from
      to
      relation
      weight
    }
  }
  relatedTopics(of: $of, first: 5) {
    edges {
      score
      node {
        name
      }
    }
  }
  relatedPapers(of: $of, first: 5) {
    edges {
      score
      node {
        title
      }
    }
  }
}
`

const TOPICS = `# The topics of the graph, and the graph in figures.
query Topics {
  topics(first: 5) {
    totalCount
    nodes {
      label
      size
      children(first: 5) {
        nodes {
          label
        }
      }
      entities(first: 5) {
        edges {
          weight
          node {
            name
            kind
          }
        }
      }
    }
  }
  stats {
    papers
    entities
    edges
    lastRun {
      finishedAt
    }
  }
}
`

/** The examples with names and ids that are in the graph. In an empty graph their lists of ids are empty. */
export async function createExamples(reader: GraphReader): Promise<readonly Example[]> {
  const concepts = (await reader.listEntities({ kinds: ['CONCEPT'] }, firstPage(5))).rows
  const [first] = concepts
  const papers = first === undefined ? [] : await findPair(reader, first.id)
  const [method] = (await reader.listEntities({ kinds: ['METHOD'] }, firstPage(1))).rows
  const gap = await findGap(reader)
  const name = first?.name ?? 'attention'
  const of = first === undefined ? [] : [toGlobalId(first.id)]
  const from = of[0] ?? ''
  const to = toGlobalIdOf(concepts.at(-1)?.id)
  return [
    { query: PAPERS, variables: {} },
    { query: ENTITY, variables: { name } },
    { query: SHARED, variables: { papers: papers.map(toGlobalId) } },
    { query: SEARCH, variables: { query: name } },
    { query: PATHS, variables: { from, to } },
    { query: AROUND, variables: { of } },
    { query: TOPICS, variables: {} },
    { query: COMPARE, variables: { papers: papers.map(toGlobalId) } },
    { query: GAPS, variables: { of: toGlobalIdOf(gap) } },
    { query: MATRIX, variables: { entities: concepts.map(({ id }) => toGlobalId(id)) } },
    { query: LINEAGE, variables: { id: toGlobalIdOf(method?.id) } },
    { query: FILTERED, variables: { entities: of } },
    { query: TRENDS, variables: { entities: concepts.slice(0, 3).map(({ id }) => toGlobalId(id)) } },
    { query: EXPLAINED, variables: { name } },
    { query: COMPLETED, variables: { prefix: name.slice(0, Math.ceil(name.length / 2)) } },
    { query: ANNOTATED, variables: { text: `We study ${name} and propose sparse graph dropout.` } },
    { query: SUGGESTED, variables: {} },
  ]
}

/** The paper that is most about an entity, and the paper that is most like it. */
async function findPair(reader: GraphReader, entity: EntityId): Promise<readonly PaperId[]> {
  const nearest = { filter: NO_FILTER, sort: { by: 'relevance', descending: true } } as const
  const [about] = await reader.listPapers({ of: 'entity', ids: [entity] }, nearest, firstPage(2))
  const [one, other] = (about?.rows ?? []).map(({ paper }) => paper.id)
  if (one === undefined) return []
  const seeds = { papers: [one], entities: [] }
  const [similar] = await reader.listPapers({ of: 'near', seeds: [seeds] }, nearest, firstPage(1))
  const pair = similar?.rows[0]?.paper.id ?? other
  return pair === undefined ? [] : [one, pair]
}

/** A concept that has a gap, looked for among those of most papers; the first of them where none has. */
async function findGap(reader: GraphReader): Promise<EntityId | undefined> {
  const { rows } = await reader.listEntities({ kinds: ['CONCEPT'] }, firstPage(25))
  for (const { id } of rows) if ((await reader.gapsOf(id, {}, firstPage(1))).rows.length > 0) return id
  return rows[0]?.id
}

function toGlobalIdOf(id: string | undefined): string {
  return id === undefined ? '' : toGlobalId(id)
}
