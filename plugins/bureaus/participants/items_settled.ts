import type { Participant } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type SettledBatch, openDebts } from '#plugins/receivables/api'
import { removalContext } from '../services/removal_context.ts'
import { removeDebts, standingDebts } from '../services/removals.ts'

interface Payment {
  readonly paidOn: CivilDate
  readonly receiptId: bigint
}

/** What is wholly paid leaves the bureaus at once (TR-3.2.9.17.3); the term counts from the day of the payment. */
export const itemsSettled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { settlements }) {
    const { tx, municipalityId } = context
    const paid = new Map<string, Payment>()
    for (const { originType, originId, settledOn: paidOn, receiptId } of settlements) {
      const key = `${originType}/${originId}`
      const known = paid.get(key)
      if (!known || known.paidOn < paidOn) paid.set(key, { paidOn, receiptId })
    }
    const origins = [...settlements.values()].map(({ originType: type, originId: id }) => ({
      type,
      id,
    }))
    const standing = await standingDebts(tx, municipalityId, origins)
    if (standing.length === 0) return []
    const open = new Set<string>()
    for (const [type, ofType] of Map.groupBy(standing, (one) => one.origin_type)) {
      const ids = ofType.map(({ origin_id: id }) => id)
      const debts = await openDebts(tx, { municipalityId, origins: { type, ids } })
      for (const { origin, listingCents } of debts)
        if (listingCents > 0n) open.add(`${type}/${origin.id}`)
    }
    const leaving = standing
      .map((one) => ({ ...one, key: `${one.origin_type}/${one.origin_id}` }))
      .filter(({ key }) => !open.has(key))
      .map(({ id, key }) => ({ debtId: id, cause: 'payment' as const, ...paid.get(key)! }))
    await removeDebts(removalContext(context), leaving)
    return []
  },
}
