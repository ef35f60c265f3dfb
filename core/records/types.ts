import type { ActionContext, Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { FilePurpose } from '#core/files/index'
import type { Expression } from '#core/rules/index'
import type { PersonLink } from './personal/types.ts'
import type { WorkflowDeclaration } from './workflow/types.ts'
import type { AttachmentsDeclaration, NotesDeclaration } from './attachments/types.ts'

export type FieldType =
  | 'text'
  | 'longtext'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'volume'
  | 'date'
  | 'datetime'
  | 'refmonth'
  | 'boolean'
  | 'enum'
  | 'reference'
  | 'lookup'
  | 'taxpayer'
  | 'phone'
  | 'email'
  | 'registration'

export type Tone = 'neutral' | 'good' | 'attention' | 'bad' | 'info'

export interface EnumOption {
  readonly value: string
  readonly label: string
  readonly tone?: Tone
}

export interface RecordField {
  /** Column name. */
  readonly name: string
  readonly label: string
  readonly type: FieldType
  readonly unit?: string
  readonly help?: string
  readonly isRequired?: boolean
  /** Shown, never typed: numbers given by the system, computed values. */
  readonly isReadOnly?: boolean
  /** Personal data (LGPD): masked for who lacks `<plugin>.personal_data`. A reference is masked by what it points to. */
  readonly isPersonal?: boolean
  readonly options?: readonly EnumOption[]
  /** Record type that a `reference` points to. */
  readonly record?: string
  /** Look-up table whose code a `lookup` holds. */
  readonly lookup?: string
  readonly maxLength?: number
  /** Least and greatest of an integer, a decimal or money (in reais), as a decimal in text. */
  readonly minimum?: string
  readonly maximum?: string
  /** Heading under which it stands in form and detail. */
  readonly section?: string
  /** Condition on the other fields of the form, in the strict JSON-Logic of the rules: shown and kept only when it holds. */
  readonly visibleWhen?: Expression
  /** As `visibleWhen`: the field must be filled when it holds. */
  readonly requiredWhen?: Expression
  /** False for money that means nothing when added up (a price): the list's totals row leaves it out. */
  readonly isSummed?: boolean
  /** Set by the kernel on fields that administrators added: the key inside the column `custom`. */
  readonly customKey?: string
}

export interface RelatedList {
  readonly title: string
  readonly record: string
  /** Column of the related table that holds this record's id. */
  readonly foreignKey: string
}

/** What is about to be written: all the columns given for a new record, or only those that change. */
export interface ProposedChange {
  /** Null for a record that is being created. */
  readonly id: bigint | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly changes: Readonly<Record<string, unknown>>
}

/** A related list that a plugin adds to the page of another plugin's record. */
export interface RecordTab extends RelatedList {
  /** Record type whose page shows it. */
  readonly on: string
  /** Added lists stand in ascending order of place. */
  readonly place: number
}

/** What the parts of a page are loaded with: the row it is about, read in one transaction. */
export interface PageContext {
  readonly tx: Tx
  readonly actor: Actor
  readonly municipalityId: bigint
  readonly timeZone: string
  /** Today in the municipality. */
  readonly today: CivilDate
  readonly row: Readonly<Record<string, unknown>> & { readonly id: bigint }
}

/** A card that a plugin adds to the page of a record: its own or another plugin's. */
export interface Panel<D = any> {
  readonly name: `${string}.${string}`
  /** Record type whose page shows it. */
  readonly on: string
  readonly title: string
  readonly permission: string
  /** Panels stand in ascending order of place. */
  readonly place: number
  /** Edge view that draws what `load` gave as `panel.data`: `billing::premise_panel`. */
  readonly view: string
  /** Null: nothing to show of this record. */
  load(context: PageContext): Promise<D | null>
}

/** One thing that happened, as a line of time tells it. */
export interface TimelineEntry {
  readonly on: CivilDate
  /** What happened, in words: `Fatura 09/2026 venceu`. */
  readonly title: string
  readonly note?: string | null
  readonly cents?: bigint | null
  /** Where its record opens. */
  readonly path?: `/${string}`
}

/** What a plugin tells in the line of time of a record: its own or another plugin's. */
export interface TimelineSource {
  readonly name: `${string}.${string}`
  /** Record type whose line of time it is told in. */
  readonly on: string
  readonly permission: string
  /** The newest `most`, in any order. */
  load(context: PageContext, most: number): Promise<readonly TimelineEntry[]>
}

/** A page of a record's own: the generated page with another head. */
export interface Overview<D = any> {
  /** Edge view, usually the layout of `layouts.app` with what `load` gave as `overview`. */
  readonly view: string
  load(context: PageContext): Promise<D>
}

/** An action that may be done to many records at once: its input has the id of one, the rest is asked once for all. */
export interface BulkAction {
  readonly action: `${string}.${string}`
  /** Name of the input that takes the record's id; `id` when not said. */
  readonly idInput?: string
  /** What it does to `{count}` records, said before it is done: `Bloquear {count} clientes`. */
  readonly effect: string
  /** What is asked once for all, named as the input; the generated form of the action when not said. */
  readonly fields?: readonly RecordField[]
}

/**
 * Which localities a row belongs to, for people who are limited to some: by a column of its own, by a record it points to
 * (`of`), by the rows of another record type that point to it (`through`, in their column `key`), or by the record of any type that
 * it tells of, in two columns. With `isOptional` a row that points to nothing is of the whole municipality; without it nobody who is
 * limited sees it.
 */
export type RecordScope =
  | { readonly column: string; readonly of?: string; readonly isOptional?: true }
  | { readonly through: string; readonly key: string }
  | { readonly subjectType: string; readonly subjectId: string }

/** What an operation would do, under one heading. */
export interface OperationEffects {
  readonly title: string
  readonly lines: readonly string[]
  /** What stands and what would stand, side by side; columns after the first are to the right. */
  readonly table?: {
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
}

/** The paper with which an operation is asked. */
export interface OperationDocument {
  readonly label: string
  /** Said on the form; the action refuses to go without it. */
  readonly isRequired?: true
  readonly help: string
  readonly purpose: FilePurpose
  /** Action that keeps it: its input has the record's id, called as the operation calls it, and `file`; its output the `id`. */
  readonly keep: `${string}.${string}`
  /** Where a kept one is opened. */
  readonly pathOf: (row: PageContext['row'], id: string) => `/${string}`
}

/**
 * What people do to one record besides changing its fields, on a form of its own at `<path>/:id/change/<name>`. Title,
 * permission and whether a reason is asked come from the action.
 */
export interface RecordOperation {
  readonly action: `${string}.${string}`
  /** Input of the action that takes the record's id; `id` when not said. */
  readonly idInput?: string
  /** What it does and what it leaves alone. */
  readonly help: string
  /** Fields of the form, named as the action's input. */
  readonly fields: readonly RecordField[]
  /** Further fields, which depend on the record or on what the municipality has. */
  readonly moreFields?: (context: PageContext) => Promise<readonly RecordField[]>
  /** The action's input from what was filled, as JSON carries it; each field by its name, when not said. */
  readonly inputOf?: (
    filled: Readonly<Record<string, unknown>>
  ) => Readonly<Record<string, unknown>>
  /** A paper that is kept at once, so that it need not be sent twice; the action takes its id as `document_id`. */
  readonly document?: OperationDocument
  /** Where the form leads when it is done or left; to the record's page, when not said. */
  readonly backTo?: (row: PageContext['row']) => `/${string}`
  /** Words of the button; the action's title when not said. */
  readonly button?: string
  /** Fields that start with today. */
  readonly today?: readonly string[]
  /** What the form shows before anything is typed. */
  readonly initial?: (context: PageContext) => Promise<Readonly<Record<string, string>>>
  /** Whether it can be done to the record as it is; always, when not said. */
  readonly isOffered?: (row: PageContext['row']) => boolean
  /** What it would do, shown before it asks to confirm; runs in a transaction that is undone. Refuses as the action does. */
  readonly preview?: (
    context: ActionContext,
    input: Readonly<Record<string, unknown>>
  ) => Promise<readonly OperationEffects[]>
}

/** A table described for people: list, form, detail, REST and history come from it. */
export interface RecordType {
  readonly name: `${string}.${string}`
  /** Path segment: `/registry/customers`. */
  readonly path: `/${string}`
  readonly table: string
  readonly title: { readonly one: string; readonly many: string; readonly gender: 'm' | 'f' }
  readonly help: string
  /** Column that names one record in headers and references. */
  readonly label: string
  readonly fields: readonly RecordField[]
  readonly list: {
    readonly columns: readonly string[]
    readonly sort: { readonly column: string; readonly direction: 'asc' | 'desc' }
    /** Columns with an index that serves sorting. */
    readonly sortable: readonly string[]
    readonly filters: readonly string[]
  }
  /** Columns gathered in the search document (trigram index). */
  readonly search: readonly string[]
  readonly related: readonly RelatedList[]
  readonly permissions: {
    readonly read: string
    readonly write: string | null
    /** Who may delete one; without it nobody deletes. What others refer to is never deleted: the refusal says where it is used. */
    readonly delete?: string
  }
  /** Without it everybody who may read the type sees all of the municipality's rows. */
  readonly scope?: RecordScope
  /** Action that creates one, where a row alone would not do: it takes the place of the generated creation. */
  readonly createAction?: string
  /** Record type on whose pages its rows are made: its list leads there, since it has no creation of its own. */
  readonly madeOn?: `${string}.${string}`
  /** Fields of that action's form, named as its input; without them the form asks what the record itself describes. */
  readonly createFields?: readonly RecordField[]
  /** Rows that changed their last: no button edits or deletes them, and whoever tries is refused. Operations say for themselves. */
  readonly isFixed?: (row: Readonly<Record<string, unknown>>) => boolean
  /** Refuses, before the row is written, what the fields alone cannot judge; throws the refusal. */
  readonly check?: (context: ActionContext, change: ProposedChange) => Promise<void>
  /** Keeps right, in the same transaction, what other rows copy from this one; called after creations and changes. */
  readonly afterChange?: (
    context: ActionContext,
    change: { readonly id: bigint; readonly after: Readonly<Record<string, unknown>> }
  ) => Promise<void>
  /** Column with the id of the record that took this one's place: its page leads there. */
  readonly movedTo?: string
  /** Address that the form posts its fields to while they are typed; its answer stands above them (warnings, never a stop). */
  readonly formPanel?: `/${string}`
  /**
   * What a typed text names exactly, as a number that people read aloud: found before all else. `problem` says in
   * Portuguese that the text is such a number, mistyped.
   */
  readonly identify?: (
    reader: Pick<Tx, 'rawQuery'>,
    municipalityId: bigint,
    text: string
  ) => Promise<{ readonly ids: readonly bigint[]; readonly problem: string | null }>
  /** Records whose changes stand in this one's history too: theirs point to it in `foreignKey`. */
  readonly historyOf?: readonly { readonly record: string; readonly foreignKey: string }[]
  /** A page of its own in place of the generated one. */
  readonly overview?: Overview
  /** Actions offered on the detail page, the most probable first. */
  readonly actions: readonly string[]
  /** What names a record above the forms of its operations; its label, when not said. */
  readonly heading?: (row: PageContext['row']) => string
  /** Actions with a form of their own, by the last part of its address; offered on the page before `actions`. */
  readonly operations?: Readonly<Record<string, RecordOperation>>
  /** Actions offered for a selection of the list. */
  readonly bulk?: readonly BulkAction[]
  /** Fields that may be changed for a selection at once, by the generated change. */
  readonly bulkFields?: readonly string[]
  /** Whether administrators may add fields: the table has a column `custom jsonb not null default '{}'` with a GIN index. */
  readonly hasCustomFields?: boolean
  /** Its records go through the states of a workflow, which administrators change. */
  readonly workflow?: WorkflowDeclaration
  /** Columns that tell one record from all others of the municipality: an import updates by them. */
  readonly importKey?: readonly string[]
  /** A small registry that the screen “Tabelas” lists. */
  readonly isTable?: true
  /** What a choice among its rows goes by. */
  readonly choice?: {
    /** Boolean column: rows that are off are no longer offered. */
    readonly active?: string
    /** Column that orders them; the label when not given. */
    readonly order?: string
  }
  /**
   * Creations, changes and deletions leave a closed service order: who does such work, and the reference column of the
   * record that it is looked up by (the record itself, when not said).
   */
  readonly serviceRecord?: { readonly group: string; readonly unit?: string }
  /** Its rows hold data of a person (LGPD): gathered in the person's export, emptied when the person is anonymised. */
  readonly person?: PersonLink
  /** Rows that batches write: the run that wrote one, whose chunk entry then stands in the row's history. */
  readonly batch?: (
    reader: Pick<Tx, 'rawQuery'>,
    municipalityId: bigint,
    id: bigint
  ) => Promise<{
    readonly runId: bigint
    /** Names in the chunk's trail of the first and last id that it wrote. */
    readonly first: string
    readonly last: string
  } | null>
  /** Files that its records may have: a tab with upload, versions and removal. */
  readonly attachments?: AttachmentsDeclaration
  /** Notes that people write on its records. */
  readonly notes?: true | NotesDeclaration
  /** A hand-made detail page replaces the generated one: path with `:id`. */
  readonly detailPath?: string
}

/** A row that the product brings to a look-up table of every municipality. */
export interface LookupRow {
  readonly code: string
  readonly title: string
  /** Rules or code know this code: the row cannot be deleted nor its code changed; its title may be. */
  readonly isSystem?: true
  /** Values of the table's own fields. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
}

/**
 * A small registry of codes and titles that each municipality keeps: one declaration gives list, form, history, REST, export
 * and import. Its table comes from `lookupTableSql` and is called as the look-up with `_` for the point; fields of type
 * `lookup` hold its codes, with a foreign key (municipality_id, <field>) to (municipality_id, code).
 */
export interface LookupType {
  readonly name: `${string}.${string}`
  readonly title: RecordType['title']
  readonly help: string
  readonly permissions: { readonly read: string; readonly write: string }
  /** Columns besides code, title, order and active. */
  readonly fields?: readonly RecordField[]
  readonly rows?: readonly LookupRow[]
}
