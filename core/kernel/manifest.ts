import type { ApplicationService } from '@adonisjs/core/types'
import type { Action, EventDescription, Listener, Participant } from '#core/actions/index'
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

/** A contribution: a module whose default export is the value, loaded only when the system boots. */
export type Lazy<T> = () => Promise<{ readonly default: T }>

export interface MenuEntry {
  readonly title: string
  /** Path of the screen: `/premises`. */
  readonly path: string
  /** Start of the addresses that are of the same screen: its other tabs. */
  readonly under?: string
  readonly permission: string
  /** Heading under which the entry stands. */
  readonly section: string
  readonly icon?: string
}

type ProviderClass = new (app: ApplicationService) => object

/**
 * A plugin's table of contents: plain data and lazy imports, so that lint rules and tools can load it without a framework.
 * @see docs/architecture.md
 */
export interface PluginManifest<N extends string = string> {
  /** Folder, table, permission and event prefix; for ever. */
  readonly name: N
  readonly title: string
  /** `import.meta.url` of the manifest, when the plugin is an npm package; a folder of `plugins/` needs none. */
  readonly root?: string
  /** Version of what `api.ts` exports. */
  readonly contract: `${number}.${number}`
  /** Plugins whose `api.ts` may be imported; loaded first. */
  readonly requires: readonly string[]
  readonly tables: readonly `${N}_${string}`[]
  /** Past tense: `billing.invoices_issued`. */
  readonly events: readonly `${N}.${string}`[]
  /** What its events are called and tell, for the people who write alerts and the systems that listen. */
  readonly eventTitles?: Readonly<Partial<Record<`${N}.${string}`, EventDescription>>>
  readonly permissions: Readonly<Record<`${N}.${string}`, string>>
  readonly records?: Lazy<readonly RecordType[]>
  /** Cards on the pages of records, its own or other plugins'. */
  readonly panels?: Lazy<readonly Panel[]>
  /** What it tells in the lines of time of records, its own or other plugins'. */
  readonly timelines?: Lazy<readonly TimelineSource[]>
  /** Related lists on the pages of other plugins' records. */
  readonly tabs?: readonly RecordTab[]
  readonly lookups?: Lazy<readonly LookupType[]>
  readonly kinds?: Lazy<readonly ConfigurationKind[]>
  readonly parameters?: Lazy<readonly Parameter[]>
  readonly decisions?: Lazy<readonly Decision[]>
  /** Computed results that keep their configuration pack, so that versions and results lead to each other. */
  readonly results?: Lazy<readonly ResultSource[]>
  /** Until which day what its items decide is closed. */
  readonly closings?: Lazy<readonly PeriodClosing[]>
  /** Past results that drafts are tried on and that are computed again, whole months at once. */
  readonly populations?: Lazy<readonly Population[]>
  /** What of its tables goes to the dead file with a year that is over, and what must stay. */
  readonly archives?: Lazy<readonly Archive[]>
  readonly documents?: Lazy<readonly DocumentType[]>
  readonly actions?: Lazy<readonly Action[]>
  /** Answers to other plugins' extension points, in the same transaction. */
  readonly participants?: Lazy<readonly Participant[]>
  readonly jobs?: Lazy<readonly Job[]>
  readonly listeners?: Lazy<readonly Listener[]>
  /** Words of the messages that it sends to people. */
  readonly messages?: Lazy<readonly MessageTemplate[]>
  /** Conservation checks that the month-end closes. */
  readonly bridges?: Lazy<readonly Bridge[]>
  /** Checks of the quality of its records, run by job over the whole base. */
  readonly qualityChecks?: Lazy<readonly QualityCheck[]>
  readonly reports?: Lazy<readonly Report[]>
  /** What it gives to the pack for days without internet. */
  readonly contingency?: Lazy<readonly ContingencySection[]>
  /** What its addresses for other systems are, besides those of its records: told in the OpenAPI description. */
  readonly endpoints?: Lazy<readonly Endpoint[]>
  /** Cards of the home page. */
  readonly widgets?: Lazy<readonly Widget[]>
  readonly provider?: Lazy<ProviderClass>
  /** A module whose default export registers the plugin's hand-made screens. */
  readonly routes?: Lazy<() => void>
  readonly menu?: readonly MenuEntry[]
}
