import type { ReportColumn, ReportFilter } from '#core/reports/index'

/** In the SQL as `:agent`: the code of a bank. */
export const agentFilter: ReportFilter = {
  name: 'agent',
  label: 'Agente (código do banco)',
  type: 'text',
  maxLength: 3,
}

export const agentColumn: ReportColumn = { name: 'agent', label: 'Agente', type: 'text' }

export const documentColumn: ReportColumn = {
  name: 'document_id',
  label: 'Documento',
  type: 'reference',
  record: 'receivables.documents',
}

/** The name of the agent of a receipt `r`, else its code. */
export const AGENT = `coalesce((select a.code || ' ' || a.name from payments_agents a
  where a.municipality_id = r.municipality_id and a.code = r.agent_code), r.agent_code)`

/** The receipt `r` was not reversed and came by the chosen agent. */
export const OF_AGENT = `r.state <> 'reversed' and (:agent::text is null or r.agent_code = :agent)`

/** The receipt `r` came in the chosen way. */
export const OF_CHANNEL = `(:channel::text is null or r.channel = :channel)`

/** What `one` tells of is of a premise of the chosen group; without premise it is of no group. */
export const ofGroup = (one: string): string => `(:billing_group::bigint is null or exists (
  select from registry_premises p where p.id = ${one}.premise_id and p.billing_group_id = :billing_group::bigint))`

/** Some economy of the premise of the receipt `r` was of the chosen category when it was paid. */
export const OF_CATEGORY = `(:category::text is null or exists (
  select from registry_premise_economies e where e.municipality_id = r.municipality_id and e.premise_id = r.premise_id
     and e.category = :category and r.paid_on between e.from_on and coalesce(e.until_on, 'infinity')))`

/** An instant lies between the chosen days, as the municipality's clocks tell days; the zone is looked up once. */
export const withinDays = (instant: string): string => {
  const start = (day: string) =>
    `(${day})::timestamp at time zone (select z.time_zone from access_municipalities z where z.id = :municipality)`
  return `${instant} >= ${start(':from_on::date')} and ${instant} < ${start(':until_on::date + 1')}`
}
