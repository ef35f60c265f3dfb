import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  type IssuedApart,
  APART_ORIGIN,
  chargeCustomer,
} from '../services/apart/charge_customer.ts'
import { type IssuedGroup, groupInvoices } from '../services/apart/group_invoices.ts'

const input = vine.create({
  customer_id: rowId(),
  service: vine.string().trim().minLength(1).maxLength(60),
  executed_on: civilDay(),
  due_on: civilDay(),
  quantity: vine.number().withoutDecimals().range([1, 999]).optional(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
  remarks: vine.string().trim().maxLength(500).optional(),
})

/** A service to a customer who may have no premise: a payable document of its own (TR-3.2.7.11). */
export const chargeCustomerAction: Action<Infer<typeof input>, IssuedApart> = {
  name: 'billing.charge_customer',
  title: 'Emitir cobrança avulsa',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Emissão de cobrança avulsa',
    group: 'Faturamento',
    unit: ({ customer_id: id }) => ({ type: 'registry.customers', id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ customer_id: 'Cliente', service: 'Serviço', executed_on: 'Feito em' },
    ...{ due_on: 'Vencimento', quantity: 'Quantidade', reason_code: 'Motivo' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: APART_ORIGIN, id }),
  run: (context, given) =>
    chargeCustomer(context, {
      ...{ customerId: BigInt(given.customer_id), code: given.service },
      ...{ executedOn: given.executed_on, dueOn: given.due_on, quantity: given.quantity ?? 1 },
      ...{ reasonCode: given.reason_code, remarks: given.remarks },
    }),
  describe: (_, { number, title, totalCents }) =>
    `Cobrança avulsa ${number}: ${title}, ${formatMoney(totalCents)}`,
}

const groupInput = vine.create({
  body_id: rowId(),
  reference: referenceMonth(),
  due_on: civilDay(),
})

/** One document for the invoices of a paying body in a month (TR-3.2.7.14). */
export const groupInvoicesAction: Action<Infer<typeof groupInput>, IssuedGroup> = {
  name: 'billing.group_invoices',
  title: 'Emitir fatura agrupada',
  permission: 'billing.issue_apart',
  serviceRecord: { task: 'Emissão de fatura agrupada', group: 'Faturamento' },
  input: groupInput,
  labels: { body_id: 'Órgão pagador', reference: 'Referência', due_on: 'Vencimento' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'billing.grouped_invoices', id }),
  run: (context, { body_id: id, reference, due_on: dueOn }) =>
    groupInvoices(context, { bodyId: BigInt(id), reference, dueOn }),
  describe: ({ reference }, { number, body, invoices, totalCents }) =>
    `Fatura agrupada ${number} de ${body}, ${formatRefMonth(reference)}: ${invoices} faturas, ${formatMoney(totalCents)}`,
}
