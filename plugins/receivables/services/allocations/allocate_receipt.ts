import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { type CivilDate, type RefMonth } from '#core/calendar/index'
import { query, takeIds } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { shareAllocation } from '../../domain/share_allocation.ts'
import { errors } from '../../errors.ts'
import { knownReason, writeChange } from '../change_receipts.ts'
import { identifyReceipt } from '../identify_receipt.ts'
import { issueItemsAndDocuments } from '../issue_documents.ts'
import { collectionProfile } from '../issue_second_copy.ts'
import { takeTurn } from '../settlement_context.ts'
import { type PayingBody, payingBody } from './allocation_debts.ts'
import { type ChosenDebt, chosenDebts } from './chosen_debts.ts'

export interface AllocationLine {
  readonly itemIds: readonly bigint[]
  readonly amountCents: bigint
  /** Why less than what the papers ask for was accepted. */
  readonly reasonCode: string | null
}

export interface NewAllocation {
  readonly receiptId: bigint
  readonly bodyId: bigint
  readonly commitment: string | null
  readonly lines: readonly AllocationLine[]
}

export interface Allocated {
  readonly id: bigint
  readonly receiptId: bigint
  readonly number: string
  readonly body: string
  readonly amountCents: bigint
  readonly paidOn: CivilDate
  readonly postedOn: CivilDate
  readonly allocatedCents: bigint
  readonly creditCents: bigint
  readonly withheldCents: bigint
  readonly disallowedCents: bigint
  readonly lines: readonly AllocatedLine[]
  /** Fines, interest and what was not accepted, which go on next bills. */
  readonly pending: readonly { readonly charge_type: string; readonly amount_cents: bigint }[]
}

export type AllocatedLine = ChosenDebt &
  AllocationLine & {
    readonly withheldCents: bigint
    readonly disallowedCents: bigint
  }

/**
 * Shares one payment over the invoices of a paying body, each with its amount: what the body keeps as tax closes without money,
 * what it does not accept moves to the next bill with its reason, what no invoice takes is a credit (DECISIONS 55).
 * Errors: E_RECEIVABLES_RECEIPT_UNKNOWN, E_RECEIVABLES_BODY_UNKNOWN, E_RECEIVABLES_NOTHING_CHOSEN, E_RECEIVABLES_ALLOCATION_MORE,
 * E_RECEIVABLES_ALLOCATION_ABOVE, E_RECEIVABLES_ALLOCATION_REASON, E_RECEIVABLES_REASON_UNKNOWN.
 */
export async function allocateReceipt(
  ctx: ActionContext,
  given: NewAllocation
): Promise<Allocated> {
  const { tx, municipalityId, actor } = ctx
  await takeTurn(tx, municipalityId)
  const [receipt] = await query<{ amount_cents: bigint; paid_on: CivilDate }>(
    tx,
    `select amount_cents, paid_on from receivables_receipts
      where municipality_id = ? and id = ? and state = 'unidentified' for update`,
    [municipalityId, given.receiptId]
  )
  if (!receipt) throw errors.E_RECEIVABLES_RECEIPT_UNKNOWN({ id: given.receiptId })
  const body = await payingBody(tx, { municipalityId, actor, bodyId: given.bodyId })
  const lines = await checkedLines(ctx, given.lines)
  const allocatedCents = lines.reduce((sum, one) => sum + one.amountCents, 0n)
  if (allocatedCents > receipt.amount_cents) {
    throw errors.E_RECEIVABLES_ALLOCATION_MORE({
      ...{ allocated: formatMoney(allocatedCents), amount: formatMoney(receipt.amount_cents) },
    })
  }
  const paper = await issueShares(ctx, body, lines)
  const { postedOn } = await identifyReceipt(tx, ctx, {
    ...{ receiptId: given.receiptId, documentId: paper.id },
  })
  await writeChange(ctx, {
    ...{ receiptId: given.receiptId, kind: 'allocated', amountCents: receipt.amount_cents },
    ...{ reasonCode: null, fromDocumentId: null, fromPremiseId: null, toDocumentId: paper.id },
    ...{ toPremiseId: null, postedOn },
  })
  const allocated = {
    ...{ receiptId: given.receiptId, number: paper.number, body: body.name, lines },
    ...{ amountCents: receipt.amount_cents, paidOn: receipt.paid_on, postedOn, allocatedCents },
    creditCents: receipt.amount_cents - allocatedCents,
    withheldCents: lines.reduce((sum, one) => sum + one.withheldCents, 0n),
    disallowedCents: lines.reduce((sum, one) => sum + one.disallowedCents, 0n),
    pending: await pendingOf(ctx, given.receiptId),
  }
  const id = await keep(ctx, { ...given, body, documentId: paper.id }, allocated)
  return { ...allocated, id }
}

