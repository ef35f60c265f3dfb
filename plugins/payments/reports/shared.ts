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

export const OF_AGENT = `(:agent::text is null or r.agent_code = :agent)`
