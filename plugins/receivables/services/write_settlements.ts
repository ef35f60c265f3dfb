import { type Tx, copyRows, query } from '#core/database/index'
import type { SettledOne, SettlementEffects } from './settle_receipts.ts'

/**
 * Writes what `settleReceipts` decided: each table once.
 * @param classified receipts that were written with their class already
 */
export async function writeSettlements(
  tx: Tx,
  municipalityId: bigint,
  effects: SettlementEffects,
  classified: ReadonlySet<bigint> = new Set()
): Promise<void> {
  const receipts = effects.receipts.filter(({ receiptId }) => !classified.has(receiptId))
  await classifyReceipts(tx, municipalityId, receipts)
  await writeLateItems(tx, municipalityId, effects)
  await closeItems(tx, municipalityId, effects)
  await coverDocuments(tx, municipalityId, effects)
  await copyRows(
    tx,
    'receivables_settlements',
    [
      ...['id', 'municipality_id', 'receipt_id', 'item_id', 'amount_cents', 'transferred_cents'],
      ...['forgiven_cents', 'withheld_cents', 'settled_on', 'posted_on'],
    ],
    effects.settlements.map((one) => [
      ...[one.settlementId, municipalityId, one.receiptId, one.itemId, one.amountCents],
      ...[one.transferredCents, one.forgivenCents, one.withheldCents, one.settledOn, one.postedOn],
    ])
  )
  await writeCredits(tx, municipalityId, effects)
  await writePending(tx, municipalityId, effects)
}

/** Late charges that were paid with their debts: items that are born settled. */
async function writeLateItems(
  tx: Tx,
  municipalityId: bigint,
  { lateItems, postedOn }: SettlementEffects
): Promise<void> {
  if (lateItems.length === 0) return
  await copyRows(
    tx,
    'receivables_items',
    [
      ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'reference', 'charge_type'],
      ...['beneficiary_id', 'component', 'amount_cents', 'open_cents', 'due_on', 'origin_type'],
      ...['origin_id', 'state', 'born_on'],
    ],
    lateItems.map(({ settled: one, debtorId }) => [
      ...[one.itemId, municipalityId, one.premiseId, debtorId, one.reference, one.chargeType],
      ...[one.beneficiaryId, one.component, one.amountCents, 0n, one.settledOn, one.originType],
      ...[one.originId, 'settled', postedOn],
    ])
  )
}

async function classifyReceipts(
  tx: Tx,
  municipalityId: bigint,
  receipts: readonly SettledOne[]
): Promise<void> {
  if (receipts.length === 0) return
  await query(
    tx,
    `update receivables_receipts r
        set document_id = u.document_id, premise_id = u.premise_id, class = u.class, state = 'identified',
            applied_cents = u.applied, credit_cents = u.credit
       from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
         as u(id, document_id, premise_id, class, applied, credit)
      where r.id = u.id and r.municipality_id = ?`,
    [
      receipts.map((one) => one.receiptId),
      receipts.map((one) => one.documentId),
      receipts.map((one) => one.premiseId),
      receipts.map((one) => one.class),
      receipts.map((one) => one.appliedCents),
      receipts.map((one) => one.creditCents),
      municipalityId,
    ]
  )
}

/** Every settlement closes its item whole: money, withheld tax, transfer and forgiveness add up to what was open. */
async function closeItems(
  tx: Tx,
  municipalityId: bigint,
  { settlements }: SettlementEffects
): Promise<void> {
  if (settlements.length === 0) return
  await query(
    tx,
    `update receivables_items set open_cents = 0, state = 'settled'
      where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, settlements.map(({ itemId }) => itemId)]
  )
}

/**
 * A live document that asks for nothing any more, whichever paper was paid: no item of it is still open. Written so that only the
 * documents of these items are looked at: as a join it reads all documents and items of the database, for each batch.
 */
async function coverDocuments(
  tx: Tx,
  municipalityId: bigint,
  { settlements }: SettlementEffects
): Promise<void> {
  if (settlements.length === 0) return
  await query(
    tx,
    `update receivables_documents d set state = 'covered'
      where d.municipality_id = ? and d.state = 'live'
        and d.id = any(array(select distinct document_id from receivables_document_items where item_id = any(?::bigint[])))
        and (select count(*) from receivables_document_items o join receivables_items i on i.id = o.item_id
              where o.document_id = d.id and i.open_cents > 0) = 0`,
    [municipalityId, settlements.map(({ itemId }) => itemId)]
  )
}

async function writeCredits(
  tx: Tx,
  municipalityId: bigint,
  { credits, heldUntil, postedOn }: SettlementEffects
): Promise<void> {
  if (credits.length === 0) return
  await copyRows(
    tx,
    'receivables_credits',
    [
      ...['id', 'municipality_id', 'premise_id', 'customer_id', 'cause', 'receipt_id'],
      ...['amount_cents', 'open_cents', 'held_until', 'created_on'],
    ],
    credits.map((one) => [
      ...[one.id, municipalityId, one.premiseId, one.customerId, one.cause, one.receiptId],
      ...[one.amountCents, one.amountCents, heldUntil, postedOn],
    ])
  )
}

async function writePending(
  tx: Tx,
  municipalityId: bigint,
  { pending, postedOn }: SettlementEffects
): Promise<void> {
  if (pending.length === 0) return
  await copyRows(
    tx,
    'receivables_pending_charges',
    [
      ...[
        'id',
        'municipality_id',
        'premise_id',
        'debtor_id',
        'charge_type',
        'category',
        'component',
      ],
      ...['beneficiary_id', 'amount_cents', 'cause', 'source_item_id', 'source_receipt_id'],
      ...['explanation', 'state', 'created_on'],
    ],
    pending.map((one) => [
      ...[one.id, municipalityId, one.premiseId, one.debtorId, one.chargeType, one.category],
      ...[one.component, one.beneficiaryId, one.amountCents, one.cause, one.sourceItemId],
      ...[one.receiptId, one.explanation, one.isPaid ? 'paid' : 'pending', postedOn],
    ])
  )
}
