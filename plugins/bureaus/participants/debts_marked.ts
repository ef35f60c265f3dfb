import type { Participant } from '#core/actions/index'
import type { MarkedBatch } from '#plugins/receivables/api'
import { removalContext } from '../services/removal_context.ts'
import { removeDebts, standingDebts } from '../services/removals.ts'

/** What enters an agreement, or one made again, leaves the bureaus at once (TR-3.2.9.17.3). */
export const debtsMarked: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, { what, marks }) {
    if (what !== 'set') return []
    const agreed = marks.filter(({ kind }) => kind === 'plan' || kind === 'renegotiated')
    if (agreed.length === 0) return []
    const { tx, municipalityId } = context
    const origins = agreed.map(({ origin }) => origin)
    const standing = await standingDebts(tx, municipalityId, origins)
    const leaving = standing.map(({ id }) => ({ debtId: id, cause: 'agreement' as const }))
    await removeDebts(removalContext(context), leaving)
    return []
  },
}
