import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import {
  CORRECT_AUTHORITY,
  changedCents,
  correctionSentence,
  correctionTrail,
} from '#plugins/billing/api'
import { type CorrectedReview, correctReviewed } from '../services/correct_reviewed.ts'

const input = vine.create({
  id: rowId(),
  billed_m3: vine
    .string()
    .trim()
    .regex(/^\d{1,9}([.,]\d{1,6})?$/),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
})

/**
 * The invoice of a concluded review is changed inside the review (TR-3.2.6.8): billing's own correction, with billing's
 * permission and authority, named after the review.
 */
export const correctReviewedAction: Action<Infer<typeof input>, CorrectedReview> = {
  name: 'reviews.correct_invoice',
  title: 'Mudar consumo da fatura em revisão',
  permission: 'billing.change_consumption',
  input,
  labels: { id: 'Revisão', billed_m3: 'Consumo a faturar', reason_code: 'Causa' },
  reason: 'required',
  authority: {
    parameter: CORRECT_AUTHORITY,
    unit: 'cents',
    measureDone: ({ corrected }) => changedCents(corrected),
  },
  subject: ({ id }) => ({ type: 'reviews.reviews', id: BigInt(id) }),
  run: correctReviewed,
  describe: (_, { number, corrected }) =>
    `Pela revisão ${number}: ${correctionSentence(corrected)}`,
  trail: (_, { corrected }) => correctionTrail(corrected),
  serviceRecord: {
    ...{ task: 'Alteração de consumo faturado', group: 'Faturamento' },
    unit: (_, { premiseId: id }) => ({ type: 'registry.premises', id }),
  },
}
