import type { ActionContext } from '#core/actions/index'
import { type CivilDate, monthOf } from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import { type NewItem, consumeLive, giveUpInterest } from '#plugins/receivables/api'
import {
  type FinalLine,
  type FinalTotals,
  finalLines,
  finalTotals,
} from '../../domain/final_account.ts'
import type { IssuedBatch } from '../../domain/issued_batch.ts'
import { errors } from '../../errors.ts'
import { issueDay, issuePaper } from '../apart/issue_paper.ts'
import { ownPremise } from '../settings/own_premise.ts'
import { type FinalDebts, finalDebts } from './final_debts.ts'

export const FINAL_ORIGIN = 'billing.final_accounts'
const PACK_PARAMETER = 'receivables.valid_days'

export interface FinalAsked {
  readonly premiseId: bigint
  readonly dueOn: CivilDate
}

export interface NewFinalAccount extends FinalAsked {
  readonly remarks: string | undefined
}

export interface FinalHolder {
  readonly id: bigint
  readonly name: string
}

/** What a final account would ask for. */
export interface FinalAccount extends FinalTotals {
  readonly registration: string
  readonly customer: FinalHolder
  readonly issuedOn: CivilDate
  readonly lines: readonly FinalLine[]
  readonly debts: FinalDebts
}

export interface IssuedFinal extends FinalTotals {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
}

type Reading = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor'>
type Context = Reading & Pick<ActionContext, 'now' | 'participate'>

/**
 * What a final account of the holder of a premise would ask for; nothing is written. @throws E_BILLING_PREMISE_UNKNOWN,
 * E_BILLING_FINAL_HOLDER, E_BILLING_FINAL_OPEN, E_BILLING_DUE_PAST
 */
export async function planFinalAccount(
  { tx, municipalityId, actor }: Reading,
  { premiseId, dueOn }: FinalAsked
): Promise<FinalAccount> {
  const { registration_number: registration } = await ownPremise(tx, {
    municipalityId,
    actor,
    premiseId,
  })
  const issuedOn = await issueDay({ tx, municipalityId }, dueOn)
  const customer = await holderOf(tx, { municipalityId, premiseId, on: issuedOn })
  await requireNoOther(tx, premiseId, customer.id)
  const whose = { municipalityId, premiseId, customerId: customer.id, on: issuedOn }
  const debts = await finalDebts(tx, whose)
  const lines = finalLines(debts.debts, debts.future, { today: issuedOn, dueOn })
  return { registration, customer, issuedOn, lines, debts, ...finalTotals(lines) }
}

/**
 * All that the holder owes at a premise as one document: open items keep their own due dates and papers, of which whichever is
 * paid first settles them; what waited for later invoices becomes owed now, and no invoice asks for it any more. Errors:
 * those of `planFinalAccount`, E_BILLING_FINAL_NOTHING.
 */
