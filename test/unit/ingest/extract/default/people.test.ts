import { describe, expect, test } from 'vitest'
import { findPeople } from '../../../../../ingest/extract/default/people.ts'

const people = (text: string): readonly string[] => [...findPeople(text)].sort()

describe('people', () => {
  test('who is cited, alone or in a list', () => {
    expect(people('as Hoffmann (2022) and LeCun et al. say')).toEqual(['Hoffmann', 'LeCun'])
    expect(people('bounds of Marlow, Okonkwo, van Tassel, and Brandvold (STOC 2021)')).toEqual([
      'Brandvold',
      'Marlow',
      'Okonkwo',
      'Tassel',
      'van',
    ])
    expect(people('shown by Quist and Ferrante, and by Klein [4]')).toEqual(['Ferrante', 'Klein', 'Quist'])
    expect(people('see Freund and Schapire [’97]')).toEqual(['Freund', 'Schapire'])
  })

  test('who has something and is not spoken of otherwise', () => {
    expect(people('Hanneke’s algorithm is optimal')).toEqual(['Hanneke'])
    expect(people('Gravity’s steps are short, for Gravity is an optimizer')).toEqual([])
  })

  test('no methods and no data', () => {
    expect(people('with Adam [12], as the Transformer’s authors did on ImageNet (2012) and CIFAR-10 2019')).toEqual([])
  })

  test.each([
    ['names in a row', 'Abcde, '.repeat(20_000)],
    [
      'owners',
      Array.from(
        { length: 20_000 },
        (_, i) => `A${String.fromCodePoint(97 + (i % 26))}${'bcd'.repeat(1 + (i % 9))}’s `,
      ).join(''),
    ],
    ['authors', 'by Abcd and Efgh '.repeat(10_000)],
    ['years', 'Abcd and Efgh 2020 '.repeat(8_000)],
  ])('takes no time for %s without an end', (_, text) => {
    const begin = process.cpuUsage()
    findPeople(text)
    expect(process.cpuUsage(begin).user / 1000).toBeLessThan(1500)
  })
})
