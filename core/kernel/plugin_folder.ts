import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PluginManifest } from './manifest.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Where the files of a plugin stand: its folder under `plugins/`, or that of its npm package. */
export function pluginFolder(
  { name, root }: Pick<PluginManifest, 'name' | 'root'>,
  ...parts: string[]
): string {
  const folder = root ? fileURLToPath(new URL('.', root)) : join(ROOT, 'plugins', name)
  return join(folder, ...parts)
}
