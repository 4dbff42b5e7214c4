// Which server belongs to which version line.
import { describe, expect, it } from 'vitest'
import { findLine, isOfLine } from '../../../support/neo4j/lines.ts'

describe('isOfLine', () => {
  it.each([
    ['5.26.31', '5.26', true],
    ['5.26.0', '5.26', true],
    ['5.26-aura', '5.26', true],
    ['5.27.0', '5.26', false],
    ['5.2.6', '5.26', false],
    ['5.260.0', '5.26', false],
    ['2026.09.0', '2026', true],
    ['2025.11.2', '2026', false],
  ] as const)('%s in %s: %s', (version, line, expected) => {
    expect(isOfLine(version, findLine(line))).toBe(expected)
  })
})

describe('findLine', () => {
  it('names the known lines when asked for another', () => {
    expect(() => findLine('4.4')).toThrow('No Neo4j line "4.4". Known: 5.26, 2026.')
  })
})
