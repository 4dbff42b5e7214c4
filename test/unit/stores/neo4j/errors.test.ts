// What callers hear when the driver or the server fails: the class that fits, in our words only.
import neo4j from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  ConflictError,
  NotFoundError,
  StoreCorruptError,
  StoreTimeoutError,
  StoreUnavailableError,
} from '../../../../src/graph/errors.ts'
import { toStoreError } from '../../../../src/stores/neo4j/errors.ts'

const failure = (code: string) =>
  Object.assign(new neo4j.Neo4jError('Bolt driver text', 'N/A', '50N42', 'none'), { code })

describe('failures', () => {
  test.each([
    ['ServiceUnavailable', StoreUnavailableError],
    ['SessionExpired', StoreUnavailableError],
    ['N/A', StoreUnavailableError],
    ['Neo.ClientError.Security.Unauthorized', StoreUnavailableError],
    ['Neo.ClientError.Database.DatabaseNotFound', StoreUnavailableError],
    ['Neo.TransientError.General.DatabaseUnavailable', StoreUnavailableError],
    ['Neo.TransientError.Transaction.DeadlockDetected', StoreUnavailableError],
    ['Neo.ClientError.Transaction.TransactionTimedOut', StoreTimeoutError],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', StoreTimeoutError],
    ['Neo.TransientError.Transaction.LockAcquisitionTimeout', StoreTimeoutError],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', ConflictError],
    ['Neo.ClientError.Statement.SyntaxError', StoreCorruptError],
  ])('%s', (code, expected) => {
    const error = toStoreError(failure(code))
    expect(error).toBeInstanceOf(expected)
    expect(error.message).not.toMatch(/bolt|driver|neo\.|cypher/i)
    expect(error.cause).toBeInstanceOf(neo4j.Neo4jError)
  })

  test('of our own pass through', () => {
    const error = new NotFoundError('run', 'run:1')
    expect(toStoreError(error)).toBe(error)
  })

  test('rows of another shape are a damaged store', () => {
    const { error } = z.string().safeParse(1)
    expect(toStoreError(error)).toBeInstanceOf(StoreCorruptError)
  })
})
