// Modules inside wink-nlp and its model that their packages say nothing about.

declare module 'wink-nlp/src/compile-trex.js' {
  /** Makes regular expressions of what a model says. */
  const compileExpressions: (expressions: unknown) => unknown
  export = compileExpressions
}

declare module 'wink-nlp/src/tokenizer.js' {
  /** What a tokeniser writes to. Answers 0 to `_addTokenIfInCache` for what is in no lexicon. */
  interface Sink {
    _addToken(text: string, category: number): boolean
    _addTokenIfInCache(text: string): number
    isLexeme(text: string): unknown
  }
  const createTokeniser: (
    expressions: unknown,
    categories: unknown,
    kept: unknown,
  ) => (sink: Sink, text: string) => void
  export = createTokeniser
}

declare module 'wink-eng-lite-web-model/dist/feature.js' {
  interface Lookup {
    lookup(lower: string): readonly [index: number]
    intrinsicSize(): number
    posOf(index: number): number
  }
  /** Guesses the part of speech of a word that is in no lexicon, from its category and ending. */
  const createFeatures: (config: unknown) => { pos(text: string, category: number, lexicon: Lookup): number }
  export = createFeatures
}

declare module 'wink-eng-lite-web-model/dist/porter-stemmer.js' {
  /** The stem of one token, after M. Porter's second algorithm ("Porter2", 2001). */
  const stem: (token: string) => string
  export = stem
}
