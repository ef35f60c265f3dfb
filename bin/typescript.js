/**
 * Lets this thread run the project's TypeScript: each file is stripped when it is loaded, in the thread that loads it, and a
 * `.js` specifier of a file that exists only as TypeScript leads there. See docs/decisions/0015-typescript-in-thread.md.
 */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

/** What tsconfig.json says, for the transformer. */
const OPTIONS = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    experimental: { keepImportAttributes: true },
    keepClassNames: true,
  },
}

const isOwn = (url) => url.startsWith('file:') && !url.includes('/node_modules/')

/** The TypeScript file for a specifier that names JavaScript which is not there; null when there is none to try. */
function asTypescript({ code, url }) {
  if (code !== 'ERR_MODULE_NOT_FOUND' || !url || !isOwn(url)) return null
  const [path, ...query] = url.split('?')
  return path.endsWith('.js') ? [`${path.slice(0, -3)}.ts`, ...query].join('?') : null
}

process.setSourceMapsEnabled(true)
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context)
    } catch (error) {
      const other = asTypescript(error)
      if (other === null) throw error
      try {
        return nextResolve(other, context)
      } catch {
        throw error
      }
    }
  },
  load(url, context, nextLoad) {
    if (context.format !== 'module-typescript') return nextLoad(url, context)
    const { source } = nextLoad(url, { ...context, format: 'module' })
    const { code } = transformSync(String(source), { ...OPTIONS, filename: fileURLToPath(url) })
    return { format: 'module', shortCircuit: true, source: code }
  },
})
