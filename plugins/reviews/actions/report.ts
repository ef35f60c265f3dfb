import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { OUTCOMES, wordsOf } from '../records/options.ts'
import { checkOpen } from '../services/find_review.ts'

const input = vine.create({
  id: rowId(),
  outcome: vine.enum(['granted', 'partly', 'denied'] as const),
  report: vine.string().trim().minLength(1).maxLength(10_000),
})

interface Written {
  readonly number: string
}

/** The final report of a review: its outcome and the reasons; it may be written again until the review is concluded. */
export const writeReportAction: Action<Infer<typeof input>, Written> = {
  name: 'reviews.write_report',
  title: 'Escrever laudo',
  permission: 'reviews.conclude',
  input,
  labels: { id: 'Revisão', outcome: 'Resultado', report: 'Laudo' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'reviews.reviews', id: BigInt(id) }),
  async run({ tx, municipalityId }, { id, outcome, report }) {
    const { number } = await checkOpen(tx, municipalityId, BigInt(id))
    await query(
      tx,
      'update reviews_reviews set outcome = ?, report = ? where municipality_id = ? and id = ?',
      [outcome, report, municipalityId, id]
    )
    return { number }
  },
  describe: ({ outcome }, { number }) =>
    `Laudo da revisão ${number} escrito: ${wordsOf(OUTCOMES, outcome).toLowerCase()}`,
}
