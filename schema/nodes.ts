// Whatever has an id: fetching it by that id, whatever it is.
import { wrongArgument } from '../src/graph/errors.ts'
import type { NodeAddress } from './lib/global-id.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { fromGlobalId } from './lib/global-id.ts'

const MAX_NODES = 100

function loadNode({ type, id }: NodeAddress, { loaders }: Context) {
  switch (type) {
    case 'Paper':
      return loaders.papers.load(id)
    case 'Entity':
      return loaders.entities.load(id)
    case 'Topic':
      return loaders.topics.load(id)
    case 'Run':
      return loaders.runs.load(id)
    case 'Curation':
      return loaders.curations.load(id)
  }
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Anything by its id; null when there is no such thing.',
    args: { id: t.arg.id({ required: true, description: 'As any field `id` answered it.' }) },
    resolve: (_root, { id }, context) => loadNode(fromGlobalId(id, 'id'), context),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `Things by their ids, in the order of the ids; null where there is none. At most ${MAX_NODES}.`,
    args: { ids: t.arg.idList({ required: true, description: 'As fields `id` answered them, of any types.' }) },
    extensions: { size: ({ ids }: { ids: readonly string[] }) => ids.length, sizeArgument: 'ids' },
    resolve: (_root, { ids }, context) => {
      if (ids.length > MAX_NODES) {
        throw wrongArgument('ids', `\`ids\` takes ${MAX_NODES} ids at most, got ${ids.length}.`)
      }
      return ids.map((id, at) => loadNode(fromGlobalId(id, `ids.${at}`), context))
    },
  }),
}))
