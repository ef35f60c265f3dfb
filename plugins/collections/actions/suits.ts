import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { SUIT, type Suit, endSuit, fileSuit, requestSuit } from '../services/suits.ts'

const subject = (_: unknown, { id }: Suit) => ({ type: SUIT, id })
const recordAt = (task: string) => ({
  ...{ task, group: 'Cobrança' },
  unit: (_: unknown, { premiseId: id }: Suit) => ({ type: 'registry.premises', id }),
})

const request = vine.create({ case_id: rowId(), due_until: civilDay().optional() })

/** The overdue bills of a debtor are to go to court (CM-25c). */
const requestAction: Action<Infer<typeof request>, Suit> = {
  name: 'collections.request_suit',
  title: 'Pedir ajuizamento',
  permission: 'collections.sue',
  input: request,
  labels: { case_id: 'Caso', due_until: 'Só dos débitos vencidos até' },
  reason: 'required',
  subject,
  run: (context, { case_id: id, due_until: dueUntil }) =>
    requestSuit(context, { caseId: BigInt(id), dueUntil }),
  describe: (_, { number, debts, amountCents }) =>
    `Ajuizamento ${number} pedido: ${debts === 1 ? 'um débito' : `${debts} débitos`}, ${formatMoney(amountCents)}`,
  serviceRecord: recordAt('Pedido de ajuizamento'),
}

const filing = vine.create({
  id: rowId(),
  case_number: vine.string().trim().minLength(3).maxLength(40),
  court: vine.string().trim().minLength(3).maxLength(120),
  filed_on: civilDay(),
})

const fileAction: Action<Infer<typeof filing>, Suit> = {
  name: 'collections.file_suit',
  title: 'Registrar ajuizamento',
  permission: 'collections.sue',
  input: filing,
  labels: {
    ...{ id: 'Pedido', case_number: 'Número do processo', court: 'Juízo', filed_on: 'Ajuizado em' },
  },
  reason: 'none',
  subject,
  run: (context, { id, case_number: caseNumber, court, filed_on: on }) =>
    fileSuit(context, BigInt(id), { caseNumber, court, on }),
  describe: ({ case_number: caseNumber }, { number }) =>
    `Pedido ${number} ajuizado: processo ${caseNumber}`,
  serviceRecord: recordAt('Ajuizamento'),
}

const one = vine.create({ id: rowId() })

const endAction: Action<Infer<typeof one>, Suit> = {
  name: 'collections.end_suit',
  title: 'Encerrar pedido de ajuizamento',
  permission: 'collections.sue',
  input: one,
  labels: { id: 'Pedido' },
  reason: 'required',
  subject,
  run: (context, { id }) => endSuit(context, BigInt(id)),
  describe: (_, { number }) =>
    `Pedido de ajuizamento ${number} encerrado: o que falta volta à cobrança comum`,
  serviceRecord: recordAt('Fim de pedido de ajuizamento'),
}

export const suitActions: readonly Action[] = [requestAction, fileAction, endAction]
