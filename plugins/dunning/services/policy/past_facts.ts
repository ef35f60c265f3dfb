import { type CivilDate, type RefMonth, clock, firstDay, lastDay } from '#core/calendar/index'
import {
  type PopulationChunk,
  type PopulationScope,
  type StoredFacts,
  resolvePack,
} from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { holdSpans } from '#plugins/billing/api'
import { LEGACY_ORIGIN } from '#plugins/receivables/api'
import type { Away, PastDebt } from '../../domain/past_debts.ts'
import type { PremiseState } from '../notice_debts.ts'
import { NOTICE_CONFIGURATION } from '../notice_policy.ts'
import { placesOfPremises } from './local_policy.ts'
import { premiseStates } from '../premise_states.ts'

/** Premises by id in a past month: after one, until another. */
export interface PolicySpec {
  readonly month: RefMonth
  readonly after: string
  readonly until: string
}

export interface PastCandidate {
  readonly premise: PremiseState
  readonly debtorId: bigint
  readonly debts: readonly PastDebt[]
  /** Where the premise stands today, the nearest place first. */
  readonly places?: readonly string[]
}

export interface PolicyFacts {
  readonly month: RefMonth
  readonly candidates: readonly PastCandidate[]
}

const INVOICE = 'billing.invoice'
const PREMISES_PER_CHUNK = 2000

const MONTHS = 24

/** The months since the first bill fell due, the newest first. */
export async function policyMonths(reader: Pick<Tx, 'rawQuery'>, municipalityId: bigint) {
  return query<{ month: RefMonth; results: number }>(
    reader,
    `with bills as (select min(due_on) as first, count(distinct premise_id)::int as premises from receivables_items
       where municipality_id = ? and premise_id is not null)
     select to_char(m, 'YYYY-MM') as month, premises as results from bills,
            generate_series(date_trunc('month', first), ?::timestamptz, interval '1 month') m
      order by 1 desc limit ${MONTHS}`,
    [municipalityId, clock.now()]
  )
}

/** Who owed something in each month, in spans of premises. */
export async function policyChunks(
  tx: Tx,
  { municipalityId, from, until, groups }: PopulationScope
): Promise<PopulationChunk<PolicySpec>[]> {
  const months = await policyMonths(tx, municipalityId)
  const wanted = months.map(({ month }) => month).filter((month) => month >= from && month <= until)
  const chunks: PopulationChunk<PolicySpec>[] = []
  for (const month of wanted.toReversed()) {
    const rows = await query<{ until: bigint; results: number }>(
      tx,
      `select max(id) as until, count(*)::int as results from (
         select p.id, (row_number() over (order by p.id) - 1) / ${PREMISES_PER_CHUNK} as chunk
           from registry_premises p
          where p.municipality_id = ? and (?::bigint[] is null or p.billing_group_id = any(?::bigint[]))
            and exists (select from receivables_items i
                         where i.municipality_id = p.municipality_id and i.premise_id = p.id and i.due_on <= ?)) n
        group by chunk order by chunk`,
      [municipalityId, groups, groups, lastDay(month)]
    )
    rows.forEach((row, index) => {
      const after = String(rows[index - 1]?.until ?? 0)
      chunks.push({ spec: { month, after, until: String(row.until) }, results: row.results })
    })
  }
  return chunks
}

type Row = Omit<PastDebt, 'away'> & {
  readonly premise_id: bigint
  readonly debtor_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
}

/**
 * The debts of a month as they were: what was paid, corrected or agreed in it was open until then; holds and marks are those of
 * then.
 */
