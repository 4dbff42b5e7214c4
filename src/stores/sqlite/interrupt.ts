// Statements that can be stopped while they run. SQLite asks its caller between rows only where a statement calls a function of
// the caller's; here every table is read through a view that does, row by row (some 50 ns each).
import type { DatabaseSync } from 'node:sqlite'

/** Called for every row that is read; throws to end the statement. */
export type RowCheck = () => void

/**
 * Puts a view of the same name in front of every table of a connection that only reads. SQLite folds such views into the
 * statement, so that plans and indexes stay what they are.
 */
export function checkRows(db: DatabaseSync, check: RowCheck): void {
  db.function('read_on', () => {
    check()
    return 1
  })
  const tables = db
    .prepare(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
  for (const { name } of tables) {
    const quoted = `"${String(name).replaceAll('"', '""')}"`
    db.exec(`CREATE TEMP VIEW ${quoted} AS SELECT * FROM main.${quoted} WHERE read_on()`)
  }
}
