// The layouts of the file, oldest first. `user_version` says how many of them a file has; a change of layout is one more.
import type { DatabaseSync } from 'node:sqlite'
import { StoreCorruptError } from '../../../graph/errors.ts'
import { graph } from './001-graph.ts'
import { runKeys } from './002-run-keys.ts'
import { slips } from './003-slips.ts'
import { curation } from './004-curation.ts'
import { paperLists } from './005-paper-lists.ts'
import { apiKeys } from './006-api-keys.ts'
import { topicLevels } from './007-topic-levels.ts'
import { kindRules } from './008-kind-rules.ts'

const MIGRATIONS: readonly string[] = [graph, runKeys, slips, curation, paperLists, apiKeys, topicLevels, kindRules]

/** Marks our files, so that another program's database is not taken for an empty graph: "Loom" in ASCII. */
const APPLICATION_ID = 0x4c6f6f6d

/** Brings a file to the newest layout, or refuses it. Two processes may do so at once: the second finds it done. */
export function migrate(db: DatabaseSync, location: string): void {
  if (readPragma(db, 'user_version') === MIGRATIONS.length && isOurs(db)) return
  db.exec('BEGIN IMMEDIATE')
  try {
    const version = readPragma(db, 'user_version')
    if (!isOurs(db) && !isEmpty(db)) {
      throw new StoreCorruptError(
        `${location} is an SQLite database, but not a Paperloom graph. Name another file, or one that does not exist yet.`,
      )
    }
    if (version > MIGRATIONS.length) {
      throw new StoreCorruptError(
        `${location} has layout ${version}; this version of Paperloom knows layouts up to ${MIGRATIONS.length}. ` +
          `Use the version that wrote it, or a newer one.`,
      )
    }
    for (const migration of MIGRATIONS.slice(version)) db.exec(migration)
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}; COMMIT`)
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function isOurs(db: DatabaseSync): boolean {
  return readPragma(db, 'application_id') === APPLICATION_ID
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined && readPragma(db, 'user_version') === 0
}

function readPragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name])
}
