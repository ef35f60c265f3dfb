import type { ActionContext } from '#core/actions/index'
import { type CivilDate, monthOf } from '#core/calendar/index'
import { parameterWithin, resolvePack } from '#core/configuration/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type ChargeType, chargeTypeNamed, chargeTypes } from '#plugins/receivables/api'
import type { IssuedBatch } from '../../domain/issued_batch.ts'
import { errors } from '../../errors.ts'
import { SERVICE } from './charge_service.ts'
import { issueDay, issuePaper } from './issue_paper.ts'
import { ownCustomer } from './own_customer.ts'
import { type ServicePrice, priceOf } from './service_price.ts'

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

/**
 * Issues a service to a customer, whatever premises they have: an item, a payable document and the posting, no premise in
 * any. @throws E_BILLING_CUSTOMER_UNKNOWN, E_BILLING_DUE_PAST, E_BILLING_MINIMUM, E_TARIFFS_NO_TABLE, E_TARIFFS_NO_SERVICE
 */
export async function chargeCustomer(
  context: Context,
  given: NewCustomerCharge
): Promise<IssuedApart> {
  const { tx, municipalityId } = context
  const { customerId } = given
  await ownCustomer(tx, { municipalityId, actor: context.actor, customerId })
  const issuedOn = await issueDay(context, given.dueOn)
  const priced = await priceOf(municipalityId, given)
  await requireMinimum(tx, municipalityId, priced.totalCents)
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), SERVICE)
  const [id] = await takeIds(tx, 'billing_customer_charges', 1)
  const issuing = { ...given, ...priced, id: id!, issuedOn, type }
  const { documentId, number } = await issueCharge(context, issuing)
  await query(
    tx,
    `insert into billing_customer_charges (id, municipality_id, customer_id, service_code, title, executed_on, quantity,
       unit_cents, total_cents, reference, issued_on, due_on, document_id, number, version_id, reason_code, remarks, issued_by,
       issued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id!, municipalityId, customerId, given.code, priced.title, given.executedOn],
      ...[given.quantity, priced.unitCents, priced.totalCents, monthOf(issuedOn), issuedOn],
      ...[given.dueOn, documentId, number, priced.versionId, given.reasonCode],
      ...[given.remarks ?? null, context.actor.name, context.now],
    ]
  )
  await postCharge(context, issuing)
  return { id: id!, number, title: priced.title, totalCents: priced.totalCents }
}

async function requireMinimum(tx: Tx, municipalityId: bigint, totalCents: bigint): Promise<void> {
  const set = BigInt(await parameterWithin<number>(tx, { key: MINIMUM, municipalityId }))
  // A service without a price asks for nothing, whatever the minimum.
  const minimum = set > 0n ? set : 1n
  if (totalCents >= minimum) return
  throw errors.E_BILLING_MINIMUM({ total: formatMoney(totalCents), minimum: formatMoney(minimum) })
}

export interface IssuingCharge
  extends
    Pick<NewCustomerCharge, 'customerId' | 'code' | 'dueOn'>,
    Pick<ServicePrice, 'totalCents'> {
  readonly id: bigint
  readonly issuedOn: CivilDate
  readonly type: ChargeType
}

/** The item of the charge, and the document that asks for it. */
export async function issueCharge(context: Context, issuing: IssuingCharge) {
  const { id, customerId: debtorId, dueOn, issuedOn, totalCents: amountCents } = issuing
  const [itemId] = await takeIds(context.tx, 'receivables_items', 1)
  const common = { debtorId, reference: monthOf(issuedOn), dueOn }
  return issuePaper(context, {
    ...common,
    ...{ kind: 'invoice', issuedOn, lines: [{ itemId: itemId!, amountCents }] },
    items: [
      {
        ...{ ...common, id: itemId!, premiseId: null, chargeType: SERVICE, category: null },
        ...{ component: 'principal', beneficiaryId: issuing.type.beneficiary.id },
        ...{ amountCents, openCents: amountCents, originType: APART_ORIGIN, originId: id },
      },
    ],
  })
}

/** Posted as a charge of an invoice is, under its own source. */
export async function postCharge(
  { tx, municipalityId, participate, now }: Context,
  issuing: IssuingCharge
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
        ...{ serviceCode: issuing.code },
        ...{ category: null, component: 'principal', beneficiaryId: type.beneficiary.id },
        beneficiaryKind: type.beneficiary.kind,
        ...{ amountCents: issuing.totalCents, pendingId: null },
      },
    ],
  })
}
