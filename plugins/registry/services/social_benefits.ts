import { type CivilDate, addDays, addMonths, formatDate } from '#core/calendar/index'
import type { ActionContext } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import {
  type EndCause,
  type LossPolicy,
  keptAfterValidity,
  lastDayOf,
} from '../domain/social_loss.ts'
import { type SocialPolicy, unmetCriteria } from '../domain/social_rules.ts'
import { errors } from '../errors.ts'
import { customerOf, lockPremise } from './locked_premise.ts'

export const SOCIAL_POLICY = 'registry.social_tariff'
export const LOSS_POLICY = 'registry.social_loss'
export const IMPORT_POLICY = 'registry.social_import'

/**
 * Payload of the extension point `registry.social_consumption`: who keeps readings writes the mean of the last months of
 * premises, m³ a month, as decimal text; there is none where nobody answers.
 */
export interface SocialConsumption {
  readonly premiseIds: readonly bigint[]
  readonly averages: Map<bigint, string>
}

export interface NewBenefit {
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly programme: 'cadunico' | 'bpc'
  readonly programmeNumber: string
  readonly incomeCents: bigint
  readonly familySize: number
  readonly from: CivilDate
}

export interface Registered {
  readonly name: string
  readonly number: string
  readonly until: CivilDate
}

/**
 * Registers a household in the social tariff after checking every criterion of the regulator.
 * Errors: E_REGISTRY_SOCIAL with the criteria not met; E_REGISTRY_*_UNKNOWN.
 */
