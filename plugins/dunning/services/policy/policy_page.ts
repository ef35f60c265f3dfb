import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { DUE, STEP_KINDS } from '../../domain/policy.ts'
import { openRun } from './run_policy.ts'

interface Count {
  readonly step: string
  readonly performed: number
  readonly amount_cents: bigint
  readonly cost_cents: bigint
  readonly waiting: number
  readonly confirmed: number
  readonly left_out: number
  readonly stopped: number
}

const DAYS = 30

/** What each step of the policy in force did in the last thirty days and what waits. */
export async function policyPage(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate }
) {
  const { policy } = await openRun(tx, { municipalityId, on })
  const since = addDays(on, -DAYS)
  const rows = await query<Count>(
    tx,
    `select step, count(*) filter (where performed_on > ?)::int as performed,
            coalesce(sum(amount_cents) filter (where performed_on > ?), 0)::bigint as amount_cents,
            coalesce(sum(cost_cents) filter (where performed_on > ?), 0)::bigint as cost_cents,
            count(*) filter (where state = 'waiting')::int as waiting,
            count(*) filter (where state = 'confirmed')::int as confirmed,
            count(*) filter (where state = 'left_out')::int as left_out,
            count(*) filter (where state = 'stopped' and due_on > ?)::int as stopped
       from dunning_steps
      where municipality_id = ? and (due_on > ? or performed_on > ? or state in ('waiting', 'confirmed', 'left_out'))
      group by step`,
    [...[since, since, since, since], municipalityId, since, since]
  )
  const counts = new Map(rows.map((row) => [row.step, row]))
  return {
    title: policy.title,
    steps: policy.steps.map(({ id, title, kind, after, days }) => ({
      ...{ title, kind, days },
      what: STEP_KINDS.find(({ value }) => value === kind)!.label,
      from:
        after === DUE
          ? 'do vencimento'
          : `de ${policy.steps.find((step) => step.id === after)?.title ?? after}`,
      counts: counts.get(id) ?? null,
    })),
  }
}
