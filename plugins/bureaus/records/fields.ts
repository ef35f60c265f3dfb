import {
  type EnumOption,
  type RecordField,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'

export { reference, shown }

export const choice = (name: string, label: string, options: readonly EnumOption[]): RecordField =>
  shown(name, label, 'enum', { options })

export const bureauField = reference('bureau_id', 'Órgão', 'bureaus.bureaus')
export const customerField = reference('customer_id', 'Devedor', 'registry.customers')
export const premiseField = reference('premise_id', 'Imóvel', 'registry.premises')
