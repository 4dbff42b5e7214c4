// Puts a compiled program together in a few large files, since Node takes longer to find and link hundreds of small ones than most
// commands take to do their work.
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Packages that are put in. Of others there must be one copy only, for what else loads them. */
const PUT_IN = /^(?:commander|zod|secure-json-parse|wink-[^/]+\/.*)$/

/**
 * Writes a program anew, with files beside it for what it loads later and for what those share: `main.js`, `main-….js`. The modules
 * stay where they are, for threads that load them by themselves.
 * @param {URL} root the folder of all modules
 * @param {string} program the path of the first one in it
 */
export async function bundle(root, program) {
  // Loaded here: it is a development dependency.
  const { rolldown } = await import('rolldown')
  const path = fileURLToPath(new URL(program, root))
  const folder = new URL('./', new URL(program, root))
  const name = program.replace(/^.*\/|\.js$/g, '')
  const bundle = await rolldown({
    input: path,
    platform: 'node',
    external: (id, _, isResolved) => !isResolved && /^[a-z@]/i.test(id) && !PUT_IN.test(id),
    plugins: [
      { name: 'own-addresses', transform: (code, id) => withOwnAddress(code, pathToFileURL(id), root, folder) },
      { name: 'modules-of-node', renderChunk: withModulesOfNode },
    ],
  })
  await bundle.write({ dir: fileURLToPath(folder), entryFileNames: `${name}.js`, chunkFileNames: `${name}-[name].js` })
  await bundle.close()
}

/**
 * Modules look for files beside themselves, which stay where they are.
 * @param {string} code
 * @param {URL} module
 * @param {URL} root
 * @param {URL} folder where the module goes
 */
function withOwnAddress(code, module, root, folder) {
  if (!module.href.startsWith(root.href)) return null
  const up = folder.href.slice(root.href.length).replace(/[^/]+/g, '..')
  const own = `new URL('${up}${module.href.slice(root.href.length)}', import.meta.url).href`
  return code.replaceAll('import.meta.url', own)
}

/**
 * Modules of Node are asked for rather than imported: to import one, Node reads all that it exports, and `crypto` for one loads half a
 * dozen others when it is read.
 * @param {string} code
 */
function withModulesOfNode(code) {
  return code.replace(/^import (\w+)?(?:, )?(\{[^}]*\})? from "(node:[\w/]+)";$/gm, (_, whole, named, module) => {
    const asked = `globalThis.process.getBuiltinModule("${module}")`
    return [whole && `const ${whole} = ${asked};`, named && `const ${named.replaceAll(' as ', ': ')} = ${asked};`]
      .filter(Boolean)
      .join(' ')
  })
}
