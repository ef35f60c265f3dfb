import type { ActionContext } from '#core/actions/index'
import { parts } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import {
  addPlanCharges,
  arrangeDebts,
  chargeTypeNamed,
  chargeTypes,
  setMarks,
} from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { chargesOf } from './instalment_charges.ts'
import { type Asked, type Quote, quote } from './quote.ts'
import { type WrittenDebt, writeDebts } from './write_debts.ts'
import { issueSlips } from './issue_slips.ts'
import { issuePapers } from './issue_papers.ts'
import { type Transfer, recordTransfer } from './transfers.ts'
import { takePlaceOf } from './take_place.ts'
import { tellInstalments } from './tell_instalments.ts'
import { PLANS, PLAN_CHARGE } from './standing_plan.ts'
import { refuse } from './refuse.ts'

export interface Signing extends Omit<Asked, 'today' | 'actor' | 'municipalityId'> {
  readonly transferReason: string | null
  readonly transferAuthority: string | null
}

export type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

export interface SignedPlan {
  readonly id: bigint
  readonly number: string
  readonly kind: 'plan' | 'replan'
  readonly state: 'awaiting' | 'active'
  readonly premiseId: bigint
  readonly negotiatedCents: bigint
  readonly downCents: bigint
  readonly instalments: number
  readonly firstCents: bigint
}

/**
 * Signs a plan: the chosen debts pass to it, its down payment is asked for by documents of its own, and its instalments wait for
 * the next invoices, at once or when the down payment is paid (DECISIONS 28). @throws every refusal of the policy, E_PLANS_*
 */
export async function signPlan(
  context: Context,
  signing: Signing,
  today: Asked['today']
): Promise<SignedPlan> {
  const { tx, municipalityId, actor } = context
  await lockPremise(tx, municipalityId, signing.premiseId)
  const quoted = await quote(tx, { ...signing, municipalityId, actor, today })
  requireSignable(quoted)
  const transfer = transferOf(context, quoted, signing)
  const plan = await insertPlan(context, quoted, today)
  const made = { ...plan, quote: quoted, today }
  const debts = await writeDebts(context, made)
  if (quoted.standing) await takePlaceOf(context, made, quoted.standing)
  await arrange(context, made, debts)
  await issueSlips(context, made)
  await letInstalmentsWait(context, made)
  await tellInstalments(context, today, plan.id, ...(quoted.standing ? [quoted.standing.id] : []))
  if (transfer) await recordTransfer(context, made, transfer)
  await issuePapers(context, made)
  return {
    ...{ id: plan.id, number: plan.number, kind: plan.kind, state: plan.state },
    ...{ premiseId: signing.premiseId, negotiatedCents: quoted.negotiatedCents },
    ...{ downCents: quoted.downCents, instalments: quoted.instalments.length },
    firstCents: quoted.instalments[0]!.amountCents,
  }
}

/** A plan that is being signed. */
export interface Made {
  readonly id: bigint
  readonly number: string
  readonly kind: 'plan' | 'replan'
  readonly state: 'awaiting' | 'active'
  readonly quote: Quote
  readonly today: Asked['today']
}

/** Two people who negotiate the same premise at once take turns. */
const lockPremise = (tx: Tx, municipalityId: bigint, id: bigint) =>
  query(tx, 'select from registry_premises where municipality_id = ? and id = ? for update', [
    municipalityId,
    id,
  ])

function requireSignable({ standing, chosen, refusals }: Quote): void {
  if (standing?.state === 'awaiting') throw errors.E_PLANS_AWAITING({ number: standing.number })
  if (standing?.offeredUntil) {
    const { number, offeredUntil: until } = standing
    throw errors.E_PLANS_OFFERED({ number, until })
  }
  if (chosen.length === 0) throw errors.E_PLANS_NOTHING_CHOSEN()
  const [refusal] = refusals
  if (refusal) throw refuse(refusal)
}

/** @throws E_PLANS_TRANSFER_RIGHT, E_PLANS_TRANSFER_REASON */
function transferOf({ actor }: Context, quoted: Quote, signing: Signing): Transfer | null {
  const { from, party, chosen } = quoted
  const moved = from ? chosen.filter(({ premiseId }) => premiseId === from.premise.id) : []
  if (!from || moved.length === 0) return null
  if (!actor.permissions.has('plans.transfer')) throw errors.E_PLANS_TRANSFER_RIGHT()
  const { transferReason: reason, transferAuthority: authority } = signing
  const isOther = from.debtorId !== party.debtorId
  if (!reason || (isOther && !authority)) throw errors.E_PLANS_TRANSFER_REASON()
  return { from, moved, reason, authority }
}

