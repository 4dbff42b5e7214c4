// Runs by the keys of their callers.
export const runKeys = `
ALTER TABLE runs ADD COLUMN key TEXT;
CREATE UNIQUE INDEX runs_by_key ON runs (key) WHERE key IS NOT NULL; -- runsByKey
`
