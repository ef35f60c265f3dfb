import { type Tx, query } from '#core/database/index'
import type { Bridge, BridgeScope, BridgeTerm } from '#core/reports/index'
import { unevenFiles, unevenItems, unevenLines, unevenReadings } from './bridge_documents.ts'
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

const countTerm = (
  counts: ReadonlyMap<string, bigint>,
  name: string,
  label: string,
  sign: BridgeTerm['sign']
): BridgeTerm => ({ name, label, sign, value: counts.get(name) ?? 0n })

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
    return [
      countTerm(counts, 'accepted', 'Aceitas', '+'),
      countTerm(counts, 'rejected', 'Recusadas', '+'),
      countTerm(counts, 'unknown', 'Matrícula desconhecida', '+'),
      countTerm(counts, 'duplicate', 'Repetidas', '+'),
      countTerm(counts, 'review', 'Revisões em campo', '+'),
      countTerm(counts, 'lines', 'Linhas recebidas', '='),
    ]
  },
  documents: unevenFiles,
}

/**
 * Every premise to be read has one reading: from the accepted line that is its own, or without any where none came. Until
 * the critique is done they wait; after it, a reading that is lost or that leaves its line aside is a remainder.
 */
const coverageBridge: Bridge = {
  name: 'readings.coverage',
  title: 'Imóveis a ler',
  unit: 'count',
  async terms(tx, scope) {
    const counts = await countsOf(
      tx,
      `with items as (
         select i.id, l.state from readings_loads l join readings_load_items i on i.load_id = l.id
          where ${OF_LOAD} and i.qualification = 'read'),
       lines as (
         select n.id, n.load_item_id, n.raw from items i join readings_file_lines n on n.load_item_id = i.id
          where n.fate = 'accepted')
       select 'to_read' as name, count(*) as count from items
       union all
       select case when trim(split_part(n.raw, ';', 5)) <> '' then 'read' else 'not_read' end, count(*)
         from lines n join readings_readings r on r.load_item_id = n.load_item_id and r.file_line_id = n.id group by 1
       union all
       select 'missing', count(*) from items i join readings_readings r on r.load_item_id = i.id
        where r.file_line_id is null and not exists (select from lines n where n.load_item_id = i.id)
       union all
       select 'not_processed', count(*) from items i
        where i.state not in ('processed', 'billed')
          and not exists (select from readings_readings r where r.load_item_id = i.id)`,
      scope
    )
    return [
      countTerm(counts, 'read', 'Lidos', '+'),
      countTerm(counts, 'not_read', 'Não lidos, com anormalidade', '+'),
      countTerm(counts, 'missing', 'Não voltaram do campo', '+'),
      countTerm(counts, 'not_processed', 'Ainda não processados', '+'),
      countTerm(counts, 'to_read', 'A ler na carga', '='),
    ]
  },
  documents: unevenItems,
}

/** Every line that was accepted is used by the reading of its premise, or waits for the critique. */
const usedLinesBridge: Bridge = {
  name: 'readings.used_lines',
  title: 'Linhas aceitas e leituras',
  unit: 'count',
  async terms(tx, scope) {
    const counts = await countsOf(
      tx,
      `with lines as (
         select n.id, n.load_item_id, l.state from readings_loads l join readings_files f on f.load_id = l.id
           join readings_file_lines n on n.file_id = f.id where ${OF_LOAD} and n.fate = 'accepted')
       select 'accepted' as name, count(*) as count from lines
       union all
       select 'used', count(*) from lines n join readings_readings r on r.load_item_id = n.load_item_id and r.file_line_id = n.id
       union all
       select 'waiting', count(*) from lines where state not in ('processed', 'billed')`,
      scope
    )
    return [
      countTerm(counts, 'used', 'Usadas pela leitura do imóvel', '+'),
      countTerm(counts, 'waiting', 'Aguardam a crítica', '+'),
      countTerm(counts, 'accepted', 'Linhas aceitas', '='),
    ]
  },
  documents: unevenLines,
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
  documents: unevenReadings,
}

export default [fileBridge, usedLinesBridge, coverageBridge, volumeBridge] as readonly Bridge[]
