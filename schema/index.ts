// The GraphQL schema: the subjects put together.
import './nodes.ts'
import './papers.ts'
import './entities.ts'
import './traversals.ts'
import './comparison.ts'
import './gaps.ts'
import './co-occurrence.ts'
import './lineage.ts'
import './graph-view.ts'
import './search.ts'
import './autocomplete.ts'
import './topics.ts'
import './runs.ts'
import './curation.ts'
import './rate-limit.ts'
import { builder } from './builder.ts'

export const schema = builder.toSchema()
