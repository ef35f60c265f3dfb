import type { Actor } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  addDays,
  addRefMonths,
  monthOf,
  nextMonth,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { type PremiseIdentity, customerContact, premiseIdentity } from '#plugins/registry/api'
import {
  type Negotiation,
  type Policy,
  type Refusal,
  limitsOf,
  refusalsOf,
} from '../domain/policy.ts'
import { type Instalment, percentOf, scheduleOf, sumOf } from '../domain/schedule.ts'
import { errors } from '../errors.ts'
import { type Negotiable, negotiables } from './debts.ts'
import { type LeftOut, leftOut } from './left_out.ts'
import { policyOn } from './policy.ts'
import { type StandingPlan, standingPlan } from './standing_plan.ts'
import { freeInstalments, withoutInterest } from './utility_fault.ts'

/** What somebody asks to negotiate, at whatever door. */
export interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint
  /** Keys of debts; nothing: every one that is overdue. */
  readonly keys: readonly string[] | null
  /** Another premise whose debts are negotiated here. */
  readonly fromPremiseId: bigint | null
  readonly instalments: number
  /** Null: the least that the policy admits. */
  readonly downCents: bigint | null
  readonly downDueOn: CivilDate | null
  readonly downSlips: number
  readonly discountPercent: string
  readonly discountLaw: string | null
  readonly today: CivilDate
}

export interface Party {
  readonly premise: PremiseIdentity
  readonly debtorId: bigint
  readonly name: string
  readonly taxpayerId: string | null
}

export interface QuotedInstalment extends Instalment {
  readonly number: number
  readonly reference: RefMonth
  readonly amountCents: bigint
}

export interface Slip {
  readonly number: number
  readonly dueOn: CivilDate
  readonly amountCents: bigint
}

/** Everything that a negotiation comes to; nothing is written (TR-3.2.9.5). Amounts in cents. */
export interface Quote {
  readonly party: Party
  readonly from: Party | null
  readonly policy: Policy
  readonly policyVersionId: bigint | null
  readonly limits: ReturnType<typeof limitsOf>
  readonly standing: StandingPlan | null
  readonly isSocial: boolean
  readonly hasInfraction: boolean
  readonly replansMade: number
  readonly debts: readonly (Negotiable & { readonly isChosen: boolean })[]
  readonly chosen: readonly Negotiable[]
  readonly leftOut: readonly LeftOut[]
  readonly openCents: bigint
  readonly fineCents: bigint
  readonly interestCents: bigint
  readonly correctionCents: bigint
  readonly discountPercent: string
  readonly discountLaw: string | null
  readonly discountCents: bigint
  readonly negotiatedCents: bigint
  readonly downCents: bigint
  readonly slips: readonly Slip[]
  readonly financedCents: bigint
  readonly instalments: readonly QuotedInstalment[]
  readonly planInterestCents: bigint
  readonly totalCents: bigint
  /** Up to how many instalments bear no interest, for months that the utility's own fault left without a reading. */
  readonly freeInstalments: number
  readonly refusals: readonly Refusal[]
}

/**
 * Values a negotiation by the policy in force, with every way in which it departs from it. The one service behind screens,
 * simulation and other systems. @throws E_PLANS_PREMISE_UNKNOWN, E_PLANS_NO_HOLDER, E_PLANS_DEBT_UNKNOWN
 */
