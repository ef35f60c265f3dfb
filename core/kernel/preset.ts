import type { PresetFn } from '@adonisjs/core/types/app'
import type { PluginManifest } from './manifest.ts'
import { activePlugins } from './order.ts'

type ProviderEntry = Parameters<PresetFn>[0]['rcFile']['providers'][number]

/** The framework preset: each plugin's own provider joins the list, after those of the plugins it requires. */
export function pluginPreset(plugins: readonly PluginManifest[]): PresetFn {
  return ({ rcFile }) => {
    for (const plugin of activePlugins(plugins)) {
      if (plugin.provider) rcFile.providers.push(plugin.provider as ProviderEntry)
    }
  }
}
