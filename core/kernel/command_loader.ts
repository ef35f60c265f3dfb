import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BaseCommand, FsLoader } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import { plugins } from '#config/plugins'
import { activePlugins } from './order.ts'
import { pluginFolder } from './plugin_folder.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const folders = [
  join(ROOT, 'core/commands'),
  join(ROOT, 'database/demo/commands'),
  ...activePlugins(plugins).map((plugin) => pluginFolder(plugin, 'commands')),
]

const loaders = folders
  .filter((folder) => existsSync(folder))
  .map((folder) => new FsLoader<typeof BaseCommand>(folder))

/** Ace commands of the kernel, the demo and the plugins that are on: one file each in a `commands/` folder. */
export async function getMetaData(): Promise<CommandMetaData[]> {
  const lists = await Promise.all(loaders.map((loader) => loader.getMetaData()))
  return lists.flat()
}

export async function getCommand(metaData: CommandMetaData): Promise<typeof BaseCommand | null> {
  for (const loader of loaders) {
    const known = await loader.getMetaData()
    if (known.some(({ commandName }) => commandName === metaData.commandName))
      return loader.getCommand(metaData)
  }
  return null
}
