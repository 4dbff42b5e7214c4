// The log of curation, and what is kept beside rows: where merged ids lead, and rows as ingestion made them.
export const curation = `
CREATE TABLE curations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  op TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  operation TEXT NOT NULL,
  undone_by TEXT
) STRICT;

CREATE TABLE redirects (
  id TEXT PRIMARY KEY,
  entity_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE originals (
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  paper_id TEXT REFERENCES papers (id) ON DELETE CASCADE,
  norm TEXT,
  content TEXT NOT NULL,
  PRIMARY KEY (table_name, key)
) STRICT;
CREATE INDEX originals_of_entity ON originals (entity_id); -- rowsOfEntities
CREATE INDEX originals_of_paper ON originals (paper_id) WHERE paper_id IS NOT NULL; -- removal of papers
CREATE INDEX originals_by_norm ON originals (norm) WHERE norm IS NOT NULL; -- entitiesWithNames

-- How far the derived edges know of curation: one row, made by the first derivation.
CREATE TABLE derivation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  curation INTEGER NOT NULL
) STRICT;
`
