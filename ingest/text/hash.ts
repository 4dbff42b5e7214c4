// Hashes of texts, for tables that are files.

/** FNV-1a over the UTF-16 code units; a hash to start from goes on where that of another text ended. */
export function hashKey(key: string, start = 0x811c9dc5): number {
  let hash = start
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
