import type { EnumOption, RecordField } from '#core/records/index'

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
