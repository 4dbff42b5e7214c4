// Replaces everything derived. Rows are taken one by one from their iterables, so a derivation of any size fits.
import { z } from 'zod'
import type { GraphWriter } from '../../graph/writer.ts'
import { noRow, statement } from '../statement.ts'
import type { Database } from './database.ts'
import { broaderShape, columnOf, memberShape, relatedShape, similarShape, topicShape } from './rows.ts'

/** The statements that empty a table and fill it again. */
function refill<Shape extends z.ZodRawShape>(table: string, shape: Shape) {
  const fields = Object.keys(shape)
  return {
    clear: statement({ name: `${table}.clear`, text: `DELETE FROM ${table}`, params: z.object({}), row: noRow }),
    insert: statement({
      name: `${table}.insert`,
      text: `
        INSERT INTO ${table} (${fields.map(columnOf).join(', ')})
        VALUES (${fields.map((field) => `:${field}`).join(', ')})`,
      params: z.object(shape),
      row: noRow,
    }),
  }
}

const related = refill('related', relatedShape)
const similar = refill('similar', similarShape)
const broader = refill('broader', broaderShape)
const topics = refill('topics', topicShape)
const members = refill('members', memberShape)

/** Replaces what is derived in a file. */
export function createDerivedWriter(db: Database): Pick<GraphWriter, 'replaceDerived'> {
  return {
    async replaceDerived(derived) {
      db.transaction(() => {
        // Members first: topics would take theirs with them one by one.
        for (const { clear } of [members, related, similar, broader, topics]) db.change(clear, {})
        for (const edge of derived.related) db.change(related.insert, edge)
        for (const edge of derived.similar) db.change(similar.insert, edge)
        for (const edge of derived.broader) db.change(broader.insert, edge)
        for (const topic of derived.topics) db.change(topics.insert, topic)
        for (const member of derived.members) db.change(members.insert, member)
      })
    },
  }
}
