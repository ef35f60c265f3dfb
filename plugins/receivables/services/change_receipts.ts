import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ReceiptClass } from '../domain/advice.ts'
import type { UnsettledBatch } from '../domain/unsettled.ts'
import { errors } from '../errors.ts'
import { identifyReceipt } from './identify_receipt.ts'
import { undoReceipts } from './undo_receipts.ts'

export type ChangeContext = Pick<
  ActionContext,
  'tx' | 'municipalityId' | 'actor' | 'now' | 'reason' | 'participate'
>

/** Why people undo or move money: the reason of the look-up, and their own words. */
export interface Why {
  readonly reasonCode: string
}

/** A receipt after it changed, for who confirms it and for the history. */
export interface ChangedReceipt {
  readonly receiptId: bigint
  readonly amountCents: bigint
  readonly paidOn: CivilDate
  readonly postedOn: CivilDate
  readonly undone: UnsettledBatch | null
  /** Where the money is now. */
  readonly linked: Linked | null
  readonly fromNumber: string | null
}

export interface Linked {
  readonly documentId: bigint
  readonly number: string
  readonly class: ReceiptClass
  readonly appliedCents: bigint
  readonly creditCents: bigint
  readonly items: readonly LinkedItem[]
  /** Fines, interest and shortfalls that wait for the next invoice. */
  readonly pending: readonly { readonly charge_type: string; readonly amount_cents: bigint }[]
}

export interface LinkedItem {
  readonly reference: string
  readonly charge_type: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
}

/**
 * Undoes a receipt that never should have been: its invoice is pending again, and the money is no longer ours.
 * Errors: those of `undoReceipts`, E_RECEIVABLES_REASON_UNKNOWN.
 */
export async function reverseReceipt(
  ctx: ChangeContext,
  { receiptId, reasonCode }: Why & { readonly receiptId: bigint }
): Promise<ChangedReceipt> {
  await knownReason(ctx, 'receivables_reversal_reasons', reasonCode)
  const undone = await undoReceipts(ctx.tx, ctx, { receiptIds: [receiptId], becomes: 'reversed' })
  const [before] = undone.receipts
  await writeChange(ctx, {
    ...{ receiptId, kind: 'reversed', amountCents: before!.amountCents, reasonCode },
    ...{ fromDocumentId: before!.documentId, fromPremiseId: before!.premiseId },
    ...{ toDocumentId: null, toPremiseId: null, postedOn: undone.postedOn },
  })
  return changed(ctx, { undone, linked: null })
}

/**
 * Moves the money of a receipt to another document, with its own payment date: what it had settled is open again, and the
 * other document is settled. Errors: those of `reverseReceipt` and of `identifyReceipt`, E_RECEIVABLES_SAME_DOCUMENT.
 */
export async function transferReceipt(
  ctx: ChangeContext,
  { receiptId, documentId, reasonCode }: Why & Target
): Promise<ChangedReceipt> {
  await knownReason(ctx, 'receivables_transfer_reasons', reasonCode)
  const undone = await undoReceipts(ctx.tx, ctx, {
    ...{ receiptIds: [receiptId], becomes: 'unidentified' },
  })
  const [before] = undone.receipts
  if (before!.documentId === null) throw errors.E_RECEIVABLES_NOT_LINKED({ id: receiptId })
  if (before!.documentId === documentId) throw errors.E_RECEIVABLES_SAME_DOCUMENT({ id: receiptId })
  const linked = await link(ctx, { receiptId, documentId })
  await writeChange(ctx, {
    ...{ receiptId, kind: 'transferred', amountCents: before!.amountCents, reasonCode },
    ...{ fromDocumentId: before!.documentId, fromPremiseId: before!.premiseId },
    ...{ toDocumentId: documentId, toPremiseId: linked.premiseId, postedOn: undone.postedOn },
  })
  return changed(ctx, { undone, linked })
}

interface Target {
  readonly receiptId: bigint
  readonly documentId: bigint
}

/** Gives unidentified money its document, and keeps who did it. Errors: those of `identifyReceipt`. */
export async function linkReceipt(ctx: ChangeContext, target: Target): Promise<ChangedReceipt> {
  const linked = await link(ctx, target)
  await writeChange(ctx, {
    ...{ receiptId: target.receiptId, kind: 'identified', amountCents: linked.amountCents },
    ...{ reasonCode: null, fromDocumentId: null, fromPremiseId: null },
    ...{ toDocumentId: target.documentId, toPremiseId: linked.premiseId },
    postedOn: linked.postedOn,
  })
  return {
    ...{ receiptId: target.receiptId, amountCents: linked.amountCents, paidOn: linked.paidOn },
    ...{ postedOn: linked.postedOn, undone: null, linked, fromNumber: null },
  }
}

