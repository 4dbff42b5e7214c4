// Traversals that answer a piece of the graph: ways between two nodes, and what lies around some.
import type { EdgeAmong, NodeCard } from '../src/graph/traversals.ts'
import { MAX_DEPTH, MAX_NODE_BUDGET, exploreNeighbourhood } from '../src/traverse/neighbourhood.ts'
import type { Neighbourhood } from '../src/traverse/neighbourhood.ts'
import { MAX_PATHS, MAX_PATH_LENGTH, findPaths } from '../src/traverse/paths.ts'
import type { Path, PathResult } from '../src/traverse/paths.ts'
import { builder } from './builder.ts'
import { fromGlobalId, toGlobalId } from './lib/global-id.ts'
import { nameMissing, readIds, readNodeIds } from './lib/input.ts'
import { NODE_VALUES } from './lib/kinds.ts'
import { EdgeRelationEnum } from './lib/relations.ts'
import { WHY } from './reasons.ts'

const MAX_STARTS = 20

const GraphNodeKindEnum = builder.enumType('GraphNodeKind', {
  description: 'What a node of a drawing is.',
  values: NODE_VALUES satisfies Record<NodeCard['kind'], object>,
})

const GraphNodeRef = builder.objectRef<NodeCard>('GraphNode').implement({
  description: 'A paper or an entity as a node of a drawing.',
  fields: (t) => ({
    id: t.id({
      description: 'The id of the paper or entity, for `node`, `paper` and `entity`.',
      resolve: ({ id }) => toGlobalId(id),
    }),
    label: t.exposeString('label', { description: "A paper's title or an entity's name." }),
    kind: t.field({ type: GraphNodeKindEnum, description: 'What it is.', resolve: ({ kind }) => kind }),
    degree: t.exposeInt('degree', {
      description: 'To how many entities a paper is tied, or to how many papers an entity.',
    }),
    node: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The paper or entity itself.',
      resolve: ({ id, kind }, _args, { loaders }) =>
        kind === 'PAPER' ? loaders.papers.load(id) : loaders.entities.load(id),
    }),
  }),
})

const GraphEdgeRef = builder.objectRef<EdgeAmong>('GraphEdge').implement({
  description: 'An edge of a drawing.',
  fields: (t) => ({
    from: t.id({ description: 'The id of the node it leaves.', resolve: ({ from }) => toGlobalId(from) }),
    to: t.id({ description: 'The id of the node it enters.', resolve: ({ to }) => toGlobalId(to) }),
    relation: t.field({
      type: EdgeRelationEnum,
      description: 'The name of the edge.',
      resolve: ({ relation }) => relation,
    }),
    weight: t.exposeFloat('weight', { description: 'Strength, 0 to 1.' }),
    why: t.field(WHY),
  }),
})

const PathRef = builder.objectRef<Path>('Path').implement({
  description: 'A way from one node to another that meets no node twice.',
  fields: (t) => ({
    length: t.exposeInt('length', { description: 'How many edges it has.' }),
    cost: t.exposeFloat('cost', {
      description: 'What it costs: weak edges and nodes that much leads through cost more. Less is better.',
    }),
    nodes: t.field({
      type: [GraphNodeRef],
      description: 'The nodes in the order of the way, both ends included.',
      resolve: ({ nodes }) => nodes,
    }),
    edges: t.field({
      type: [GraphEdgeRef],
      description: 'The strongest edge between each two nodes, pointing as it is stored: perhaps against the way.',
      resolve: ({ steps }) => steps,
    }),
  }),
})

const PathsRef = builder.objectRef<PathResult>('Paths').implement({
  description: 'The ways between two nodes.',
  fields: (t) => ({
    paths: t.field({ type: [PathRef], description: 'The cheapest first.', resolve: ({ paths }) => paths }),
    truncated: t.exposeBoolean('truncated', {
      description: 'Whether a limit left something unseen, so that better or more ways may exist.',
    }),
  }),
})

const NeighbourhoodRef = builder.objectRef<Neighbourhood>('Neighbourhood').implement({
  description: 'Some nodes and all edges among them, small enough to draw.',
  fields: (t) => ({
    nodes: t.field({
      type: [GraphNodeRef],
      description: 'Those started from; then ring by ring, the strongest ties first.',
      resolve: ({ nodes }) => nodes,
    }),
    edges: t.field({ type: [GraphEdgeRef], resolve: ({ edges }) => edges }),
    truncated: t.exposeBoolean('truncated', {
      description: 'Whether a limit left out anything that lies within the depth.',
    }),
    omittedNodes: t.int({
      description: 'How many nodes were met and left out; there may be more.',
      resolve: ({ omitted }) => omitted.nodes,
    }),
  }),
})

builder.queryFields((t) => ({
  paths: t.field({
    type: PathsRef,
    description:
      'The best ways between two papers or entities, over what papers speak of, relatedness and hierarchy. ' +
      'NOT_FOUND when an end is not in the graph.',
    args: {
      from: t.arg.id({ required: true, description: 'The id of a paper or an entity.' }),
      to: t.arg.id({ required: true, description: 'The id of another.' }),
      maxLength: t.arg.int({ defaultValue: 4, description: `Most edges of a way, 1 to ${MAX_PATH_LENGTH}.` }),
      k: t.arg.int({ defaultValue: 3, description: `Most ways, 1 to ${MAX_PATHS}.` }),
    },
    extensions: {
      size: ({ maxLength, k }: { maxLength?: number | null; k?: number | null }) => (k ?? 3) * ((maxLength ?? 4) + 1),
      sizeArgument: 'k',
    },
    resolve: async (_root, { from, to, maxLength, k }, context) => {
      const start = fromGlobalId(from, 'from', ['Paper', 'Entity'])
      const end = fromGlobalId(to, 'to', ['Paper', 'Entity'])
      const [first = start.id, last = first] = await readNodeIds([start, end], context)
      const query = { from: first, to: last, maxLength: maxLength ?? 4, k: k ?? 3 }
      return nameMissing([start, end], () => findPaths(context.reader, query))
    },
  }),
  neighbourhood: t.field({
    type: NeighbourhoodRef,
    description: `What lies around 1 to ${MAX_STARTS} papers and entities. NOT_FOUND when one is not in the graph.`,
    args: {
      of: t.arg.idList({ required: true, description: `Ids of 1 to ${MAX_STARTS} papers and entities.` }),
      depth: t.arg.int({ defaultValue: 1, description: `How many steps to go, 0 to ${MAX_DEPTH}.` }),
      nodeBudget: t.arg.int({ defaultValue: 100, description: `Most nodes, 1 to ${MAX_NODE_BUDGET}.` }),
      perNode: t.arg.int({ defaultValue: 15, description: 'How many edges of a node are followed, 1 to 99.' }),
    },
    extensions: {
      size: ({ nodeBudget }: { nodeBudget?: number | null }) => nodeBudget ?? 100,
      sizeArgument: 'nodeBudget',
    },
    resolve: async (_root, { of, depth, nodeBudget, perNode }, context) => {
      const starts = readIds(of, 'of', { types: ['Paper', 'Entity'], min: 1, max: MAX_STARTS })
      const query = {
        of: await readNodeIds(starts, context),
        depth: depth ?? 1,
        nodeBudget: nodeBudget ?? 100,
        perNode: perNode ?? 15,
      }
      return nameMissing(starts, () => exploreNeighbourhood(context.reader, query))
    },
  }),
}))
