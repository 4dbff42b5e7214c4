// How V8 compiles in runs that last a second or two. A batch of papers is over before what its best compiler makes of a function has
// paid for itself, and on one core that compiler takes the time from the work. Set here and nowhere else.
import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'

/**
 * Loads what a short run needs, then has V8 compile as such a run is best served. What is loaded is compiled as a whole where that is
 * kept (see `compiled.js`): by default V8 compiles, and Node keeps, only what runs while a module is loaded, and every run would have to
 * compile the functions anew. The other switches come after it, since with one of them set V8 compiles modules of Node's own that
 * Node else brings along compiled.
 */
export async function loadForShortRun<Modules>(load: () => Promise<Modules>): Promise<Modules> {
  if (getCompileCacheDir() !== undefined) setFlagsFromString('--no-lazy')
  try {
    return await load()
  } finally {
    setFlagsFromString('--lazy')
    compileForShortRuns()
  }
}

/**
 * Leaves functions to the interpreter and the quickest compiler until they have been called 2,500 times (V8 asks for 400), and to the
 * next one up to 100,000 times (V8 asks for 3,000): of the time that a page of papers takes, a fifth went into compiling what was hardly
 * called again. Loops are compiled without a first round of their own and never while they run, regular expressions once instead of
 * twice. Where there is one core only, compiling and collecting garbage take turns with the work instead of interrupting it from
 * threads. Results do not depend on any of it.
 */
function compileForShortRuns(): void {
  setFlagsFromString('--invocation-count-for-maglev=2500')
  setFlagsFromString('--no-maglev-loop-peeling')
  setFlagsFromString('--no-use-osr')
  setFlagsFromString('--invocation-count-for-turbofan=100000')
  setFlagsFromString('--no-regexp-tier-up')
  if (availableParallelism() === 1) for (const flag of ONE_CORE) setFlagsFromString(flag)
}

const ONE_CORE = [
  '--no-concurrent-recompilation',
  '--no-concurrent-sparkplug',
  '--no-concurrent-marking',
  '--no-incremental-marking',
  '--no-concurrent-sweeping',
  '--no-parallel-scavenge',
]
