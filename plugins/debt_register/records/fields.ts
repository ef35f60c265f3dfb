import type { EnumOption, RecordField } from '#core/records/index'

type Extra = Partial<RecordField>

/** Fields that are shown and never typed. */
const shown =
  (type: RecordField['type']) =>
  (name: string, label: string, extra: Extra = {}): RecordField => ({
    ...{ name, label, type, isReadOnly: true },
    ...extra,
  })

export const text = shown('text')
export const longtext = shown('longtext')
export const date = shown('date')
export const datetime = shown('datetime')
export const money = shown('money')
export const integer = shown('integer')
export const flag = shown('boolean')
export const refmonth = shown('refmonth')

export const choice = (
  name: string,
  label: string,
  options: readonly EnumOption[],
  extra: Extra = {}
): RecordField => ({ ...{ name, label, type: 'enum', options, isReadOnly: true }, ...extra })

export const reference = (
  name: string,
  label: string,
  record: string,
  extra: Extra = {}
): RecordField => ({ ...{ name, label, type: 'reference', record, isReadOnly: true }, ...extra })

export const debtor = (extra: Extra = {}) =>
  reference('debtor_id', 'Devedor', 'registry.customers', extra)
export const premise = (extra: Extra = {}) =>
  reference('premise_id', 'Imóvel', 'registry.premises', extra)

/** A record of a premise, or of none: of a customer's charges. */
export const OF_PREMISE = {
  column: 'premise_id',
  of: 'registry.premises',
  isOptional: true,
} as const

/** What a form asks for. */
export const asked = (field: RecordField, isRequired = true): RecordField => ({
  ...{ ...field, isReadOnly: false, isRequired },
})
