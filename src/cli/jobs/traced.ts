// Jobs with a trace: what a run does, stage by stage, down to the calls of the store.
import { traceRun } from '../../server/observe/run-trace.ts'
import type { RunJob } from './job.ts'

/** Does each job within a trace of its own, linked to what is active when it begins. */
export function traced(runJob: RunJob): RunJob {
  return async function* (job, signal) {
    const run = traceRun()
    run.enter(job.removes.length > 0 ? 'remove' : 'read')
    const events = run.within(() => runJob(job, signal)[Symbol.asyncIterator]())
    let failure: unknown = null
    try {
      for (;;) {
        const { done, value: event } = await run.within(() => events.next())
        if (done === true) return
        if (event.type === 'started') run.name(event.run.seq)
        if (event.type === 'progress') run.enter(event.stage)
        yield event
      }
    } catch (error) {
      failure = error
      throw error
    } finally {
      await events.return?.()
      run.end(failure)
    }
  }
}
