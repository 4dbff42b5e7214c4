// Slips of the terms of aliases, for completion in spite of slips of the pen: `slipsOf` in src/graph/spelling.ts says which.
// Terms stay when the last alias that has them goes; they lead nowhere then.
export const slips = `
CREATE TABLE alias_words (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE alias_slips (slip TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (slip, term)) STRICT, WITHOUT ROWID;

INSERT INTO alias_words SELECT DISTINCT term FROM alias_term_places WHERE length(term) <= 64;
WITH RECURSIVE places (at) AS (VALUES (1) UNION ALL SELECT at + 1 FROM places WHERE at < 7),
slips (term, slip, depth) AS (
  SELECT term, substr(term, 1, 7), CASE WHEN length(term) < 3 THEN 0 WHEN length(term) < 6 THEN 1 ELSE 2 END
  FROM alias_words
  UNION
  SELECT term, substr(slip, 1, at - 1) || substr(slip, at + 1), depth - 1
  FROM slips CROSS JOIN places
  WHERE depth > 0 AND at <= length(slip))
INSERT INTO alias_slips SELECT DISTINCT slip, term FROM slips WHERE slip <> '';
`
