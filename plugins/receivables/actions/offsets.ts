import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { OFFSET_AUTHORITY } from '../configuration/offset_parameter.ts'
import {
  OFFSETS,
  type Offset,
  proposeOffset,
  refuseOffset,
  reverseOffset,
  settleOffset,
} from '../services/offsets.ts'

const term = vine.create({
  customer_id: rowId(),
  on_day: civilDay(),
  amount_cents: vine.string().regex(/^[1-9]\d{0,14}$/),
  obligation: vine.string().trim().minLength(5).maxLength(500),
  legal_basis: vine.string().trim().minLength(5).maxLength(300),
  documents: vine.string().trim().maxLength(8000).optional(),
})

/** What the utility owes a customer is to pay what the customer owes it (DECISIONS 55). */
export const proposeOffsetAction: Action<Infer<typeof term>, Offset> = {
  name: 'receivables.propose_offset',
  title: 'Propor encontro de contas',
  permission: 'receivables.offset',
  input: term,
  labels: {
    ...{ customer_id: 'Cliente', on_day: 'Compensado em', amount_cents: 'Valor' },
    ...{ obligation: 'O que o prestador deve', legal_basis: 'Base legal' },
    documents: 'Documentos a quitar',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: OFFSETS, id }),
  run: (context, given) =>
    proposeOffset(context, {
      ...{ customerId: BigInt(given.customer_id), on: given.on_day },
      ...{ amountCents: BigInt(given.amount_cents), obligation: given.obligation },
      legalBasis: given.legal_basis,
      documents: [...new Set((given.documents ?? '').split(/[\s,;]+/).filter(Boolean))],
    }),
  describe: ({ on_day: on, amount_cents: cents, obligation }, { number }) =>
    `Encontro de contas ${number}: ${formatMoney(BigInt(cents))} em ${formatDate(on)} por ${obligation}; espera o termo assinado e quem tem alçada`,
}

const one = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number | string }) => ({ type: OFFSETS, id: BigInt(id) })

/** By another person, within their authority, with the signed term attached. */
export const settleOffsetAction: Action<Infer<typeof one>, Offset> = {
  name: 'receivables.settle_offset',
  title: 'Quitar por encontro de contas',
  permission: 'receivables.authorise_offset',
  input: one,
  labels: { id: 'Encontro de contas' },
  reason: 'none',
  authority: {
    ...{ parameter: OFFSET_AUTHORITY, unit: 'cents' },
    async measure({ tx, municipalityId, input: { id } }) {
      const [row] = await query<{ cents: bigint }>(
        tx,
        'select amount_cents as cents from receivables_offsets where municipality_id = ? and id = ?',
        [municipalityId, id]
      )
      return row?.cents ?? 0n
    },
  },
  subject,
  run: (context, { id }) => settleOffset(context, BigInt(id)),
  describe: (_, { number, amount_cents: cents, obligation }) =>
    `Encontro de contas ${number}: ${formatMoney(cents)} quitados sem dinheiro, por ${obligation}`,
}

export const refuseOffsetAction: Action<Infer<typeof one>, Offset> = {
  name: 'receivables.refuse_offset',
  title: 'Recusar encontro de contas',
  permission: 'receivables.authorise_offset',
  input: one,
  labels: { id: 'Encontro de contas' },
  reason: 'required',
  subject,
  run: (context, { id }) => refuseOffset(context, BigInt(id)),
  describe: (_, { number }) => `Encontro de contas ${number} recusado`,
}

const undoing = vine.create({
  id: rowId(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
})

export const reverseOffsetAction: Action<Infer<typeof undoing>, Offset> = {
  name: 'receivables.reverse_offset',
  title: 'Estornar encontro de contas',
  permission: 'receivables.reverse',
  input: undoing,
  labels: { id: 'Encontro de contas', reason_code: 'Motivo' },
  reason: 'required',
  subject,
  run: (context, { id, reason_code: reasonCode }) =>
    reverseOffset(context, { id: BigInt(id), reasonCode }),
  describe: (_, { number, amount_cents: cents }) =>
    `Encontro de contas ${number} estornado: ${formatMoney(cents)} voltam a ser devidos pelas duas partes`,
}
