#!/usr/bin/env -S node --max-semi-space-size=16
// The first thing that runs. Plain JavaScript, so that an older Node can read it and say what it needs.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `paperloom needs Node.js 24 or newer; this is ${process.version}. Use the npm scripts (npm run paperloom -- …), which bring it along, or install Node.js 24.`,
  )
  process.exitCode = 2
} else {
  // Loaded behind the check: an older Node has not all that it imports.
  const { keepCompiled, runnable } = await import('../compiled.js')
  const program = runnable(new URL('./main.ts', import.meta.url))
  keepCompiled()
  const { main } = await import(program.href)
  await main(process.argv.slice(2))
}
