import ViteProvider from '@adonisjs/vite/vite_provider'
import { existsSync } from 'node:fs'

/**
 * The framework starts Vite's development server under tests too. Here tests use the built files, as production does: the
 * pages then run under the very policy that they have in use. Without built files the development server steps in.
 */
export default class AssetsProvider extends ViteProvider {
  override async start() {
    const isBuilt = existsSync(this.app.makePath('public/assets/.vite/manifest.json'))
    if (this.app.getEnvironment() === 'test' && isBuilt) return
    await super.start()
  }
}
