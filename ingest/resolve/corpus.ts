// The corpus as resolution sees it: every mention of every paper as a few numbers, so that 100,000 papers fit in memory.
import { ENTITY_KINDS } from '../../src/graph/entities.ts'
import type { AcronymDefinition, Extraction, Mention } from '../../src/graph/extractions.ts'
import { TEXT_FIELDS } from '../../src/graph/papers.ts'

/** What resolution needs of a mention. */
export type Trace = Pick<Mention, 'lemma' | 'surface' | 'kind' | 'confidence' | 'field' | 'start' | 'end'>

/** A paper whose mentions are packed away. */
export interface PackedPaper {
  readonly paperId: string
  readonly acronyms: readonly AcronymDefinition[]
  /** Its mentions, unpacked anew at each call. */
  traces(): readonly Trace[]
}

/** A whole corpus. */
export interface Corpus {
  /** By id. */
  readonly papers: readonly PackedPaper[]
  /** Every lemma and surface, once, in no order. */
  readonly strings: readonly string[]
  /** What an extraction was packed as; `undefined` for one that was not, or is no longer the same object. */
  packedOf(extraction: object): PackedPaper | undefined
}

const STRIDE = 6

/**
 * Reads extractions in any order; papers come out by id. A paper that comes twice counts once, as it came last.
 */
export async function packCorpus(extractions: AsyncIterable<readonly Extraction[]>): Promise<Corpus> {
  const strings = createInterner()
  const papers = new Map<string, PackedPaper>()
  const packedOf = new WeakMap<object, PackedPaper>()
  for await (const batch of extractions) {
    for (const extraction of batch) {
      const { paperId, mentions, acronyms } = extraction
      const packed = packMentions(mentions, strings.idOf)
      const paper = { paperId, acronyms, traces: () => unpackMentions(packed, strings.valueOf) }
      papers.set(paperId, paper)
      packedOf.set(extraction, paper)
    }
  }
  return {
    papers: [...papers.values()].sort((a, b) => (a.paperId < b.paperId ? -1 : 1)),
    strings: strings.values,
    packedOf: (extraction) => packedOf.get(extraction),
  }
}

function packMentions(mentions: readonly Mention[], idOf: (value: string) => number): Int32Array {
  const packed = new Int32Array(mentions.length * STRIDE)
  let i = 0
  for (const { lemma, surface, kind, confidence, field, start, end } of mentions) {
    packed[i] = idOf(lemma)
    packed[i + 1] = idOf(surface)
    packed[i + 2] = ENTITY_KINDS.indexOf(kind) * TEXT_FIELDS.length + TEXT_FIELDS.indexOf(field)
    packed[i + 3] = Math.round(confidence * 1e6)
    packed[i + 4] = start
    packed[i + 5] = end
    i += STRIDE
  }
  return packed
}

function unpackMentions(packed: Int32Array, valueOf: (id: number) => string): readonly Trace[] {
  const traces: Trace[] = []
  for (let i = 0; i < packed.length; i += STRIDE) {
    const classes = packed[i + 2] ?? 0
    traces.push({
      lemma: valueOf(packed[i] ?? 0),
      surface: valueOf(packed[i + 1] ?? 0),
      kind: ENTITY_KINDS[Math.floor(classes / TEXT_FIELDS.length)] ?? 'CONCEPT',
      field: TEXT_FIELDS[classes % TEXT_FIELDS.length] ?? 'abstract',
      confidence: (packed[i + 3] ?? 0) / 1e6,
      start: packed[i + 4] ?? 0,
      end: packed[i + 5] ?? 0,
    })
  }
  return traces
}

function createInterner() {
  const values: string[] = []
  const ids = new Map<string, number>()
  return {
    values,
    idOf: (value: string): number => {
      const known = ids.get(value)
      if (known !== undefined) return known
      ids.set(value, values.length)
      return values.push(value) - 1
    },
    valueOf: (id: number): string => values[id] ?? '',
  }
}
