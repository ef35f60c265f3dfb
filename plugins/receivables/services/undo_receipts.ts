import { todayIn } from '#core/access/index'
import { isArchived } from '#core/archive/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { SettledItem } from '../domain/advice.ts'
import type { UndoneReceipt, UndoneState, UnsettledBatch } from '../domain/unsettled.ts'
import { errors } from '../errors.ts'
import { endAllocations } from './allocations/end_allocations.ts'
import { type SettlementContext, takeTurn } from './settlement_context.ts'
import { RECEIPT_ORIGIN, undoCharges } from './undo_charges.ts'
import { type OfReceipts, withdrawCredits } from './withdraw_credits.ts'

export interface Undoing {
  readonly receiptIds: readonly bigint[]
  readonly becomes: UndoneState
}

/**
 * Undoes what some receipts did, whole: their items are open again with their own due dates, the credits that they made are
 * withdrawn, the charges that they caused are cancelled or, once billed, given back as a credit, and the documents are offered
 * again. Nothing is deleted: each settlement gets a negative one. The participants of `receivables.unsettled` are told.
 * Errors: E_RECEIVABLES_RECEIPT_MISSING, E_RECEIVABLES_ALREADY_REVERSED, E_RECEIVABLES_RECEIPT_FORWARDED,
 * E_RECEIVABLES_UNDO_CORRECTED, E_RECEIVABLES_UNDO_ARCHIVED, E_RECEIVABLES_CREDIT_USED.
 */
export async function undoReceipts(
  tx: Tx,
  ctx: SettlementContext,
  { receiptIds, becomes }: Undoing
): Promise<UnsettledBatch> {
  const { municipalityId } = ctx
  await takeTurn(tx, municipalityId)
  const postedOn = ctx.postedOn ?? (await todayIn(tx, municipalityId))
  const receipts = await lockReceipts(tx, municipalityId, receiptIds)
  if (await isArchived(tx, 'receivables_settlements', { column: 'receipt_id', ids: receiptIds }))
    throw errors.E_RECEIVABLES_UNDO_ARCHIVED()
  const settlements = await standingSettlements(tx, municipalityId, receiptIds)
  const credits = await withdrawCredits(tx, { municipalityId, receiptIds, on: postedOn })
  await undoSettlements(tx, { postedOn, settlements })
  await openItems(tx, municipalityId, settlements)
  await endLateItems(tx, { municipalityId, receiptIds, on: postedOn })
  await offerAgain(tx, municipalityId, settlements)
  await endAllocations(tx, { municipalityId, receiptIds, on: postedOn })
  const charges = await undoCharges(tx, { municipalityId, receiptIds, on: postedOn })
  await markReceipts(tx, municipalityId, { receiptIds, becomes })
  const batch = { postedOn, becomes, receipts, settlements, credits, ...charges }
  await ctx.participate<UnsettledBatch>('receivables.unsettled', batch)
  return batch
}

interface LockedReceipt {
  readonly id: bigint
  readonly document_id: bigint | null
  readonly premise_id: bigint | null
  readonly agent_code: string
  readonly paid_on: CivilDate
  readonly credited_on: CivilDate | null
  readonly amount_cents: bigint
  readonly state: 'identified' | 'unidentified' | 'reversed' | 'forwarded'
}

async function lockReceipts(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<UndoneReceipt[]> {
  const rows = await query<LockedReceipt>(
    tx,
    `select id, document_id, premise_id, agent_code, paid_on, credited_on, amount_cents, state
       from receivables_receipts where municipality_id = ? and id = any(?::bigint[]) order by id for update`,
    [municipalityId, ids]
  )
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw errors.E_RECEIVABLES_RECEIPT_MISSING({ id: missing })
  const reversed = rows.find(({ state }) => state === 'reversed')
  if (reversed) throw await alreadyReversed(tx, municipalityId, reversed.id)
  const forwarded = rows.find(({ state }) => state === 'forwarded')
  if (forwarded) throw errors.E_RECEIVABLES_RECEIPT_FORWARDED({ id: forwarded.id })
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    premiseId: row.premise_id,
    agentCode: row.agent_code,
    paidOn: row.paid_on,
    creditedOn: row.credited_on,
    amountCents: row.amount_cents,
  }))
}

async function alreadyReversed(tx: Tx, municipalityId: bigint, id: bigint) {
  const [change] = await query<{ user_name: string; posted_on: CivilDate }>(
    tx,
    `select user_name, posted_on from receivables_receipt_changes
      where municipality_id = ? and receipt_id = ? and kind = 'reversed' order by id desc limit 1`,
    [municipalityId, id]
  )
  const by = change?.user_name ?? '—'
  const on = change ? formatDate(change.posted_on) : '—'
  return errors.E_RECEIVABLES_ALREADY_REVERSED({ id, by, on })
}

