// Which form of a module runs. A clone has the sources, which Node runs by stripping their types, and beside them what
// `npm run build` made of them; a package or an image has the latter alone. The compiled form starts faster. It is also what threads
// should run: Node strips types in WebAssembly, and V8 13 can crash when one thread frees WebAssembly code while others run it.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../', import.meta.url)
const DIST = new URL('dist/', ROOT)
/** The build writes it last. */
const BUILT = new URL('built', DIST)

/** @type {boolean | undefined} */
let isUpToDate

/**
 * Where to load a module of ours from: its compiled form where that is as new as every source file, else the source.
 * @param {URL} module the address of a `.ts` file, whether or not it is there
 * @returns {URL}
 */
export function runnable(module) {
  isUpToDate ??= existsSync(BUILT) && newest(['src', 'schema', 'ingest']) <= statSync(BUILT).mtimeMs
  if (isUpToDate) return new URL(toJavaScript(module.href.slice(ROOT.href.length)), DIST)
  return existsSync(module) ? module : new URL(toJavaScript(module.href))
}

/**
 * Keeps what V8 makes of the compiled form beside it, in `dist/cache`, so that the next run need not make it again. Where that cannot
 * be written, as in a read-only image, nothing is kept and nothing is said. The sources are not kept: they change.
 */
export function keepCompiled() {
  if (isUpToDate === true) enableCompileCache(fileURLToPath(new URL('cache', DIST)))
}

/** @param {string} path */
function toJavaScript(path) {
  return path.replace(/\.ts$/, '.js')
}

/**
 * When the last of the files that a build reads was changed, in milliseconds since 1970.
 * @param {readonly string[]} folders
 */
function newest(folders) {
  let time = 0
  const root = fileURLToPath(ROOT)
  for (const folder of folders) {
    if (existsSync(root + folder)) time = Math.max(time, newestIn(root + folder))
  }
  return time
}

/**
 * Reads a folder itself, since Node takes three times as long to read one with all that are in it.
 * @param {string} folder
 */
function newestIn(folder) {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) time = Math.max(time, newestIn(path))
    else if (/\.(ts|bin)$/.test(entry.name)) time = Math.max(time, statSync(path).mtimeMs)
  }
  return time
}
