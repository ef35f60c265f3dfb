import type { ActionContext, Actor } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, addMonths } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { type LossPolicy, keptAfterValidity } from '../../domain/social_loss.ts'
import type { SocialPolicy } from '../../domain/social_rules.ts'
import { errors } from '../../errors.ts'
import { lockPremise } from '../locked_premise.ts'
import { LOSS_POLICY, SOCIAL_POLICY } from '../social_benefits.ts'
import { emptyFamily } from './erase.ts'
import { DIGEST } from './find_candidates.ts'

interface DoubtRow {
  readonly id: bigint
  readonly number: number
  readonly file_id: bigint
  readonly family_code: string
  readonly nis: readonly string[]
  readonly income_cents: bigint
  readonly family_size: number
  readonly programme: string
  readonly month: string
}

/** Of families `f`: those whose units lie all within the localities of the person, who else could not tell them apart. */
export function doubtInside(actor: Actor) {
  const inside = andInside('c.premise_id', 'registry.premises', actor)
  if (!inside.sql) return inside
  const unseen = `select from registry_social_candidates o where o.family_id = f.id and not exists (
    select from registry_social_candidates c where c.id = o.id${inside.sql})`
  return { ...inside, sql: ` and not exists (${unseen})` }
}

/** A family in doubt, locked, all of whose units the person may see. Errors: E_REGISTRY_SOCIAL_FAMILY_UNKNOWN. */
async function lockDoubt({ tx, municipalityId, actor }: ActionContext, id: bigint) {
  const inside = doubtInside(actor)
  const [family] = await query<DoubtRow>(
    tx,
    `select f.*, x.programme, x.month from registry_social_families f join registry_social_files x on x.id = f.file_id
      where f.municipality_id = ? and f.id = ? and f.fate = 'doubt'${inside.sql} for update of f`,
    [municipalityId, id, ...inside.bindings]
  )
  if (!family) throw errors.E_REGISTRY_SOCIAL_FAMILY_UNKNOWN({ id })
  return family
}

export interface Decided {
  readonly line: number
  readonly number: string | null
}

/** Somebody says that a family lives in one of the units: it enters the social tariff there, and leaves that of another unit. */
export async function matchFamily(
  context: ActionContext,
  { familyId, premiseId }: { readonly familyId: bigint; readonly premiseId: bigint }
): Promise<Decided> {
  const { tx, municipalityId, actor, now } = context
  const family = await lockDoubt(context, familyId)
  const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
  const [found] = await query<{ customer_id: bigint }>(
    tx,
    'select customer_id from registry_social_candidates where family_id = ? and premise_id = ?',
    [familyId, premiseId]
  )
  if (!found) throw errors.E_REGISTRY_SOCIAL_FAMILY_UNKNOWN({ id: familyId })
  const on = await todayIn(tx, municipalityId)
  const customerId = found.customer_id
  await checkFree(tx, { municipalityId, premiseId, on })
  await leaveFormer(tx, { municipalityId, premiseId, customerId, family, on })
  const policy = await parameterWithin<SocialPolicy>(tx, { key: SOCIAL_POLICY, municipalityId })
  const loss = await parameterWithin<LossPolicy>(tx, { key: LOSS_POLICY, municipalityId })
  const until = addDays(addMonths(on, policy.validity_months), -1)
  const income = family.income_cents * BigInt(family.family_size)
  const [made] = await query<{ id: bigint }>(
    tx,
    `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number, income_cents,
       family_size, from_on, until_on, kept_until_on, family_code, file_id, seen_month, registered_by, registered_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, premiseId, customerId, family.programme, family.nis[0]!, income],
      ...[family.family_size, on, until, keptAfterValidity(until, loss), family.family_code],
      ...[family.file_id, family.month, actor.name, now],
    ]
  )
  await query(
    tx,
    `update registry_social_families set fate = 'matched', premise_id = ?, benefit_id = ?, decided_at = ?, decided_by = ? where id = ?`,
    [premiseId, made!.id, now, actor.name, familyId]
  )
  await query(tx, 'delete from registry_social_candidates where family_id = ?', [familyId])
  return { line: family.number, number }
}

/** One family per premise. Errors: E_REGISTRY_SOCIAL_TAKEN. */
async function checkFree(
  tx: Tx,
  { municipalityId, premiseId, on }: Pick<Leaving, 'municipalityId' | 'premiseId' | 'on'>
): Promise<void> {
  const [taken] = await query<{ number: string }>(
    tx,
    `select p.registration_number as number from registry_social_benefits b join registry_premises p on p.id = b.premise_id
      where b.municipality_id = ? and b.premise_id = ? and b.last_on >= ? limit 1`,
    [municipalityId, premiseId, on]
  )
  if (taken) throw errors.E_REGISTRY_SOCIAL_TAKEN(taken)
}

interface Leaving {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly family: DoubtRow
  readonly on: CivilDate
}

/** One premise per family: what it had elsewhere ends on the day before. */
async function leaveFormer(
  tx: Tx,
  { municipalityId, premiseId, customerId, family, on }: Leaving
): Promise<void> {
  await query(
    tx,
    `update registry_social_benefits
        set ended_on = ?::date - 1, lost_on = ?, loss_cause = 'moved', end_reason = 'A família passou a outro imóvel'
      where municipality_id = ? and premise_id <> ? and from_on < ? and last_on >= ?
        and (family_code = ? or programme_number = ? or customer_id = ?)`,
    [
      ...[on, on, municipalityId, premiseId, on, on],
      ...[family.family_code, family.nis[0]!, customerId],
    ]
  )
}

/** Somebody says that a family lives in none of the units: it is not asked again, and nothing of it is kept. */
export async function dismissFamily(context: ActionContext, familyId: bigint): Promise<Decided> {
  const { tx, actor, now } = context
  const { number: line } = await lockDoubt(context, familyId)
  await query(
    tx,
    `insert into registry_social_refusals (municipality_id, digest, premise_id, refused_at)
     select f.municipality_id, ${DIGEST}, c.premise_id, ? from registry_social_families f
       join registry_social_candidates c on c.family_id = f.id where f.id = ?
     on conflict do nothing`,
    [now, familyId]
  )
  await query(
    tx,
    `update registry_social_families set fate = 'dismissed', decided_at = ?, decided_by = ? where id = ?`,
    [now, actor.name, familyId]
  )
  await emptyFamily(tx, familyId)
  return { line, number: null }
}