type SettlementRow = SettledItem & { readonly state: string; readonly number: string | null }

/** The settlements that hold, their items locked in the order in which payments lock them. */
async function standingSettlements(
  tx: Tx,
  municipalityId: bigint,
  receiptIds: readonly bigint[]
): Promise<SettledItem[]> {
  const rows = await query<SettlementRow>(
    tx,
    `select s.id as "settlementId", s.receipt_id as "receiptId", s.item_id as "itemId", i.premise_id as "premiseId",
            i.origin_type as "originType", i.origin_id as "originId", i.reference, i.charge_type as "chargeType", i.category,
            i.component, i.beneficiary_id as "beneficiaryId", b.kind as "beneficiaryKind", s.amount_cents as "amountCents",
            s.transferred_cents as "transferredCents", s.forgiven_cents as "forgivenCents",
            s.withheld_cents as "withheldCents", s.settled_on as "settledOn", s.posted_on as "postedOn", i.state,
            (select d.number from receivables_receipts r join receivables_documents d on d.id = r.document_id
              where r.id = s.receipt_id) as number
       from receivables_settlements s
       join receivables_items i on i.id = s.item_id
       join receivables_beneficiaries b on b.id = i.beneficiary_id
      where s.municipality_id = ? and s.receipt_id = any(?::bigint[]) and s.undoes_id is null
        and not exists (select from receivables_settlements u where u.undoes_id = s.id)
      order by i.id for update of i`,
    [municipalityId, receiptIds]
  )
  const corrected = rows.find(({ state }) => state !== 'settled')
  if (corrected) throw errors.E_RECEIVABLES_UNDO_CORRECTED({ number: corrected.number })
  return rows.map(({ state: _, number: __, ...settlement }) => settlement)
}

/** Negative rows: of the same payment date, so that sums by it come out even, and posted on the day of the undoing. */
async function undoSettlements(
  tx: Tx,
  { postedOn, settlements }: Pick<UnsettledBatch, 'postedOn' | 'settlements'>
): Promise<void> {
  await query(
    tx,
    `insert into receivables_settlements (municipality_id, receipt_id, item_id, amount_cents, transferred_cents, forgiven_cents,
                                          withheld_cents, settled_on, posted_on, undoes_id)
     select municipality_id, receipt_id, item_id, -amount_cents, -transferred_cents, -forgiven_cents, -withheld_cents,
            settled_on, ?, id
       from receivables_settlements where id = any(?::bigint[]) order by id`,
    [postedOn, settlements.map(({ settlementId }) => settlementId)]
  )
}

/** What a settlement had closed of its item, with money or without. */
export const closedCents = (one: SettledItem): bigint =>
  one.amountCents + one.transferredCents + one.forgivenCents + one.withheldCents

async function openItems(
  tx: Tx,
  municipalityId: bigint,
  settlements: readonly SettledItem[]
): Promise<void> {
  await query(
    tx,
    `update receivables_items i set open_cents = i.open_cents + u.cents, state = 'open'
       from (select id, sum(cents)::bigint as cents from unnest(?::bigint[], ?::bigint[]) as u(id, cents) group by id) u
      where i.id = u.id and i.municipality_id = ?`,
    [settlements.map(({ itemId }) => itemId), settlements.map(closedCents), municipalityId]
  )
}

/** Late charges that were paid with their debts are owed no more: they are worked out anew when these are paid. */
async function endLateItems(tx: Tx, { municipalityId, receiptIds, on }: OfReceipts): Promise<void> {
  await query(
    tx,
    `update receivables_items set open_cents = 0, state = 'cancelled', withdrawn_on = ?
      where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[]) and state = 'open'`,
    [on, municipalityId, RECEIPT_ORIGIN, receiptIds]
  )
}

/** The papers that ask for what is open again, whichever was paid. */
async function offerAgain(
  tx: Tx,
  municipalityId: bigint,
  settlements: readonly SettledItem[]
): Promise<void> {
  await query(
    tx,
    `update receivables_documents d set state = 'live'
      where d.municipality_id = ? and d.state = 'covered'
        and d.id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))`,
    [municipalityId, settlements.map(({ itemId }) => itemId)]
  )
}

async function markReceipts(
  tx: Tx,
  municipalityId: bigint,
  { receiptIds, becomes }: Undoing
): Promise<void> {
  await query(
    tx,
    becomes === 'reversed'
      ? `update receivables_receipts set state = 'reversed', applied_cents = 0, credit_cents = 0, awaits_bank = false
          where municipality_id = ? and id = any(?::bigint[])`
      : `update receivables_receipts
            set state = 'unidentified', class = 'unidentified', applied_cents = 0, credit_cents = 0,
                told_document_id = coalesce(told_document_id, document_id), document_id = null, premise_id = null
          where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, receiptIds]
  )
}
