import type { PluginManifest } from '#core/kernel/index'
import tariffs from '#plugins/tariffs/plugin'

/** The plugins that are on. The kernel orders them by what each requires. */
export const plugins: readonly PluginManifest[] = [tariffs]
