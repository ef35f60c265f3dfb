import type { Actor } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  clock,
  formatRefMonth,
  lastDay,
  parts,
  dateOf,
} from '#core/calendar/index'
import { type PackSegment, resolvePack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { provisionDecision } from '../decisions/provision.ts'
import { errors } from '../errors.ts'
import { OPEN_DEBTS } from './open_debts.ts'

export interface ProvisionOf {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly actor: Actor
}

export interface Computed {
  readonly id: bigint
  readonly lines: bigint
  readonly provisionCents: bigint
}

interface Band {
  readonly days: number
  readonly category: string | null
}

/**
 * Works out what is expected never to be paid of the utility's own debts as they stood at the end of a month: nothing of the
 * customers' accounts changes, and nothing is posted until somebody else reviews it. Computed again, it takes the place of one
 * not yet reviewed.
 * @throws E_ACCOUNTING_PROVISION_POSTED
 */
export async function computeProvision(
  tx: Tx,
  { municipalityId, reference, actor }: ProvisionOf
): Promise<Computed> {
  await discardComputed(tx, municipalityId, reference)
  const on = lastDay(reference)
  const { packId, segment } = await rulesOn(tx, municipalityId, on)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_provisions (municipality_id, reference, position_on, pack_id, author_id, author, computed_at, former_cents)
     values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, reference, on, packId, actor.userId, actor.name, clock.now()],
      await standingProvision(tx, municipalityId),
    ]
  )
  const { id } = row!
  await writeLines(tx, { municipalityId, id, on, segment })
  const [sums] = await query<{ lines: bigint; provisionCents: bigint }>(
    tx,
    `update accounting_provisions p set lines = s.lines, base_cents = s.base, provision_cents = s.cents
       from (select count(*) as lines, coalesce(sum(open_cents), 0)::bigint as base,
                    coalesce(sum(provision_cents), 0)::bigint as cents
               from accounting_provision_lines where municipality_id = ? and provision_id = ?) s
      where p.id = ? returning p.lines, p.provision_cents as "provisionCents"`,
    [municipalityId, id, id]
  )
  return { id, ...sums! }
}

async function discardComputed(tx: Tx, municipalityId: bigint, reference: RefMonth): Promise<void> {
  const [stands] = await query<{ id: bigint; state: string }>(
    tx,
    `select id, state from accounting_provisions
      where municipality_id = ? and reference = ? and state <> 'discarded' for update`,
    [municipalityId, reference]
  )
  if (!stands) return
  if (stands.state === 'posted') {
    throw errors.E_ACCOUNTING_PROVISION_POSTED({ reference: formatRefMonth(reference) })
  }
  await query(tx, `update accounting_provisions set state = 'discarded' where id = ?`, [stands.id])
}

/** What the last reviewed provision left in the books. */
async function standingProvision(tx: Tx, municipalityId: bigint): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    tx,
    `select provision_cents as cents from accounting_provisions
      where municipality_id = ? and state = 'posted' order by reference desc limit 1`,
    [municipalityId]
  )
  return row?.cents ?? 0n
}

async function rulesOn(
  tx: Tx,
  municipalityId: bigint,
  on: CivilDate
): Promise<{ readonly packId: bigint; readonly segment: PackSegment }> {
  const { year } = parts(on)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: dateOf(year, 1, 1), until: dateOf(year, 12, 31) },
      ...{ knownAt: clock.now(), decisions: [provisionDecision.name], parameters: [], items: [] },
    },
    tx
  )
  return { packId: pack.id, segment: pack.at(on) }
}

interface Writing {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly on: CivilDate
  readonly segment: PackSegment
}

/** The rule is asked once for each age and category; the lines are written in one statement. */
async function writeLines(tx: Tx, { municipalityId, id, on, segment }: Writing): Promise<void> {
  const debts = [on, on, on, on, municipalityId, on, on]
  const bands = await query<Band>(
    tx,
    `select distinct days, category from (${OPEN_DEBTS}) open`,
    debts
  )
  const rules = segment.ruleset(provisionDecision.name)
  const answers = bands.map(({ days, category }) => {
    const { outcome, hits } = rules.evaluate({ days, category }, segment.lookups)
    const { percent } = outcome as unknown as { percent: string }
    return { days, category, percent, rule: hits[0]?.rule ?? null }
  })
  await query(
    tx,
    `insert into accounting_provision_lines
       (municipality_id, provision_id, debtor_id, premise_id, origin_type, origin_id, category, due_on, days, open_cents, percent,
        provision_cents, rule)
     select ?, ?, o.debtor_id, o.premise_id, o.origin_type, o.origin_id, o.category, o.due_on, o.days, o.open_cents,
            b.percent, round(o.open_cents * b.percent / 100)::bigint, b.rule
       from (${OPEN_DEBTS}) o
       join unnest(?::int[], ?::text[], ?::numeric[], ?::text[]) as b(days, category, percent, rule)
         on b.days = o.days and b.category is not distinct from o.category
      where b.percent > 0
      order by o.due_on, o.origin_id`,
    [
      ...[municipalityId, id, ...debts],
      answers.map(({ days }) => days),
      answers.map(({ category }) => category),
      answers.map(({ percent }) => percent),
      answers.map(({ rule }) => rule),
    ]
  )
}
