// How much memory a server takes that V8 would rather not give back. Set here and nowhere else.
import { setFlagsFromString } from 'node:v8'

/**
 * How much garbage may lie before V8 looks for it, in percent of what is in use: by default several times as much, which makes a server
 * hold hundreds of megabytes after a minute under load. Costs some fifteen in a hundred of the requests a second.
 */
const GARBAGE = 12

/**
 * Lets the heap of a server grow by little. V8 sets the size at which it looks for garbage when it has done so, so this comes before the
 * server is loaded: else the size set meanwhile, of before the first request, holds until a hundred megabytes of garbage lie there,
 * and what the heap has once been it remains.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GARBAGE}`)
}
