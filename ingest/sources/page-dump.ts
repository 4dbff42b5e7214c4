// Page dumps: the text of a web page that lists papers, each title on a line above its abstract. What the site wrote around
// them is told from them by shape (length, sentences), since no two sites write the same.
import type { SourceItem } from '../record.ts'
import { cleanRecord, flawOf, problemAt } from './clean.ts'
import type { Line } from './lines.ts'
import {
  couldBeTitle,
  halve,
  isBanner,
  isParagraph,
  isProse,
  isSameTitle,
  isStray,
  readNames,
  unglue,
} from './page-lines.ts'
import type { Source } from './source.ts'

/** A line that holds text, and whether the line above it does. */
interface Block {
  readonly line: Line
  readonly text: string
  readonly isAdjacent: boolean
}

/** A paper whose abstract has begun and may go on. */
interface OpenPaper {
  readonly title: Block
  readonly authors: readonly string[]
  readonly paragraphs: Block[]
}

/** Reads pages of titles and abstracts. */
export const pageDump: Source = {
  name: 'page-dump',
  sniff(head) {
    const texts = head.map((line) => line.trim()).filter((text) => text !== '')
    return texts.some((text, i) => isProse(text) && !isBanner(text) && i > 0 && !/^[{[<@]/.test(text))
  },
  async *read(lines, source) {
    const page = createPage(source)
    let held: Block | null = null
    for await (const block of toBlocks(lines)) {
      if (held !== null) yield* page.take(held, block)
      held = block
    }
    if (held !== null) yield* page.take(held, null)
    yield* page.end()
  },
}

async function* toBlocks(lines: AsyncIterable<Line>): AsyncGenerator<Block> {
  let isAdjacent = false
  for await (const line of lines) {
    const text = line.text.trim()
    if (text !== '') yield { line, text, isAdjacent }
    isAdjacent = text !== '' && line.flaw === null
  }
}

/** Puts papers together from blocks that come one at a time, each with the one that follows it. */
function createPage(source: string) {
  let title: Block | null = null
  let authors: readonly string[] = []
  let paper: OpenPaper | null = null
  let isPreamble = true

  const report = (severity: 'info' | 'warning' | 'error', code: string, message: string, block: Block): SourceItem =>
    problemAt(severity, code, message, { source, line: block.line.number }, block.text)
  const banner = (block: Block) => report('info', 'banner-line', 'The line belongs to the page, not to a paper.', block)

  /** Gives up the line that waits as a title: no abstract followed it. */
  const dropTitle = function* (isSurelyTitle = false): Generator<SourceItem> {
    if (title === null) return
    yield !isSurelyTitle && (isPreamble || isStray(title.text))
      ? banner(title)
      : report('error', 'missing-abstract', 'No abstract follows this title; the paper was left out.', title)
    title = null
    authors = []
  }
  const closePaper = function* (): Generator<SourceItem> {
    if (paper === null) return
    const { title: heading, authors: names, paragraphs } = paper
    const last = paragraphs.at(-1) ?? heading
    const abstract = paragraphs.map(({ text }) => text).join(' ')
    const parted = unglue(heading.text, abstract)
    if (parted !== null) {
      yield report(
        'warning',
        'glued-word',
        `"${parted.button}" in front of the title is the page's and was taken off.`,
        heading,
      )
    }
    const text = parted?.title ?? heading.text
    const single = halve(text)
    if (single !== null) yield report('warning', 'doubled-title', 'The title stands on the line twice.', heading)
    if (paragraphs.length > 1) {
      yield report('warning', 'joined-lines', `${paragraphs.length} lines were joined to one abstract.`, heading)
    }
    const raw = {
      id: null,
      title: single ?? text,
      abstract,
      year: null,
      doi: null,
      arxivId: null,
      url: null,
      venue: null,
    }
    paper = null
    yield* cleanRecord(
      { ...raw, authors: names },
      { source, firstLine: heading.line.number, lastLine: last.line.number },
    )
  }
  const takeProse = function* (block: Block, next: Block | null): Generator<SourceItem> {
    const isTitle =
      next !== null && couldBeTitle(block.text) && isProse(next.text) && next.text.length > block.text.length
    if (title !== null) {
      paper = { title, authors, paragraphs: [block] }
      title = null
      authors = []
      isPreamble = false
    } else if (isTitle && !isBanner(next.text)) {
      yield* closePaper()
      title = block
    } else if (paper !== null && block.isAdjacent && isParagraph(block.text)) {
      paper.paragraphs.push(block)
    } else {
      yield* closePaper()
      yield isParagraph(block.text)
        ? report('error', 'missing-title', 'No title stands above this text; it was left out.', block)
        : banner(block)
    }
  }
  const takeHeading = function* (block: Block): Generator<SourceItem> {
    yield* closePaper()
    if (title !== null && isSameTitle(title.text, block.text)) {
      yield report('warning', 'doubled-title', 'The title stands on two lines.', block)
      return
    }
    const names = title === null ? null : readNames(block.text)
    if (names !== null) {
      authors = names
      return
    }
    yield* dropTitle()
    title = block
  }
  /** What stands alone above prose is a title, whatever its words: "Guess My Password: What You Type Is Who You Are". */
  const isTitleByPlace = (block: Block, next: Block | null): boolean =>
    title === null && next !== null && !isProse(block.text) && isProse(next.text) && !isBanner(next.text)
  return {
    *take(block: Block, next: Block | null): Generator<SourceItem> {
      if (block.line.flaw !== null) {
        yield* closePaper()
        // What cannot be read may well have been its abstract.
        yield* dropTitle(true)
        yield flawOf(block.line, source)
      } else if (isBanner(block.text) && !isTitleByPlace(block, next)) {
        yield banner(block)
      } else if (isProse(block.text)) {
        yield* takeProse(block, next)
      } else {
        yield* takeHeading(block)
      }
    },
    *end(): Generator<SourceItem> {
      yield* closePaper()
      yield* dropTitle()
    },
  }
}
