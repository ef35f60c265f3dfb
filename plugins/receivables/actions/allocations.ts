import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type Allocated, allocateReceipt } from '../services/allocations/allocate_receipt.ts'
import { type UndoneAllocation, undoAllocation } from '../services/allocations/undo_allocation.ts'

const TYPE = 'receivables.allocations'

const sharing = vine.create({
  receipt_id: rowId(),
  body_id: rowId(),
  commitment: vine.string().trim().minLength(1).maxLength(200).optional(),
  lines: vine
    .array(
      vine.object({
        item_ids: vine.array(rowId()).minLength(1).maxLength(200),
        amount_cents: vine
          .string()
          .regex(/^[1-9]\d{0,12}$/)
          .transform((value) => BigInt(value)),
        reason_code: vine.string().trim().minLength(1).maxLength(40).optional(),
      })
    )
    .minLength(1)
    .maxLength(2000),
})

/** One payment of a public body over the invoices of its units (DECISIONS 55). */
export const allocateReceiptAction: Action<Infer<typeof sharing>, Allocated> = {
  name: 'receivables.allocate_receipt',
  title: 'Distribuir pagamento',
  permission: 'receivables.allocate',
  input: sharing,
  labels: {
    ...{ receipt_id: 'Recebimento', body_id: 'Órgão pagador', commitment: 'Empenho ou relação' },
    lines: 'Faturas e valores',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: TYPE, id }),
  run: (context, { receipt_id: receiptId, body_id: bodyId, commitment, lines }) =>
    allocateReceipt(context, {
      ...{ receiptId: BigInt(receiptId), bodyId: BigInt(bodyId), commitment: commitment ?? null },
      lines: lines.map((line) => ({
        ...{ itemIds: line.item_ids.map(BigInt), amountCents: line.amount_cents },
        reasonCode: line.reason_code ?? null,
      })),
    }),
  describe: (_, { body, amountCents, paidOn, lines, creditCents }) =>
    `${formatMoney(amountCents)} de ${body}, pagos em ${formatDate(paidOn)}, distribuídos por ${lines.length} ${lines.length === 1 ? 'fatura' : 'faturas'}${creditCents > 0n ? `; ${formatMoney(creditCents)} viraram crédito` : ''}`,
  trail: (_, { number, lines, withheldCents, disallowedCents }) => ({
    ...{ document: number, withheld: String(withheldCents), disallowed: String(disallowedCents) },
    lines: lines.map((one) => ({
      ...{ document: one.number, reference: one.reference, amount: String(one.amountCents) },
      reason: one.reasonCode,
    })),
  }),
}

const one = vine.create({ id: rowId() })

export const undoAllocationAction: Action<Infer<typeof one>, UndoneAllocation> = {
  name: 'receivables.undo_allocation',
  title: 'Desfazer distribuição',
  permission: 'receivables.allocate',
  input: one,
  labels: { id: 'Distribuição' },
  reason: 'required',
  subject: ({ id }) => ({ type: TYPE, id: BigInt(id) }),
  run: (context, { id }) => undoAllocation(context, BigInt(id)),
  describe: (_, { amountCents, paidOn }) =>
    `Distribuição de ${formatMoney(amountCents)}, pagos em ${formatDate(paidOn)}, desfeita: o pagamento volta a esperar`,
}

const proof = vine.create({
  id: rowId(),
  certificate: vine.string().trim().minLength(1).maxLength(120),
})

/** The proof that the tax that the body kept reached the treasury. */
export const recordCertificateAction: Action<Infer<typeof proof>, null> = {
  name: 'receivables.record_withholding_certificate',
  title: 'Registrar comprovante de retenção',
  permission: 'receivables.allocate',
  input: proof,
  labels: { id: 'Distribuição', certificate: 'Comprovante' },
  reason: 'none',
  subject: ({ id }) => ({ type: TYPE, id: BigInt(id) }),
  async run({ tx, municipalityId }, { id, certificate }) {
    const rows = await query(
      tx,
      `update receivables_allocations set certificate = ?
        where municipality_id = ? and id = ? and state = 'standing' and withheld_cents > 0 returning id`,
      [certificate, municipalityId, BigInt(id)]
    )
    if (rows.length === 0) throw errors.E_RECEIVABLES_ALLOCATION_UNDONE({ id })
    return null
  },
  describe: ({ certificate }) => `Comprovante de retenção ${certificate} recebido`,
}
