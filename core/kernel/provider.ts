import type { ApplicationService } from '@adonisjs/core/types'
import edge from 'edge.js'
import { existsSync } from 'node:fs'
import { plugins } from '#config/plugins'
import { coreContributions } from '../contributions.ts'
import { installRegistries } from './kernel.ts'
import { activePlugins } from './order.ts'
import { buildRegistries } from './registries.ts'

/** Builds and freezes the registries, mounts the plugins' views and registers their routes. */
export default class KernelProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    installRegistries(await buildRegistries(activePlugins(plugins), coreContributions))
    for (const { name } of activePlugins(plugins)) {
      const views = this.app.makePath('plugins', name, 'screens')
      if (existsSync(views)) edge.mount(name, views)
    }
  }

  async start() {
    for (const plugin of activePlugins(plugins)) {
      const routes = await plugin.routes?.()
      routes?.default()
    }
  }
}
