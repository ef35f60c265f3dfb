import type { EnumOption, RecordField } from '#core/records/index'

/** A field that people see and never type. */
export const shown = (
  name: string,
  label: string,
  type: RecordField['type'],
  rest: Partial<RecordField> = {}
): RecordField => ({ name, label, type, isReadOnly: true, ...rest })

export const reference = (name: string, label: string, record: string): RecordField =>
  shown(name, label, 'reference', { record })

export const choice = (name: string, label: string, options: readonly EnumOption[]): RecordField =>
  shown(name, label, 'enum', { options })

export const bureauField = reference('bureau_id', 'Órgão', 'bureaus.bureaus')
export const customerField = reference('customer_id', 'Devedor', 'registry.customers')
export const premiseField = reference('premise_id', 'Imóvel', 'registry.premises')
