import type { Participant } from '#core/actions/index'
import type { ArrangedBatch } from '../domain/arranged.ts'
import type { MarkedBatch } from '../domain/marks.ts'
import { keepMarked, keepPlanned, keepRestored } from '../services/keep_reallocations.ts'

/** Every mark that moves a debt into an account or out of it is kept as a movement, whoever set it. */
export const debtsMarked: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, batch) {
    await keepMarked(context, batch)
    return []
  },
}

/** So is every debt that passes to a plan or comes back from one. */
export const debtsArranged: Participant<ArrangedBatch> = {
  point: 'receivables.arranged',
  async run(context, batch) {
    if (batch.items.length === 0) return []
    if (batch.what === 'arranged') await keepPlanned(context, batch)
    if (batch.what === 'restored') await keepRestored(context, batch)
    return []
  },
}
