// Topics of two levels: those of level 1 are parts of those of level 0. Topics that were there stand for themselves.
export const topicLevels = `
ALTER TABLE topics ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE topics ADD COLUMN parent_id TEXT REFERENCES topics (id) ON DELETE CASCADE;
DROP INDEX topics_by_size;
CREATE INDEX topics_by_size ON topics (level, size DESC, id); -- listTopics
CREATE INDEX topics_of_topic ON topics (parent_id, size DESC, id) WHERE parent_id IS NOT NULL; -- partsOfTopics
`
