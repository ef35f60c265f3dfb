import type { Participant } from '#core/actions/index'
import type { ForwardedBatch } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/** Money of the system before is not owed to anybody: it settles what stands in the books of that system. */
export const receivablesForwarded: Participant<ForwardedBatch> = {
  point: 'receivables.forwarded',
  async run(context, { postedOn, receipts }) {
    const { tx, municipalityId } = context
    return postEvents(tx, {
      ...{ municipalityId, postedOn, isStrict: await isStrict(context, postedOn) },
      events: receipts.map(({ id, amountCents }): LedgerEvent => ({
        ...{ facts: factsOf('receipt_forwarded', {}), amountCents, beneficiaryId: null },
        ...{ sourceType: 'receivables.receipts', sourceId: id, sourceLine: null, reference: null },
      })),
    })
  },
}
