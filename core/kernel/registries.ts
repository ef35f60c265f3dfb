import type { Action, Listener, Participant } from '#core/actions/index'
import type { Archive } from '#core/archive/types'
import type {
  ConfigurationKind,
  Parameter,
  PeriodClosing,
  Population,
  ResultSource,
} from '#core/configuration/index'
import type { DocumentType } from '#core/documents/index'
import type { Job } from '#core/jobs/index'
import type { MessageTemplate } from '#core/messaging/index'
import type {
  ContingencySection,
  Endpoint,
  LookupType,
  Panel,
  RecordTab,
  RecordType,
  TimelineSource,
} from '#core/records/index'
import type { Bridge, QualityCheck, Report, Widget } from '#core/reports/index'
import type { Decision } from '#core/rules/index'
import { PluginListError } from './order.ts'
import type { Lazy, MenuEntry, PluginManifest } from './manifest.ts'

/** A read-only map from name to contribution that remembers which plugin gave it. */
export class Registry<T> {
  readonly #entries = new Map<string, { value: T; plugin: string }>()
  readonly #what: string
  #isFrozen = false

  constructor(what: string) {
    this.#what = what
  }

  add(name: string, value: T, plugin: string): void {
    if (this.#isFrozen) throw new Error(`E_KERNEL_FROZEN: ${this.#what} "${name}" came after boot`)
    const present = this.#entries.get(name)
    if (present) {
      throw new Error(
        `E_KERNEL_REPEATED: ${this.#what} "${name}" is given by both "${present.plugin}" and "${plugin}"`
      )
    }
    this.#entries.set(name, { value, plugin })
  }

  freeze(): void {
    this.#isFrozen = true
  }

  /** @throws Error when nothing has that name: asking for it is a programming error. */
  get(name: string): T {
    const entry = this.#entries.get(name)
    if (!entry) throw new Error(`E_KERNEL_UNKNOWN: there is no ${this.#what} "${name}"`)
    return entry.value
  }

  find(name: string): T | undefined {
    return this.#entries.get(name)?.value
  }

  pluginOf(name: string): string | undefined {
    return this.#entries.get(name)?.plugin
  }

  names(): string[] {
    return [...this.#entries.keys()]
  }

  all(): T[] {
    return [...this.#entries.values()].map(({ value }) => value)
  }

  /** What one plugin contributed. */
  of(plugin: string): string[] {
    return [...this.#entries].filter(([, entry]) => entry.plugin === plugin).map(([name]) => name)
  }
}

export interface Registries {
  readonly plugins: readonly PluginManifest[]
  readonly records: Registry<RecordType>
  readonly panels: Registry<Panel>
  readonly timelines: Registry<TimelineSource>
  /** Related lists that plugins add to the pages of others. */
  readonly tabs: readonly RecordTab[]
  readonly lookups: Registry<LookupType>
  readonly kinds: Registry<ConfigurationKind>
  readonly parameters: Registry<Parameter>
  readonly decisions: Registry<Decision>
  readonly results: Registry<ResultSource>
  readonly closings: Registry<PeriodClosing>
  readonly populations: Registry<Population>
  readonly archives: Registry<Archive>
  readonly documents: Registry<DocumentType>
  readonly messages: Registry<MessageTemplate>
  readonly actions: Registry<Action>
  /** Several plugins may answer one extension point; called in plugin order. */
  readonly participants: ReadonlyMap<string, readonly Participant[]>
  readonly jobs: Registry<Job>
  readonly listeners: readonly Listener[]
  readonly bridges: Registry<Bridge>
  readonly reports: Registry<Report>
  readonly widgets: Registry<Widget>
  readonly qualityChecks: Registry<QualityCheck>
  readonly endpoints: Registry<Endpoint>
  readonly contingency: Registry<ContingencySection>
  readonly permissions: Registry<string>
  readonly menu: readonly MenuEntry[]
}

/** What a room of the kernel itself contributes, in the same terms as a plugin. */
export type CoreContributions = Pick<
  PluginManifest,
  | 'permissions'
  | 'kinds'
  | 'actions'
  | 'jobs'
  | 'listeners'
  | 'menu'
  | 'messages'
  | 'records'
  | 'lookups'
  | 'parameters'
  | 'documents'
  | 'widgets'
  | 'endpoints'
> & {
  /** The record type that a look-up stands for. */
  readonly recordOfLookup?: (lookup: LookupType) => RecordType
}

type Source = Partial<PluginManifest> & { name: string }

async function load<T>(
  source: Source,
  field: string,
  lazy: Lazy<readonly T[]> | undefined
): Promise<readonly T[]> {
  if (!lazy) return []
  try {
    const { default: values } = await lazy()
    if (!Array.isArray(values)) throw new TypeError('its default export is not a list')
    return values
  } catch (error) {
    throw new PluginListError(
      `plugin "${source.name}" failed to load its ${field}: ${(error as Error).message}; --without=${source.name} starts without it`,
      { cause: error }
    )
  }
}

function emptyRegistries() {
  return {
    records: new Registry<RecordType>('record type'),
    panels: new Registry<Panel>('panel'),
    timelines: new Registry<TimelineSource>('source of a line of time'),
    lookups: new Registry<LookupType>('look-up table'),
    kinds: new Registry<ConfigurationKind>('configuration kind'),
    parameters: new Registry<Parameter>('parameter'),
    decisions: new Registry<Decision>('decision'),
    results: new Registry<ResultSource>('result source'),
    closings: new Registry<PeriodClosing>('period closing'),
    populations: new Registry<Population>('population'),
    archives: new Registry<Archive>('archive'),
    documents: new Registry<DocumentType>('document type'),
    messages: new Registry<MessageTemplate>('message template'),
    actions: new Registry<Action>('action'),
    jobs: new Registry<Job>('job'),
    bridges: new Registry<Bridge>('bridge'),
    reports: new Registry<Report>('report'),
    widgets: new Registry<Widget>('widget'),
    qualityChecks: new Registry<QualityCheck>('quality check'),
    contingency: new Registry<ContingencySection>('contingency section'),
    endpoints: new Registry<Endpoint>('endpoint'),
    permissions: new Registry<string>('permission'),
  }
}

async function fill(
  registries: ReturnType<typeof emptyRegistries>,
  source: Source,
  { recordOfLookup }: Pick<CoreContributions, 'recordOfLookup'>
): Promise<void> {
  const put = async <T>(
    registry: Registry<T>,
    field: string,
    lazy: Lazy<readonly T[]> | undefined,
    nameOf: (value: T) => string
  ) => {
    for (const value of await load(source, field, lazy)) {
      registry.add(nameOf(value), value, source.name)
    }
  }
  for (const [name, title] of Object.entries(source.permissions ?? {})) {
    registries.permissions.add(name, title as string, source.name)
  }
  await put(registries.records, 'records', source.records, (v) => v.name)
  await put(registries.panels, 'panels', source.panels, (v) => v.name)
  await put(registries.timelines, 'timelines', source.timelines, (v) => v.name)
  await put(registries.lookups, 'lookups', source.lookups, (v) => v.name)
  for (const name of registries.lookups.of(source.name)) {
    if (!recordOfLookup) break
    registries.records.add(name, recordOfLookup(registries.lookups.get(name)), source.name)
  }
  await put(registries.kinds, 'kinds', source.kinds, (v) => v.kind)
  await put(registries.parameters, 'parameters', source.parameters, (v) => v.key)
  await put(registries.decisions, 'decisions', source.decisions, (v) => v.name)
  await put(registries.results, 'results', source.results, (v) => v.name)
  await put(registries.closings, 'closings', source.closings, (v) => v.name)
  await put(registries.populations, 'populations', source.populations, (v) => v.name)
  await put(registries.archives, 'archives', source.archives, (v) => v.name)
  await put(registries.documents, 'documents', source.documents, (v) => v.name)
  await put(registries.messages, 'messages', source.messages, (v) => v.name)
  await put(registries.actions, 'actions', source.actions, (v) => v.name)
  await put(registries.jobs, 'jobs', source.jobs, (v) => v.name)
  await put(registries.bridges, 'bridges', source.bridges, (v) => v.name)
  await put(registries.reports, 'reports', source.reports, (v) => v.name)
  await put(registries.widgets, 'widgets', source.widgets, (v) => v.name)
  await put(registries.endpoints, 'endpoints', source.endpoints, (v) => `${v.method} ${v.path}`)
  await put(registries.contingency, 'contingency', source.contingency, (v) => v.name)
  await put(registries.qualityChecks, 'quality checks', source.qualityChecks, (v) => v.name)
}

/**
 * Loads every contribution of the kernel and the plugins (already in dependency order), checks names, and freezes the
 * registries. A contribution that fails to load stops the start with the plugin's name and the cause.
 */
export async function buildRegistries(
  plugins: readonly PluginManifest[],
  core: CoreContributions
): Promise<Registries> {
  const registries = emptyRegistries()
  const participants = new Map<string, Participant[]>()
  const listeners: Listener[] = []
  const menu: MenuEntry[] = []
  const tabs: RecordTab[] = []
  for (const source of [{ name: 'core', ...core }, ...plugins] as Source[]) {
    await fill(registries, source, core)
    for (const participant of await load(source, 'participants', source.participants)) {
      const answers = participants.get(participant.point) ?? []
      participants.set(participant.point, [...answers, participant])
    }
    listeners.push(...(await load(source, 'listeners', source.listeners)))
    menu.push(...(source.menu ?? []))
    tabs.push(...(source.tabs ?? []))
  }
  for (const registry of Object.values(registries)) registry.freeze()
  return Object.freeze({
    ...registries,
    plugins,
    participants,
    listeners: Object.freeze(listeners),
    menu: Object.freeze(menu),
    tabs: Object.freeze(tabs),
  })
}
