import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { type Forwarded, forwardReceipts } from '../services/forward_receipts.ts'

const input = vine.create({ system: vine.string().trim().minLength(1).maxLength(40) })

/** Tells the system before of the money that came for its bills. */
export const forwardReceiptsAction: Action<Infer<typeof input>, Forwarded> = {
  name: 'payments.forward_receipts',
  title: 'Gerar arquivo ao sistema anterior',
  permission: 'payments.import',
  input,
  labels: { system: 'Sistema anterior' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.forwardings', id }),
  run: (context, { system }) => forwardReceipts(context, system),
  describe: ({ system }, { sequence, receipts, totalCents }) =>
    `Arquivo ${sequence} ao sistema ${system}: ${receipts} pagamentos, ${formatMoney(totalCents)}`,
}
