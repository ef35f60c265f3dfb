import { type CopyValue, type Tx, copyRows } from '#core/database/index'
import type { IssueBatch, IssuedDocument, NewDocument, NewItem } from '../domain/issue_batch.ts'
import { type Payable, payableOf } from '../domain/payable.ts'

const ITEM_COLUMNS = [
  ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'reference', 'charge_type', 'category'],
  ...['beneficiary_id', 'component', 'amount_cents', 'open_cents', 'due_on', 'origin_type'],
  ...['origin_id', 'state', 'is_severed', 'withheld_cents'],
]
const DOCUMENT_COLUMNS = [
  ...['id', 'municipality_id', 'number', 'kind', 'premise_id', 'debtor_id', 'reference'],
  ...['amount_cents', 'issued_on', 'due_on', 'valid_until', 'version', 'replaces_id', 'state'],
  ...['barcode', 'line', 'free_field', 'pix_txid', 'pix_payload', 'late_cents'],
]
const LINE_COLUMNS = ['document_id', 'item_id', 'municipality_id', 'amount_cents']

/**
 * Writes items and the documents that ask for them, by COPY, in the transaction. Numbers, barcodes and Pix codes are computed
 * from the ids, with no query of their own.
 * @returns the documents in the order given.
 */
export async function issueItemsAndDocuments(tx: Tx, batch: IssueBatch): Promise<IssuedDocument[]> {
  const { municipalityId, profile, items, documents, bornOn } = batch
  const payables = documents.map((document) => payableOf(profile, document))
  await copyRows(
    tx,
    'receivables_items',
    bornOn === undefined ? ITEM_COLUMNS : [...ITEM_COLUMNS, 'born_on'],
    itemRows(municipalityId, items, bornOn)
  )
  await copyRows(
    tx,
    'receivables_documents',
    DOCUMENT_COLUMNS,
    documentRows(municipalityId, documents, payables)
  )
  await copyRows(
    tx,
    'receivables_document_items',
    LINE_COLUMNS,
    lineRows(municipalityId, documents)
  )
  return documents.map(({ id }, index) => {
    const { number, amountCents, barcode, line, pixPayload } = payables[index]!
    return { id, number, amountCents, barcode, line, pixPayload }
  })
}

function* itemRows(
  municipalityId: bigint,
  items: readonly NewItem[],
  bornOn: IssueBatch['bornOn']
): Generator<CopyValue[]> {
  const born = bornOn === undefined ? [] : [bornOn]
  for (const item of items) {
    yield [
      ...[item.id, municipalityId, item.premiseId, item.debtorId, item.reference, item.chargeType],
      ...[item.category, item.beneficiaryId, item.component, item.amountCents, item.openCents],
      ...[item.dueOn, item.originType, item.originId, item.openCents > 0n ? 'open' : 'settled'],
      ...[item.isSevered ?? false, item.withheldCents ?? 0n, ...born],
    ]
  }
}

function* documentRows(
  municipalityId: bigint,
  documents: readonly NewDocument[],
  payables: readonly Payable[]
): Generator<CopyValue[]> {
  for (const [index, document] of documents.entries()) {
    const payable = payables[index]!
    yield [
      ...[document.id, municipalityId, payable.number, document.kind, document.premiseId],
      ...[document.debtorId, document.reference, payable.amountCents, document.issuedOn],
      ...[document.dueOn, document.validUntil, document.version, document.replacesId, 'live'],
      ...[payable.barcode, payable.line, payable.freeField, payable.pixTxid, payable.pixPayload],
      document.lateCents ?? 0n,
    ]
  }
}

function* lineRows(
  municipalityId: bigint,
  documents: readonly NewDocument[]
): Generator<CopyValue[]> {
  for (const { id, lines } of documents) {
    for (const { itemId, amountCents } of lines) yield [id, itemId, municipalityId, amountCents]
  }
}
