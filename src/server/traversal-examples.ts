// Example queries for the traversals that compare and trace.

export const COMPARE = `# Papers side by side: what each says of what, and what each alone has.
query Compare($papers: [ID!]!) {
  compare(papers: $papers) {
    papers {
      title
    }
    rows(first: 10) {
      totalCount
      edges {
        support
        node {
          name
          kind
        }
        cells {
          relation
          count
          quote {
            sentence
          }
        }
      }
    }
    distinguishing {
      paper {
        title
      }
      entities(first: 5) {
        nodes {
          name
        }
      }
    }
  }
}
`

export const GAPS = `# What no paper speaks of together, though both are tied to the same others.
query Gaps($of: ID!) {
  gaps(of: $of, first: 10) {
    totalCount
    edges {
      score
      support
      node {
        name
        kind
      }
      links(first: 3) {
        share
        entity {
          name
        }
      }
    }
  }
}
`

export const MATRIX = `# How often entities occur together, each with each.
query Matrix($entities: [ID!]!) {
  coOccurrence(entities: $entities) {
    papers
    entities {
      papers
      together
      entity {
        name
      }
    }
    cells {
      a {
        name
      }
      b {
        name
      }
      support
      npmi
      jaccard
    }
  }
}
`

export const LINEAGE = `# Where a method comes from and what became of it.
query Lineage($id: ID!) {
  entity(id: $id) {
    name
    ... on Method {
      lineage {
        years {
          year
          proposes
          uses
          compares
        }
        proposedBy(first: 3) {
          nodes {
            title
            year
          }
        }
        usedBy(first: 5) {
          totalCount
          nodes {
            title
            year
          }
        }
        extendedBy(first: 5) {
          totalCount
          edges {
            support
            node {
              name
            }
            proposed {
              quote {
                sentence
              }
            }
          }
        }
      }
      narrower(first: 5) {
        nodes {
          name
        }
      }
    }
  }
}
`
