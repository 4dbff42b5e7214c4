// Which failures clients are told of, and in what words.
import { describe, expect, it } from 'vitest'
import { toPublicError } from '../../../../schema/lib/errors.ts'
import {
  CancelledError,
  ConfigError,
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SourceError,
  StoreCorruptError,
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../../../src/graph/errors.ts'
import { packFailure, unpackFailure } from '../../../../src/graph/packed-failure.ts'

describe('what clients may know of a failure', () => {
  it('is all of what they did wrong', () => {
    const issues = [{ path: ['first'], message: 'too much' }]
    expect(toPublicError(new InvalidInputError('too much', issues))).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'too much',
      issues,
    })
    const message = '`of.1`: there is no paper with the id "UGFwZXI6ZG9pOjEwLjEveA". Look it up again with `search`.'
    expect(toPublicError(new NotFoundError('paper', 'doi:10.1/x', ['of', '1']))).toEqual({
      code: 'NOT_FOUND',
      message,
      issues: [{ path: ['of', '1'], message }],
    })
    expect(toPublicError(new NotFoundError('source', 'x'))?.message).toMatch(
      /^There is no source named "x"\. `source` of/,
    )
    expect(toPublicError(new ConflictError('busy'))).toEqual({ code: 'CONFLICT', message: 'busy', issues: [] })
  })

  it('is said with ids as clients know them', () => {
    const words = (say: (id: string) => string) => `The run ${say('run:7')} is under way.`
    const conflict = new ConflictError(words)
    expect(conflict.message).toBe('The run run:7 is under way.')
    expect(toPublicError(conflict)?.message).toBe('The run UnVuOnJ1bjo3 is under way.')
    const issue = { path: ['papers', '0'], message: 'The run run:7 is under way.' }
    const refused = new InvalidInputError(words, [issue, { path: ['first'], message: 'too much' }])
    expect(toPublicError(refused)?.issues).toEqual([
      { path: ['papers', '0'], message: 'The run UnVuOnJ1bjo3 is under way.' },
      { path: ['first'], message: 'too much' },
    ])
  })

  it('is the same behind another thread, ids apart', () => {
    const crossed = unpackFailure(structuredClone(packFailure(new ConflictError((say) => `${say('run:7')} runs.`))))
    expect(toPublicError(crossed)?.message).toBe('run:7 runs.')
    const missing = unpackFailure(structuredClone(packFailure(new NotFoundError('run', 'run:7'))))
    expect(toPublicError(missing)?.message).toBe(
      'There is no run with the id "UnVuOnJ1bjo3". `runs` lists those there are.',
    )
  })

  it.each([new StoreUnavailableError('bolt://secret:7687'), new StoreTimeoutError('MATCH (secret)')])(
    'is what they can do about the store: %s',
    (error) => {
      const shown = toPublicError(error)
      expect(shown?.code).toBe(error.code)
      expect(shown?.message).toContain('later')
      expect(shown?.message).not.toContain('secret')
    },
  )

  it.each([
    new StoreCorruptError('row 7'),
    new ConfigError('NEO4J_URI', 'wrong'),
    new SourceError('a.txt', 'unreadable'),
    new CancelledError('stopped'),
    new TypeError('x is undefined'),
    'text',
    undefined,
  ])('is nothing of the inside: %s', (error) => {
    expect(toPublicError(error)).toBeNull()
  })
})
