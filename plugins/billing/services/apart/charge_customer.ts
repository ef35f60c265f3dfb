import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate, monthOf } from '#core/calendar/index'
import { parameterWithin, resolvePack } from '#core/configuration/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { Dec, formatMoney } from '#core/money/index'
import { isOutside } from '#core/records/index'
import {
  type ChargeType,
  type CollectionProfile,
  chargeTypeNamed,
  chargeTypes,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'
import { servicePriceOn } from '#plugins/tariffs/api'
import type { IssuedBatch } from '../../domain/issued_batch.ts'
import { errors } from '../../errors.ts'
import { SERVICE } from './charge_service.ts'

export const APART_ORIGIN = 'billing.customer_charges'
const MINIMUM = 'billing.minimum_individual_cents'

export interface NewCustomerCharge {
  readonly customerId: bigint
  readonly code: string
  readonly executedOn: CivilDate
  readonly dueOn: CivilDate
  readonly quantity: number
  readonly reasonCode: string
  readonly remarks: string | undefined
}

export interface IssuedApart {
  readonly id: bigint
  readonly number: string
  readonly title: string
  readonly totalCents: bigint
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

interface Priced {
  readonly title: string
  readonly unitCents: bigint
  readonly totalCents: bigint
  readonly versionId: bigint
}

/**
 * Issues a service to a customer, whatever premises they have: an item, a payable document and the posting, no premise in
 * any. @throws E_BILLING_CUSTOMER_UNKNOWN, E_BILLING_DUE_PAST, E_BILLING_MINIMUM, E_TARIFFS_NO_TABLE, E_TARIFFS_NO_SERVICE
 */
export async function chargeCustomer(
  context: Context,
  given: NewCustomerCharge
): Promise<IssuedApart> {
  const { tx, municipalityId } = context
  await requireCustomer(context, given.customerId)
  const issuedOn = await todayIn(tx, municipalityId)
  if (given.dueOn < issuedOn) throw errors.E_BILLING_DUE_PAST({ on: formatDate(given.dueOn) })
  const priced = await priceOf(municipalityId, given)
  await requireMinimum(tx, municipalityId, priced.totalCents)
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), SERVICE)
  const [id] = await takeIds(tx, 'billing_customer_charges', 1)
  const issuing = { ...given, ...priced, id: id!, issuedOn, type }
  const { documentId, number } = await issuePaper(context, issuing)
  await query(
    tx,
    `insert into billing_customer_charges (id, municipality_id, customer_id, service_code, title, executed_on, quantity,
       unit_cents, total_cents, reference, issued_on, due_on, document_id, number, version_id, reason_code, remarks, issued_by,
       issued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id!, municipalityId, given.customerId, given.code, priced.title, given.executedOn],
      ...[given.quantity, priced.unitCents, priced.totalCents, monthOf(issuedOn), issuedOn],
      ...[given.dueOn, documentId, number, priced.versionId, given.reasonCode],
      ...[given.remarks ?? null, context.actor.name, context.now],
    ]
  )
  await post(context, issuing)
  return { id: id!, number, title: priced.title, totalCents: priced.totalCents }
}

async function requireCustomer({ tx, municipalityId, actor }: Context, id: bigint): Promise<void> {
  const [customer] = await query<{ id: bigint }>(
    tx,
    'select id from registry_customers where municipality_id = ? and id = ? and merged_into_id is null',
    [municipalityId, id]
  )
  if (customer && !(await isOutside(tx, actor, { type: 'registry.customers', id }))) return
  throw errors.E_BILLING_CUSTOMER_UNKNOWN({ id })
}

async function priceOf(
  municipalityId: bigint,
  { executedOn, code, quantity }: NewCustomerCharge
): Promise<Priced> {
  const { title, amount, versionId } = await servicePriceOn(municipalityId, executedOn, code)
  const unitCents = Dec.of(amount).round(2, 'half-up').toCents()
  return { title, unitCents, totalCents: unitCents * BigInt(quantity), versionId }
}

async function requireMinimum(tx: Tx, municipalityId: bigint, totalCents: bigint): Promise<void> {
  const minimum = BigInt(await parameterWithin<number>(tx, { key: MINIMUM, municipalityId }))
  if (totalCents >= minimum) return
  throw errors.E_BILLING_MINIMUM({ total: formatMoney(totalCents), minimum: formatMoney(minimum) })
}

interface Issuing extends NewCustomerCharge, Priced {
  readonly id: bigint
  readonly issuedOn: CivilDate
  readonly type: ChargeType
}

async function issuePaper({ tx, municipalityId }: Context, issuing: Issuing) {
  const { id, customerId: debtorId, dueOn, issuedOn, totalCents: amountCents } = issuing
  const [itemId] = await takeIds(tx, 'receivables_items', 1)
  const [documentId] = await takeIds(tx, 'receivables_documents', 1)
  const common = { premiseId: null, debtorId, reference: monthOf(issuedOn), dueOn }
  const on = (key: string) => ({ key, municipalityId, date: issuedOn })
  const validDays = await parameterWithin<number>(tx, on('receivables.valid_days'))
  const [paper] = await issueItemsAndDocuments(tx, {
    municipalityId,
    profile: await parameterWithin<CollectionProfile>(tx, on('receivables.collection_profile')),
    items: [
      {
        ...common,
        ...{ id: itemId!, chargeType: SERVICE, category: null, component: 'principal' },
        beneficiaryId: issuing.type.beneficiary.id,
        ...{ amountCents, openCents: amountCents, originType: APART_ORIGIN, originId: id },
      },
    ],
    documents: [
      {
        ...common,
        ...{ id: documentId!, kind: 'invoice', issuedOn, validUntil: addDays(dueOn, validDays) },
        ...{ version: 1, replacesId: null, lines: [{ itemId: itemId!, amountCents }] },
      },
    ],
  })
  return { documentId: documentId!, number: paper!.number }
}

/** Posted as a charge of an invoice is, under its own source. */
async function post(
  { tx, municipalityId, participate, now }: Context,
  issuing: Issuing
): Promise<void> {
  const { id, issuedOn, type } = issuing
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: issuedOn, until: issuedOn, knownAt: now },
      ...{ decisions: [], parameters: [MINIMUM], items: [] },
    },
    tx
  )
  await participate<IssuedBatch>('billing.issued', {
    ...{ runId: null, sourceType: APART_ORIGIN, reference: monthOf(issuedOn) },
    ...{ postedOn: issuedOn, packId: pack.id, credits: [] },
    charges: [
      {
        ...{ chargeId: id, invoiceId: id, premiseId: null, chargeType: SERVICE, service: 'other' },
        ...{ category: null, component: 'principal', beneficiaryId: type.beneficiary.id },
        beneficiaryKind: type.beneficiary.kind,
        ...{ amountCents: issuing.totalCents, pendingId: null },
      },
    ],
  })
}
