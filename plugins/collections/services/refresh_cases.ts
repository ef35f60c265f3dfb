import { type CivilDate, addDays, daysBetween } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import { type Portfolio, portfolioOf } from '../domain/assign.ts'
import { prioritise } from './prioritise.ts'

/** What invoices are called where items say what they come from. */
export const INVOICE = 'billing.invoice'

export interface Refreshing {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly premiseIds: readonly bigint[]
}

export interface Refreshed {
  readonly standing: number
  readonly closed: number
}

/** From the least to the most advanced: a case stands where its most advanced debt does. */
const STAGES = ['noticed', 'listed', 'protested', 'inscribed', 'in_court'] as const

/**
 * Cases of some premises as their debts are now: new ones open, those with nothing left close, and each that nobody took goes
 * to the portfolio that it fits. The number of statements does not depend on the number of premises.
 */
export async function refreshCases(tx: Tx, refreshing: Refreshing): Promise<Refreshed> {
  const { municipalityId, today, premiseIds } = refreshing
  if (premiseIds.length === 0) return { standing: 0, closed: 0 }
  const owing = await collectable(tx, refreshing)
  const places = await placesOf(tx, refreshing, owing)
  const portfolios = await activePortfolios(tx, municipalityId)
  const found = owing.map((one) => {
    const place = places.get(one.key)!
    const portfolio = portfolioOf({ ...one, ...place }, portfolios)
    return { ...one, ...place, portfolio }
  })
  await writeCases(tx, refreshing, found)
  const closed = await closeOthers(tx, refreshing, found)
  await prioritise(tx, { municipalityId, today, premiseIds })
  return { standing: found.length, closed }
}

interface Owing {
  readonly key: string
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly debts: number
  readonly overdueCents: bigint
  readonly oldest: CivilDate
  readonly days: number
  readonly stage: string
}

/** The debts that a collector may ask for: overdue, and not suspended. */
export async function collectableDebts(
  tx: Tx,
  { municipalityId, today, premiseIds }: Refreshing
): Promise<OpenDebt[]> {
  const debts = await openDebts(tx, { municipalityId, dueUntil: addDays(today, -1), premiseIds })
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on: today }))
  const ours = await heldByPromises(tx, municipalityId, premiseIds)
  return debts.filter(
    ({ origin }) => origin.type !== INVOICE || !held.has(origin.id) || ours.has(origin.id)
  )
}