async function insertPlan(
  { tx, municipalityId, actor, now }: Context,
  quoted: Quote,
  today: Asked['today']
) {
  const { year } = parts(today)
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('plans.number', ?))`, [
    municipalityId,
  ])
  const [last] = await query<{ sequence: number }>(
    tx,
    'select coalesce(max(sequence), 0)::int as sequence from plans_agreements where municipality_id = ? and year = ?',
    [municipalityId, year]
  )
  const sequence = last!.sequence + 1
  const number = `${sequence}/${year}`
  const [id] = await takeIds(tx, 'plans_agreements', 1)
  const kind: 'plan' | 'replan' = quoted.standing ? 'replan' : 'plan'
  const state: 'awaiting' | 'active' = quoted.downCents > 0n ? 'awaiting' : 'active'
  if (quoted.standing) await endForReplan(tx, { quoted, number, by: actor.name, today })
  const { party, policy } = quoted
  await query(
    tx,
    `insert into plans_agreements (id, municipality_id, year, sequence, number, kind, previous_id, premise_id, debtor_id, signed_on,
       signed_at, signed_by, debt_cents, fine_cents, interest_cents, correction_cents, discount_percent, discount_cents,
       discount_law, negotiated_cents, down_cents, down_due_on, instalments, method, monthly_percent, plan_interest_cents,
       total_cents, first_reference, policy_version_id, state, effective_on)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id!, municipalityId, year, sequence, number, kind, quoted.standing?.id ?? null],
      ...[party.premise.id, party.debtorId, today, now, actor.name, quoted.openCents],
      ...[quoted.fineCents, quoted.interestCents, quoted.correctionCents],
      ...[quoted.discountPercent, quoted.discountCents],
      ...[quoted.discountCents > 0n ? quoted.discountLaw : null, quoted.negotiatedCents],
      ...[quoted.downCents, quoted.slips[0]?.dueOn ?? null, quoted.instalments.length],
      ...[policy.method, policy.monthly_percent, quoted.planInterestCents, quoted.totalCents],
      ...[quoted.instalments[0]!.reference, quoted.policyVersionId, state],
      state === 'active' ? today : null,
    ]
  )
  return { id: id!, number, kind, state }
}

interface Replanned {
  readonly quoted: Quote
  readonly number: string
  readonly by: string
  readonly today: Asked['today']
}

/** One plan stands at a time: the one before ends first. */
const endForReplan = (tx: Tx, { quoted, number, by, today }: Replanned) =>
  query(
    tx,
    `update plans_agreements set state = 'renegotiated', ended_on = ?, ended_by = ?, end_cause = 'replan', end_reason = ?
      where id = ?`,
    [today, by, `Reparcelado no ${number}`, quoted.standing!.id]
  )

/** The debts close under the plan, and are marked as its own. */
async function arrange(
  { tx, municipalityId, participate }: Context,
  { id, quote: quoted, today: on, kind }: Made,
  debts: readonly WrittenDebt[]
): Promise<void> {
  const source = { type: PLANS, id }
  const ctx = { municipalityId, participate }
  await arrangeDebts(tx, ctx, {
    ...{ source, on, openCents: quoted.openCents, discountCents: quoted.discountCents },
    payer: { premiseId: quoted.party.premise.id, debtorId: quoted.party.debtorId },
    itemIds: debts.flatMap(({ items }) => items.map((item) => item.id)),
    late: {
      ...{ fine: quoted.fineCents, interest: quoted.interestCents },
      correction: quoted.correctionCents,
    },
  })
  const marked = debts.filter((debt) => debt.kind !== 'balance').map(({ origin }) => origin)
  const markKind = kind === 'replan' ? 'renegotiated' : 'plan'
  await setMarks(tx, ctx, { kind: markKind, source, on, origins: marked })
}

async function letInstalmentsWait(
  { tx, municipalityId }: Context,
  { id, number, state, quote: quoted, today: on }: Made
): Promise<void> {
  const { instalments, party } = quoted
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), PLAN_CHARGE)
  await addPlanCharges(tx, municipalityId, {
    ...{ source: { type: PLANS, id }, premiseId: party.premise.id, debtorId: party.debtorId },
    ...{ beneficiaryId: type.beneficiary.id, on, isHeld: state === 'awaiting' },
    charges: instalments.flatMap((one) => chargesOf(one, { number, on, of: instalments.length })),
  })
  await query(
    tx,
    `insert into plans_instalments (municipality_id, agreement_id, number, reference, principal_cents, interest_cents, amount_cents)
     select ?, ?, u.number, u.reference, u.principal, u.interest, u.principal + u.interest
       from unnest(?::int[], ?::text[], ?::bigint[], ?::bigint[]) as u (number, reference, principal, interest)
      order by u.number`,
    [
      ...[municipalityId, id, instalments.map((one) => one.number)],
      ...[instalments.map((one) => one.reference), instalments.map((one) => one.principalCents)],
      instalments.map((one) => one.interestCents),
    ]
  )
}
