// What decided the kind of an entity. Graphs of old learn it when papers are ingested again.
export const kindRules = `
ALTER TABLE entities ADD COLUMN kind_rule TEXT;
`
