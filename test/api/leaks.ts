// What no answer may ever say: where our code lies, what it is made of, how it talks to a database, and ids no client can use.

const LEAKS: readonly RegExp[] = [
  /node_modules|node:internal|\.[cm]?[jt]s:\d+|\bat \w[\w.<>]* \(/,
  /(?:^|["'\s(])\/(?:home|root|tmp|usr|var|work|app)\//,
  /sqlite|SQLITE_|DatabaseSync|fts5|\bno such (?:table|column)\b|syntax error near/i,
  /neo4j|Neo\.\w+Error|bolt:|lucene|\bCypher\b|ParseException|TokenMgr/i,
  /\bSELECT\b[\s\S]+\bFROM\b|\bMATCH\s*\(|\bUNWIND\b|\bRETURN\b.+\bAS\b/,
  /ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|socket hang up/,
  /ZodError|TypeError|RangeError|ReferenceError|is not a function|Cannot read prop|Maximum call stack/,
  /plk_[0-9a-f]{12}_/,
  /(?<!\w)(?:(?:run|curation):\d|title:[0-9a-f]{16}|topic:[a-z]|(?:doi|arxiv):\d)/,
]

/** What a text gives away, apart from what the client gave itself. */
export function leaksOf(text: string, ...given: readonly string[]): readonly string[] {
  const own = given.flatMap((part) => (part === '' ? [] : [part, JSON.stringify(part).slice(1, -1)]))
  // Messages quote what was given, at times cut short. The longest goes first, or a short one would cut it to pieces.
  own.sort((a, b) => b.length - a.length)
  const rest = own.reduce((left, part) => left.replaceAll(part, '').replaceAll(part.slice(0, 60), ''), text)
  return LEAKS.flatMap((leak) => leak.exec(rest)?.[0] ?? [])
}
