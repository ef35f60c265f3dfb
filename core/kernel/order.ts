import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PluginManifest } from './manifest.ts'
import { pluginFolder } from './plugin_folder.ts'

type Named = Pick<PluginManifest, 'name' | 'requires' | 'root'>

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Why the plugins cannot be loaded; every problem is told, not only the first. */
export class PluginListError extends Error {
  readonly code = 'E_KERNEL_PLUGINS'
}

function missing(plugins: readonly Named[], names: ReadonlySet<string>): string[] {
  return plugins.flatMap((plugin) =>
    plugin.requires
      .filter((name) => !names.has(name))
      .map(
        (name) => `plugin "${plugin.name}" requires "${name}", which is not in config/plugins.ts`
      )
  )
}

function repeated(plugins: readonly Named[]): string[] {
  const seen = new Set<string>()
  return plugins
    .filter(({ name }) => seen.has(name) || !seen.add(name))
    .map(({ name }) => `plugin "${name}" is listed twice`)
}

/**
 * Orders plugins so that each comes after all that it requires; among the free ones the listed order stands.
 * @throws PluginListError for a missing requirement, a repeated name or a cycle, naming the plugins.
 */
export function orderPlugins<T extends Named>(plugins: readonly T[]): T[] {
  const problems = [...repeated(plugins), ...missing(plugins, new Set(plugins.map((p) => p.name)))]
  if (problems.length) throw new PluginListError(problems.join('; '))
  const ordered: T[] = []
  const done = new Set<string>()
  let waiting = [...plugins]
  while (waiting.length) {
    const ready = waiting.find((plugin) => plugin.requires.every((name) => done.has(name)))
    if (!ready) {
      const cycle = waiting.map(
        (p) => `"${p.name}" requires ${p.requires.filter((n) => !done.has(n)).join(', ')}`
      )
      throw new PluginListError(`plugins require each other in a circle: ${cycle.join('; ')}`)
    }
    ordered.push(ready)
    done.add(ready.name)
    waiting = waiting.filter((plugin) => plugin !== ready)
  }
  return ordered
}

/**
 * Leaves out the plugins named by `--without`, which also takes those that require them.
 * @throws PluginListError for a name that is not on the list: a slip of the keyboard must not start everything.
 */
export function withoutPlugins<T extends Named>(
  plugins: readonly T[],
  names: readonly string[]
): T[] {
  const known = new Set(plugins.map(({ name }) => name))
  const strangers = names.filter((name) => !known.has(name))
  if (strangers.length) {
    throw new PluginListError(
      `--without names ${strangers.map((name) => `"${name}"`).join(', ')}, which is no plugin; the plugins are ${[...known].join(', ')}`
    )
  }
  const gone = new Set(names)
  return orderPlugins(plugins).filter((plugin) => {
    const stays = !gone.has(plugin.name) && !plugin.requires.some((name) => gone.has(name))
    if (!stays) gone.add(plugin.name)
    return stays
  })
}

/** The plugins of this start: `AQUEDUTO_WITHOUT=a,b` (set by `--without`) leaves some out. */
export function activePlugins<T extends Named>(plugins: readonly T[]): T[] {
  return withoutPlugins(plugins, (process.env.AQUEDUTO_WITHOUT ?? '').split(',').filter(Boolean))
}

/** Folders of migrations in the order in which they run: the kernel's, then each plugin's after those it requires. */
export function migrationPaths(plugins: readonly Named[]): string[] {
  return [
    'database/migrations',
    ...orderPlugins(plugins).map((plugin) => relative(ROOT, pluginFolder(plugin, 'migrations'))),
  ]
}
