import type { ParticipantContext } from '#core/actions/index'
import { type CivilDate, maxDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type ArrangedBatch,
  type DebtOrigin,
  type MarkedBatch,
  type SettledItem,
  marksOf,
} from '#plugins/receivables/api'
import { changeEntries } from './change_entries.ts'
import { type Entry, lockEntries } from './entry_rows.ts'

type Context = Pick<ParticipantContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

const BY_PAYMENT = 'Pagamento'

interface OfOrigin {
  readonly originType: string
  readonly originId: bigint
}

/** Entries whose debts a batch touched, in one of two states, with whether anything of them is open. */
async function touched(
  { tx, municipalityId }: Context,
  settlements: readonly OfOrigin[],
  state: 'inscribed' | 'paid'
): Promise<readonly (Entry & { readonly isOpen: boolean })[]> {
  const rows = await query<{ id: bigint; is_open: boolean }>(
    tx,
    `select e.id, exists (select from receivables_items i where i.id = any(e.item_ids) and i.state = 'open') as is_open
       from debt_register_entries e
      where e.municipality_id = ? and e.state = ?
        and (e.origin_type, e.origin_id) in (select * from unnest(?::text[], ?::bigint[]))`,
    [
      ...[municipalityId, state, settlements.map(({ originType }) => originType)],
      settlements.map(({ originId }) => originId),
    ]
  )
  if (rows.length === 0) return []
  const open = new Map(rows.map(({ id, is_open: isOpen }) => [id, isOpen]))
  const entries = await lockEntries(tx, municipalityId, { ids: rows.map(({ id }) => id) })
  return entries.map((entry) => ({ ...entry, isOpen: open.get(entry.id)! }))
}

/** Entries of which nothing is open any more are paid, on the day of the last payment. */
export async function payEntries(
  context: Context,
  settlements: readonly SettledItem[]
): Promise<void> {
  if (settlements.length === 0) return
  const { tx, municipalityId, actor, now: at } = context
  const found = await touched(context, settlements, 'inscribed')
  const entries = found.filter(({ isOpen }) => !isOpen)
  const days = new Map<string, CivilDate>()
  for (const { originType, originId, settledOn } of settlements) {
    const key = `${originType}/${originId}`
    const known = days.get(key)
    days.set(key, known ? maxDate(known, settledOn) : settledOn)
  }
  const byDay = Map.groupBy(entries, (one) => days.get(`${one.origin_type}/${one.origin_id}`)!)
  for (const [on, own] of byDay) {
    await changeEntries(tx, own, {
      ...{ municipalityId, operation: 'pay', to: 'paid', on, at, by: actor.name },
      reason: BY_PAYMENT,
    })
  }
  await markPapers(context, entries)
}

/** Acknowledgement terms of which every entry is paid. */
async function markPapers(
  { tx, municipalityId }: Context,
  entries: readonly Entry[]
): Promise<void> {
  if (entries.length === 0) return
  await query(
    tx,
    `update debt_register_papers p set state = 'paid'
      where p.municipality_id = ? and p.kind = 'acknowledgement' and p.state = 'issued'
        and p.id in (select paper_id from debt_register_paper_entries where entry_id = any(?::bigint[]))
        and not exists (select from debt_register_paper_entries l join debt_register_entries e on e.id = l.entry_id
                         where l.paper_id = p.id and e.state <> 'paid')`,
    [municipalityId, entries.map(({ id }) => id)]
  )
}

/** A payment was undone: what it had paid is in active debt again. */
export async function unpayEntries(
  context: Context,
  settlements: readonly SettledItem[],
  on: CivilDate
): Promise<void> {
  if (settlements.length === 0) return
  const { tx, municipalityId, actor, now: at } = context
  const found = await touched(context, settlements, 'paid')
  const entries = found.filter(({ isOpen }) => isOpen)
  await changeEntries(tx, entries, {
    ...{ municipalityId, operation: 'undo_payment', to: 'inscribed', on, at, by: actor.name },
    reason: 'Estorno do recebimento',
  })
  await query(
    tx,
    `update debt_register_papers set state = 'issued' where municipality_id = ? and kind = 'acknowledgement' and state = 'paid'
        and id in (select paper_id from debt_register_paper_entries where entry_id = any(?::bigint[]))`,
    [municipalityId, entries.map(({ id }) => id)]
  )
}

/** The plan of inscribed debts was paid whole: they are paid. A payment of it that is undone puts them back. */
export async function followArrangement(
  context: Context,
  { what, on, items }: Pick<ArrangedBatch, 'what' | 'on' | 'items'>
): Promise<void> {
  const isPaid = what === 'honoured'
  if (!isPaid && what !== 'reopened') return
  const { tx, municipalityId, actor, now: at } = context
  const entries = await touched(context, items, isPaid ? 'inscribed' : 'paid')
  await changeEntries(tx, entries, {
    ...{ municipalityId, operation: isPaid ? 'pay' : 'undo_payment' },
    ...{ to: isPaid ? 'paid' : 'inscribed', on, at, by: actor.name },
    reason: isPaid ? 'Parcelamento quitado' : 'Estorno de pagamento do parcelamento',
  })
}

/** Entries show whether their debts are under a plan, as marks stand. */
export async function keepArrangement(
  { tx, municipalityId }: Context,
  marks: MarkedBatch['marks']
): Promise<void> {
  if (marks.length === 0) return
  const byKey = new Map<string, DebtOrigin>(
    marks.map(({ origin }) => [`${origin.type}/${origin.id}`, origin])
  )
  const origins = [...byKey.values()]
  const standing = await marksOf(tx, municipalityId, origins)
  const arrangementOf = ({ type, id }: DebtOrigin) => {
    const kinds = standing
      .filter(({ origin }) => origin.type === type && origin.id === id)
      .map(({ kind }) => kind)
    return kinds.includes('renegotiated')
      ? 'renegotiated'
      : kinds.includes('plan')
        ? 'plan'
        : 'none'
  }
  await query(
    tx,
    `update debt_register_entries e set arrangement = u.arrangement
       from unnest(?::text[], ?::bigint[], ?::text[]) as u (type, id, arrangement)
      where e.municipality_id = ? and e.origin_type = u.type and e.origin_id = u.id and e.arrangement <> u.arrangement`,
    [
      ...[origins.map(({ type }) => type), origins.map(({ id }) => id)],
      ...[origins.map(arrangementOf), municipalityId],
    ]
  )
}
