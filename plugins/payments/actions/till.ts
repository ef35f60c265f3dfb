import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { type ClosedTill, closeSession, moveCash } from '../services/till/close.ts'
import { type TillReceived, receiveAtTill } from '../services/till/receive.ts'
import { type RefundedAtTill, refundAtTill } from '../services/till/refund.ts'
import { openSession } from '../services/till/session.ts'

const PERMISSION = 'payments.till'
const SESSIONS = 'payments.till_sessions'
const MOVES = 'payments.till_moves'

const cents = (least: RegExp) =>
  vine
    .string()
    .regex(least)
    .transform((value) => BigInt(value))
const some = () => cents(/^[1-9]\d{0,12}$/)
const none = () => cents(/^\d{1,13}$/)
const note = () => vine.string().trim().minLength(3).maxLength(200)

const opening = vine.create({ till_id: rowId(), float_cents: none() })

/** A person opens a till with its float (DECISIONS 59). */
export const openTillAction: Action<Infer<typeof opening>, { id: bigint; name: string }> = {
  name: 'payments.open_till',
  title: 'Abrir caixa',
  permission: PERMISSION,
  input: opening,
  labels: { till_id: 'Caixa', float_cents: 'Troco inicial' },
  reason: 'none',
  subject: (_, { id }) => ({ type: SESSIONS, id }),
  run: (context, { till_id: tillId, float_cents: floatCents }) =>
    openSession(context, { tillId: BigInt(tillId), floatCents }),
  describe: ({ float_cents: float }, { name }) =>
    `${name} aberto com ${formatMoney(float)} de troco`,
}

const paying = vine.create({
  document_id: rowId(),
  way: vine.enum(['cash', 'card', 'cheque'] as const),
  tendered_cents: some().optional(),
  note: note().optional(),
})

export const receiveAtTillAction: Action<Infer<typeof paying>, TillReceived> = {
  name: 'payments.receive_at_till',
  title: 'Receber no caixa',
  permission: PERMISSION,
  input: paying,
  labels: {
    ...{ document_id: 'Documento', way: 'Forma', tendered_cents: 'Entregue' },
    note: 'Cheque ou cartão',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: MOVES, id }),
  run: (context, given) =>
    receiveAtTill(context, {
      ...{ documentId: BigInt(given.document_id), way: given.way, note: given.note ?? null },
      tenderedCents: given.tendered_cents ?? null,
    }),
  describe: (_, { number, amountCents, changeCents, authentication }) =>
    `Documento ${number} recebido: ${formatMoney(amountCents)}${changeCents > 0n ? `, troco de ${formatMoney(changeCents)}` : ''}. Autenticação ${authentication}`,
}

const moving = vine.create({
  kind: vine.enum(['withdrawal', 'supply'] as const),
  amount_cents: some(),
  note: note(),
})

export const moveTillCashAction: Action<
  Infer<typeof moving>,
  { id: bigint; authentication: string }
> = {
  name: 'payments.move_till_cash',
  title: 'Sangria ou suprimento',
  permission: PERMISSION,
  input: moving,
  labels: { kind: 'O que é', amount_cents: 'Valor', note: 'Para onde vai ou de onde vem' },
  reason: 'none',
  subject: (_, { id }) => ({ type: MOVES, id }),
  run: (context, { kind, amount_cents: amountCents, note: text }) =>
    moveCash(context, { kind, amountCents, note: text }),
  describe: ({ kind, amount_cents: amount, note: text }, { authentication }) =>
    `${kind === 'withdrawal' ? 'Sangria' : 'Suprimento'} de ${formatMoney(amount)}: ${text}. Autenticação ${authentication}`,
}

const refunding = vine.create({ request_id: rowId() })

/** What a customer paid twice, given back in cash against the approved request. */
export const refundAtTillAction: Action<Infer<typeof refunding>, RefundedAtTill> = {
  name: 'payments.refund_at_till',
  title: 'Pagar ressarcimento no caixa',
  permission: PERMISSION,
  input: refunding,
  labels: { request_id: 'Pedido de ressarcimento' },
  reason: 'none',
  subject: (_, { id }) => ({ type: MOVES, id }),
  run: (context, { request_id: id }) => refundAtTill(context, BigInt(id)),
  describe: (_, { amountCents, number, authentication }) =>
    `Ressarcimento de ${formatMoney(amountCents)} do documento ${number} pago em dinheiro. Autenticação ${authentication}`,
}

const closing = vine.create({
  cash_cents: none(),
  card_cents: none(),
  cheque_cents: none(),
  justification: vine.string().trim().minLength(5).maxLength(500).optional(),
})

export const closeTillAction: Action<Infer<typeof closing>, ClosedTill> = {
  name: 'payments.close_till',
  title: 'Fechar caixa',
  permission: PERMISSION,
  input: closing,
  labels: {
    ...{ cash_cents: 'Dinheiro contado', card_cents: 'Comprovantes de cartão' },
    ...{ cheque_cents: 'Cheques', justification: 'Justificativa da diferença' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: SESSIONS, id }),
  run: (context, given) =>
    closeSession(
      context,
      { cash: given.cash_cents, card: given.card_cents, cheque: given.cheque_cents },
      given.justification ?? null
    ),
  describe: (_, { name, expectedCents, countedCents }) =>
    countedCents === expectedCents
      ? `${name} fechado com ${formatMoney(countedCents)}, sem diferença`
      : `${name} fechado com ${formatMoney(countedCents)} contados e diferença de ${formatMoney(countedCents - expectedCents)}`,
}
