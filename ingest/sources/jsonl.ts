// JSON Lines: one paper a line, each line parsed on its own, so that a bad one costs only itself.
import { flawOf } from './clean.ts'
import type { Source } from './source.ts'

/** Reads `{id?, title, abstract, year?, doi?, arxivId?, authors?, url?, venue?}` a line. */
export const jsonl: Source = {
  name: 'jsonl',
  sniff(head) {
    // Most lines tell, so that a broken first line does not make the file another format. The last one may be cut.
    const lines = head
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .slice(0, 20)
    const objects = lines.filter((line) => /^\{\s*"/.test(line) && (line.endsWith('}') || line.length > 200))
    return objects.length > 0 && objects.length * 2 >= lines.length
  },
  async *read(lines, source) {
    // Loaded when there is such a file: the library that checks its fields is larger than all that reads a page.
    const { readPaper } = await import('./jsonl-paper.ts')
    for await (const line of lines) {
      if (line.flaw !== null) yield flawOf(line, source)
      else if (line.text.trim() !== '') yield* readPaper(line, source)
    }
  },
}
