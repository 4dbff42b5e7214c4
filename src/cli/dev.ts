// The sources, also where a compiled form of them is at hand: what `node --watch` looks at.
import { main } from './main.ts'

await main(process.argv.slice(2))
