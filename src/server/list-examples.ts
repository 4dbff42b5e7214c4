// Example queries for lists, names and texts.

export const FILTERED = `# Papers of a topic of interest since 2015, and what they have in common.
query FilteredPapers($entities: [ID!]!) {
  papers(
    where: { entities: { any: $entities, includeNarrower: true }, year: { gte: 2015 }, not: { title: "survey" } }
    orderBy: { field: YEAR }
    first: 5
  ) {
    totalCount
    nodes {
      title
      year
    }
    facets {
      years {
        buckets {
          value
          count
        }
      }
      methods(size: 5) {
        buckets {
          count
          entity {
            name
          }
        }
      }
      topics(size: 3) {
        buckets {
          count
          topic {
            label
          }
        }
      }
    }
  }
}
`

export const TRENDS = `# How often entities occur through time, in flat rows for a chart.
query Trends($entities: [ID!]!) {
  trends(entities: $entities, bucket: YEAR, last: 10) {
    bucket
    name
    count
    papers
    share
  }
}
`

export const EXPLAINED = `# Why things are related: the terms add up to the score, and the Cypher gives it in the Neo4j Browser.
query Explained($name: String!) {
  entity(name: $name) {
    related(first: 2) {
      edges {
        score
        node {
          name
        }
        explain {
          summary
          terms {
            name
            value
            contribution
          }
          evidence(first: 2) {
            sentence
          }
          command
          cypher
        }
      }
    }
  }
}
`

export const COMPLETED = `# What somebody may mean who has typed so much, slips of the pen included.
query Completed($prefix: String!) {
  autocomplete(prefix: $prefix, first: 5) {
    match
    alias {
      surface
      rule
    }
    node {
      name
      kind
      paperCount
    }
  }
}
`

export const ANNOTATED = `# What ingestion would find in a text. Nothing is written.
query Annotated($text: String!) {
  annotate(text: $text) {
    start
    end
    surface
    kind
    role
    entity {
      name
      paperCount
    }
  }
}
`

export const SUGGESTED = `# Which entities may be one thing, and what speaks for and against it.
query MergeSuggestions {
  mergeSuggestions(first: 5) {
    totalCount
    edges {
      score
      node {
        name
      }
      into {
        name
      }
      reasons {
        kind
        contribution
        summary
      }
    }
  }
}
`
