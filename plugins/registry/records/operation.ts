import type { EnumOption, RecordField } from '#core/records/index'

/** What people do to a premise on a form of its own: the action, what it asks, and what it says first. */
export interface Operation {
  readonly action: string
  readonly title: string
  /** What it does and what it leaves alone. */
  readonly help: string
  readonly fields: readonly RecordField[]
  readonly reason: 'required' | 'optional' | 'none'
  readonly button: string
  /** Shows every effect before it asks to confirm. */
  readonly isPreviewed?: true
  /** Of a preview that is the action itself, undone: what it gave back, as sentences of what would happen. */
  readonly effects?: (output: unknown) => readonly string[]
  /** Asks for a paper, which stands with the change. */
  readonly takesDocument?: true
  /** Fields that start with today. */
  readonly today?: readonly string[]
  /** Boxes that start ticked. */
  readonly ticked?: readonly string[]
}

/** What a form asks: a record of another type. */
export const reference = (
  name: string,
  label: string,
  { record, help }: { readonly record: `registry.${string}`; readonly help?: string }
): RecordField => ({
  ...{ name, label, type: 'reference', record, isRequired: true },
  ...(help ? { help } : {}),
})
/** A customer. */
export const customer = (label: string, help: string): RecordField =>
  reference('customer_id', label, { record: 'registry.customers', help })
/** One of a few, by its code. */
export const choice = (
  name: string,
  label: string,
  options: readonly EnumOption[]
): RecordField => ({ name, label, type: 'enum', options, isRequired: true })
/** A day that must be given. */
export const day = (name: string, label: string, help?: string): RecordField => ({
  ...{ name, label, type: 'date', isRequired: true },
  ...(help ? { help } : {}),
})
/** A text of up to 80 characters, unless more is said. */
export const text = (
  name: string,
  label: string,
  more: Partial<RecordField> = {}
): RecordField => ({
  ...{ name, label, type: 'text', maxLength: 80 },
  ...more,
})
