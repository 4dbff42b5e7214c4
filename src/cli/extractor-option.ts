// The option of the commands that extract. Apart from the others, so that a command without settings need not load their schema.

/** Flags of commands that extract. */
export interface ExtractorFlags {
  readonly extractor?: string
}

/** `--extractor`, as commands declare it. */
export const EXTRACTOR_OPTION = [
  '--extractor <name>',
  'what reads the texts: default (offline), or llm (a language model; see PAPERLOOM_LLM_URL) (default: default)',
] as const
