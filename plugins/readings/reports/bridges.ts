import { type Tx, query } from '#core/database/index'
import type { Bridge, BridgeScope, BridgeTerm } from '#core/reports/index'
import { ADJUSTMENT_TITLES, type AdjustmentTerm } from '../domain/frozen_facts.ts'

const OF_LOAD = 'l.municipality_id = ? and l.billing_group_id = ? and l.reference = ?'
const bindingsOf = ({ municipalityId, billingGroupId, reference }: BridgeScope) => [
  municipalityId,
  billingGroupId,
  reference,
]

async function countsOf(tx: Tx, sql: string, scope: BridgeScope): Promise<Map<string, bigint>> {
  const rows = await query<{ name: string; count: bigint }>(tx, sql, bindingsOf(scope))
  return new Map(rows.map(({ name, count }) => [name, count]))
}

/** What the files say that they hold, and what became of each line that is stored. */
const fileBridge: Bridge = {
  name: 'readings.file',
  title: 'Linhas dos retornos de leitura',
  unit: 'count',
  async terms(tx, scope) {
    const counts = await countsOf(
      tx,
      `with of_load as (select l.id from readings_loads l where ${OF_LOAD})
       select 'lines' as name, coalesce(sum(f.line_count), 0)::bigint as count
         from of_load l join readings_files f on f.load_id = l.id
       union all
       select n.fate, count(*) from of_load l join readings_files f on f.load_id = l.id
         join readings_file_lines n on n.file_id = f.id group by n.fate`,
      scope
    )
    const term = (name: string, label: string, sign: BridgeTerm['sign']): BridgeTerm => ({
      name,
      label,
      sign,
      value: counts.get(name) ?? 0n,
    })
    return [
      term('accepted', 'Aceitas', '+'),
      term('rejected', 'Recusadas', '+'),
      term('unknown', 'Matrícula desconhecida', '+'),
      term('duplicate', 'Repetidas', '+'),
      term('lines', 'Linhas recebidas', '='),
    ]
  },
}

/** Every premise that was to be read came back read, came back with its reason, or is missing. */
const coverageBridge: Bridge = {
  name: 'readings.coverage',
  title: 'Imóveis a ler',
  unit: 'count',
  async terms(tx, scope) {
    const counts = await countsOf(
      tx,
      `select 'to_read' as name, count(*) as count
         from readings_loads l join readings_load_items i on i.load_id = l.id
        where ${OF_LOAD} and i.qualification = 'read'`,
      scope
    )
    const outcomes = await countsOf(
      tx,
      `select case when r.id is null then 'not_processed' when r.file_line_id is null then 'missing'
                   when trim(split_part(n.raw, ';', 5)) <> '' then 'read' else 'not_read' end as name, count(*) as count
         from readings_loads l
         join readings_load_items i on i.load_id = l.id
         left join readings_readings r on r.load_item_id = i.id
         left join readings_file_lines n on n.id = r.file_line_id
        where ${OF_LOAD} and i.qualification = 'read' group by 1`,
      scope
    )
    const term = (name: string, label: string): BridgeTerm => ({
      name,
      label,
      sign: '+',
      value: outcomes.get(name) ?? 0n,
    })
    return [
      term('read', 'Lidos'),
      term('not_read', 'Não lidos, com anormalidade'),
      term('missing', 'Não voltaram do campo'),
      term('not_processed', 'Ainda não processados'),
      { name: 'to_read', label: 'A ler na carga', sign: '=', value: counts.get('to_read') ?? 0n },
    ]
  },
}

/** m³ from the meters to the bills, with every named term (DECISIONS 48). */
const volumeBridge: Bridge = {
  name: 'readings.volume',
  title: 'Do medido ao faturado',
  unit: 'm3',
  async terms(tx, scope) {
    const [totals] = await query<{ measured: string; billed: string }>(
      tx,
      `select coalesce(sum(r.measured_m3), 0) as measured, coalesce(sum(r.billed_m3), 0) as billed
         from readings_loads l join readings_readings r on r.load_id = l.id where ${OF_LOAD}`,
      bindingsOf(scope)
    )
    const adjusted = await query<{ term: AdjustmentTerm; m3: string }>(
      tx,
      `select a ->> 'term' as term, sum((a ->> 'm3')::numeric) as m3
         from readings_loads l join readings_readings r on r.load_id = l.id
         cross join lateral jsonb_array_elements(r.adjustments::jsonb) a
        where ${OF_LOAD} and r.adjustments <> '[]' group by 1`,
      bindingsOf(scope)
    )
    const volumes = new Map(adjusted.map(({ term, m3 }) => [term, m3]))
    const terms = Object.entries(ADJUSTMENT_TITLES) as [AdjustmentTerm, string][]
    return [
      { name: 'measured', label: 'Medido nos hidrômetros', sign: '+', value: totals!.measured },
      ...terms.map(([name, label]): BridgeTerm => ({
        name,
        label,
        sign: '+',
        value: volumes.get(name) ?? '0',
      })),
      { name: 'billed', label: 'A faturar', sign: '=', value: totals!.billed },
    ]
  },
}

export default [fileBridge, coverageBridge, volumeBridge] as readonly Bridge[]
