import { reportProblems } from '../reports/check_report.ts'
import type { PluginManifest } from './manifest.ts'
import { PluginListError } from './order.ts'
import type { Registries } from './registries.ts'

const NAME = /^[a-z][a-z0-9_]{1,30}$/
const CONTRACT = /^\d+\.\d+$/
const CONTRIBUTED = [
  'records',
  'lookups',
  'parameters',
  'decisions',
  'archives',
  'documents',
  'actions',
  'jobs',
  'reports',
  'widgets',
] as const

function checkNames({ name, contract, tables, events, permissions }: PluginManifest): string[] {
  const problems: string[] = []
  if (!NAME.test(name)) problems.push(`"${name}" is no name for a plugin: small letters and digits`)
  if (!CONTRACT.test(contract))
    problems.push(`plugin "${name}": contract "${contract}" is not like 1.0`)
  const strangers = [
    ...tables.filter((table) => !table.startsWith(`${name}_`)).map((table) => `table "${table}"`),
    ...events.filter((event) => !event.startsWith(`${name}.`)).map((event) => `event "${event}"`),
    ...Object.keys(permissions)
      .filter((permission) => !permission.startsWith(`${name}.`))
      .map((permission) => `permission "${permission}"`),
  ]
  return [
    ...problems,
    ...strangers.map((what) => `plugin "${name}": ${what} does not begin with its name`),
  ]
}

/**
 * The manifests as data, before anything of theirs is loaded: whoever skipped the compiler is stopped here.
 * @throws PluginListError naming every plugin and problem.
 */
export function checkManifests(plugins: readonly PluginManifest[]): void {
  const problems = plugins.flatMap(checkNames)
  if (problems.length) throw new PluginListError(problems.join('; '))
}

/**
 * What was loaded, taken together: each contribution carries its plugin's name, and each permission it asks for is one that
 * somebody declares, or nobody could ever be given it.
 * @throws PluginListError naming every plugin and problem.
 */
export function checkContributions(registries: Registries): void {
  const problems = registries.plugins.flatMap(({ name }) =>
    CONTRIBUTED.flatMap((kind) =>
      registries[kind]
        .of(name)
        .filter((one) => !one.startsWith(`${name}.`))
        .map((one) => `plugin "${name}": ${kind} "${one}" does not begin with its name`)
    )
  )
  const asked = [
    ...registries.actions.all().map(({ name, permission }) => ({ name, permission })),
    ...registries.jobs.all().map(({ name, permission }) => ({ name, permission })),
    ...registries.reports.all().map(({ name, permission }) => ({ name, permission })),
    ...registries.widgets.all().map(({ name, permission }) => ({ name, permission })),
    ...registries.menu.map(({ path, permission }) => ({ name: path, permission })),
    ...registries.records
      .all()
      .flatMap(({ name, permissions: { read, write } }) =>
        [read, write].flatMap((permission) => (permission === null ? [] : [{ name, permission }]))
      ),
  ]
  const unknown = asked
    .filter(({ permission }) => !registries.permissions.find(permission))
    .map(
      ({ name, permission }) =>
        `"${name}" asks for permission "${permission}", which nobody declares`
    )
  const wrong = [...problems, ...unknown, ...registries.reports.all().flatMap(reportProblems)]
  if (wrong.length) throw new PluginListError(wrong.join('; '))
}
