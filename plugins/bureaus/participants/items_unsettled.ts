import type { Participant } from '#core/actions/index'
import type { UnsettledBatch } from '#plugins/receivables/api'
import { putBack } from '../services/put_back.ts'
import { removalContext } from '../services/removal_context.ts'

/** A payment was undone: a removal for it that still waits is not sent. */
export const itemsUnsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run(context, { settlements }) {
    const origins = settlements.map(({ originType: type, originId: id }) => ({ type, id }))
    await putBack(removalContext(context), origins)
    return []
  },
}
