// Figures as a table for a terminal.
import type { Figures, ScierFigures } from '../scierc.ts'

/** One line a figure: precision, recall and F1 in per cent. */
export function showFigures({ byType, ...rest }: ScierFigures): string {
  const lines: (readonly [string, Figures])[] = [...Object.entries(rest), ...Object.entries(byType)]
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(20), ...cells.map((cell) => cell.padStart(8))].join('')
  return [
    row('', ['P', 'R', 'F1', 'gold', 'found']),
    ...lines.map(([name, { precision, recall, f1, gold, found }]) =>
      row(name, [...[precision, recall, f1].map((share) => (share * 100).toFixed(1)), String(gold), String(found)]),
    ),
  ].join('\n')
}
