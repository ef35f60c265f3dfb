import type { ApplicationService } from '@adonisjs/core/types'
import edge from 'edge.js'
import { existsSync } from 'node:fs'
import { plugins } from '#config/plugins'
import { coreContributions } from '../contributions.ts'
import { checkContributions, checkManifests } from './check_manifests.ts'
import { installRegistries } from './kernel.ts'
import { activePlugins } from './order.ts'
import { pluginFolder } from './plugin_folder.ts'
import { buildRegistries } from './registries.ts'

/** Builds and freezes the registries, mounts the plugins' views and registers their routes. */
export default class KernelProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const active = activePlugins(plugins)
    checkManifests(active)
    const built = await buildRegistries(active, coreContributions)
    checkContributions(built)
    installRegistries(built)
    for (const plugin of active) {
      const views = pluginFolder(plugin, 'screens')
      if (existsSync(views)) edge.mount(plugin.name, views)
    }
  }

  async start() {
    for (const plugin of activePlugins(plugins)) {
      const routes = await plugin.routes?.()
      routes?.default()
    }
  }
}
