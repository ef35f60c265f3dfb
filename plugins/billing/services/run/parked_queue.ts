import type { Actor } from '#core/actions/index'
import { type RefMonth, formatRefMonth, isRefMonth } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { pointsInside } from '#core/records/index'
import { pagerOf } from '#core/web/index'
import type { ParkedCode } from '../../domain/compose_types.ts'
import { PARKED_CODES, PARKED_STATES, wordsOf } from '../../records/options.ts'
import { PARKED_WAYS } from '../../records/parked_ways.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** What the queue shows; null: any. */
export interface ParkedFilters {
  readonly group: string | null
  readonly reference: RefMonth | null
  readonly reason: string | null
  /** Those that wait no more, instead of those that wait. */
  readonly isHistory: boolean
}

/** The filters as an address has them. */
export function parkedFilters(given: Readonly<Record<string, unknown>>): ParkedFilters {
  const { group, reference, reason, view } = given
  return {
    group: typeof group === 'string' && /^\d{1,18}$/.test(group) ? group : null,
    reference: isRefMonth(reference) ? reference : null,
    reason: PARKED_CODES.some(({ value }) => value === reason) ? String(reason) : null,
    isHistory: view === 'history',
  }
}

const addressOf = ({ group, reference, reason, isHistory }: ParkedFilters) =>
  Object.fromEntries(
    Object.entries({ group, reference, reason, view: isHistory ? 'history' : null }).flatMap(
      ([name, value]) => (value === null ? [] : [[name, value]])
    )
  ) as Record<string, string>

const FROM = `from billing_parked p join billing_runs r on r.id = p.run_id`
const PAGE_SIZE = 25
const MOST_SELECTED = 5000

function conditionsOf(actor: Actor, filters: ParkedFilters) {
  const inside = pointsInside('p.premise_id', 'registry.premises', actor)
  const chosen = (
    [
      ['r.billing_group_id = ?', filters.group],
      ['r.reference = ?', filters.reference],
      ['p.code = ?', filters.reason],
    ] as const
  ).filter(([, value]) => value !== null)
  return {
    where: [
      `p.municipality_id = ? and p.state ${filters.isHistory ? '<>' : '='} 'waiting'`,
      ...chosen.map(([sql]) => sql),
      ...(inside ? [inside.sql] : []),
    ].join(' and '),
    bindings: [
      actor.municipalityId,
      ...chosen.map(([, value]) => value),
      ...((inside?.bindings ?? []) as readonly SqlValue[]),
    ],
  }
}

interface Row {
  readonly id: bigint
  readonly premise_id: bigint
  readonly code: ParkedCode
  readonly message: string
  readonly state: string
  readonly reference: RefMonth
  readonly run_id: bigint
  readonly load_id: bigint
  readonly registration: string
  readonly holder: string | null
  readonly address: string
  readonly group_name: string
  /** Premises that are billed or parked with it. */
  readonly others: number
  readonly invoice_id: bigint | null
  readonly invoice_number: string | null
  readonly invoice_reference: RefMonth | null
}

/** A page of what runs could not bill, the latest first, each with what happened and what to do. */
export async function parkedQueue(
  tx: Reader,
  actor: Actor,
  { filters, page }: { readonly filters: ParkedFilters; readonly page: number }
) {
  const { where, bindings } = conditionsOf(actor, filters)
  const [counted] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count ${FROM} where ${where}`,
    bindings
  )
  const count = counted!.count
  const shown = Math.min(page, Math.max(1, Math.ceil(count / PAGE_SIZE)))
  const rows = await query<Row>(
    tx,
    `select p.id, p.premise_id, p.code, p.message, p.state, r.reference, r.id as run_id, r.load_id,
            h.registration_number as registration, h.holder_name as holder,
            concat_ws(', ', h.street, h.number) as address, g.name as group_name,
            (select count(*)::int - 1 from readings_load_items l where l.load_id = r.load_id and l.set_key = p.set_key) as others,
            i.id as invoice_id, i.number as invoice_number, i.reference as invoice_reference
       ${FROM} join registry_premises h on h.id = p.premise_id
       join registry_billing_groups g on g.id = r.billing_group_id
       left join lateral (
         select n.id, n.number, n.reference from billing_invoices n
          where p.state <> 'waiting' and n.premise_id = p.premise_id and n.reference >= r.reference
            and n.settlement not in ('cancelled', 'replaced') order by n.reference limit 1) i on true
      where ${where} order by p.id desc limit ${PAGE_SIZE} offset ?`,
    [...bindings, (shown - 1) * PAGE_SIZE]
  )
  const address = addressOf(filters)
  return {
    ...{ count, filters, address, sets: rows.map((row) => setOf(row, actor)) },
    pager: pagerOf({
      ...{ page: shown, size: PAGE_SIZE, total: count, path: '/billing/waiting', query: address },
    }),
  }
}

function setOf(row: Row, actor: Actor) {
  const way = PARKED_WAYS[row.code]
  const may = way.place && actor.permissions.has(way.place.permission)
  return {
    ...row,
    reason: wordsOf(PARKED_CODES, row.code),
    status: PARKED_STATES.find(({ value }) => value === row.state)!,
    todo: way.todo,
    isRetried: way.isRetried,
    place: may
      ? {
          title: way.place.title,
          path: way.path({ loadId: row.load_id, premiseId: row.premise_id }),
        }
      : null,
  }
}

export interface ParkedChoice {
  readonly value: string
  readonly label: string
  readonly count: number
}

/** What each filter can be set to, with how many there are under each choice, the other filters as they are. */
export async function parkedChoices(tx: Reader, actor: Actor, filters: ParkedFilters) {
  const of = (facet: keyof ParkedFilters, column: string, label = column) => {
    const { where, bindings } = conditionsOf(actor, { ...filters, [facet]: null })
    return query<ParkedChoice>(
      tx,
      `select ${column}::text as value, min(${label}) as label, count(*)::int as count ${FROM}
         join registry_billing_groups g on g.id = r.billing_group_id
        where ${where} group by 1 order by ${facet === 'reference' ? '1 desc' : '2'} limit 80`,
      bindings
    )
  }
  const references = await of('reference', 'r.reference')
  const reasons = await of('reason', 'p.code')
  return {
    group: await of('group', 'r.billing_group_id', 'g.name'),
    reference: references.map((one) => ({ ...one, label: formatRefMonth(one.value as RefMonth) })),
    reason: reasons.map((one) => ({ ...one, label: wordsOf(PARKED_CODES, one.value) })),
  }
}

/** Every set that the filters leave, to bill all of them again. */
export async function parkedIds(
  tx: Reader,
  actor: Actor,
  filters: ParkedFilters
): Promise<bigint[]> {
  const { where, bindings } = conditionsOf(actor, { ...filters, isHistory: false })
  const rows = await query<{ id: bigint }>(
    tx,
    `select p.id ${FROM} where ${where} order by p.id limit ${MOST_SELECTED}`,
    bindings
  )
  return rows.map(({ id }) => id)
}
