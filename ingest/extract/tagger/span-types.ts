// The types of spans that the tagger tells apart: those of SciERC.

/** In the order of the weights; an index into this list stands for a type within the tagger. */
export const SPAN_TYPES = ['Method', 'Task', 'Metric', 'Material', 'OtherScientificTerm', 'Generic'] as const

/** What a stretch of words is. `Generic` stands for something named elsewhere: "the method", "this approach". */
export type SpanType = (typeof SPAN_TYPES)[number]
