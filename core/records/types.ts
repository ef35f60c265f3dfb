import type { ActionContext } from '#core/actions/index'

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
  /** Personal data (LGPD): masked for who lacks `<plugin>.personal_data`. */
  readonly isPersonal?: boolean
  readonly options?: readonly EnumOption[]
  /** Record type that a `reference` points to. */
  readonly record?: string
  readonly maxLength?: number
  /** Heading under which it stands in form and detail. */
  readonly section?: string
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
  readonly permissions: { readonly read: string; readonly write: string | null }
  /** Action that creates one, where a row alone would not do: it takes the place of the generated creation. */
  readonly createAction?: string
  /** Fields of that action's form, named as its input; without them the form asks what the record itself describes. */
  readonly createFields?: readonly RecordField[]
  /** Refuses, before the row is written, what the fields alone cannot judge; throws the refusal. */
  readonly check?: (context: ActionContext, change: ProposedChange) => Promise<void>
  /** Keeps right, in the same transaction, what other rows copy from this one; called after creations and changes. */
  readonly afterChange?: (
    context: ActionContext,
    change: { readonly id: bigint; readonly after: Readonly<Record<string, unknown>> }
  ) => Promise<void>
  /** Address that the form posts its fields to while they are typed; its answer stands above them (warnings, never a stop). */
  readonly formPanel?: `/${string}`
  /** Actions offered on the detail page. */
  readonly actions: readonly string[]
  /** A hand-made detail page replaces the generated one: path with `:id`. */
  readonly detailPath?: string
}

/** A small registry (code, name, active): one declaration, one shared screen. */
export interface LookupType {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly permission: string
}
