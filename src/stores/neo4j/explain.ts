// Queries for people: each computes one score again, for the Neo4j Browser, after `:params` has set its parameters. They
// are not run by the store. What can be counted in the facts is; where it would take the whole graph, derived edges of the
// current generation are read.
import type { ExplainedScore } from '../../graph/explain.ts'
import { FACTS, rounded } from './rows.ts'

/** The weight of an entity `e` in a paper that has it by the fact `f`, among so many `papers`. */
const weight = (fact: string) => `${fact}.salience * log((papers + 1) / (e.paperCount + 0.5))`

/** Derived edges belong to the derivation that made them; this is the number of the one that counts. */
const CURRENT = `OPTIONAL MATCH (meta:Meta {key: 'derived'})
WITH coalesce(meta.generation, 0) AS generation`

/** The mean of the strengths of ties to papers and entities, both given as lists; ties that are not there count as 0. */
const meanOver = (name: string, papers: string, entities: string) => `
  RETURN ${rounded(`sum(strength) / CASE size($${papers}) + size($${entities})
      WHEN 0 THEN 1
      ELSE size($${papers}) + size($${entities})
    END`)} AS ${name}`

const paperSide = (name: string, papers: string, entities: string) => `CALL (p, generation) {
  CALL (p, generation) {
    MATCH (p)-[r:SIMILAR_TO]-(seed:Paper)
    WHERE r.generation = generation AND seed.id IN $${papers}
    RETURN seed, r.score AS strength
    UNION ALL
    MATCH (p)-[f:${FACTS}]->(seed:Entity)
    WHERE seed.id IN $${entities}
    RETURN seed, f.salience AS strength
  }${meanOver(name, papers, entities)}
}`

const entitySide = (name: string, papers: string, entities: string) => `CALL (e, generation) {
  CALL (e, generation) {
    MATCH (e)-[r:RELATED_TO]-(seed:Entity)
    WHERE r.generation = generation AND seed.id IN $${entities}
    RETURN seed, r.score AS strength
    UNION ALL
    MATCH (e)-[r:RELATED_TO]-(:Entity)<-[f:${FACTS}]-(seed:Paper)
    WHERE r.generation = generation AND seed.id IN $${papers}
    RETURN seed, max(f.salience * r.score) AS strength
  }${meanOver(name, papers, entities)}
}`

const TEXTS: { readonly [Score in ExplainedScore]: string } = {
  tie: `
// How much two entities occur together: normalised pointwise mutual information over papers (Bouma 2009),
// discounted where few papers have both, or the rarer of the two.
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
WITH toFloat(COUNT { (:Paper) }) AS papers,
  COUNT { (a)<-[:${FACTS}]-() } AS ofA,
  COUNT { (b)<-[:${FACTS}]-() } AS ofB,
  COUNT { (a)<-[:${FACTS}]-(:Paper)-[:${FACTS}]->(b) } AS together
WITH *, CASE ofA < ofB WHEN true THEN ofA ELSE ofB END AS ofRarer,
  CASE together
    WHEN papers THEN 1.0
    ELSE log(together * papers / (ofA * ofB)) / log(papers / together)
  END AS npmi
RETURN ${rounded(`CASE npmi > 0 WHEN true THEN npmi ELSE 0.0 END
    * (toFloat(together) / (together + 1)) * (toFloat(ofRarer) / (ofRarer + 1))`)} AS value,
  npmi, together, ofA, ofB, papers`,

  similarity: `
// How alike two papers are: the cosine of their entities, each weighing its salience times its rarity.
MATCH (a:Paper {id: $a}), (b:Paper {id: $b})
WITH a, b, toFloat(COUNT { (:Paper) }) AS papers
CALL (a, papers) {
  MATCH (a)-[f:${FACTS}]->(e:Entity)
  RETURN sqrt(sum((${weight('f')}) ^ 2)) AS lengthOfA
}
CALL (b, papers) {
  MATCH (b)-[f:${FACTS}]->(e:Entity)
  RETURN sqrt(sum((${weight('f')}) ^ 2)) AS lengthOfB
}
MATCH (a)-[f:${FACTS}]->(e:Entity)<-[g:${FACTS}]-(b)
WITH e, (${weight('f')}) * (${weight('g')}) / (lengthOfA * lengthOfB) AS part
ORDER BY part DESC
WITH collect({entity: e.name, contribution: part}) AS parts, sum(part) AS cosine
RETURN ${rounded('CASE cosine < 1 WHEN true THEN cosine ELSE 1.0 END')} AS value, parts`,

  nearPaper: `
// How near a paper is to seeds: the mean strength of its ties to them, less that of its ties to exclusions. A tie is the
// likeness of two papers, or how much the paper is about an entity.
${CURRENT}
MATCH (p:Paper {id: $paper})
${paperSide('near', 'papers', 'entities')}
${paperSide('away', 'notPapers', 'notEntities')}
RETURN ${rounded('near - away')} AS value, near, away`,

  nearEntity: `
// How near an entity is to seeds: the mean strength of its ties to them, less that of its ties to exclusions. A tie is the
// score of two entities; a paper leads there by the best of its entities, each by its salience.
${CURRENT}
MATCH (e:Entity {id: $entity})
${entitySide('near', 'papers', 'entities')}
${entitySide('away', 'notPapers', 'notEntities')}
RETURN ${rounded('near - away')} AS value, near, away`,

  shared: `
// How much papers have an entity in common: its mean salience, 0 for a paper without it, times its rarity.
MATCH (e:Entity {id: $entity})
WITH e, log((COUNT { (:Paper) } + 1) / (e.paperCount + 0.5)) AS rarity
UNWIND $papers AS id
OPTIONAL MATCH (:Paper {id: id})-[f:${FACTS}]->(e)
WITH rarity, avg(coalesce(f.salience, 0.0)) AS meanSalience
RETURN ${rounded('meanSalience * rarity')} AS value, meanSalience, rarity`,

  typicality: `
// How typical an entity is of a topic: the sum of its ties within the topic, as a share of the highest such sum.
${CURRENT}
MATCH (t:Topic {id: $topic, generation: generation})<-[:IN_TOPIC]-(member:Entity)
CALL (t, member, generation) {
  OPTIONAL MATCH (member)-[r:RELATED_TO]-(:Entity)-[:IN_TOPIC]->(t)
  WHERE r.generation = generation
  RETURN sum(r.score) AS inside
}
WITH collect({id: member.id, inside: inside}) AS members, max(inside) AS highest
UNWIND members AS member
WITH member, highest WHERE member.id = $entity
RETURN ${rounded('CASE highest WHEN 0 THEN 0.0 ELSE member.inside / highest END')} AS value, member.inside AS inside, highest`,

  topicPaper: `
// How much a paper is about a topic: over the entities of the topic that it has, the sum of salience times weight.
${CURRENT}
MATCH (:Topic {id: $topic, generation: generation})<-[m:IN_TOPIC]-(e:Entity)<-[f:${FACTS}]-(:Paper {id: $paper})
RETURN ${rounded('sum(f.salience * m.weight)')} AS value,
  collect({entity: e.name, salience: f.salience, weight: m.weight}) AS parts`,
}

/** The text of a query that computes a score. */
export function browserText(score: ExplainedScore): string {
  return TEXTS[score].trim()
}
