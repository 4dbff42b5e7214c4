// Lists of papers in other orders and by other things. 9007199254740991 is NO_YEAR: papers without a year stand at the end.
export const paperLists = `
CREATE INDEX papers_by_title_down ON papers (sort_key DESC, id); -- listPapers by title, the last first
CREATE INDEX papers_by_year ON papers (coalesce(year, 9007199254740991), id); -- listPapers by year
CREATE INDEX papers_by_year_down ON papers (coalesce(year, -9007199254740991) DESC, id); -- listPapers, filters and facets by year
CREATE INDEX papers_by_venue ON papers (venue, id); -- filters and facets by venue
CREATE INDEX papers_by_source ON papers (source, id); -- filters by source
CREATE INDEX papers_by_run ON papers (run_id, id); -- listPapers of runs

CREATE TABLE paper_authors (
  name TEXT NOT NULL,
  paper_id TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  PRIMARY KEY (name, paper_id)
) STRICT, WITHOUT ROWID; -- filters by author; follows the papers
CREATE INDEX paper_authors_of_paper ON paper_authors (paper_id, name); -- the triggers, and removals of papers
INSERT OR IGNORE INTO paper_authors (name, paper_id)
SELECT a.value, p.id FROM papers p CROSS JOIN json_each(p.authors) a;
CREATE TRIGGER papers_added AFTER INSERT ON papers BEGIN
  INSERT OR IGNORE INTO paper_authors (name, paper_id) SELECT value, new.id FROM json_each(new.authors);
END;
CREATE TRIGGER papers_replaced AFTER UPDATE OF authors ON papers WHEN old.authors <> new.authors BEGIN
  DELETE FROM paper_authors WHERE paper_id = old.id;
  INSERT OR IGNORE INTO paper_authors (name, paper_id) SELECT value, new.id FROM json_each(new.authors);
END;
`
