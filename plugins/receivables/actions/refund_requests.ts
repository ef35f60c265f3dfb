import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { type PaidRefund, payRefund } from '../services/pay_refund.ts'
import { type RefundRequest, decideRefund, requestRefund } from '../services/refund_requests.ts'

const TYPE = 'receivables.refund_requests'

const claim = vine.create({
  document_id: rowId(),
  paid_on: civilDay(),
  amount_cents: vine
    .string()
    .regex(/^[1-9]\d{0,12}$/)
    .transform((value) => BigInt(value)),
  request: vine.string().trim().minLength(3).maxLength(500),
})

/** A customer asks back what was paid twice: refused at once when the payments do not show it (CM-27). */
export const requestRefundAction: Action<Infer<typeof claim>, RefundRequest> = {
  name: 'receivables.request_refund',
  title: 'Pedir ressarcimento',
  permission: 'receivables.request_refund',
  input: claim,
  labels: {
    ...{ document_id: 'Conta paga em dobro', paid_on: 'Pago em', amount_cents: 'Valor pago' },
    request: 'O que o cliente pede',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: TYPE, id }),
  run: (context, given) =>
    requestRefund(
      { ...context, reason: given.request },
      {
        ...{ documentId: BigInt(given.document_id), paidOn: given.paid_on },
        amountCents: given.amount_cents,
      }
    ),
  describe: (_, { number, creditCents }) =>
    `Ressarcimento de ${formatMoney(creditCents)} pedido: documento ${number} pago em dobro`,
}

const decision = vine.create({ id: rowId() })

const decide = (isApproved: boolean): Action<Infer<typeof decision>, RefundRequest> => ({
  name: isApproved ? 'receivables.approve_refund' : 'receivables.refuse_refund',
  title: isApproved ? 'Aprovar ressarcimento' : 'Recusar ressarcimento',
  permission: 'receivables.decide_refund',
  input: decision,
  labels: { id: 'Pedido' },
  reason: 'required',
  subject: ({ id }) => ({ type: TYPE, id: BigInt(id) }),
  run: (context, { id }) => decideRefund(context, { id: BigInt(id), isApproved }),
  describe: (_, { number, creditCents }) =>
    isApproved
      ? `Ressarcimento aprovado: crédito de ${formatMoney(creditCents)} do documento ${number} já pode ser usado`
      : `Ressarcimento do documento ${number} recusado`,
})

export const approveRefundAction = decide(true)
export const refuseRefundAction = decide(false)

const transfer = vine.create({
  id: rowId(),
  proof: vine.string().trim().minLength(1).maxLength(60),
  amount_cents: vine
    .string()
    .regex(/^[1-9]\d{0,12}$/)
    .transform((value) => BigInt(value))
    .optional(),
})

/** An approved refund given back by bank transfer; in cash, a till pays it. */
export const payRefundAction: Action<Infer<typeof transfer>, PaidRefund> = {
  name: 'receivables.pay_refund',
  title: 'Devolver por transferência',
  permission: 'receivables.decide_refund',
  input: transfer,
  labels: { id: 'Pedido', proof: 'Número da transferência', amount_cents: 'Valor devolvido' },
  reason: 'none',
  subject: ({ id }) => ({ type: TYPE, id: BigInt(id) }),
  run: (context, { id, proof, amount_cents: amountCents }) =>
    payRefund(context, {
      ...{ requestId: BigInt(id), how: 'transfer', proof, agentCode: null },
      amountCents: amountCents ?? null,
    }),
  describe: ({ proof }, { number, amountCents }) =>
    `${formatMoney(amountCents)} do documento ${number} devolvidos por transferência ${proof}`,
}
