// Masking: what is no language (addresses, formulas, LaTeX remnants) is blanked out before tagging, character for character.
import type { TextRange } from '../../src/graph/papers.ts'
import { remembered } from '../../src/graph/remembered.ts'

/** A text of the same length in which formulas and addresses are one placeholder each, and where they were. */
export interface MaskedText {
  readonly text: string
  readonly formulas: readonly TextRange[]
}

const URL =
  /(?:https?:\/\/|www\.|\b(?:github|gitlab|huggingface|arxiv)\.(?:com|io|co|org)\/)[^\s)\]}>]*[^\s)\]}>.,;:]/gi
const DOLLARS = /\$\$[^$]{1,400}\$\$|\$[^$\n]{1,200}\$|\\\([^\n]{1,200}?\\\)|\\\[[^\n]{1,400}?\\\]/g
/** Commands that only dress text; their names go, their arguments stay. */
const DRESSING =
  /\\(?:text(?:bf|it|sc|tt|rm|sf)?|emph|mbox|textsc|underline|mathrm|bf|it|em|tt)\b\s*|\\(?:ie|eg|etal|etc|wrt|cf)\b|~|(?<![\p{L}\p{N}])\*+(?=\p{L})|(?<=[\p{L}\p{N})])\*+(?![\p{L}\p{N}])/gu
/** A stretch without blanks, or whose blanks stand in braces: `R^{n times n}`, `O(sqrt{n log n})`. */
const STRETCH = /(?:[^\s{}]|\{(?:[^{}]|\{[^{}]*\})*\})+/g
const COMMANDS: ReadonlySet<string> = new Set(
  'alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|ell|infty|asymp|masymp|approx|approxeq|propto|simeq|cong|equiv|leq|geq|neq|ll|gg|lesssim|gtrsim|sqrt|mathcal|mathbb|mathbf|mathrm|mathsf|operatorname|widetilde|widehat|nabla|otimes|oplus|odot|cdot|cdots|ldots|dots|rightarrow|leftarrow|mapsto|langle|rangle|lVert|rVert|lfloor|rfloor|lceil|rceil|subseteq|setminus|forall|perp'.split(
    '|',
  ),
)
/** A letter and an operator whose backslash is lost: `fcolon`, `Atimes`. */
const GLUED = /^[A-Za-z](?:colon|times|otimes|oplus|subset|mapsto|cup|cap)$/
/**
 * The stretches of a text without braces but for most words, which are no formula: those of more than letters and a mark behind them,
 * and words that are left of a command.
 */
