// Traversals: questions whose answer lies more than one edge away.
import type { Entity, KindFilter, FactRelation } from './entities.ts'
import type { EntityId, NodeId, PaperId } from './ids.ts'
import type { Order, PageRequest, Slice } from './page.ts'

/** Two papers that share entities; stored once with `a < b`, read from both ends. */
export interface SimilarEdge {
  readonly a: PaperId
  readonly b: PaperId
  /** Cosine of the papers' entity vectors weighted by salience and inverse document frequency; 0 to 1. */
  readonly score: number
  /** How many entities they share. */
  readonly shared: number
}

/** An entity near others. */
export interface RelatedTopic {
  readonly entity: Entity
  /** See {@link TraversalReader.relatedTopics}. */
  readonly score: number
  /** How near it is to the exclusions, which was taken off its score; 0 where there are none. Six decimals. */
  readonly away: number
  /** How many of the seeds lead to it. */
  readonly support: number
}

/**
 * Papers and entities to start from. Equal ids count once. Both lists may hold ids that are not in the graph; those lead
 * nowhere, but they count where a mean is taken. No seeds lead to nothing.
 */
export interface Seeds {
  readonly papers: readonly PaperId[]
  readonly entities: readonly EntityId[]
  /**
   * What to keep away from. What is near to these loses as much as it would gain were they seeds, as a mean over them; what
   * is then not nearer to the seeds than to these is left out.
   */
  readonly not?: { readonly papers: readonly PaperId[]; readonly entities: readonly EntityId[] }
}

/** The names of the edges that neighbourhoods and paths run over, by name. */
export const EDGE_RELATIONS = [
  'ADDRESSES',
  'BROADER',
  'COMPARES',
  'DISCUSSES',
  'EVALUATES_ON',
  'MEASURES',
  'PROPOSES',
  'RELATED_TO',
  'SIMILAR_TO',
  'USES',
] as const satisfies readonly (FactRelation | 'RELATED_TO' | 'SIMILAR_TO' | 'BROADER')[]
export type EdgeRelation = (typeof EDGE_RELATIONS)[number]

/** One edge of a node, seen from that node. */
export interface Neighbour {
  /** The node at the other end: a paper or an entity, as its id says. */
  readonly id: NodeId
  readonly relation: EdgeRelation
  /** Strength, 0 to 1: salience of a fact, score of RELATED_TO and SIMILAR_TO, 0.5 for BROADER. */
  readonly weight: number
  /** Whether the edge points from the node that was asked about to the neighbour. RELATED_TO and SIMILAR_TO: from the smaller id. */
  readonly outgoing: boolean
}

/** What there is to tell about a node of either type in a drawing. */
export interface NodeCard {
  readonly id: NodeId
  /** A paper's title or an entity's name. */
  readonly label: string
  readonly kind: 'PAPER' | Entity['kind']
  /** Number of facts, counted: papers of an entity, entities of a paper. What makes a node a hub. */
  readonly degree: number
}

/** Related topics: the strongest first. */
export const RELATED_TOPIC_ORDER: Order<RelatedTopic> = {
  name: 'topics.related',
  position: ({ entity, score }) => [-score, entity.id],
}

/** Reading along edges. */
export interface TraversalReader {
  /**
   * Entities near all the seeds. Left out are seeds and exclusions, and every entity that a paper among either has already.
   * How near an entity is, is the mean over the seeds of: the RELATED_TO score for an entity seed; for a paper seed the
   * largest of `salience * RELATED_TO score` over the paper's entities; 0 where there is no edge; six decimals. Its score is
   * that, less how near it is to the exclusions by the same measure; where these take anything off, entities with no more
   * than 0 are left out.
   */
  relatedTopics(seeds: Seeds, filter: KindFilter, page: PageRequest): Promise<Slice<RelatedTopic>>

  /**
   * The strongest edges of each node (papers and entities mixed), at most `perNode` a node: by weight from high to low, then
   * relation, then id, then outgoing before incoming. With `relations`, only edges of these; an empty list means none.
   * One list an id, in the order of the ids; an unknown id gets an empty one.
   */
  neighbours(
    ids: readonly string[],
    options: { readonly perNode: number; readonly relations?: readonly EdgeRelation[] },
  ): Promise<readonly (readonly Neighbour[])[]>

  /**
   * The edges among a set of nodes, of all relations, each once, ordered by `from`, `to`, `relation`. RELATED_TO and
   * SIMILAR_TO go from the smaller id, BROADER from the narrower entity, facts from the paper.
   */
  edgesAmong(ids: readonly string[]): Promise<readonly EdgeAmong[]>

  /** What to show for each node, in the order of the ids; `null` where there is no such paper or entity. */
  nodeCards(ids: readonly string[]): Promise<readonly (NodeCard | null)[]>
}

/** An edge between two given nodes. */
export interface EdgeAmong {
  readonly from: string
  readonly to: string
  readonly relation: EdgeRelation
  readonly weight: number
}
