import type { Participant } from '#core/actions/index'
import type { MarkedBatch } from '#plugins/receivables/api'
import {
  BY_MARK,
  ITEMS,
  inscribeEvent,
  openItemsOf,
  releaseEvent,
} from '../services/active_debt.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/** What is inscribed passes from the ordinary receivables to active debt, and back when the inscription is lifted (TR-3.2.10.4). */
export const receivablesMarked: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, { on, what, marks }) {
    const { tx, municipalityId } = context
    const inscribed = marks.filter(({ kind }) => kind === 'inscribed')
    if (inscribed.length === 0) return []
    const items = await openItemsOf(
      tx,
      municipalityId,
      inscribed.map(({ origin }) => origin)
    )
    const event = what === 'set' ? inscribeEvent : releaseEvent
    const events = items.map((item) =>
      event(item, {
        ...{ sourceType: ITEMS, sourceId: item.itemId, sourceLine: BY_MARK },
        amountCents: item.openCents,
      })
    )
    return postEvents(tx, {
      ...{ municipalityId, postedOn: on, events, isStrict: await isStrict(context, on) },
    })
  },
}
