// Queries for people: each computes one score again, for the Neo4j Browser, after `:params` has set its parameters. They
// are not run by the store. What can be counted in the facts is; where it would take the whole graph, derived edges of the
// current generation are read.
import type { ExplainedScore } from '../../graph/explain.ts'
import { GAP_REACH } from '../../graph/gaps.ts'
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

/** A form of a unit as texts of terms have it, see `termText`. */
const PADDED = "reduce(padded = '', term IN form | padded + ' ' + term + ' ')"

/** How often a text of terms has a unit: every place of a single word, else whether a form is there. */
const timesIn = (text: string) => `CASE
    WHEN unit.counted THEN (size(${text}) - size(replace(${text}, padded[0], ''))) / size(padded[0])
    WHEN any(form IN padded WHERE ${text} CONTAINS form) THEN 1
    ELSE 0
  END`

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

  npmi: `
// How much more often than by chance two entities occur together: normalised pointwise mutual information (Bouma 2009).
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
WITH toFloat(COUNT { (:Paper) }) AS papers,
  COUNT { (a)<-[:${FACTS}]-() } AS ofA,
  COUNT { (b)<-[:${FACTS}]-() } AS ofB,
  COUNT { (a)<-[:${FACTS}]-(:Paper)-[:${FACTS}]->(b) } AS together
RETURN ${rounded(`CASE together
    WHEN papers THEN 1.0
    ELSE log(together * papers / (ofA * ofB)) / log(papers / together)
  END`)} AS value, together, ofA, ofB, papers`,

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

  gap: `
// How strongly two entities that never met are tied to the same others: over the strongest ties of the one, how strongly
// each leads on to the other, strong ties counting more.
${CURRENT}
MATCH (one:Entity {id: $of}), (other:Entity {id: $entity})
CALL (one, generation) {
  MATCH (one)-[r:RELATED_TO]-(link:Entity)
  WHERE r.generation = generation
  RETURN link, r.score AS near ORDER BY near DESC, coalesce(link.sortId, link.id) LIMIT ${GAP_REACH}
}
CALL (link, other, generation) {
  MATCH (link)-[r:RELATED_TO]-(end:Entity)
  WHERE r.generation = generation
  WITH end, r.score AS far ORDER BY far DESC, coalesce(end.sortId, end.id) LIMIT ${GAP_REACH}
  WITH end, other, far WHERE end = other
  RETURN sum(far) AS far
}
RETURN ${rounded('sum(near * far) / sum(near)')} AS value`,

  foundPaper: `
// How well a paper fits a search: over the units of the text, half of how often the paper has it (the title counting three
// times), and two fifths of how much it is about what the unit means.
MATCH (p:Paper {id: $paper})
UNWIND $units AS unit
CALL (p, unit) {
  OPTIONAL MATCH (p)-[f:${FACTS}]->(e:Entity)
  WHERE e.id IN unit.entities
  RETURN coalesce(max(f.salience), 0.0) AS salience
}
WITH p, unit, salience, [form IN unit.forms | ${PADDED}] AS padded
WITH salience,
  ${timesIn('p.abstractTerms')} + 3 * ${timesIn('p.titleTerms')} AS tf
RETURN ${rounded('sum(0.5 * tf / (tf + 1) + 0.4 * salience) / size($units)')} AS value,
  collect({tf: tf, salience: salience}) AS parts`,

  foundEntity: `
// How well an entity fits a search: 1 as what the whole text means, else nine tenths of how much of its best name the text
// has.
MATCH (e:Entity {id: $entity})
OPTIONAL MATCH (e)-[:HAS_ALIAS]->(a:Alias)
WITH e, a, [unit IN $units | reduce(most = 0, form IN unit.forms |
  CASE WHEN size(form) > most AND a.terms CONTAINS ${PADDED} THEN size(form) ELSE most END)] AS lengths
WITH e, CASE
  WHEN a IS NULL OR 0 IN lengths THEN 0.0
  ELSE 1.0 * reduce(sum = 0, length IN lengths | sum + length) / a.termCount
END AS share
WITH e, max(CASE WHEN share < 1 THEN share ELSE 1.0 END) AS share
RETURN ${rounded(`CASE
    WHEN size($units) = 1 AND e.id IN $units[0].entities THEN 1.0
    ELSE 0.9 * share
  END`)} AS value, share`,
}

/** The text of a query that computes a score. */
export function browserText(score: ExplainedScore): string {
  return TEXTS[score].trim()
}
