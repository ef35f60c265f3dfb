import type { Participant } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { forwardedSums } from '#plugins/receivables/api'
import type { TakeOverSigning } from '#plugins/registry/api'
import { errors } from '../errors.ts'

/** Money that came for bills of each group while it was in the system before, and what of it that system was told of: all of it before it is left. */
export const takeOverSigning: Participant<TakeOverSigning> = {
  point: 'registry.take_over_signing',
  async run({ tx, municipalityId }, { system, kind, groups, add }) {
    const sums = await forwardedSums(tx, municipalityId, system)
    for (const { id, title } of groups) {
      const own = sums.find(({ groupId }) => groupId === id)
      if (!own) continue
      const missing = own.receipts - own.toldReceipts
      if (kind === 'cut_over' && missing > 0) {
        throw errors.E_PAYMENTS_FORWARD_FIRST({ group: title, count: missing })
      }
      add({
        title: `${title}: recebimentos que voltaram ao sistema anterior`,
        ...{ total: own.receipts, loaded: own.toldReceipts, repeated: 0, rejected: 0 },
        amountSent: `${formatMoney(own.toldCents)} em arquivo`,
        amountHere: `${formatMoney(own.cents)} recebidos`,
      })
    }
    return []
  },
}
