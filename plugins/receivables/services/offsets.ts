import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { issueDocument } from '#core/documents/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { OFFSET_AGENT } from '../domain/advice.ts'
import { type OffsetTermData, offsetTermDocument } from '../documents/offset_term.ts'
import { errors } from '../errors.ts'
import { reverseReceipt } from './change_receipts.ts'
import { enterReceipt } from './enter_receipt.ts'

export const OFFSETS = 'receivables.offsets'

export interface NewOffset {
  readonly customerId: bigint
  readonly on: CivilDate
  readonly amountCents: bigint
  readonly obligation: string
  readonly legalBasis: string
  readonly documents: readonly string[]
}

export interface Offset {
  readonly id: bigint
  readonly number: string
  readonly customer_id: bigint
  readonly on_day: CivilDate
  readonly amount_cents: bigint
  readonly obligation: string
  readonly legal_basis: string
  readonly documents: readonly string[]
  readonly state: string
  readonly proposed_by_id: bigint | null
  readonly receipt_id: bigint | null
}

/** Whoever numbers terms does it alone in the municipality. */
async function nextSequence(tx: Tx, municipalityId: bigint, year: number): Promise<number> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('receivables.offsets', ?))`, [
    municipalityId,
  ])
  const [row] = await query<{ next: number }>(
    tx,
    'select coalesce(max(sequence), 0)::int + 1 as next from receivables_offsets where municipality_id = ? and year = ?',
    [municipalityId, year]
  )
  return row!.next
}

/** @throws BusinessError E_RECEIVABLES_OFFSET_DOCUMENT: not a pending document of the customer */
async function requireDebts(
  tx: Tx,
  municipalityId: bigint,
  { documents, customerId }: NewOffset
): Promise<void> {
  const found = await query<{ number: string }>(
    tx,
    `select number from receivables_documents
      where municipality_id = ? and number = any(?::bpchar[]) and debtor_id = ? and state = 'live'`,
    [municipalityId, documents, customerId]
  )
  const missing = documents.find((number) => !found.some((one) => one.number === number))
  if (missing !== undefined) throw errors.E_RECEIVABLES_OFFSET_DOCUMENT({ number: missing })
}

/** Writes the term, with its paper to be signed; nothing is settled before somebody with authority says so. */
export async function proposeOffset(context: ActionContext, given: NewOffset): Promise<Offset> {
  const { tx, municipalityId, actor, now } = context
  await requireDebts(tx, municipalityId, given)
  const year = Number(given.on.slice(0, 4))
  const sequence = await nextSequence(tx, municipalityId, year)
  const [row] = await query<Offset>(
    tx,
    `insert into receivables_offsets (municipality_id, year, sequence, customer_id, on_day, amount_cents, obligation, legal_basis,
       documents, proposed_by_id, proposed_by, proposed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?) returning *`,
    [
      ...[municipalityId, year, sequence, given.customerId, given.on, given.amountCents],
      ...[given.obligation, given.legalBasis, given.documents, actor.userId, actor.name, now],
    ]
  )
  const issued = await issueTerm(context, row!)
  await query(tx, 'update receivables_offsets set issued_id = ? where id = ?', [issued, row!.id])
  return row!
}

async function issueTerm(
  { tx, municipalityId, actor, now: at }: ActionContext,
  offset: Offset
): Promise<bigint> {
  const today = await todayIn(tx, municipalityId)
  const { name, cnpj } = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: today },
  })
  const [customer] = await query<{ name: string; taxpayer_id: string | null }>(
    tx,
    'select name, taxpayer_id from registry_customers where id = ?',
    [offset.customer_id]
  )
  const debts = await query<{
    number: string
    reference: string
    due_on: CivilDate
    cents: bigint
  }>(
    tx,
    `select d.number, d.reference, d.due_on, sum(i.open_cents)::bigint as cents
       from receivables_documents d join receivables_document_items di on di.document_id = d.id
       join receivables_items i on i.id = di.item_id
      where d.municipality_id = ? and d.number = any(?::bpchar[]) group by d.id order by d.due_on, d.number`,
    [municipalityId, offset.documents]
  )
  const data: OffsetTermData = {
    utility: { name, cnpj },
    ...{ number: offset.number, on: offset.on_day, amount_cents: String(offset.amount_cents) },
    ...{ customer: customer!.name, taxpayer_id: customer!.taxpayer_id },
    ...{ obligation: offset.obligation, legal_basis: offset.legal_basis },
    debts: debts.map(({ cents, ...debt }) => ({ ...debt, amount_cents: String(cents) })),
  }
  const issued = await issueDocument(tx, {
    ...{ municipalityId, template: offsetTermDocument.name, on: today, at, actor },
    ...{ subject: { type: OFFSETS, id: offset.id }, data: data as unknown as Json },
  })
  return issued.id
}

/** @throws BusinessError E_RECEIVABLES_OFFSET_STATE */
async function lockOffset(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  id: bigint,
  state: 'proposed' | 'settled'
): Promise<Offset> {
  const [row] = await query<Offset>(
    tx,
    'select * from receivables_offsets where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (row?.state !== state) throw errors.E_RECEIVABLES_OFFSET_STATE({ id })
  return row
}

/**
 * Settles by the signed term: the obligation becomes a receipt of its own channel, without bank, that pays the documents like
 * any other; without documents it waits at the allocation desk.
 * @throws BusinessError E_RECEIVABLES_OFFSET_STATE, E_RECEIVABLES_OFFSET_SAME_PERSON, E_RECEIVABLES_OFFSET_TERM, and those of
 * `enterReceipt`
 */
export async function settleOffset(context: ActionContext, id: bigint): Promise<Offset> {
  const { tx, municipalityId, actor, now } = context
  const offset = await lockOffset(context, id, 'proposed')
  const { number } = offset
  if (offset.proposed_by_id === actor.userId)
    throw errors.E_RECEIVABLES_OFFSET_SAME_PERSON({ number })
  const [signed] = await query(
    tx,
    `select id from records_attachments where municipality_id = ? and record_type = '${OFFSETS}' and record_id = ?
        and kind = 'signed_term' and removed_at is null limit 1`,
    [municipalityId, id]
  )
  if (!signed) throw errors.E_RECEIVABLES_OFFSET_TERM({ number })
  const { receiptId } = await enterReceipt(context, {
    ...{ channel: 'offset', agentCode: OFFSET_AGENT, paidOn: offset.on_day },
    ...{ creditedOn: null, amountCents: offset.amount_cents, proof: number },
    ...{ payerId: offset.customer_id, numbers: offset.documents },
  })
  await query(
    tx,
    `update receivables_offsets set state = 'settled', receipt_id = ?, decided_by_id = ?, decided_by = ?, decided_at = ? where id = ?`,
    [receiptId, actor.userId, actor.name, now, id]
  )
  return { ...offset, receipt_id: receiptId }
}

/** @throws BusinessError E_RECEIVABLES_OFFSET_STATE */
export async function refuseOffset(context: ActionContext, id: bigint): Promise<Offset> {
  const { tx, actor, now, reason } = context
  const offset = await lockOffset(context, id, 'proposed')
  await query(
    tx,
    `update receivables_offsets set state = 'refused', decided_by = ?, decided_at = ?, decision = ? where id = ?`,
    [actor.name, now, reason, id]
  )
  return offset
}

/** Undoes it whole: debts stand again, and so does what the utility owes. Errors: those of `reverseReceipt`. */
export async function reverseOffset(
  context: ActionContext,
  { id, reasonCode }: { readonly id: bigint; readonly reasonCode: string }
): Promise<Offset> {
  const { tx, actor, now } = context
  const offset = await lockOffset(context, id, 'settled')
  await reverseReceipt(context, { receiptId: offset.receipt_id!, reasonCode })
  await query(
    tx,
    `update receivables_offsets set state = 'reversed', reversed_by = ?, reversed_at = ? where id = ?`,
    [actor.name, now, id]
  )
  return offset
}

/** Such a receipt is undone by its term. @throws BusinessError E_RECEIVABLES_OFFSET_RECEIPT */
export async function requireNoOffset(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  receiptId: bigint
): Promise<void> {
  const [offset] = await query<{ number: string }>(
    tx,
    'select number from receivables_offsets where municipality_id = ? and receipt_id = ?',
    [municipalityId, receiptId]
  )
  if (offset) throw errors.E_RECEIVABLES_OFFSET_RECEIPT({ number: offset.number })
}
