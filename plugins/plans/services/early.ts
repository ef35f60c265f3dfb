import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { customerContact, premiseIdentity } from '#plugins/registry/api'
import {
  type CollectionProfile,
  chargeTypeNamed,
  chargeTypes,
  consumeLive,
  issueItemsAndDocuments,
  movePlanCharges,
  withdrawOrigins,
} from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { issueBill } from './issue_papers.ts'
import { type Plan, lockPlan } from './plans.ts'
import { policyOn } from './policy.ts'
import { tellInstalments } from './tell_instalments.ts'
import { EARLY, PLANS, PLAN_CHARGE } from './standing_plan.ts'

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

export interface Early {
  readonly id: bigint
  readonly plan: Plan
  readonly number: string
  readonly amountCents: bigint
  readonly savedCents: bigint
  readonly instalments: number
  readonly validUntil: CivilDate
}

interface Waiting {
  readonly id: bigint
  readonly cause: 'plan' | 'plan_interest'
  readonly amount_cents: bigint
}

/**
 * Offers what no invoice has asked for of a plan at its present value: the principal, without the interest of months to come
 * (TR-3.2.9.4). While the document is valid no invoice asks for those instalments; unpaid, they wait again.
 * @throws E_PLANS_UNKNOWN, E_PLANS_ENDED, E_PLANS_OFFERED, E_PLANS_NOTHING_PENDING
 */
export async function offerEarly(
  context: Context,
  { id, today }: { readonly id: bigint; readonly today: CivilDate }
): Promise<Early> {
  const { tx, municipalityId, actor } = context
  const plan = await lockPlan(tx, { municipalityId, id }, ['active'])
  await requireNoOffer(tx, plan)
  const waiting = await query<Waiting>(
    tx,
    `select id, cause, amount_cents from receivables_pending_charges
      where municipality_id = ? and source_type = '${PLANS}' and source_id = ? and state = 'pending' order by id for update`,
    [municipalityId, id]
  )
  const principal = waiting.filter(({ cause }) => cause === 'plan')
  if (principal.length === 0) throw errors.E_PLANS_NOTHING_PENDING({ number: plan.number })
  const amountCents = principal.reduce((sum, one) => sum + one.amount_cents, 0n)
  const savedCents = waiting.reduce((sum, one) => sum + one.amount_cents, 0n) - amountCents
  const { policy } = await policyOn(tx, { municipalityId, premiseId: plan.premise_id, date: today })
  const validUntil = addDays(today, policy.early_days)
  const [earlyId] = await takeIds(tx, 'plans_early_payments', 1)
  const offer = { id: earlyId!, plan, amountCents, today, validUntil }
  await consumeLive(tx, {
    ...{ municipalityId, originType: EARLY, on: today, creditUses: [], carried: [] },
    billed: principal.map((one) => ({ id: one.id, originId: earlyId! })),
  })
  const source = { type: PLANS, id }
  await movePlanCharges(tx, municipalityId, { source, to: 'held', onlyInterest: true })
  await tellInstalments(context, today, id)
  const document = await issueDocumentOf(context, offer)
  await query(
    tx,
    `insert into plans_early_payments (id, municipality_id, agreement_id, issued_on, issued_by, valid_until, instalments,
       amount_cents, saved_cents, document_id, document_number, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'offered')`,
    [
      ...[earlyId!, municipalityId, id, today, actor.name, validUntil, principal.length],
      ...[amountCents, savedCents, document.id, document.number],
    ]
  )
  await print(context, offer, document.id)
  const { number } = document
  return {
    ...{ id: earlyId!, plan, number, amountCents, savedCents, validUntil },
    instalments: principal.length,
  }
}

interface Offer {
  readonly id: bigint
  readonly plan: Plan
  readonly amountCents: bigint
  readonly today: CivilDate
  readonly validUntil: CivilDate
}

async function requireNoOffer(tx: Tx, { id, number }: Plan): Promise<void> {
  const [offered] = await query<{ valid_until: CivilDate }>(
    tx,
    `select valid_until from plans_early_payments where agreement_id = ? and state = 'offered'`,
    [id]
  )
  if (offered) throw errors.E_PLANS_OFFERED({ number, until: offered.valid_until })
}

async function issueDocumentOf({ tx, municipalityId }: Context, offer: Offer) {
  const { id: originId, plan, amountCents, today, validUntil } = offer
  const { beneficiary } = chargeTypeNamed(await chargeTypes(tx, municipalityId), PLAN_CHARGE)
  const profile = await parameterWithin<CollectionProfile>(tx, {
    ...{ key: 'receivables.collection_profile', municipalityId, date: today },
  })
  const [itemId] = await takeIds(tx, 'receivables_items', 1)
  const [documentId] = await takeIds(tx, 'receivables_documents', 1)
  const common = {
    ...{ premiseId: plan.premise_id, debtorId: plan.debtor_id, reference: monthOf(today) },
    dueOn: validUntil,
  }
  const [document] = await issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile, bornOn: today },
    items: [
      {
        ...{ ...common, id: itemId!, chargeType: PLAN_CHARGE, category: null, amountCents },
        ...{ component: 'principal', beneficiaryId: beneficiary.id, openCents: amountCents },
        ...{ originType: EARLY, originId },
      },
    ],
    documents: [
      {
        ...{ ...common, id: documentId!, kind: 'plan', issuedOn: today, validUntil },
        ...{ version: 1, replacesId: null, lines: [{ itemId: itemId!, amountCents }] },
      },
    ],
  })
  return document!
}

async function print(context: Context, offer: Offer, documentId: bigint): Promise<void> {
  const { tx, municipalityId } = context
  const { plan, amountCents, today, validUntil } = offer
  const premise = await premiseIdentity(tx, municipalityId, {
    ...{ premiseId: plan.premise_id, on: today },
  })
  const client = await customerContact(tx, municipalityId, plan.debtor_id)
  await issueBill(context, {
    ...{ id: plan.id, today, title: `Quitação antecipada do parcelamento ${plan.number}` },
    note: 'Pago este documento até o vencimento, o parcelamento fica quitado, sem os juros das parcelas que faltavam. Sem o pagamento, as parcelas voltam às faturas.',
    labelOf: () => 'Quitação antecipada',
    party: { premise, debtorId: plan.debtor_id, name: client.name, taxpayerId: client.taxpayer_id },
    slips: [{ number: 1, due_on: validUntil, amount_cents: amountCents, document_id: documentId }],
  })
}

/** An offer that nobody took: its document is withdrawn and its instalments wait for invoices again. */
export async function expireEarly(
  { tx, municipalityId, participate }: Pick<Context, 'tx' | 'municipalityId' | 'participate'>,
  { agreementId, on }: { readonly agreementId: bigint; readonly on: CivilDate }
): Promise<boolean> {
  const [offer] = await query<{ id: bigint }>(
    tx,
    `update plans_early_payments set state = 'expired', ended_on = ? where municipality_id = ? and agreement_id = ?
        and state = 'offered' returning id`,
    [on, municipalityId, agreementId]
  )
  if (!offer) return false
  await withdrawOrigins(tx, {
    ...{ municipalityId, originType: EARLY, originIds: [offer.id], on },
    ...{ state: 'cancelled', forgivesDelay: true },
  })
  const source = { type: PLANS, id: agreementId }
  await movePlanCharges(tx, municipalityId, { source, to: 'pending', onlyInterest: true })
  await tellInstalments({ participate }, on, agreementId)
  return true
}
