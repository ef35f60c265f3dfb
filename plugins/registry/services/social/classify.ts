import { type CivilDate, addDays, addMonths } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { type LossPolicy, keptAfterValidity, lastOfMonths } from '../../domain/social_loss.ts'
import type { SocialPolicy } from '../../domain/social_rules.ts'
import type { ImportPolicy } from '../../domain/social_import.ts'
import type { SocialConsumption } from '../social_benefits.ts'
import type { Programme } from './open_families.ts'

export interface Classifying {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly fileId: bigint
  readonly programme: Programme
  readonly month: string
  readonly fileName: string
  /** The day from which new benefits hold and lost ones are counted. */
  readonly on: CivilDate
  readonly now: Date
  readonly social: SocialPolicy
  readonly loss: LossPolicy
  readonly matching: ImportPolicy
  participate(point: string, payload: SocialConsumption): Promise<unknown>
}

const RUNNING = `b.municipality_id = ? and b.from_on <= ? and b.last_on >= ?
  and coalesce(b.loss_cause, '') not in ('irregularity', 'asked', 'renewed')`

/** Families that have the benefit where they were found keep it: whoever was losing it loses it no more. */
export async function keepBenefits(one: Classifying): Promise<{ readonly returned: number }> {
  const { tx, municipalityId, fileId, on, programme, month } = one
  const { until, kept } = termOf(one, on)
  const [result] = await query<{ returned: number }>(
    tx,
    `with seen as (
       select distinct on (b.id) b.id as benefit_id, f.id as family_id, b.lost_on is not null as was_losing
         from registry_social_families f
         join registry_social_candidates c on c.family_id = f.id
         join registry_social_benefits b on b.premise_id = c.premise_id and ${RUNNING}
          and (b.family_code = f.family_code or b.customer_id = c.customer_id or b.programme_number = any(f.nis))
        where f.file_id = ? and f.fate = 'waiting'
        order by b.id, (b.family_code = f.family_code) desc nulls last, f.id),
     own as (select distinct on (family_id) * from seen order by family_id, was_losing, benefit_id),
     told as (
       update registry_social_families f set fate = 'kept', benefit_id = own.benefit_id, premise_id = b.premise_id
         from own join registry_social_benefits b on b.id = own.benefit_id where f.id = own.family_id
       returning f.*),
     renewed as (
       update registry_social_benefits b
          set programme = ?, family_code = t.family_code, file_id = ?, seen_month = ?, family_size = t.family_size,
              income_cents = t.income_cents * t.family_size, until_on = greatest(b.until_on, ?::date),
              kept_until_on = greatest(b.kept_until_on, ?::date),
              lost_on = null, loss_cause = null, ended_on = null, end_reason = null
         from told t where b.id = t.benefit_id returning b.id)
     select count(*)::int as returned from own where was_losing`,
    [...[municipalityId, on, on, fileId], ...[programme, fileId, month, until, kept]]
  )
  return result!
}

const termOf = ({ social, loss }: Classifying, from: CivilDate) => {
  const until = addDays(addMonths(from, social.validity_months), -1)
  return { until, kept: keptAfterValidity(until, loss) }
}

const BENEFIT_OF_OTHERS = `select from registry_social_benefits b
  where b.municipality_id = c.municipality_id and b.last_on >= ?`

/** Why each unit that was found is not sure; nothing said of it: it is. */
export async function doubtCandidates(one: Classifying): Promise<void> {
  const { tx, fileId, on, social, matching } = one
  const wasteful = await wastefulUnits(one)
  const reasons: readonly (readonly [string, string, readonly SqlValue[]])[] = [
    ['address', 'not c.is_same_address and not ?::boolean', [matching.document_alone]],
    ['several_units', 'count(*) over (partition by c.family_id) > 1', []],
    [
      'several_families',
      `count(*) over (partition by c.premise_id) > 1 or exists (${BENEFIT_OF_OTHERS} and b.premise_id = c.premise_id)`,
      [on],
    ],
    [
      'category',
      `not coalesce((select sum(e.economies) <= ? and bool_and(e.category = any(?::text[])) from registry_premise_economies e
          where e.premise_id = c.premise_id and e.from_on <= ? and coalesce(e.until_on, ?) >= ?), false)`,
      [social.most_economies, [...social.categories], on, on, on],
    ],
    ['consumption', 'c.premise_id = any(?::bigint[])', [wasteful]],
    [
      'elsewhere',
      `exists (${BENEFIT_OF_OTHERS} and b.premise_id <> c.premise_id
          and (b.family_code = f.family_code or b.programme_number = f.nis[1] or b.customer_id = c.customer_id))`,
      [on],
    ],
    [
      'ended_before',
      `exists (select from registry_social_benefits b where b.municipality_id = c.municipality_id and b.premise_id = c.premise_id
          and b.loss_cause in ('irregularity', 'asked') and (b.family_code = f.family_code or b.customer_id = c.customer_id))`,
      [],
    ],
  ]
  const codes = reasons.map(([code, when]) => `case when ${when} then '${code}' end`)
  // Windows count the families that still wait: they stand in a query of their own.
  await query(
    tx,
    `update registry_social_candidates own set reasons = judged.reasons
       from (select c.id, array_remove(array[${codes.join(', ')}], null) as reasons
               from registry_social_candidates c join registry_social_families f on f.id = c.family_id
              where f.file_id = ? and f.fate = 'waiting') judged
      where own.id = judged.id`,
    [...reasons.flatMap(([, , bindings]) => bindings), fileId]
  )
}

