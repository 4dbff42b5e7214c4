#!/usr/bin/env -S node --max-semi-space-size=16
// The first thing that runs. Plain JavaScript, so that an older Node can read it and say what it needs.
import { runnable } from '../compiled.js'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `paperloom needs Node.js 24 or newer; this is ${process.version}. Use the npm scripts (npm run paperloom -- …), which bring it along, or install Node.js 24.`,
  )
  process.exitCode = 2
} else {
  const { main } = await import(runnable(new URL('./main.ts', import.meta.url)).href)
  await main(process.argv.slice(2))
}