export async function policyFacts(
  tx: Tx,
  municipalityId: bigint,
  { month, after, until }: PolicySpec
): Promise<StoredFacts<PolicyFacts>> {
  const on = lastDay(month)
  const rows = await pastRows(tx, municipalityId, { month, after, until })
  const premiseIds = [...new Set(rows.map((row) => row.premise_id))]
  const states = await premiseStates(tx, { municipalityId, premiseIds, on })
  const places = await placesOfPremises(tx, { municipalityId, premiseIds })
  const awayOf = await timesAway(tx, { municipalityId, premiseIds, on }, rows)
  const pairs = Map.groupBy(rows, (row) => `${row.premise_id}/${row.debtor_id}`)
  const pack = await resolvePack(
    { ...{ municipalityId, from: on, until: on, knownAt: clock.now() }, ...NOTICE_CONFIGURATION },
    tx
  )
  const candidates = [...pairs.values()].map((own): PastCandidate => ({
    ...{ premise: states.get(own[0]!.premise_id)!, debtorId: own[0]!.debtor_id },
    places: places.get(own[0]!.premise_id) ?? [],
    debts: own.map((row) => ({ ...row, away: awayOf(row) })),
  }))
  return { packId: pack.id, facts: { month, candidates } }
}

/** Debts that were due by the end of a month and open at some time of it. */
function pastRows(
  tx: Tx,
  municipalityId: bigint,
  { month, after, until }: PolicySpec
): Promise<Row[]> {
  return query<Row>(
    tx,
    `select * from (
       select i.premise_id, i.debtor_id, i.origin_type, i.origin_id, min(i.due_on) as "dueOn",
              sum(i.amount_cents - i.withheld_cents)::bigint as cents, coalesce(bool_or(t.service = 'water'), false) as "hasWater",
              i.origin_type = '${INVOICE}' or (i.origin_type = '${LEGACY_ORIGIN}' and coalesce(bool_or(t.service = 'water'), false)) as "isInvoice",
              case when bool_and(i.state <> 'open' or i.open_cents <= i.withheld_cents)
                then max(case when i.state = 'arranged' then a.arranged_on
                              else coalesce(i.withdrawn_on, s.settled_on, i.due_on) end) end as "closedOn"
         from receivables_items i
         join receivables_beneficiaries b on b.id = i.beneficiary_id and b.counts_for_cut
         left join receivables_charge_types t on t.municipality_id = i.municipality_id and t.code = i.charge_type
         left join lateral (select max(settled_on) as settled_on from receivables_settlements
                             where item_id = i.id and i.state = 'settled') s on true
         left join lateral (select max(arranged_on) as arranged_on from receivables_arranged_items
                             where item_id = i.id and amount_cents > 0 and i.state = 'arranged') a on true
        where i.municipality_id = ? and i.premise_id > ? and i.premise_id <= ? and i.due_on <= ?
        group by i.premise_id, i.debtor_id, i.origin_type, i.origin_id) d
      where "closedOn" is null or "closedOn" >= ?
      order by premise_id, debtor_id`,
    [municipalityId, after, until, lastDay(month), firstDay(month)]
  )
}

const MARKS = ['plan', 'renegotiated', 'listed', 'inscribed', 'in_court']

interface Of {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** The holds of invoices and the marks of debts as they stood then, those that ended since too. */
async function timesAway(
  tx: Tx,
  { municipalityId, premiseIds, on }: Of,
  rows: readonly Row[]
): Promise<(row: Row) => readonly Away[]> {
  const holds = await holdSpans(tx, municipalityId, { premiseIds, on })
  const marks = await query<Away & { type: string; id: bigint }>(
    tx,
    `select m.origin_type as type, m.origin_id as id, m.kind as why, m.since as "from", m.until
       from unnest(?::text[], ?::bigint[]) as o (type, id)
       join receivables_marks m on m.municipality_id = ? and m.origin_type = o.type and m.origin_id = o.id
      where m.kind = any(?::text[]) and m.since <= ?`,
    [
      ...[rows.map((row) => row.origin_type), rows.map((row) => row.origin_id)],
      ...[municipalityId, MARKS, on],
    ]
  )
  const all = [
    ...holds.map(({ invoiceId, from, until }) => ({
      ...{ key: `${INVOICE}/${invoiceId}`, away: { from, until, why: 'held' } },
    })),
    ...marks.map(({ type, id, why, from, until }) => ({
      ...{ key: `${type}/${id}`, away: { why, from, until } },
    })),
  ]
  const byOrigin = Map.groupBy(all, ({ key }) => key)
  return (row) =>
    byOrigin.get(`${row.origin_type}/${row.origin_id}`)?.map(({ away }) => away) ?? NEVER
}

const NEVER: readonly Away[] = []
