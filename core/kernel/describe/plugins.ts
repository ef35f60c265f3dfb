import { existsSync, readdirSync } from 'node:fs'
import { coreContributions } from '../../contributions.ts'
import { registries } from '../kernel.ts'
import type { PluginManifest } from '../manifest.ts'
import { pluginFolder } from '../plugin_folder.ts'
import { type ContributionList, contributionsOf } from './contributions.ts'

/** A module of the running system with all that it brings: the reference of an implementer and of an administrator. */
export interface PluginDescription {
  readonly name: string
  readonly title: string
  readonly contract: string
  readonly requires: readonly string[]
  readonly requiredBy: readonly string[]
  readonly state: 'on' | 'off'
  readonly migrations: readonly string[]
  readonly contributions: readonly ContributionList[]
}

const CORE = { name: 'core', title: 'Núcleo', contract: '1.0', requires: [] } as const

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => /^\d+_.*\.(ts|js)$/.test(file))
    .map((file) => file.replace(/\.(ts|js)$/, ''))
    .sort()
}

async function describe(
  plugin: PluginManifest,
  all: readonly PluginManifest[]
): Promise<PluginDescription> {
  const isOn = registries().plugins.some(({ name }) => name === plugin.name)
  return {
    name: plugin.name,
    title: plugin.title,
    contract: plugin.contract,
    requires: plugin.requires,
    requiredBy: all
      .filter(({ requires }) => requires.includes(plugin.name))
      .map(({ name }) => name),
    state: isOn ? 'on' : 'off',
    migrations: filesOf(pluginFolder(plugin, 'migrations')),
    contributions: isOn ? await contributionsOf(registries(), plugin) : [],
  }
}

/** The kernel first, then every listed plugin in the order in which they load; those left out of this start say so. */
export async function describePlugins(
  listed: readonly PluginManifest[]
): Promise<PluginDescription[]> {
  const on = registries().plugins
  const off = listed.filter(({ name }) => !on.some((plugin) => plugin.name === name))
  const core: PluginDescription = {
    ...CORE,
    requiredBy: [],
    state: 'on',
    migrations: [],
    contributions: await contributionsOf(registries(), { ...coreContributions, name: CORE.name }),
  }
  const described: PluginDescription[] = [core]
  for (const plugin of [...on, ...off]) described.push(await describe(plugin, listed))
  return described
}