type Settled = Linked & {
  readonly premiseId: bigint | null
  readonly amountCents: bigint
  readonly paidOn: CivilDate
  readonly postedOn: CivilDate
}

async function link(ctx: ChangeContext, { receiptId, documentId }: Target): Promise<Settled> {
  const { tx, municipalityId } = ctx
  const { postedOn } = await identifyReceipt(tx, ctx, { receiptId, documentId })
  const [receipt] = await query<Omit<Settled, 'items' | 'pending' | 'postedOn'>>(
    tx,
    `select r.document_id as "documentId", d.number, r.class, r.applied_cents as "appliedCents",
            r.credit_cents as "creditCents", r.premise_id as "premiseId", r.amount_cents as "amountCents", r.paid_on as "paidOn"
       from receivables_receipts r join receivables_documents d on d.id = r.document_id
      where r.municipality_id = ? and r.id = ?`,
    [municipalityId, receiptId]
  )
  const items = await query<LinkedItem>(
    tx,
    `select i.reference, i.charge_type, i.due_on, s.amount_cents
       from receivables_settlements s join receivables_items i on i.id = s.item_id
      where s.municipality_id = ? and s.receipt_id = ? and s.undoes_id is null
        and not exists (select from receivables_settlements u where u.undoes_id = s.id) order by i.id`,
    [municipalityId, receiptId]
  )
  const pending = await query<Linked['pending'][number]>(
    tx,
    `select charge_type, amount_cents from receivables_pending_charges
      where source_receipt_id = ? and municipality_id = ? and state = 'pending' order by id`,
    [receiptId, municipalityId]
  )
  return { ...receipt!, items, pending, postedOn }
}

async function changed(
  { tx }: ChangeContext,
  { undone, linked }: { readonly undone: UnsettledBatch; readonly linked: Linked | null }
): Promise<ChangedReceipt> {
  const receipt = undone.receipts[0]!
  const [from] = await query<{ number: string }>(
    tx,
    'select number from receivables_documents where id = ?',
    [receipt.documentId]
  )
  return {
    ...{ receiptId: receipt.id, amountCents: receipt.amountCents, paidOn: receipt.paidOn },
    ...{ postedOn: undone.postedOn, undone, linked, fromNumber: from?.number ?? null },
  }
}

export interface ReceiptChange {
  readonly receiptId: bigint
  readonly kind: 'entered' | 'identified' | 'transferred' | 'reversed' | 'allocated' | 'released'
  readonly fromDocumentId: bigint | null
  readonly fromPremiseId: bigint | null
  readonly toDocumentId: bigint | null
  readonly toPremiseId: bigint | null
  readonly amountCents: bigint
  readonly reasonCode: string | null
  readonly postedOn: CivilDate
}

/** Keeps what people did to a receipt, with who and why. */
export async function writeChange(
  { tx, municipalityId, actor, now, reason }: ChangeContext,
  change: ReceiptChange
): Promise<void> {
  await query(
    tx,
    `insert into receivables_receipt_changes
       (municipality_id, receipt_id, kind, from_document_id, from_premise_id, to_document_id, to_premise_id, amount_cents,
        reason_code, reason, posted_on, changed_at, user_id, user_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, change.receiptId, change.kind, change.fromDocumentId],
      ...[change.fromPremiseId, change.toDocumentId, change.toPremiseId, change.amountCents],
      ...[change.reasonCode, reason, change.postedOn, now, actor.userId, actor.name],
    ]
  )
}

/** @throws BusinessError E_RECEIVABLES_REASON_UNKNOWN */
export async function knownReason(
  { tx, municipalityId }: ChangeContext,
  table: `receivables_${'reversal' | 'transfer' | 'disallowance'}_reasons`,
  code: string
): Promise<void> {
  const [reason] = await query(
    tx,
    `select id from ${table} where municipality_id = ? and code = ? and is_active`,
    [municipalityId, code]
  )
  if (!reason) throw errors.E_RECEIVABLES_REASON_UNKNOWN({ code })
}
