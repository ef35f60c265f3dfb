import type { ReportColumn, ReportFilter } from '#core/reports/index'

/** In the SQL as `:billing_group`. */
export const groupFilter: ReportFilter = {
  name: 'billing_group',
  label: 'Grupo de faturamento',
  type: 'reference',
  record: 'registry.billing_groups',
}

/** In the SQL as `:category`. */
export const categoryFilter: ReportFilter = {
  name: 'category',
  label: 'Categoria',
  type: 'lookup',
  lookup: 'registry.categories',
}

/** In the SQL as `:district`. */
export const districtFilter: ReportFilter = { name: 'district', label: 'Bairro', type: 'text' }

/** In the SQL as `:campaign`: its name. */
export const campaignFilter: ReportFilter = { name: 'campaign', label: 'Campanha', type: 'text' }

export const OF_CAMPAIGN = `(:campaign::text is null or lower(k.name) = lower(:campaign))`

export const premiseColumn: ReportColumn = {
  name: 'premise_id',
  label: 'Imóvel',
  type: 'reference',
  record: 'registry.premises',
}

/** The name of a person: shown to who may see personal data. */
export const holderColumn: ReportColumn = {
  name: 'holder',
  label: 'Titular',
  type: 'text',
  isPersonal: true,
}

export const categoryColumn: ReportColumn = {
  name: 'category',
  label: 'Categoria',
  type: 'lookup',
  lookup: 'registry.categories',
}
