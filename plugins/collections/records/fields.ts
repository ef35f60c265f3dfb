import { type EnumOption, type RecordField, shownField, shownReference } from '#core/records/index'

export { shownField as shown, shownReference as reference } from '#core/records/index'

export const choice = (name: string, label: string, options: readonly EnumOption[]): RecordField =>
  shownField(name, label, 'enum', { options })

export const premiseField = shownReference('premise_id', 'Imóvel', 'registry.premises')
export const debtorField = shownReference('debtor_id', 'Devedor', 'registry.customers')
export const caseField = shownReference('case_id', 'Caso', 'collections.cases')
export const collectorField = shownReference('collector_id', 'Cobrador', 'collections.people')
export const campaignField = shownReference('campaign_id', 'Campanha', 'collections.campaigns')

/** Rows of one premise: seen by who works there. */
export const OF_PREMISE = { column: 'premise_id', of: 'registry.premises' } as const
/** Rows about a debtor, kept with them. */
export const OF_DEBTOR = { record: 'registry.customers', key: 'debtor_id', anonymised: {} } as const
