import { type CivilDate, addDays, addMonths, formatDate } from '#core/calendar/index'
import type { ActionContext } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type SocialPolicy, unmetCriteria } from '../domain/social_rules.ts'
import { errors } from '../errors.ts'
import { customerOf, lockPremise } from './locked_premise.ts'

export const SOCIAL_POLICY = 'registry.social_tariff'

/**
 * Payload of the extension point `registry.social_consumption`: who keeps readings writes the mean of the last months of a
 * premise, m³ a month; it stays null where nobody answers.
 */
export interface SocialConsumption {
  readonly premiseId: bigint
  averageM3: string | null
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
  const until = addDays(addMonths(given.from, policy.validity_months), -1)
  await query(
    tx,
    `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number,
       income_cents, family_size, from_on, until_on, registered_by, registered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, given.premiseId, given.customerId, given.programme],
      ...[given.programmeNumber, given.incomeCents, given.familySize, given.from, until],
      ...[actor.name, now],
    ]
  )
  return { name, number, until }
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
      where b.municipality_id = ? and (b.customer_id = ? or b.programme_number = ?)
        and coalesce(b.ended_on, b.until_on) >= ? limit 1`,
    [municipalityId, customerId, given.programmeNumber, from]
  )
  const asked: SocialConsumption = { premiseId, averageM3: null }
  await context.participate('registry.social_consumption', asked)
  return {
    ...{ economies, averageM3: asked.averageM3, isHolder: holders.length > 0 },
    ...{ programmeNumber: given.programmeNumber, incomeCents: given.incomeCents },
    ...{ familySize: given.familySize, otherUnit: other?.registration_number ?? null },
  }
}

/** Ends the benefit of a premise on a day. Errors: E_REGISTRY_SOCIAL_NONE. */
export async function endBenefit(
  { tx, municipalityId, reason }: ActionContext,
  { premiseId, on }: { readonly premiseId: bigint; readonly on: CivilDate }
): Promise<string> {
  const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
  const ended = await query(
    tx,
    `update registry_social_benefits set ended_on = ?, end_reason = ?
      where premise_id = ? and ended_on is null and from_on <= ? and until_on >= ? returning id`,
    [on, reason, premiseId, on, on]
  )
  if (!ended.length) throw errors.E_REGISTRY_SOCIAL_NONE({ number, on: formatDate(on) })
  return number
}

/** The benefit that a premise has on a day. */
export async function benefitOf(
  tx: Pick<Tx, 'rawQuery'>,
  premiseId: bigint,
  on: CivilDate
): Promise<{ readonly from_on: CivilDate; readonly until_on: CivilDate } | null> {
  const [benefit] = await query<{ from_on: CivilDate; until_on: CivilDate }>(
    tx,
    `select from_on, until_on from registry_social_benefits
      where premise_id = ? and from_on <= ? and coalesce(ended_on, until_on) >= ?`,
    [premiseId, on, on]
  )
  return benefit ?? null
}
