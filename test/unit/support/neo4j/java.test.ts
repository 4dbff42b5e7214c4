// Reading which Java an installation holds.
import { describe, expect, it } from 'vitest'
import { parseJavaMajor } from '../../../support/neo4j/java.ts'

describe('parseJavaMajor', () => {
  it.each([
    [
      'release file',
      'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="25.0.3+9-LTS"\nJAVA_VERSION="25.0.3"\n',
      25,
    ],
    ['release file with the date after it', 'JAVA_VERSION="17.0.15"\nJAVA_VERSION_DATE="2025-04-15"\n', 17],
    ['java -version', 'openjdk version "21.0.4" 2024-07-16\nOpenJDK Runtime Environment\n', 21],
    ['an early release', 'openjdk version "26-ea" 2026-03-17\n', 26],
    ['the old way of counting', 'java version "1.8.0_402"\n', 8],
  ])('reads %s', (_name, text, major) => {
    expect(parseJavaMajor(text)).toBe(major)
  })

  it('knows nothing from text without a version', () => {
    expect(parseJavaMajor('JAVA_VERSION_DATE="2025-04-15"\ncommand not found')).toBeNull()
  })
})
