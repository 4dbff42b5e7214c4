#!/usr/bin/env node
// The first thing that runs. Plain JavaScript, so that an older Node can read it and say what it needs.
import { existsSync } from 'node:fs'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `paperloom needs Node.js 24 or newer; this is ${process.version}. Use the npm scripts (npm run paperloom -- …), which bring it along, or install Node.js 24.`,
  )
  process.exitCode = 2
} else {
  // From a clone Node runs the TypeScript. In an installed package, where it does not, and in an image there is the compiled
  // form; there the import below reads ./main.js.
  const compiled = new URL('../../dist/src/cli/main.js', import.meta.url)
  const isSource = existsSync(new URL('./main.ts', import.meta.url)) && !import.meta.url.includes('/node_modules/')
  const { main } = await (existsSync(compiled) && !isSource ? import(compiled.href) : import('./main.ts'))
  await main(process.argv.slice(2))
}