/** What an awaited promise itself suspended is still the collector's. */
async function heldByPromises(
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[]
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select d.origin_id as id from collections_promises p join collections_promise_debts d on d.promise_id = p.id
      where p.municipality_id = ? and p.premise_id = any(?::bigint[]) and p.state = 'open' and d.is_held`,
    [municipalityId, premiseIds]
  )
  return new Set(rows.map(({ id }) => id))
}

async function collectable(tx: Tx, refreshing: Refreshing): Promise<Owing[]> {
  const debts = await collectableDebts(tx, refreshing)
  const pairs = Map.groupBy(debts, ({ premiseId, debtorId }) => `${premiseId}/${debtorId}`)
  return [...pairs].map(([key, of]) => {
    const [first] = of
    const oldest = first!.dueOn
    return {
      ...{ key, premiseId: first!.premiseId!, debtorId: first!.debtorId, debts: of.length },
      overdueCents: of.reduce((sum, { openCents }) => sum + openCents, 0n),
      ...{ oldest, days: daysBetween(oldest, refreshing.today), stage: stageOf(of) },
    }
  })
}

function stageOf(debts: readonly OpenDebt[]): string {
  const marks = new Set(debts.flatMap((debt) => debt.marks))
  return STAGES.findLast((stage) => marks.has(stage)) ?? 'ordinary'
}

interface Place {
  readonly category: string | null
  readonly customerKind: string
  readonly billingGroupId: bigint | null
  readonly routeId: bigint | null
  readonly district: string
}

async function placesOf(
  tx: Tx,
  { municipalityId, today }: Refreshing,
  owing: readonly Owing[]
): Promise<ReadonlyMap<string, Place>> {
  const rows = await query<Place & { key: string }>(
    tx,
    `select u.premise || '/' || u.debtor as key, e.category, c.kind as "customerKind", p.billing_group_id as "billingGroupId",
            s.route_id as "routeId", coalesce(p.district, '') as district
       from unnest(?::bigint[], ?::bigint[]) as u (premise, debtor)
       join registry_premises p on p.id = u.premise and p.municipality_id = ?
       join registry_customers c on c.id = u.debtor
       left join readings_route_stops s on s.premise_id = p.id
       left join lateral (
         select category from registry_premise_economies
          where municipality_id = p.municipality_id and premise_id = p.id and from_on <= ? and coalesce(until_on, ?) >= ?
          order by economies desc, category limit 1) e on true`,
    [
      ...[owing.map(({ premiseId }) => premiseId), owing.map(({ debtorId }) => debtorId)],
      ...[municipalityId, today, today, today],
    ]
  )
  return new Map(rows.map((row) => [row.key, row]))
}

const activePortfolios = (tx: Tx, municipalityId: bigint): Promise<Portfolio[]> =>
  query<Portfolio>(
    tx,
    `select id, collector_id as "collectorId", min_cents as "minCents", max_cents as "maxCents", min_days as "minDays",
            max_days as "maxDays", category, customer_kind as "customerKind", billing_group_id as "billingGroupId",
            route_id as "routeId", district, stage
       from collections_portfolios where municipality_id = ? and not is_suspended order by place, id`,
    [municipalityId]
  )

type Found = Owing & Place & { readonly portfolio: Portfolio | null }

async function writeCases(
  tx: Tx,
  { municipalityId, today }: Refreshing,
  found: readonly Found[]
): Promise<void> {
  if (found.length === 0) return
  await query(
    tx,
    `insert into collections_cases as c (municipality_id, premise_id, debtor_id, opened_on, debts, overdue_cents, oldest_due_on,
       category, stage, portfolio_id, collector_id)
     select ?, u.premise, u.debtor, ?::date, u.debts, u.cents, u.oldest, u.category, u.stage, u.portfolio, u.collector
       from unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::date[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
         as u (premise, debtor, debts, cents, oldest, category, stage, portfolio, collector)
      order by u.premise, u.debtor
     on conflict (municipality_id, premise_id, debtor_id) do update
       set state = 'open', closed_on = null, debts = excluded.debts, overdue_cents = excluded.overdue_cents,
           oldest_due_on = excluded.oldest_due_on, category = excluded.category, stage = excluded.stage,
           opened_on = case c.state when 'open' then c.opened_on else excluded.opened_on end,
           portfolio_id = case when c.is_kept then c.portfolio_id else excluded.portfolio_id end,
           collector_id = case when c.is_kept then c.collector_id else excluded.collector_id end`,
    [
      ...[municipalityId, today],
      ...[found.map((one) => one.premiseId), found.map((one) => one.debtorId)],
      ...[found.map((one) => one.debts), found.map((one) => one.overdueCents)],
      ...[found.map((one) => one.oldest), found.map((one) => one.category)],
      ...[found.map((one) => one.stage), found.map((one) => one.portfolio?.id ?? null)],
      found.map((one) => one.portfolio?.collectorId ?? null),
    ]
  )
}

/** What has nothing left closes, and nobody has it any more. */
async function closeOthers(
  tx: Tx,
  { municipalityId, today, premiseIds }: Refreshing,
  found: readonly Found[]
): Promise<number> {
  const rows = await query(
    tx,
    `update collections_cases c
        set state = 'closed', closed_on = ?, debts = 0, overdue_cents = 0, next_action_on = null, next_action = null,
            is_kept = false
      where c.municipality_id = ? and c.premise_id = any(?::bigint[]) and c.state = 'open'
        and not exists (select from unnest(?::bigint[], ?::bigint[]) as u (premise, debtor)
                         where u.premise = c.premise_id and u.debtor = c.debtor_id)
      returning c.id`,
    [
      ...[today, municipalityId, premiseIds],
      ...[found.map((one) => one.premiseId), found.map((one) => one.debtorId)],
    ]
  )
  return rows.length
}