export async function registerBenefit(
  context: ActionContext,
  given: NewBenefit
): Promise<Registered> {
  const { tx, municipalityId, actor, now } = context
  const premise = await lockPremise(tx, { municipalityId, premiseId: given.premiseId })
  const { name } = await customerOf(tx, { municipalityId, customerId: given.customerId })
  const policy = await parameterWithin<SocialPolicy>(tx, { key: SOCIAL_POLICY, municipalityId })
  const unmet = unmetCriteria(await caseOf(context, given), policy)
  const number = premise.registration_number
  if (unmet.length) throw errors.E_REGISTRY_SOCIAL({ number, criteria: unmet.join('; ') })
  const loss = await parameterWithin<LossPolicy>(tx, { key: LOSS_POLICY, municipalityId })
  const until = addDays(addMonths(given.from, policy.validity_months), -1)
  await endFormer(tx, given)
  await query(
    tx,
    `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number,
       income_cents, family_size, from_on, until_on, kept_until_on, registered_by, registered_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, given.premiseId, given.customerId, given.programme],
      ...[given.programmeNumber, given.incomeCents, given.familySize, given.from, until],
      ...[keptAfterValidity(until, loss), actor.name, now],
    ]
  )
  return { name, number, until }
}

/** A benefit that the family was losing in the same unit ends where the new one begins. */
async function endFormer(
  tx: Tx,
  { premiseId, customerId, programmeNumber, from }: NewBenefit
): Promise<void> {
  await query(
    tx,
    `update registry_social_benefits
        set ended_on = ?::date - 1, end_reason = 'Renovado', lost_on = coalesce(lost_on, ?), loss_cause = 'renewed'
      where premise_id = ? and (customer_id = ? or programme_number = ?) and from_on < ? and last_on >= ?`,
    [from, from, premiseId, customerId, programmeNumber, from, from]
  )
}

async function caseOf(context: ActionContext, given: NewBenefit) {
  const { tx, municipalityId } = context
  const { premiseId, customerId, from } = given
  const economies = await query<{ category: string; economies: number }>(
    tx,
    `select category, economies from registry_premise_economies
      where premise_id = ? and from_on <= ? and coalesce(until_on, ?) >= ?`,
    [premiseId, from, from, from]
  )
  const holders = await query(
    tx,
    `select 1 from registry_holdings where premise_id = ? and customer_id = ? and role = 'holder'
        and from_on <= ? and coalesce(until_on, ?) >= ?`,
    [premiseId, customerId, from, from, from]
  )
  const [other] = await query<{ registration_number: string }>(
    tx,
    `select p.registration_number from registry_social_benefits b join registry_premises p on p.id = b.premise_id
      where b.municipality_id = ? and (b.customer_id = ? or b.programme_number = ?) and b.last_on >= ?
        and (b.premise_id <> ? or (b.lost_on is null and b.until_on >= ?) or b.from_on >= ?) limit 1`,
    [municipalityId, customerId, given.programmeNumber, from, premiseId, from, from]
  )
  const asked: SocialConsumption = { premiseIds: [premiseId], averages: new Map() }
  await context.participate('registry.social_consumption', asked)
  return {
    ...{
      economies,
      averageM3: asked.averages.get(premiseId) ?? null,
      isHolder: holders.length > 0,
    },
    ...{ programmeNumber: given.programmeNumber, incomeCents: given.incomeCents },
    ...{ familySize: given.familySize, otherUnit: other?.registration_number ?? null },
  }
}

interface Ending {
  readonly premiseId: bigint
  readonly on: CivilDate
  readonly cause: EndCause
}

export interface Ended {
  readonly number: string
  readonly last: CivilDate
}

/**
 * Ends the benefit of a premise: at once, or after the months for which the law keeps it.
 * Errors: E_REGISTRY_SOCIAL_NONE; E_REGISTRY_SOCIAL_LOSING when it is being lost already.
 */
export async function endBenefit(
  { tx, municipalityId, reason }: ActionContext,
  { premiseId, on, cause }: Ending
): Promise<Ended> {
  const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
  const [benefit] = await query<Running>(
    tx,
    `select id, kept_until_on, last_on, lost_on from registry_social_benefits
      where premise_id = ? and from_on <= ? and last_on >= ? for update`,
    [premiseId, on, on]
  )
  if (!benefit) throw errors.E_REGISTRY_SOCIAL_NONE({ number, on: formatDate(on) })
  if (cause === 'criteria' && benefit.lost_on !== null)
    throw errors.E_REGISTRY_SOCIAL_LOSING({ number, until: formatDate(benefit.last_on) })
  const loss = await parameterWithin<LossPolicy>(tx, { key: LOSS_POLICY, municipalityId })
  const last = lastDayOf({ cause, on, keptUntil: benefit.kept_until_on }, loss)
  await query(
    tx,
    `update registry_social_benefits set ended_on = ?, end_reason = ?, lost_on = ?, loss_cause = ? where id = ?`,
    [last, reason, on, cause, benefit.id]
  )
  return { number, last }
}

interface Left {
  readonly premiseId: bigint
  readonly holderId: bigint
  /** First day of the new holder. */
  readonly from: CivilDate
}

/** The social tariff is the family's: with another holder it ends on the day before, unless the new one has it. @returns its last day. */
export async function endWithHolder(
  tx: Tx,
  { premiseId, holderId, from }: Left
): Promise<CivilDate | null> {
  const [ended] = await query<{ ended_on: CivilDate }>(
    tx,
    `update registry_social_benefits
        set ended_on = greatest(from_on, ?::date - 1), lost_on = ?, loss_cause = 'moved', end_reason = 'Mudança de titular'
      where premise_id = ? and customer_id <> ? and last_on >= ? returning ended_on`,
    [from, from, premiseId, holderId, from]
  )
  const typed = await query(
    tx,
    `update registry_premises set tariff_type = null where id = ? and tariff_type = 'social'
        and not exists (select from registry_social_benefits where premise_id = ? and last_on >= ?) returning id`,
    [premiseId, premiseId, from]
  )
  return ended?.ended_on ?? (typed.length ? addDays(from, -1) : null)
}

interface Running {
  readonly id: bigint
  readonly kept_until_on: CivilDate | null
  readonly last_on: CivilDate
  readonly lost_on: CivilDate | null
}

export interface BenefitOfDay {
  readonly from_on: CivilDate
  readonly until_on: CivilDate
  /** The last day of the social tariff, after the months of the law. */
  readonly last_on: CivilDate
  /** Whether it is only kept: its family is losing it, or its validity is over. */
  readonly is_kept: boolean
}

/** The benefit that a premise has on a day. */
export async function benefitOf(
  tx: Pick<Tx, 'rawQuery'>,
  premiseId: bigint,
  on: CivilDate
): Promise<BenefitOfDay | null> {
  const [benefit] = await query<BenefitOfDay>(
    tx,
    `select from_on, until_on, last_on, lost_on is not null or until_on < ? as is_kept from registry_social_benefits
      where premise_id = ? and from_on <= ? and last_on >= ?`,
    [on, premiseId, on, on]
  )
  return benefit ?? null
}
