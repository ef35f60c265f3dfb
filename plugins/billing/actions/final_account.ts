import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { type CancelledFinal, cancelFinalAccount } from '../services/final/cancel_final.ts'
import {
  FINAL_ORIGIN,
  type IssuedFinal,
  issueFinalAccount,
} from '../services/final/final_account.ts'

const input = vine.create({
  premise_id: rowId(),
  due_on: civilDay(),
  remarks: vine.string().trim().maxLength(500).optional(),
})

const OF_PREMISE = 'registry.premises'

/** All that a customer owes at a premise as one document, when they ask to be disconnected (TR-3.2.7.15a). */
export const issueFinalAccountAction: Action<Infer<typeof input>, IssuedFinal> = {
  name: 'billing.issue_final_account',
  title: 'Emitir conta final',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Conta final a pedido do cliente',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input,
  labels: { premise_id: 'Imóvel', due_on: 'Vencimento', remarks: 'Observações' },
  reason: 'none',
  subject: (_, { id }) => ({ type: FINAL_ORIGIN, id }),
  run: (context, { premise_id: id, due_on: dueOn, remarks }) =>
    issueFinalAccount(context, { premiseId: BigInt(id), dueOn, remarks }),
  describe: (_, { number, totalCents }) => `Conta final ${number}: ${formatMoney(totalCents)}`,
}

const cancelInput = vine.create({ id: rowId() })

/** The customer stays: what was brought forward waits again for its month. */
export const cancelFinalAccountAction: Action<Infer<typeof cancelInput>, CancelledFinal> = {
  name: 'billing.cancel_final_account',
  title: 'Desistir da conta final',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Desistência de conta final',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: cancelInput,
  labels: { id: 'Conta final' },
  reason: 'required',
  subject: (_, { id }) => ({ type: FINAL_ORIGIN, id }),
  run: (context, { id }) => cancelFinalAccount(context, BigInt(id)),
  describe: (_, { number, returnedCents }) =>
    `Conta final ${number} desfeita: ${formatMoney(returnedCents)} voltam às próximas faturas`,
}
