import { registerHooks } from 'node:module'

const ROOT = new URL('../package.json', import.meta.url).href
const FACE = /^aqueduto\/(core|plugins)\/([a-z_]+)$/

/**
 * A plugin that is an npm package has a package.json of its own, so `#core/…` means nothing there. It reaches the public
 * faces as `aqueduto/core/<room>` and `aqueduto/plugins/<name>`, and gets the ones of the system that loads it.
 */
registerHooks({
  resolve(specifier, context, next) {
    const face = FACE.exec(specifier)
    if (!face) return next(specifier, context)
    const [, place, name] = face
    const own = place === 'core' ? `#core/${name}/index` : `#plugins/${name}/api`
    return next(own, { ...context, parentURL: ROOT })
  },
})
