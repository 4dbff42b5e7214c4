// Example queries for explanations.

export const EXPLAIN = `# Why two things are tied, and why papers are alike: the parts of each score, the sentences behind it, and a query
# that computes it again: send \`command\` in the Neo4j Browser, then \`cypher\`.
query Explain($name: String!) {
  entity(name: $name) {
    related(first: 3) {
      edges {
        node {
          name
        }
        explain {
          summary
          value
          terms {
            name
            contribution
          }
          evidence(first: 2) {
            sentence
            highlight {
              start
              end
            }
          }
          command
          cypher
        }
      }
    }
    papers(first: 1) {
      nodes {
        title
        relatedPapers(first: 2) {
          edges {
            node {
              title
            }
            explain {
              summary
              value
              terms {
                name
                contribution
              }
            }
          }
        }
      }
    }
  }
}
`
