import type { Actor } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface PanelMonth {
  readonly reference: RefMonth
  readonly billed: bigint
  readonly invoices: bigint
  readonly collected: bigint
  readonly receipts: bigint
}

export interface PanelGoal {
  readonly indicator: string
  readonly title: string
  readonly formula: string
  readonly reference: RefMonth
  readonly percent: string | null
  readonly goal: string
  readonly better: 'higher' | 'lower'
  readonly is_reached: boolean | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly from: RefMonth
  readonly until: RefMonth
}

/** What the managers' panel shows of some months; who works in some localities sees theirs. */
export async function panelOf(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, actor, from, until }: Asked
) {
  const places = actor.scope?.localities ? [...actor.scope.localities] : null
  const months = await query<PanelMonth>(
    tx,
    `select reference, sum(billed_cents)::bigint as billed, sum(invoices)::bigint as invoices, sum(collected_cents)::bigint as collected,
            sum(receipts)::bigint as receipts
       from management_figures
      where municipality_id = ? and reference between ? and ? and (?::bigint[] is null or locality_id = any(?::bigint[]))
      group by reference order by reference desc`,
    [municipalityId, from, until, places, places]
  )
  const goals = places
    ? []
    : await query<PanelGoal>(
        tx,
        `select distinct on (indicator) indicator, title, formula, reference, replace(round(percent, 1)::text, '.', ',') as percent,
                replace(trim_scale(goal)::text, '.', ',') as goal, better, is_reached
           from management_results
          where municipality_id = ? and locality_id is null and is_reached is not null and reference <= ?
          order by indicator, reference desc`,
        [municipalityId, until]
      )
  const [measured] = await query<{ at: Date | null }>(
    tx,
    'select max(measured_at) as at from management_figures where municipality_id = ?',
    [municipalityId]
  )
  const sum = (of: (one: PanelMonth) => bigint) =>
    months.reduce((total, one) => total + of(one), 0n)
  return {
    ...{ months, goals, measuredAt: measured?.at ?? null },
    billed: sum((one) => one.billed),
    collected: sum((one) => one.collected),
    invoices: sum((one) => one.invoices),
    receipts: sum((one) => one.receipts),
    longest: months.reduce(
      (most, { billed, collected }) => [most, billed, collected].reduce((a, b) => (a > b ? a : b)),
      1n
    ),
  }
}
