// The first layout. Every index is there for the order of one list; a comment beside it names the list.
export const graph = `
CREATE TABLE papers (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  title_key TEXT NOT NULL,
  abstract TEXT NOT NULL,
  sentences TEXT NOT NULL,
  year INTEGER,
  doi TEXT,
  arxiv_id TEXT,
  url TEXT,
  venue TEXT,
  authors TEXT NOT NULL,
  source TEXT NOT NULL,
  run_id TEXT NOT NULL,
  content_hash TEXT NOT NULL
) STRICT;
CREATE INDEX papers_by_title ON papers (sort_key, id); -- listPapers
CREATE INDEX papers_by_title_key ON papers (title_key, id); -- findPapers
CREATE INDEX papers_by_doi ON papers (doi, id) WHERE doi IS NOT NULL; -- findPapers
CREATE INDEX papers_by_arxiv_id ON papers (arxiv_id, id) WHERE arxiv_id IS NOT NULL; -- findPapers

CREATE TABLE extractions (
  paper_id TEXT PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE,
  content_hash TEXT NOT NULL,
  extractor TEXT NOT NULL,
  mentions TEXT NOT NULL,
  acronyms TEXT NOT NULL
) STRICT;

CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  paper_count INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_by_kind ON entities (kind, paper_count DESC, id); -- listEntities

CREATE TABLE aliases (
  nr INTEGER PRIMARY KEY,
  entity_id TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  surface TEXT NOT NULL,
  norm TEXT NOT NULL,
  rule TEXT NOT NULL,
  count INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  UNIQUE (entity_id, surface)
) STRICT;
CREATE INDEX aliases_by_norm ON aliases (norm, entity_id); -- entitiesByName, search

CREATE TABLE facts (
  paper_id TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  entity_id TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  relation TEXT NOT NULL,
  count INTEGER NOT NULL,
  salience REAL NOT NULL,
  in_title INTEGER NOT NULL,
  confidence REAL NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (paper_id, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_salience ON facts (entity_id, salience DESC, paper_id, relation); -- papersOfEntities, neighbours
CREATE INDEX facts_by_relation ON facts (relation); -- stats

CREATE TABLE related (
  a TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  support INTEGER NOT NULL,
  npmi REAL NOT NULL,
  jaccard REAL NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_from_a ON related (a, score DESC, b); -- relatedEntities
CREATE INDEX related_from_b ON related (b, score DESC, a); -- relatedEntities

CREATE TABLE similar (
  a TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  score REAL NOT NULL,
  shared INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_from_a ON similar (a, score DESC, b, shared); -- similarPapers
CREATE INDEX similar_from_b ON similar (b, score DESC, a, shared); -- similarPapers

CREATE TABLE broader (
  narrower TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  broader TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  PRIMARY KEY (narrower, broader)
) STRICT, WITHOUT ROWID;
CREATE INDEX broader_downwards ON broader (broader, narrower); -- hierarchyOf

CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX topics_by_size ON topics (size DESC, id); -- listTopics

CREATE TABLE members (
  topic_id TEXT NOT NULL REFERENCES topics (id) ON DELETE CASCADE,
  entity_id TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  weight REAL NOT NULL,
  PRIMARY KEY (topic_id, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_weight ON members (topic_id, weight DESC, entity_id); -- entitiesOfTopics
CREATE INDEX members_of_entity ON members (entity_id, weight DESC, topic_id); -- topicsOf

CREATE TABLE runs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  sources TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  extractor TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  owner TEXT NOT NULL,
  counters TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX runs_one_at_a_time ON runs (status) WHERE status = 'RUNNING';

-- Term indices. The terms come folded and hold letters, digits and marks only; the ascii tokenizer then cuts at our blanks
-- and nowhere else. The vocabulary tables list every place of a term, which is all that scores need.
CREATE VIRTUAL TABLE paper_terms USING fts5 (
  title, abstract, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE paper_term_places USING fts5vocab (paper_terms, instance);
CREATE TRIGGER papers_removed AFTER DELETE ON papers BEGIN
  DELETE FROM paper_terms WHERE rowid = old.nr;
END;
CREATE VIRTUAL TABLE alias_terms USING fts5 (surface, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE alias_term_places USING fts5vocab (alias_terms, instance);
CREATE TRIGGER aliases_removed AFTER DELETE ON aliases BEGIN
  DELETE FROM alias_terms WHERE rowid = old.nr;
END;
`