/** Units that use more than the regulator's limit, where there is one. */
async function wastefulUnits(one: Classifying): Promise<bigint[]> {
  const { tx, fileId, social, participate } = one
  if (social.most_m3 === null) return []
  const found = await query<{ premise_id: bigint }>(
    tx,
    `select distinct c.premise_id from registry_social_candidates c join registry_social_families f on f.id = c.family_id
      where f.file_id = ? and f.fate = 'waiting'`,
    [fileId]
  )
  const averages = new Map<bigint, string>()
  await participate('registry.social_consumption', {
    premiseIds: found.map(({ premise_id: id }) => id),
    averages,
  })
  const limit = Dec.of(social.most_m3)
  return [...averages].filter(([, mean]) => Dec.of(mean).gt(limit)).map(([id]) => id)
}

/** Sure families enter the social tariff; the others wait for somebody, or were not found. */
export async function decideFamilies(one: Classifying): Promise<void> {
  const { tx, municipalityId, fileId, programme, month, on, now, fileName } = one
  await query(
    tx,
    `update registry_social_families f
        set fate = case when c.id is null then 'unmatched' when c.reasons = '{}' then 'matched' else 'doubt' end,
            premise_id = case when c.reasons = '{}' then c.premise_id end
       from registry_social_families own
       left join lateral (select id, reasons, premise_id from registry_social_candidates
                           where family_id = own.id order by cardinality(reasons), id limit 1) c on true
      where f.id = own.id and own.file_id = ? and own.fate = 'waiting'`,
    [fileId]
  )
  const { until, kept } = termOf(one, on)
  await query(
    tx,
    `with made as (
       insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number, income_cents,
         family_size, from_on, until_on, kept_until_on, family_code, file_id, seen_month, registered_by, registered_at)
       select ?, f.premise_id, c.customer_id, ?, f.nis[1], f.income_cents * f.family_size, f.family_size, ?, ?, ?,
              f.family_code, f.file_id, ?, ?, ?
         from registry_social_families f
         join registry_social_candidates c on c.family_id = f.id and c.premise_id = f.premise_id
        where f.file_id = ? and f.fate = 'matched'
       returning id, family_code)
     update registry_social_families f set benefit_id = made.id from made
      where f.file_id = ? and f.family_code = made.family_code`,
    [
      ...[municipalityId, programme, on, until, kept, month, `Arquivo ${fileName}`, now],
      ...[fileId, fileId],
    ]
  )
}

/** What the file says of a family that loses the benefit. */
const LOSSES = [
  ['criteria', 'A renda por pessoa passa do limite'],
  ['moved', 'Ninguém da família responde mais pelo imóvel'],
  ['left_file', 'A família não está mais no arquivo do programa'],
] as const

/**
 * Families that a file brought before and that no longer stand in this one begin to lose the benefit; it is kept for the
 * months of the law. Not those in doubt, nor those whose line was refused or that the other programme still brings.
 */
export async function loseBenefits(one: Classifying): Promise<number> {
  const { tx, municipalityId, fileId, programme, on, loss } = one
  const words = LOSSES.map(([cause, text]) => `when '${cause}' then '${text}'`).join(' ')
  const lost = await query(
    tx,
    `with gone as (
       select b.id, case when f.fate = 'unfit' then 'criteria' when f.fate = 'unmatched' then 'moved' else 'left_file' end as cause
         from registry_social_benefits b
         left join registry_social_families f on f.file_id = ? and f.family_code = b.family_code
        where b.municipality_id = ? and b.programme = ? and b.family_code is not null and b.lost_on is null
          and b.from_on <= ? and b.last_on >= ? and coalesce(f.fate, 'unmatched') in ('unfit', 'unmatched')
          and not exists (select from registry_social_families o join registry_social_files x on x.id = o.file_id
                           where o.benefit_id = b.id and (o.file_id = ? or x.status = 'done')))
     update registry_social_benefits b
        set lost_on = ?, loss_cause = g.cause, ended_on = least(?::date, b.kept_until_on),
            end_reason = case g.cause ${words} end
       from gone g where b.id = g.id returning b.id`,
    [
      ...[fileId, municipalityId, programme, on, on, fileId],
      ...[on, lastOfMonths(on, loss.kept_months)],
    ]
  )
  return lost.length
}
