import type { CivilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import type { CodeName, CompiledRuleset, Lookups } from '#core/rules/index'
import type { Reader } from './query.ts'

/** Precedence before dates: a local experiment overrules the utility, which overrules the regulator, then the product. */
export type Owner = 'product' | 'regulator' | 'utility' | 'experiment'
export type VersionStatus = 'draft' | 'in_review' | 'approved' | 'rejected' | 'withdrawn'

export interface Difference {
  readonly path: string
  /** In Portuguese: `Residencial, faixa 11–20: preço de 4,149 para 4,350`. */
  readonly text: string
}

export interface ExampleOutcome {
  readonly title: string
  readonly passed: boolean
  readonly detail: string | null
}

export interface ExampleCoverage {
  readonly isWhole: boolean
  /** In Portuguese: `Os exemplos passam por 7 de 9 ramos das regras`. */
  readonly text: string
  readonly missing: readonly Issue[]
}

/** An editor of a plugin: a script of its own, loaded by the page of its kind alone, and what stands there before it runs. */
export interface StudioEditor {
  /** From the root: `plugins/tariffs/studio/table.js`. Files there are entries of the bundle. */
  readonly script: `plugins/${string}/studio/${string}.js`
  /** An Edge view, `tariffs::studio/table`, drawn into the pane of the editor; it gets `data`, `kind` and `key`. */
  readonly view?: string
}

/** The item that an editor is opened for. */
export interface StudioItem {
  readonly key: string
  readonly municipalityId: bigint
  readonly today: CivilDate
  /** What the page opens with; null where its text is no JSON. */
  readonly content: Json | null
}

/** A content, where it is to be in force and from when. */
export interface ContentPlace {
  readonly key: string
  readonly content: Json
  readonly municipalityId: bigint
  readonly on: CivilDate
}

/** A part of what a content comes to, as people will see it: text as it is, or a page shown apart from ours. */
export interface ContentPreview {
  readonly title: string
  readonly text?: string
  readonly html?: string
}

/** A part of the municipality that may have versions of its own of what else is one for the whole of it. */
export interface LocalPlace {
  /** Stands in the key of the item after an `@`; without `@`, `/` and `*`, and the same for ever. */
  readonly code: string
  /** `Agência Centro`. */
  readonly title: string
}

/** One kind of thing that administrators edit: rulesets, tariff tables, parameters, templates, … */
export interface ConfigurationKind {
  readonly kind: string
  readonly title: string
  /** Which editor the Studio opens: one of the kernel's, or one that a plugin brings (docs/implementers/studio.md). */
  readonly editor:
    'json' | 'form' | 'ruleset' | 'parameter' | 'document' | 'fields' | 'workflow' | StudioEditor
  /** What the editor needs besides the content: it reaches its script as `studio.data`. */
  readonly studio?: (item: StudioItem) => Json | Promise<Json>
  /** Whether one person may put a version in force at once, to be ratified later; yes, when not said. */
  readonly admitsEmergency?: (key: string) => boolean
  /** Permission of who approves versions of this kind; `configuration.approve` when not said. */
  readonly approval?: string
  /**
   * JSON Schema 2020-12 of the content. For joining a new default with an own version, `keyedBy` names the field (or fields)
   * that tell the elements of a list apart, and `whole: true` marks what is only taken or left entire.
   */
  readonly schema: Readonly<Record<string, unknown>>
  /** Title of an item of this kind, by its key. */
  titleOf(key: string): string
  /** One line for lists. */
  summarize(content: Json): string
  /** Beyond the schema: everything that would make the content wrong. A critical issue stops the submission. */
  validate(key: string, content: Json): readonly Issue[]
  /**
   * What a sound content cites of the registers and of other configuration of its municipality and is not there. A critical
   * issue stops submission and approval.
   */
  readonly checkHere?: (reader: Reader, place: ContentPlace) => Promise<readonly Issue[]>
  compare(before: Json, after: Json, key?: string): readonly Difference[]
  /** What a content may not undo of one that was approved: stored data hangs on it. */
  readonly continues?: (approved: Json, content: Json) => readonly Issue[]
  /** What the author leaves to the system, filled in as a draft is saved. */
  readonly complete?: (reader: Reader, place: ContentPlace) => Promise<Json>
  /** Of what describes records: the schema of the facts that rules may read of them. */
  readonly factsOf?: (content: Json) => Readonly<Record<string, unknown>>
  /** Examples held in the content that must pass before approval. */
  readonly examples?: (key: string, content: Json) => readonly ExampleOutcome[]
  /** How far the examples go: a figure in one line, and what none of them reaches. Asked of sound contents only. */
  readonly coverage?: (key: string, content: Json) => ExampleCoverage
  /** What a sound content comes to with sample data, for the panel _Prévia_ of the form. */
  readonly preview?: (key: string, content: Json) => readonly ContentPreview[]
  /** Where an item may have versions of its own, in force there alone; the whole municipality only, when not said. */
  readonly places?: (
    reader: Reader,
    item: { readonly key: string; readonly municipalityId: bigint }
  ) => Promise<readonly LocalPlace[]>
  /** Codes that a content gives names to, for facts of decisions that hold them (`namedBy: 'kind/key'`). */
  readonly names?: (content: Json) => readonly CodeName[]
  /** What the product itself brings of this kind: written as `product` versions at install and at each release. */
  readonly defaults?: () => readonly ProductDefault[]
}

export interface ProductDefault {
  readonly key: string
  readonly title: string
  readonly content: Json
  /** Law or practice behind it, or null. */
  readonly legalBasis: string | null
}

/** A dated value that administrators set; the law's value is the default and the bound. */
export interface Parameter {
  readonly key: `${string}.${string}`
  readonly title: string
  readonly help: string
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly default: Json
  readonly unit?: string
  /** Whether one person may change it at once, to be ratified later; yes, when not said. */
  readonly admitsEmergency?: boolean
  /** Where the default or the bound comes from. */
  readonly because: string
  /** Beyond the schema: what would make a value wrong. Paths are JSON Pointers within the value. */
  readonly validate?: (value: Json) => readonly Issue[]
  /** What a sound value cites of the registers of its municipality and is not there; paths as those of `validate`. */
  readonly checkHere?: (
    reader: Reader,
    place: { readonly municipalityId: bigint; readonly value: Json }
  ) => Promise<readonly Issue[]>
  /** Where it may have values of its own, in force there alone; who reads it asks for the nearest (`nearestInForce`). */
  readonly places?: (reader: Reader, municipalityId: bigint) => Promise<readonly LocalPlace[]>
  /** Names of codes that no table or configuration names, by what its schema calls them in `namedBy`. */
  readonly names?: Readonly<
    Record<string, (municipalityId: bigint) => Promise<readonly CodeName[]>>
  >
}

export interface VersionRef {
  readonly id: bigint
  readonly kind: string
  readonly key: string
  readonly number: number
  readonly hash: string
  readonly legalBasis: string | null
  readonly from: CivilDate
}

/** The configuration of one span of dates, fixed. */
export interface PackSegment {
  readonly from: CivilDate
  /** Last day of the span, inclusive. */
  readonly until: CivilDate
  has(kind: string, key: string): boolean
  version(kind: string, key: string): VersionRef
  content<T = Json>(kind: string, key: string): T
  parameter<T = Json>(key: string): T
  ruleset(decision: string): CompiledRuleset
  /** `kind/key` → content, for look-ups inside rules. */
  readonly lookups: Lookups
}

/** The content-addressed closure of every version that a run needs for a range of dates; the same id gives the same bytes. */
export interface Pack {
  readonly id: bigint
  readonly hash: string
  readonly segments: readonly PackSegment[]
  /** @throws BusinessError E_CONFIGURATION_PACK_DATE when the date is outside the pack. */
  at(date: CivilDate): PackSegment
}

export interface PackRequest {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
  readonly knownAt: Date
  /** Decisions whose rulesets are wanted. */
  readonly decisions: readonly string[]
  readonly parameters: readonly string[]
  /** Further items: `{ kind: 'tariff-table', key: 'default' }`. */
  readonly items: readonly { readonly kind: string; readonly key: string }[]
}