async function checkedLines(
  ctx: ActionContext,
  given: readonly AllocationLine[]
): Promise<AllocatedLine[]> {
  const debts = await chosenDebts(ctx, given)
  const codes = new Set(given.flatMap(({ reasonCode }) => reasonCode ?? []))
  for (const code of codes) await knownReason(ctx, 'receivables_disallowance_reasons', code)
  return debts.map((debt, index) => {
    const line = given[index]!
    const { openCents, mayKeepCents } = debt
    const of = debt.number ?? debt.reference
    if (line.amountCents > openCents) {
      throw errors.E_RECEIVABLES_ALLOCATION_ABOVE({ of, open: formatMoney(openCents) })
    }
    const unpaid = openCents - line.amountCents
    const withheldCents = unpaid < mayKeepCents ? unpaid : mayKeepCents
    const disallowedCents = unpaid - withheldCents
    if (disallowedCents > 0n && line.reasonCode === null) {
      throw errors.E_RECEIVABLES_ALLOCATION_REASON({ of, missing: formatMoney(disallowedCents) })
    }
    const reasonCode = disallowedCents > 0n ? line.reasonCode : null
    return { ...debt, ...line, reasonCode, withheldCents, disallowedCents }
  })
}

/** The paper of the sharing: each item with the money that it gets. */
async function issueShares(
  { tx, municipalityId }: ActionContext,
  body: PayingBody,
  lines: readonly AllocatedLine[]
) {
  const today = await todayIn(tx, municipalityId)
  const [id] = await takeIds(tx, 'receivables_documents', 1)
  const references = lines.map(({ reference }) => reference).sort()
  const [paper] = await issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile: await collectionProfile(tx, municipalityId, today), items: [] },
    documents: [
      {
        ...{ id: id!, kind: 'allocation', premiseId: null, debtorId: body.customerId },
        ...{ reference: references.at(-1) as RefMonth, issuedOn: today, dueOn: today },
        ...{ validUntil: today, version: 1, replacesId: null },
        lines: lines.flatMap(({ items, amountCents }) => {
          const shares = shareAllocation(items, amountCents)
          return items
            .map((item, index) => ({ itemId: item.id, amountCents: shares[index]! }))
            .filter((one) => one.amountCents > 0n)
        }),
      },
    ],
  })
  return paper!
}

const pendingOf = ({ tx, municipalityId }: ActionContext, receiptId: bigint) =>
  query<Allocated['pending'][number]>(
    tx,
    `select charge_type, sum(amount_cents)::bigint as amount_cents from receivables_pending_charges
      where source_receipt_id = ? and municipality_id = ? and state = 'pending' group by charge_type order by charge_type`,
    [receiptId, municipalityId]
  )

async function keep(
  { tx, municipalityId, now, actor }: ActionContext,
  { body, documentId, commitment }: NewAllocation & { body: PayingBody; documentId: bigint },
  allocated: Omit<Allocated, 'id'>
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into receivables_allocations
       (municipality_id, receipt_id, document_id, body_id, customer_id, commitment, paid_on, amount_cents, allocated_cents,
        credit_cents, withheld_cents, disallowed_cents, state, made_at, user_id, user_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'standing', ?, ?, ?) returning id`,
    [
      ...[municipalityId, allocated.receiptId, documentId, body.id, body.customerId, commitment],
      ...[allocated.paidOn, allocated.amountCents, allocated.allocatedCents, allocated.creditCents],
      ...[allocated.withheldCents, allocated.disallowedCents, now, actor.userId, actor.name],
    ]
  )
  const { lines } = allocated
  await query(
    tx,
    `insert into receivables_allocation_lines
       (municipality_id, allocation_id, premise_id, invoice_id, item_ids, reference, due_on, open_cents, allocated_cents,
        withheld_cents, disallowed_cents, reason_code)
     select ?, ?, l.premise_id, l.invoice_id, l.item_ids::bigint[], l.reference, l.due_on, l.open_cents, l.allocated_cents,
            l.withheld_cents, l.disallowed_cents, l.reason_code
       from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::bigint[], ?::bigint[],
                   ?::bigint[], ?::text[])
         as l(premise_id, invoice_id, item_ids, reference, due_on, open_cents, allocated_cents, withheld_cents,
              disallowed_cents, reason_code)`,
    [
      ...[municipalityId, row!.id, lines.map((one) => one.premiseId)],
      ...[lines.map((one) => one.documentId), lines.map((one) => `{${one.itemIds.join(',')}}`)],
      ...[lines.map((one) => one.reference), lines.map((one) => one.dueOn)],
      ...[lines.map((one) => one.openCents), lines.map((one) => one.amountCents)],
      ...[lines.map((one) => one.withheldCents), lines.map((one) => one.disallowedCents)],
      lines.map((one) => one.reasonCode),
    ]
  )
  return row!.id
}
