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

export const premiseField = reference('premise_id', 'Imóvel', 'registry.premises')
export const debtorField = reference('debtor_id', 'Devedor', 'registry.customers')
export const caseField = reference('case_id', 'Caso', 'collections.cases')
export const collectorField = reference('collector_id', 'Cobrador', 'collections.people')
export const campaignField = reference('campaign_id', 'Campanha', 'collections.campaigns')

/** Rows of one premise: seen by who works there. */
export const OF_PREMISE = { column: 'premise_id', of: 'registry.premises' } as const
/** Rows about a debtor, kept with them. */
export const OF_DEBTOR = { record: 'registry.customers', key: 'debtor_id', anonymised: {} } as const
