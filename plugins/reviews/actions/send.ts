import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type SentResult, sendResult } from '../services/send_result.ts'

const input = vine.create({ id: rowId() })

/** The changed invoice and the report to the customer's registered e-mail (TR-3.2.6.9). */
export const sendResultAction: Action<Infer<typeof input>, SentResult> = {
  name: 'reviews.send_result',
  title: 'Enviar resultado ao cliente',
  permission: 'reviews.send',
  input,
  labels: { id: 'Revisão' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'reviews.reviews', id: BigInt(id) }),
  run: (context, { id }) => sendResult(context, BigInt(id)),
  describe: (_, { number, customer, files }) =>
    `Resultado da revisão ${number} enviado por e-mail a ${customer}, com ${files.join(' e ')}`,
  trail: (_, { messageId, files }) => ({ message: String(messageId), files: [...files] }),
}
