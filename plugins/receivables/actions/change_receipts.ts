import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  type ChangedReceipt,
  linkReceipt,
  reverseReceipt,
  transferReceipt,
} from '../services/change_receipts.ts'
import { requireNoOffset } from '../services/offsets.ts'

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'receivables.receipts', id: BigInt(id) },
})
const reasonCode = () => vine.string().trim().minLength(1).maxLength(40)
const paid = ({ amountCents, paidOn }: ChangedReceipt) =>
  `${formatMoney(amountCents)}, pago em ${formatDate(paidOn)}`

const text = (id: bigint | null | undefined) => (id ? String(id) : null)

/** What stood and what stands, by document and premise, for whoever reads the trail of either. */
const trail = (_: unknown, { undone, linked, fromNumber }: ChangedReceipt) => {
  const former = undone?.receipts[0]
  return {
    from: fromNumber,
    from_premise: text(former?.premiseId),
    to: linked?.number ?? null,
    before: { document_id: text(former?.documentId), document: fromNumber },
    after: { document_id: text(linked?.documentId), document: linked?.number ?? null },
  }
}

const reversal = vine.create({ id: rowId(), reason_code: reasonCode() })

/** An undue payment is undone whole (TR-3.2.8.10). */
export const reverseReceiptAction: Action<Infer<typeof reversal>, ChangedReceipt> = {
  name: 'receivables.reverse_receipt',
  title: 'Estornar recebimento',
  permission: 'receivables.reverse',
  input: reversal,
  labels: { id: 'Recebimento', reason_code: 'Motivo' },
  reason: 'required',
  subject,
  async run(context, { id, reason_code: code }) {
    await requireNoOffset(context, BigInt(id))
    return reverseReceipt(context, { receiptId: BigInt(id), reasonCode: code })
  },
  describe: (_, receipt) =>
    `Recebimento de ${paid(receipt)} estornado${receipt.fromNumber ? `; o documento ${receipt.fromNumber} voltou a pendente` : ''}`,
  trail,
}

const transfer = vine.create({ id: rowId(), document_id: rowId(), reason_code: reasonCode() })

/** The money of one document goes to another, of the same unit or not (TR-3.2.8.11). */
export const transferReceiptAction: Action<Infer<typeof transfer>, ChangedReceipt> = {
  name: 'receivables.transfer_receipt',
  title: 'Transferir recebimento',
  permission: 'receivables.transfer',
  input: transfer,
  labels: { id: 'Recebimento', document_id: 'Documento certo', reason_code: 'Motivo' },
  reason: 'required',
  subject,
  run: (context, { id, document_id: documentId, reason_code: code }) =>
    transferReceipt(context, {
      ...{ receiptId: BigInt(id), documentId: BigInt(documentId), reasonCode: code },
    }),
  describe: (_, receipt) =>
    `Recebimento de ${paid(receipt)} transferido do documento ${receipt.fromNumber} para o ${receipt.linked!.number}`,
  trail,
}

const identification = vine.create({ id: rowId(), document_id: rowId() })

/** Money without a document gets one (TR-3.2.8.4). */
export const identifyReceiptAction: Action<Infer<typeof identification>, ChangedReceipt> = {
  name: 'receivables.identify_receipt',
  title: 'Identificar recebimento',
  permission: 'receivables.identify',
  input: identification,
  labels: { id: 'Recebimento', document_id: 'Documento' },
  reason: 'none',
  subject,
  run: (context, { id, document_id: documentId }) =>
    linkReceipt(context, { receiptId: BigInt(id), documentId: BigInt(documentId) }),
  describe: (_, receipt) =>
    `Recebimento de ${paid(receipt)} ligado ao documento ${receipt.linked!.number}`,
  trail,
}
