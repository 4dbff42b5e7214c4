// Equal reads that wait are sent as one, and what nobody waits for any more is given up.
import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createSharedReads } from '../../../src/stores/shared-reads.ts'

/** Reads that are answered when the test says so. */
function createReads(atOnce = 16) {
  const reads = createSharedReads<string>(atOnce)
  const sent: { readonly key: string; readonly signal: AbortSignal; end(answer: string | Error): Promise<void> }[] = []
  return {
    sent,
    keys: () => sent.map(({ key }) => key),
    ask: (key: string) =>
      reads.join(key, async (signal) => {
        const { promise, resolve, reject } = Promise.withResolvers<string>()
        const end = async (answer: string | Error) => {
          if (typeof answer === 'string') resolve(answer)
          else reject(answer)
          await tick()
        }
        sent.push({ key, signal, end })
        return promise
      }),
  }
}

describe('shared reads', () => {
  test('two equal ones are sent at once, and all that come meanwhile are the next', async () => {
    const { ask, sent, keys } = createReads()
    const shares = [ask('a'), ask('b')]
    await tick()
    shares.push(ask('a'), ask('a'), ask('a'), ask('b'))
    await tick()
    expect(keys()).toEqual(['a', 'b', 'a', 'b'])
    const late = [ask('a'), ask('a')]
    await sent[0]?.end('before')
    expect(keys()).toEqual(['a', 'b', 'a', 'b', 'a'])
    await sent[2]?.end('between')
    await sent[4]?.end('after')
    await sent[1]?.end('b')
    await sent[3]?.end('b')
    expect(await Promise.all(shares.map((share) => share.answer))).toEqual([
      'before',
      'b',
      'between',
      'between',
      'between',
      'b',
    ])
    expect(await Promise.all(late.map((share) => share.answer))).toEqual(['after', 'after'])
  })

  test('equal reads that take long are waited for only so long', async () => {
    const { ask, sent, keys } = createReads()
    const slow = ask('a')
    await tick()
    const shares = [slow, ask('a')]
    await tick()
    shares.push(ask('a'), ask('a'))
    await tick()
    expect(keys()).toEqual(['a', 'a'])
    await vi.waitFor(() => expect(keys()).toEqual(['a', 'a', 'a']))
    for (const at of [2, 1, 0]) await sent[at]?.end(`answer ${at}`)
    expect(await Promise.all(shares.map((share) => share.answer))).toEqual([
      'answer 0',
      'answer 1',
      'answer 2',
      'answer 2',
    ])
  })

  test('a read that was sent cannot be joined: it may have been sent before what must be seen', async () => {
    const { ask, sent } = createReads()
    const first = ask('a')
    await tick()
    const second = ask('a')
    await tick()
    await sent[0]?.end('old')
    await sent[1]?.end('new')
    expect([await first.answer, await second.answer]).toEqual(['old', 'new'])
  })

  test('those that wait for a place are shared, too', async () => {
    const { ask, sent, keys } = createReads(1)
    const shares = [ask('a'), ask('b'), ask('b'), ask('c')]
    await tick()
    expect(keys()).toEqual(['a'])
    for (const at of [0, 1, 2]) await sent[at]?.end(`answer ${at}`)
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(await Promise.all(shares.map((share) => share.answer))).toEqual([
      'answer 0',
      'answer 1',
      'answer 1',
      'answer 2',
    ])
  })

  test('a failure is that of all who share it, and of nobody else', async () => {
    const { ask, sent } = createReads(1)
    const other = ask('b')
    const shares = [ask('a'), ask('a')]
    await tick()
    await sent[0]?.end('fine')
    await sent[1]?.end(new Error('broken'))
    expect(await other.answer).toBe('fine')
    for (const share of shares) await expect(share.answer).rejects.toThrow('broken')
  })

  test('one who leaves takes nothing from the others; when all have left, the read is given up and its place is free', async () => {
    const { ask, sent, keys } = createReads(1)
    const shares = [ask('a'), ask('a')]
    await tick()
    shares[0]?.leave()
    expect(sent[0]?.signal.aborted).toBe(false)
    const next = ask('b')
    shares[1]?.leave()
    expect(sent[0]?.signal.aborted).toBe(true)
    await tick()
    expect(keys()).toEqual(['a', 'b'])
    await sent[1]?.end('b')
    expect(await next.answer).toBe('b')
  })

  test('what all have left before its turn is never sent, and who asks then is answered', async () => {
    const { ask, sent, keys } = createReads(1)
    const first = ask('a')
    const gone = [ask('b'), ask('b')]
    await tick()
    for (const share of gone) share.leave()
    await sent[0]?.end('a')
    expect(keys()).toEqual(['a'])
    const second = ask('a')
    const left = ask('b')
    left.leave()
    const asked = ask('b')
    await tick()
    await sent[1]?.end('a again')
    await sent[2]?.end('b')
    expect([await first.answer, await second.answer, await asked.answer]).toEqual(['a', 'a again', 'b'])
    expect(keys()).toEqual(['a', 'a', 'b'])
  })
})
