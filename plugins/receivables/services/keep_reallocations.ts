import type { ParticipantContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ArrangedBatch } from '../domain/arranged.ts'
import type { MarkedBatch } from '../domain/marks.ts'

type Context = Pick<ParticipantContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

export const REALLOCATION = `(municipality_id, kind, moved_on, moved_at, moved_by_id, moved_by, act_type, act_id, origin_type, origin_id,
  reference, from_premise_id, to_premise_id, from_debtor_id, to_debtor_id, from_place, to_place, before_cents, after_cents)`

/** The account that the kinds of marks of a debt put it in: the one that says most. */
const account = (kinds: string) =>
  `case when 'in_court' = any(${kinds}) then 'in_court' when 'inscribed' = any(${kinds}) then 'inscribed' else 'ordinary' end`

const standing = (of: string) =>
  `array(select stood.kind from receivables_marks stood where stood.municipality_id = ${of}.municipality_id
           and stood.origin_type = ${of}.origin_type and stood.origin_id = ${of}.origin_id and stood.until is null)`

/** Of the kinds that stand and those that the batch set or lifted, what stood before it. */
const BEFORE = {
  set: 'array(select unnest(m.stand) except all select unnest(m.kinds))',
  lifted: '(m.stand || m.kinds)',
} as const

/** What is open of a debt and is the utility's own: only that is inscribed or sued for. */
const OPEN = `select i.premise_id, i.debtor_id, min(i.reference) as reference, sum(i.open_cents - i.withheld_cents)::bigint as cents
    from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
   where i.municipality_id = p.municipality_id and i.origin_type = p.origin_type and i.origin_id = p.origin_id and i.state = 'open'
   group by i.premise_id, i.debtor_id having sum(i.open_cents - i.withheld_cents) > 0`

/**
 * Debts that enter active debt or court, or leave them: one statement for the whole batch, and none for notices, listings and
 * protests, which move no debt. A debt that something else keeps in its account did not move.
 */
export async function keepMarked(
  { tx, municipalityId, actor, now }: Context,
  { on, what, marks }: MarkedBatch
): Promise<void> {
  const moving = marks.filter(({ kind }) => kind === 'inscribed' || kind === 'in_court')
  if (moving.length === 0) return
  const decides = what === 'set' ? 'p.now_in' : 'p.was_in'
  await query(
    tx,
    `with marked as (
       select u.*, ${standing('u')} as stand
         from (select ?::bigint as municipality_id, origin_type, origin_id, array_agg(kind) as kinds, min(act) as act,
                      min(act_id) as act_id
                 from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                   as o (origin_type, origin_id, kind, act, act_id) group by origin_type, origin_id) u),
     placed as (select m.*, ${account(BEFORE[what])} as was_in, ${account('m.stand')} as now_in from marked m)
     insert into receivables_reallocations ${REALLOCATION}
     select p.municipality_id, case ${decides} when 'in_court' then 'court' else 'active_debt' end || ?, ?::date, ?::timestamptz,
            ?::bigint, ?, p.act, p.act_id, p.origin_type, p.origin_id, d.reference, d.premise_id, d.premise_id, d.debtor_id,
            d.debtor_id, p.was_in, p.now_in, d.cents, d.cents
       from placed p cross join lateral (${OPEN}) d
      where p.was_in <> p.now_in order by p.origin_type, p.origin_id`,
    [
      ...[municipalityId, moving.map(({ origin }) => origin.type)],
      ...[moving.map(({ origin }) => origin.id), moving.map(({ kind }) => kind)],
      ...[moving.map(({ source }) => source.type), moving.map(({ source }) => source.id)],
      ...[what === 'set' ? '' : '_return', on, now, actor.userId, actor.name],
    ]
  )
}

/** Items that passed through an arrangement, debt by debt: what was told of them, and what they hold now. */
const debtsOf = (held: string) =>
  `select i.municipality_id, i.origin_type, i.origin_id, i.premise_id, i.debtor_id, min(i.reference) as reference,
          sum(u.cents)::bigint as before, sum(${held})::bigint as after
     from unnest(?::bigint[], ?::bigint[]) as u (item, cents) join receivables_items i on i.id = u.item
    where i.municipality_id = ?
    group by i.municipality_id, i.origin_type, i.origin_id, i.premise_id, i.debtor_id`

const inItems = (items: ArrangedBatch['items'], municipalityId: bigint) => [
  ...[items.map(({ itemId }) => itemId), items.map(({ amountCents }) => amountCents)],
  municipalityId,
]

/** Debts that pass to an instalment plan. What an undone one takes out of invoices is its own, and no debt that passes to it. */
export async function keepPlanned(
  { tx, municipalityId, actor, now }: Context,
  { on, source, items, payer }: ArrangedBatch
): Promise<void> {
  const held = `(select sum(t.amount_cents) from receivables_arranged_items t
                  join receivables_arrangements a on a.id = t.arrangement_id
                 where t.item_id = i.id and a.source_type = ? and a.source_id = ? and a.state = 'standing')`
  await query(
    tx,
    `with moved as (
       select d.*, coalesce(?::bigint, d.premise_id) as to_premise, coalesce(?::bigint, d.debtor_id) as to_debtor
         from (${debtsOf(held)}) d where d.after is not null)
     insert into receivables_reallocations ${REALLOCATION}
     select m.municipality_id, case when m.to_premise <> m.premise_id then 'unit' else 'plan' end, ?::date, ?::timestamptz,
            ?::bigint, ?, ?, ?::bigint, m.origin_type, m.origin_id, m.reference, m.premise_id, m.to_premise, m.debtor_id,
            m.to_debtor, ${account(standing('m'))}, 'plan', m.before, m.after
       from moved m order by m.origin_type, m.origin_id`,
    [
      ...[payer?.premiseId ?? null, payer?.debtorId ?? null, source.type, source.id],
      ...inItems(items, municipalityId),
      ...[on, now, actor.userId, actor.name, source.type, source.id],
    ]
  )
}

/** What of its debts comes back when a plan is undone, to the customer and premise that it came from. */
export async function keepRestored(
  { tx, municipalityId, actor, now }: Context,
  { on, source, items }: ArrangedBatch
): Promise<void> {
  await query(
    tx,
    `insert into receivables_reallocations ${REALLOCATION}
     select m.municipality_id, 'plan_return', ?::date, ?::timestamptz, ?::bigint, ?, ?, ?::bigint, m.origin_type, m.origin_id,
            m.reference, coalesce(k.to_premise_id, m.premise_id), m.premise_id, coalesce(k.to_debtor_id, m.debtor_id), m.debtor_id,
            'plan', ${account(standing('m'))}, m.before, m.after
       from (${debtsOf('i.open_cents')}) m
       left join lateral (
         select r.to_premise_id, r.to_debtor_id from receivables_reallocations r
          where r.municipality_id = m.municipality_id and r.act_type = ? and r.act_id = ? and r.kind in ('plan', 'unit')
            and r.origin_type = m.origin_type and r.origin_id = m.origin_id order by r.id desc limit 1) k on true
      order by m.origin_type, m.origin_id`,
    [
      ...[on, now, actor.userId, actor.name, source.type, source.id],
      ...inItems(items, municipalityId),
      ...[source.type, source.id],
    ]
  )
}
