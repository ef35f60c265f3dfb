import type { Participant } from '#core/actions/index'
import { type CivilDate, monthsBetween } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type SettledBatch,
  honourArrangement,
  liftMarks,
  movePlanCharges,
} from '#plugins/receivables/api'
import { type SettlingContext, chainOf, settlingContext } from '../services/chain.ts'
import { endPlan } from '../services/plans.ts'
import { referencesFrom } from '../services/quote.ts'
import { EARLY, PLANS, PLAN_CHARGE, SLIPS } from '../services/standing_plan.ts'

/**
 * Money for a down payment makes the plan effective; money for what was left of it, or for its last instalment, settles it. The
 * money of a batch touches few plans, each of them once.
 */
export const settled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { settlements, postedOn }) {
    const { tx, municipalityId } = context
    const of = (origin: string) =>
      settlements.filter(({ originType }) => originType === origin).map(({ originId }) => originId)
    const ctx = settlingContext(context)
    await payDown(tx, municipalityId, { slipIds: of(SLIPS), on: postedOn })
    await payEarly(tx, municipalityId, { ids: of(EARLY), on: postedOn })
    const premises = settlements
      .filter(({ originType, chargeType }) => chargeType === PLAN_CHARGE || originType === EARLY)
      .flatMap(({ premiseId }) => premiseId ?? [])
    for (const plan of await paidWhole(tx, municipalityId, premises)) {
      await settlePlan(ctx, { ...plan, on: postedOn })
    }
    return []
  },
}

interface Down {
  readonly slipIds: readonly bigint[]
  readonly on: CivilDate
}

async function payDown(tx: Tx, municipalityId: bigint, { slipIds, on }: Down): Promise<void> {
  if (slipIds.length === 0) return
  const plans = await query<{ id: bigint; premise_id: bigint; first_reference: string }>(
    tx,
    `with paid as (update plans_slips set state = 'paid', paid_on = ? where municipality_id = ? and id = any(?::bigint[])
                    and state = 'open' returning agreement_id)
     update plans_agreements a set state = 'active', effective_on = ?
      where a.municipality_id = ? and a.state = 'awaiting' and a.id in (select agreement_id from paid)
      returning a.id, a.premise_id, a.first_reference`,
    [on, municipalityId, slipIds, on, municipalityId]
  )
  for (const plan of plans) {
    const [next] = await referencesFrom(tx, { premiseId: plan.premise_id, today: on, count: 1 })
    const first = plan.first_reference as typeof next & string
    const months = next! > first ? monthsBetween(first, next!) : 0
    await movePlanCharges(tx, municipalityId, {
      ...{ source: { type: PLANS, id: plan.id }, to: 'pending', months },
    })
  }
}

interface Taken {
  readonly ids: readonly bigint[]
  readonly on: CivilDate
}

async function payEarly(tx: Tx, municipalityId: bigint, { ids, on }: Taken): Promise<void> {
  if (ids.length === 0) return
  const plans = await query<{ id: bigint }>(
    tx,
    `update plans_early_payments set state = 'paid', ended_on = ? where municipality_id = ? and id = any(?::bigint[])
        and state = 'offered' returning agreement_id as id`,
    [on, municipalityId, ids]
  )
  for (const { id } of plans) {
    await movePlanCharges(tx, municipalityId, {
      ...{ source: { type: PLANS, id }, to: 'cancelled', onlyInterest: true },
    })
  }
}

interface Whole {
  readonly id: bigint
  readonly number: string
  readonly isEarly: boolean
}

/** Active plans at some premises of which nothing is waiting and nothing is open. */
const paidWhole = (
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[]
): Promise<Whole[]> =>
  premiseIds.length === 0
    ? Promise.resolve([])
    : query<Whole>(
        tx,
        `select a.id, a.number,
                exists (select from plans_early_payments e where e.agreement_id = a.id and e.state = 'paid') as "isEarly"
           from plans_agreements a
          where a.municipality_id = ? and a.premise_id = any(?::bigint[]) and a.state = 'active'
            and not exists (select from receivables_pending_charges p
                             where p.municipality_id = a.municipality_id and p.source_type = '${PLANS}' and p.source_id = a.id
                               and p.state in ('pending', 'held'))
            and not exists (select from plans_slips s where s.agreement_id = a.id and s.state = 'open')
            and not exists (select from plans_early_payments e where e.agreement_id = a.id and e.state = 'offered')
            and not exists (select from receivables_pending_charges p
                              join receivables_items i on i.municipality_id = p.municipality_id and i.origin_type = p.billed_origin_type
                                   and i.origin_id = p.billed_origin_id and i.charge_type = p.charge_type
                                   and i.component = p.component and i.amount_cents = p.amount_cents
                             where p.municipality_id = a.municipality_id and p.source_type = '${PLANS}' and p.source_id = a.id
                               and p.state = 'billed' and i.state = 'open')
          order by a.id for update of a`,
        [municipalityId, premiseIds]
      )

/** The debts of the plan, and of those that it took the place of, are paid. */
async function settlePlan(
  ctx: SettlingContext,
  { id, number, isEarly, on }: Whole & { readonly on: CivilDate }
): Promise<void> {
  const { tx, municipalityId, by } = ctx
  await endPlan(tx, {
    ...{ id, state: 'settled', on, by, reason: null },
    cause: isEarly ? 'early' : 'paid',
  })
  for (const one of await chainOf(tx, municipalityId, id)) {
    const source = { type: PLANS, id: one }
    await honourArrangement(tx, ctx, { source, on })
  }
  await liftMarks(tx, ctx, {
    ...{ source: { type: PLANS, id }, on, why: `Parcelamento ${number} quitado` },
  })
}