const UNPLAIN = new RegExp(
  `(?<!\\S)(?:(?![A-Za-z]+[.,;:]?(?!\\S))\\S+|(?:${[...COMMANDS].join('|')}|${GLUED.source.slice(1, -1)})[.,;:]?(?!\\S))`,
  'g',
)
/** A command behind a number, or with its argument: `2eta`, `Omega(n/p)`. */
const COMMAND = /^\d*([A-Za-z]+)(\(.*)?$/s
/** Punctuation that stands as the number of its character inside a word: `distancex2014a`. */
const LOST_DASH = /(?<=\p{Ll}{2})x201[0-9a-f](?=\p{L})/gu
/** Norms and losses are names, not formulas: `ell_1-loss`, `L_2 regularization`, `l_p-norm`. */
const NORM_NAME =
  /^[("'`]*(?:\\?ell|[Ll])_?(?:\d|p|q|infty|\\infty|\{[\w,\\ ]{1,8}\})(?:[-/](?:(?:\\?ell|[Ll])_?(?:\d|p|q|infty)|\p{L}{3,}[\p{L}-]*))*[)"'.,;:`]*$/u

/** Words with accents as LaTeX writes them, `Nystr\\"om`, and macros for a name, `<projector>`. */
const ACCENTED = /^[\p{L}-]*(?:\\["'`^~=.]\{?\p{L}\}?[\p{L}-]*)+$|^<\p{L}+>$/u
/** A name with an argument: `ScaledGD(\\lambda)`. */
const NAME_WITH_ARGUMENT = /^(\p{Lu}[\p{L}\p{N}-]{2,})(\(.*)$/su

/** Blanks out what a tagger cannot read. Offsets of everything else stay as they are. */
export function maskText(text: string): MaskedText {
  const formulas: TextRange[] = []
  const cover = (match: string, at: number): string => {
    formulas.push({ start: at, end: at + match.length })
    return placeholderOf(match)
  }
  let masked = text
  // Every address has a slash or begins like this; most abstracts have neither, nor signs of LaTeX.
  if (text.includes('/') || /www\./i.test(text))
    masked = masked.replace(URL, (match: string, at: number) => cover(match, at))
  if (/[$\\]/.test(masked)) masked = masked.replace(DOLLARS, (match: string, at: number) => cover(match, at))
  if (/[\\~*]/.test(masked)) masked = masked.replace(DRESSING, (match: string) => ' '.repeat(match.length))
  if (masked.includes('x201'))
    masked = masked.replace(LOST_DASH, (match: string) => '\u2014'.padStart(3).padEnd(match.length))
  masked = masked.replace(/[{}]/.test(masked) ? STRETCH : UNPLAIN, (match: string, at: number) => {
    const { text: written, covered } = maskOf(match)
    if (covered !== null) formulas.push({ start: at + covered.start, end: at + covered.end })
    return written
  })
  return { text: masked, formulas: formulas.sort((a, b) => a.start - b.start) }
}

/** What stands for a formula, as long as it is. */
const placeholderOf = (formula: string): string => 'X'.padEnd(formula.length)

/** How many stretches are kept with their masks. */
const MAX_STRETCHES = 50_000

/** A stretch masked, and what of it is a formula. */
interface MaskedStretch {
  readonly text: string
  readonly covered: TextRange | null
}

/** Covers the formula part of a stretch; punctuation around it stays, so that sentences keep their ends. */
const maskOf = remembered(MAX_STRETCHES, (stretch): MaskedStretch => {
  if (NORM_NAME.test(stretch)) return { text: stretch.replace(/[{}\\]/g, ' '), covered: null }
  const [, before = '', core = '', after = ''] =
    /^([("'`\u2018\u201C[]*)(.*?)([)\]"'`\u2019\u201D.,;:?!]*)$/su.exec(stretch) ?? []
  if (!isFormula(core)) return { text: stretch, covered: null }
  const [, name = ''] = NAME_WITH_ARGUMENT.exec(core) ?? []
  if (name !== '' && !COMMANDS.has(name)) {
    const covered = { start: before.length + name.length, end: before.length + core.length }
    return { text: before + name + ' '.repeat(core.length - name.length) + after, covered }
  }
  // A closing bracket that the formula itself opened belongs to it: `O(n)`.
  const open = (core.match(/\(/g)?.length ?? 0) - (core.match(/\)/g)?.length ?? 0)
  const taken = open > 0 ? (/^\)*/.exec(after)?.[0].slice(0, open).length ?? 0) : 0
  const end = before.length + core.length + taken
  return {
    text: before + placeholderOf(core + after.slice(0, taken)) + after.slice(taken),
    covered: { start: before.length, end },
  }
})

function isFormula(core: string): boolean {
  if (core === '') return false
  if (GLUED.test(core) || COMMANDS.has(COMMAND.exec(core)?.[1] ?? '')) return true
  if (ACCENTED.test(core)) return false
  if (/[=\\{}<>^\u2200-\u22FF]/u.test(core) && !/^[<>]+$/.test(core)) return !/^\p{L}{3,}(?:-\p{L}+)*$/u.test(core)
  if (/_/.test(core))
    return /(?:^|[^\p{L}])\p{L}{1,8}_[\p{L}\p{N}]/u.test(core) && !/\p{L}{4,}[-_]\p{L}{4,}/u.test(core)
  if (/^[A-Za-z]{1,2}\([^()\s]*$/.test(core) || /^[A-Za-z]{1,2}\([^()\s]*\)$/.test(core)) return core !== 'a(n'
  return /^[\d.,+\-*/()%|\u00B1\u00D7:~]+$/u.test(core) && !/^\d/.test(core) && core.length > 3
}