export async function issueFinalAccount(
  context: Context,
  given: NewFinalAccount
): Promise<IssuedFinal> {
  const { tx, municipalityId, actor, now } = context
  const planned = await planFinalAccount(context, given)
  const { lines, customer, issuedOn, debts } = planned
  const { premiseId, dueOn } = given
  if (lines.length === 0) throw errors.E_BILLING_FINAL_NOTHING({ premise: planned.registration })
  const [id] = await takeIds(tx, 'billing_final_accounts', 1)
  const items = await newItems(tx, { ...planned, ...given, id: id! })
  const open = debts.items.map(({ id: itemId, asked_cents: cents }) => ({ itemId, cents }))
  const asked = [...open, ...items.map((item) => ({ itemId: item.id, cents: item.openCents }))]
  const reference = monthOf(issuedOn)
  const { documentId, number } = await issuePaper(context, {
    ...{ kind: 'extract', debtorId: customer.id, premiseId, reference, issuedOn, dueOn, items },
    lines: asked.map(({ itemId, cents }) => ({ itemId, amountCents: cents })),
  })
  const { overdueCents, dueCents, futureCents, totalCents } = planned
  await query(
    tx,
    `insert into billing_final_accounts (id, municipality_id, premise_id, customer_id, reference, issued_on, due_on, document_id,
       number, overdue_cents, due_cents, future_cents, total_cents, remarks, issued_by, issued_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id!, municipalityId, premiseId, customer.id, reference, issuedOn, dueOn, documentId],
      ...[number, overdueCents, dueCents, futureCents, totalCents, given.remarks ?? null],
      ...[actor.name, now],
    ]
  )
  await writeLines(tx, { municipalityId, id: id! }, lines)
  await consumeLive(tx, {
    ...{ municipalityId, originType: FINAL_ORIGIN, on: issuedOn, creditUses: [], carried: [] },
    billed: debts.waiting.map(({ id: pendingId }) => ({ id: pendingId, originId: id! })),
  })
  const source = { type: FINAL_ORIGIN, id: id! }
  const saved = debts.saved.map(({ id: pendingId }) => pendingId)
  await giveUpInterest(tx, municipalityId, { ids: saved, for: source })
  await post(context, { ...planned, premiseId, id: id! })
  return { id: id!, number, premiseId, overdueCents, dueCents, futureCents, totalCents }
}

interface Asked {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly on: CivilDate
}

/** @throws E_BILLING_FINAL_HOLDER */
async function holderOf(tx: Tx, { municipalityId, premiseId, on }: Asked): Promise<FinalHolder> {
  const [holder] = await query<FinalHolder>(
    tx,
    `select c.id, c.name from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.municipality_id = ? and h.premise_id = ? and h.role = 'holder' and h.from_on <= ?
        and coalesce(h.until_on, ?) >= ?`,
    [municipalityId, premiseId, on, on, on]
  )
  if (!holder) throw errors.E_BILLING_FINAL_HOLDER({ premise: premiseId })
  return holder
}

/** @throws E_BILLING_FINAL_OPEN */
async function requireNoOther(tx: Tx, premiseId: bigint, customerId: bigint): Promise<void> {
  const [other] = await query<{ number: string }>(
    tx,
    `select number from billing_final_accounts where premise_id = ? and customer_id = ? and state = 'open'`,
    [premiseId, customerId]
  )
  if (other) throw errors.E_BILLING_FINAL_OPEN({ number: other.number })
}

type Issuing = FinalAccount & FinalAsked & { readonly id: bigint }

/** What waited for later invoices, as items of the final account. */
async function newItems(
  tx: Tx,
  { id, premiseId, dueOn, issuedOn, customer, debts }: Issuing
): Promise<NewItem[]> {
  const ids = await takeIds(tx, 'receivables_items', debts.waiting.length)
  return debts.waiting.map((charge, index) => ({
    ...{ id: ids[index]!, premiseId, debtorId: customer.id, reference: monthOf(issuedOn) },
    ...{ chargeType: charge.chargeType, category: charge.category, component: charge.component },
    ...{ beneficiaryId: charge.beneficiaryId, amountCents: charge.amountCents },
    ...{ openCents: charge.amountCents, dueOn, originType: FINAL_ORIGIN, originId: id },
  }))
}

async function writeLines(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  lines: readonly FinalLine[]
): Promise<void> {
  await copyRows(
    tx,
    'billing_final_account_lines',
    [
      ...['municipality_id', 'final_account_id', 'number', 'kind', 'title', 'invoice_id', 'due_on'],
      ...['beneficiary_id', 'is_charged', 'amount_cents'],
    ],
    lines.map((line, index) => [
      ...[municipalityId, id, index + 1, line.kind, line.title, line.invoiceId, line.dueOn],
      ...[line.beneficiaryId, line.isCharged, line.amountCents],
    ])
  )
}

/** What becomes a right only now is posted as a charge of an invoice is, under its own source. */
async function post(
  { tx, municipalityId, participate, now }: Context,
  { id, premiseId, issuedOn, debts }: Pick<Issuing, 'id' | 'premiseId' | 'issuedOn' | 'debts'>
): Promise<void> {
  const charged = debts.waiting.filter(
    ({ cause }) => cause === 'service' || cause === 'plan_interest'
  )
  if (charged.length === 0) return
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: issuedOn, until: issuedOn, knownAt: now },
      ...{ decisions: [], parameters: [PACK_PARAMETER], items: [] },
    },
    tx
  )
  await participate<IssuedBatch>('billing.issued', {
    ...{ runId: null, sourceType: FINAL_ORIGIN, reference: monthOf(issuedOn) },
    ...{ postedOn: issuedOn, packId: pack.id, credits: [] },
    charges: charged.map((charge) => ({
      ...{ chargeId: charge.id, invoiceId: id, premiseId, chargeType: charge.chargeType },
      ...{ service: 'other', category: charge.category, component: charge.component },
      ...{ beneficiaryId: charge.beneficiaryId, beneficiaryKind: charge.beneficiaryKind },
      ...{ amountCents: charge.amountCents, pendingId: null },
    })),
  })
}
