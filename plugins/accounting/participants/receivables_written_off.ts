import type { Participant } from '#core/actions/index'
import type { WrittenOffBatch } from '#plugins/receivables/api'
import {
  BY_ACT,
  ITEMS,
  inscribedOrigins,
  originOf,
  releaseEvent,
  writeOffEvent,
} from '../services/active_debt.ts'
import { postEvents } from '../services/post_events.ts'
import { reversePostings } from '../services/reverse_postings.ts'
import { isStrict } from '../services/without_account.ts'

/** A debt that an act ended is a loss, and leaves active debt when it was there; one that is restored comes back. */
export const receivablesWrittenOff: Participant<WrittenOffBatch> = {
  point: 'receivables.written_off',
  async run(context, { on, what, items }) {
    const { tx, municipalityId } = context
    if (what === 'restored') {
      const sources = items.map(({ itemId }) => ({
        ...{ sourceType: ITEMS, sourceId: itemId, sourceLine: BY_ACT },
        events: ['debt_written_off', 'debt_released'] as const,
      }))
      await reversePostings(tx, { municipalityId, postedOn: on, sources })
      return []
    }
    const inscribed = await inscribedOrigins(tx, municipalityId, items)
    const events = items.flatMap((item) => {
      const whence = {
        ...{ sourceType: ITEMS, sourceId: item.itemId, sourceLine: BY_ACT },
        amountCents: item.amountCents,
      }
      return [
        writeOffEvent(item, whence),
        ...(inscribed.has(originOf(item)) ? [releaseEvent(item, whence)] : []),
      ]
    })
    return postEvents(tx, {
      ...{ municipalityId, postedOn: on, events, isStrict: await isStrict(context, on) },
    })
  },
}