export async function quote(tx: Tx, asked: Asked): Promise<Quote> {
  const { municipalityId, today, premiseId } = asked
  const { policy: general, versionId: policyVersionId } = await policyOn(tx, {
    ...{ municipalityId, premiseId, date: today },
  })
  const party = await partyOf(tx, asked, premiseId)
  const standing = await standingPlan(tx, municipalityId, { premiseId, debtorId: party.debtorId })
  const at = { municipalityId, on: today, policy: general }
  const own = await negotiables(tx, { ...at, premiseId, debtorId: party.debtorId }, standing)
  const from = asked.fromPremiseId === null ? null : await partyOf(tx, asked, asked.fromPremiseId)
  const others = from ? await transferable(tx, at, from) : []
  const all = [...own, ...others]
  const chosen = choose(all, asked)
  const free = await freeInstalments(tx, { municipalityId, on: today, chosen })
  const policy = asked.instalments <= free ? withoutInterest(general, free) : general
  const context = await contextOf(tx, { municipalityId, today, party })
  const sums = valuesOf(chosen, asked, { policy, isReplan: standing !== null, ...context })
  const references = await referencesFrom(tx, { premiseId, today, count: asked.instalments })
  const schedule = scheduleOf({
    ...{ cents: sums.financedCents, count: asked.instalments },
    ...{ method: policy.method, monthlyPercent: policy.monthly_percent },
  })
  const instalments = schedule.map((one, index) => ({
    ...{ ...one, number: index + 1, reference: references[index]! },
    amountCents: one.principalCents + one.interestCents,
  }))
  const slips = slipsOf(sums.downCents, asked, policy)
  const negotiation: Negotiation = {
    ...{ isReplan: standing !== null, ...context, today, instalments: schedule },
    ...{ debtCents: sums.beforeDiscount, discountPercent: asked.discountPercent },
    ...{ discountLaw: asked.discountLaw, negotiatedCents: sums.negotiatedCents },
    ...{ downCents: sums.downCents, downDueOn: slips[0]?.dueOn ?? null },
    ...{ downSlips: asked.downSlips, hasOnlyServices: chosen.every(isService) },
  }
  const planInterestCents = sumOf(schedule, (one) => one.interestCents)
  return {
    ...{ party, from, policy, policyVersionId, standing, ...context, chosen, slips, instalments },
    limits: limitsOf(policy, negotiation),
    leftOut: await leftOut(tx, { ...at, premiseId, debtorId: party.debtorId }, standing),
    debts: all.map((debt) => ({ ...debt, isChosen: chosen.includes(debt) })),
    ...sums,
    ...{ discountPercent: asked.discountPercent, discountLaw: asked.discountLaw },
    ...{ planInterestCents, totalCents: sums.negotiatedCents + planInterestCents },
    freeInstalments: free,
    refusals: refusalsOf(policy, negotiation),
  }
}

const isService = ({ kind }: Negotiable) => kind === 'service'

async function partyOf(tx: Tx, asked: Asked, premiseId: bigint): Promise<Party> {
  const { municipalityId, actor, today: on } = asked
  const [known] = await query<{ id: bigint }>(
    tx,
    'select id from registry_premises where municipality_id = ? and id = ?',
    [municipalityId, premiseId]
  )
  if (!known || (await isOutside(tx, actor, { type: 'registry.premises', id: premiseId }))) {
    throw errors.E_PLANS_PREMISE_UNKNOWN({ id: premiseId })
  }
  const premise = await premiseIdentity(tx, municipalityId, { premiseId, on })
  if (premise.holder_id === null) {
    throw errors.E_PLANS_NO_HOLDER({ registration: premise.registration_number })
  }
  const { name, taxpayer_id: taxpayerId } = await customerContact(
    tx,
    municipalityId,
    premise.holder_id
  )
  return { premise, debtorId: premise.holder_id, name, taxpayerId }
}

/** Of another premise only its open bills: its services and its own plan stay with it. */
async function transferable(
  tx: Tx,
  at: { readonly municipalityId: bigint; readonly on: CivilDate; readonly policy: Policy },
  from: Party
): Promise<Negotiable[]> {
  const premiseId = from.premise.id
  const whose = { ...at, premiseId, debtorId: from.debtorId }
  const standing = await standingPlan(tx, at.municipalityId, whose)
  const all = await negotiables(tx, whose, standing)
  return all.filter(({ kind }) => kind === 'bill')
}

