// Work that takes turns within this process.

/**
 * Makes a queue: what is given to it begins when all that was given before has ended, however it did. What works on one thing and
 * would only find, in the end, that another came first, need not then be done anew.
 */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
}
