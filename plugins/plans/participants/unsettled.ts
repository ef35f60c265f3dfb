import type { Participant } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type UnsettledBatch,
  movePlanCharges,
  reopenArrangement,
  setMarks,
} from '#plugins/receivables/api'
import { type SettlingContext, chainOf, settlingContext } from '../services/chain.ts'
import { EARLY, PLANS, PLAN_CHARGE, SLIPS } from '../services/standing_plan.ts'

/**
 * A payment that is undone: a plan that it settled stands again, and one whose down payment is owed again waits for it, its
 * instalments held, unless an invoice asked for one already.
 */
export const unsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run(context, { settlements, postedOn }) {
    const { tx, municipalityId } = context
    const ctx = settlingContext(context)
    const of = (origin: string) =>
      settlements.filter(({ originType }) => originType === origin).map(({ originId }) => originId)
    const premises = settlements
      .filter(({ originType, chargeType }) => chargeType === PLAN_CHARGE || originType === EARLY)
      .flatMap(({ premiseId }) => premiseId ?? [])
    await offerAgain(tx, municipalityId, of(EARLY))
    await standAgain(ctx, { premises, on: postedOn })
    await awaitAgain(tx, municipalityId, of(SLIPS))
    return []
  },
}

/** The interest that an early payment had saved is not asked for again: the offer stands as it was. */
async function offerAgain(tx: Tx, municipalityId: bigint, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return
  await query(
    tx,
    `update plans_early_payments set state = 'offered', ended_on = null
      where municipality_id = ? and id = any(?::bigint[]) and state = 'paid'`,
    [municipalityId, ids]
  )
}

interface Standing {
  readonly premises: readonly bigint[]
  readonly on: CivilDate
}

/** Of each premise the last plan that was settled: it is the one whose money goes. */
async function standAgain(ctx: SettlingContext, { premises, on }: Standing): Promise<void> {
  const { tx, municipalityId } = ctx
  if (premises.length === 0) return
  const plans = await query<{ id: bigint; kind: 'plan' | 'replan' }>(
    tx,
    `update plans_agreements set state = 'active', ended_on = null, ended_by = null, end_cause = null, end_reason = null
      where id in (select distinct on (premise_id) id from plans_agreements a
                    where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'settled'
                      and not exists (select from plans_agreements o where o.premise_id = a.premise_id
                                         and o.debtor_id = a.debtor_id and o.state in ('awaiting', 'active'))
                    order by premise_id, ended_on desc, id desc) returning id, kind`,
    [municipalityId, premises]
  )
  for (const { id, kind } of plans) {
    const source = { type: PLANS, id }
    for (const one of await chainOf(tx, municipalityId, id))
      await reopenArrangement(tx, ctx, { source: { type: PLANS, id: one }, on })
    const origins = await query<{ type: string; id: bigint }>(
      tx,
      `select distinct origin_type as type, origin_id as id from receivables_marks
        where municipality_id = ? and source_type = ? and source_id = ?`,
      [municipalityId, PLANS, id]
    )
    await setMarks(tx, ctx, {
      kind: kind === 'replan' ? 'renegotiated' : 'plan',
      source,
      origins,
      on,
    })
  }
}

async function awaitAgain(
  tx: Tx,
  municipalityId: bigint,
  slipIds: readonly bigint[]
): Promise<void> {
  if (slipIds.length === 0) return
  await query(
    tx,
    `update plans_slips set state = 'open', paid_on = null where municipality_id = ? and id = any(?::bigint[]) and state = 'paid'`,
    [municipalityId, slipIds]
  )
  const plans = await query<{ id: bigint }>(
    tx,
    `update plans_agreements a set state = 'awaiting', effective_on = null
      where a.municipality_id = ? and a.state = 'active'
        and a.id in (select agreement_id from plans_slips where id = any(?::bigint[]))
        and not exists (select from plans_slips s where s.agreement_id = a.id and s.state = 'paid')
        and not exists (select from receivables_pending_charges p where p.municipality_id = a.municipality_id
                           and p.source_type = '${PLANS}' and p.source_id = a.id and p.state = 'billed')
      returning a.id`,
    [municipalityId, slipIds]
  )
  for (const { id } of plans)
    await movePlanCharges(tx, municipalityId, { source: { type: PLANS, id }, to: 'held' })
}
