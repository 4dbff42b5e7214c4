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

describe('what clients may know of a failure', () => {
  it('is all of what they did wrong', () => {
    const issues = [{ path: ['first'], message: 'too much' }]
    expect(toPublicError(new InvalidInputError('too much', issues))).toEqual({
      code: 'BAD_USER_INPUT',
      message: 'too much',
      issues,
    })
    expect(toPublicError(new NotFoundError('paper', 'x'))).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no paper with the id "x". Look it up again with `search`.',
    })
    expect(toPublicError(new NotFoundError('source', 'x'))?.message).toMatch(
      /^There is no source named "x"\. `source` of/,
    )
    expect(toPublicError(new ConflictError('busy'))).toEqual({ code: 'CONFLICT', message: 'busy' })
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
