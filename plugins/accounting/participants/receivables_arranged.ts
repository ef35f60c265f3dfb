import type { Participant } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import type { ArrangedBatch, LateCents } from '#plugins/receivables/api'
import { type EventName, type LedgerEvent, factsOf } from '../domain/event.ts'
import {
  debtItems,
  inscribeEvent,
  inscribedOrigins,
  originOf,
  releaseEvent,
} from '../services/active_debt.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/**
 * What passes to a plan is the same receivable in other instalments: only late charges that became a right, discounts and what
 * is given up move accounts; the principal of an instalment is never revenue again. What was in active debt leaves its account
 * for the plan's instalments, and comes back to it with the debt.
 */
export const receivablesArranged: Participant<ArrangedBatch> = {
  point: 'receivables.arranged',
  async run(context, batch) {
    const { tx, municipalityId } = context
    const { on: postedOn, what, late, discountCents, interestCents, source } = batch
    const isBack = what === 'restored'
    const event = (name: EventName, amountCents: bigint, component: string | null = null) =>
      ({
        facts: factsOf(name, { beneficiary_kind: 'utility', component }),
        amountCents,
        ...{ beneficiaryId: null, sourceType: source.type, sourceId: source.id },
        ...{ sourceLine: null, reference: null },
      }) satisfies LedgerEvent
    const charges = (['fine', 'interest', 'correction'] as const satisfies (keyof LateCents)[]).map(
      (component) =>
        event(isBack ? 'plan_late_given_up' : 'late_charge', late[component], component)
    )
    return postEvents(tx, {
      ...{ municipalityId, postedOn, isStrict: await isStrict(context, postedOn) },
      events: [
        ...charges,
        event(isBack ? 'plan_discount_lapsed' : 'plan_discount', discountCents),
        event('plan_interest_given_up', interestCents),
        ...(await activeDebt(tx, municipalityId, batch)),
      ],
    })
  },
}

/** Inscribed items that pass to an arrangement, or come back from it. */
async function activeDebt(
  tx: Tx,
  municipalityId: bigint,
  { what, items, source }: ArrangedBatch
): Promise<LedgerEvent[]> {
  if (what !== 'arranged' && what !== 'restored') return []
  const inscribed = await inscribedOrigins(tx, municipalityId, items)
  const moved = items.filter((item) => inscribed.has(originOf(item)))
  if (moved.length === 0) return []
  const known = await debtItems(
    tx,
    municipalityId,
    moved.map(({ itemId }) => itemId)
  )
  const eventOf = what === 'arranged' ? releaseEvent : inscribeEvent
  return moved.map(({ itemId, amountCents }) =>
    eventOf(known.get(itemId)!, {
      ...{ sourceType: source.type, sourceId: source.id, sourceLine: itemId },
      amountCents,
    })
  )
}
