import { type RecordField, shownReference } from '#core/records/index'

export const MANAGERS = 'large_customers.managers'

export const managerField: RecordField = {
  ...{ name: 'manager_id', label: 'Gestor', type: 'reference', record: MANAGERS },
  isRequired: true,
  help: 'Quem responde por este grande cliente: pessoas com permissão de cuidar de grandes clientes.',
}
export const segmentField: RecordField = {
  ...{ name: 'segment', label: 'Segmento', type: 'lookup', lookup: 'large_customers.segments' },
}
export const premiseField: RecordField = {
  ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
  isRequired: true,
}
export const customerField = shownReference('customer_id', 'Cliente', 'registry.customers')

/** The same, to be seen and not typed. */
export const still = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })

/** Rows of one premise: seen by who works there. */
export const OF_PREMISE = { column: 'premise_id', of: 'registry.premises' } as const