/** What remains of a plan always enters the negotiation that takes its place. */
function choose(all: readonly Negotiable[], { keys, premiseId }: Asked): Negotiable[] {
  if (keys === null) {
    return all.filter(
      (one) => one.kind === 'balance' || (one.daysLate > 0 && one.premiseId === premiseId)
    )
  }
  const unknown = keys.find((key) => !all.some((one) => one.key === key))
  if (unknown !== undefined) throw errors.E_PLANS_DEBT_UNKNOWN({ key: unknown })
  return all.filter((one) => one.kind === 'balance' || keys.includes(one.key))
}

interface Context {
  readonly isSocial: boolean
  readonly hasInfraction: boolean
  readonly replansMade: number
}

async function contextOf(
  tx: Tx,
  { municipalityId, today, party }: { municipalityId: bigint; today: CivilDate; party: Party }
): Promise<Context> {
  const [row] = await query<Context>(
    tx,
    `select exists (select from registry_social_benefits
                     where municipality_id = ? and premise_id = ? and from_on <= ?
                       and last_on >= ?) as "isSocial",
            exists (select from billing_service_charges
                     where municipality_id = ? and debtor_id = ? and fine_type is not null and state = 'charged') as "hasInfraction",
            (select count(*)::int from plans_agreements
              where municipality_id = ? and debtor_id = ? and kind = 'replan') as "replansMade"`,
    [
      ...[municipalityId, party.premise.id, today, today],
      ...[municipalityId, party.debtorId, municipalityId, party.debtorId],
    ]
  )
  return row!
}

interface Values extends Context {
  readonly policy: Policy
  readonly isReplan: boolean
}

function valuesOf(chosen: readonly Negotiable[], asked: Asked, values: Values) {
  const openCents = sumOf(chosen, (one) => one.openCents)
  const fineCents = sumOf(chosen, (one) => one.fineCents)
  const interestCents = sumOf(chosen, (one) => one.interestCents)
  const correctionCents = sumOf(chosen, (one) => one.correctionCents)
  const beforeDiscount = openCents + fineCents + interestCents + correctionCents
  const discountCents = percentOf(beforeDiscount, asked.discountPercent)
  const negotiatedCents = beforeDiscount - discountCents
  const downCents = asked.downCents ?? leastDown(negotiatedCents, values)
  const financedCents = negotiatedCents > downCents ? negotiatedCents - downCents : 0n
  return {
    ...{ openCents, fineCents, interestCents, correctionCents, beforeDiscount, discountCents },
    ...{ negotiatedCents, downCents, financedCents },
  }
}

/** Offered first: what the policy asks for, to the cent above. */
function leastDown(negotiatedCents: bigint, { policy, ...context }: Values): bigint {
  if (!policy.is_down_required) return 0n
  const { downPercent } = limitsOf(policy, context)
  return percentOf(negotiatedCents, downPercent, 'ceiling')
}

const SLIP_DAYS = 30

/** The first slip is due when asked, or on the last day that the policy admits; the others follow every thirty days. */
function slipsOf(
  downCents: bigint,
  { today, downDueOn, downSlips }: Asked,
  policy: Policy
): Slip[] {
  if (downCents === 0n) return []
  const first = downDueOn ?? addDays(today, policy.down_days)
  const each = downCents / BigInt(downSlips)
  return Array.from({ length: downSlips }, (_, index) => ({
    number: index + 1,
    dueOn: addDays(first, SLIP_DAYS * index),
    amountCents: index === downSlips - 1 ? downCents - each * BigInt(index) : each,
  }))
}

/** The months whose invoices ask for the instalments: from the next one that the premise is billed. */
export async function referencesFrom(
  tx: Tx,
  {
    premiseId,
    today,
    count,
  }: { readonly premiseId: bigint; readonly today: CivilDate; readonly count: number }
): Promise<RefMonth[]> {
  const [last] = await query<{ reference: RefMonth }>(
    tx,
    'select reference from billing_invoices where premise_id = ? order by reference desc limit 1',
    [premiseId]
  )
  const month = monthOf(today)
  const first = last && last.reference >= month ? nextMonth(last.reference) : month
  return Array.from({ length: count }, (_, index) => addRefMonths(first, index))
}
