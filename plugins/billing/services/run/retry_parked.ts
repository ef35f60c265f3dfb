import type { Actor } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { errors } from '../../errors.ts'
import { requireIssueDateOfGroup } from './issue_date.ts'
import type { RunArgs } from './plan_run.ts'
import { nextRound } from './waiting_load.ts'

interface Month {
  readonly billing_group_id: bigint
  readonly group_name: string
  readonly reference: RefMonth
  readonly last_run_id: bigint
  /** Arrays of the database come as text. */
  readonly sets: readonly string[]
}

/**
 * The further runs that bill some parked sets again and nothing else: one for each group and month among them. Errors:
 * E_BILLING_NOTHING_CHOSEN, E_BILLING_RUN_GOING, E_BILLING_ISSUE_DATE.
 */
export async function retriesOf(
  tx: Tx,
  actor: Actor,
  { ids, issuedOn }: { readonly ids: readonly bigint[]; readonly issuedOn: CivilDate }
): Promise<RunArgs[]> {
  const { municipalityId } = actor
  const months = await monthsOf(tx, actor, ids)
  if (months.length === 0) throw errors.E_BILLING_NOTHING_CHOSEN({})
  const runs: RunArgs[] = []
  for (const { billing_group_id: group, group_name: name, reference, ...month } of months) {
    const round = await nextRound(tx, municipalityId, month.last_run_id)
    if (round === null) {
      throw errors.E_BILLING_RUN_GOING({ month: `${name} · ${formatRefMonth(reference)}` })
    }
    await requireIssueDateOfGroup(tx, { municipalityId, group, reference, issuedOn })
    runs.push({ group, reference, issuedOn, round, sets: month.sets.map(BigInt) })
  }
  return runs
}

const monthsOf = (tx: Tx, actor: Actor, ids: readonly bigint[]): Promise<Month[]> => {
  const inside = andInside('p.premise_id', 'registry.premises', actor)
  return query<Month>(
    tx,
    `select r.billing_group_id, g.name as group_name, r.reference, array_agg(p.set_key::text order by p.set_key) as sets,
            (select l.id from billing_runs l where l.billing_group_id = r.billing_group_id and l.reference = r.reference
              order by l.round desc limit 1) as last_run_id
       from billing_parked p join billing_runs r on r.id = p.run_id
       join registry_billing_groups g on g.id = r.billing_group_id
      where p.municipality_id = ? and p.id = any(?::bigint[]) and p.state = 'waiting'${inside.sql}
      group by r.billing_group_id, g.name, r.reference order by r.reference, r.billing_group_id`,
    [actor.municipalityId, ids as unknown as SqlValue, ...inside.bindings]
  )
}
