import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import type { DebtOrigin, MarkKind } from '../domain/marks.ts'
import type { ReassignedBatch } from '../domain/reallocations.ts'
import { errors } from '../errors.ts'
import { marksOf } from './debts/marks.ts'
import { REALLOCATION } from './keep_reallocations.ts'

export const REASSIGNMENTS = 'receivables.reassignments'

export interface Reassigning {
  readonly premiseId: bigint
  readonly fromId: bigint
  readonly toId: bigint
  /** Numbers of documents whose debts move; none: everything that the customer owes for the premise. */
  readonly numbers: readonly string[]
  /** The act or agreement by which the other answers. */
  readonly authority: string
  readonly why: string
}

export interface Reassigned {
  readonly id: bigint
  readonly premiseId: bigint
  readonly fromName: string
  readonly toName: string
  readonly debts: number
  readonly amountCents: bigint
}

/**
 * Another customer of the same premise owes some debts from now on: the owner what the tenant left. Amounts, due dates and papers
 * stay; who consumed stays on the invoice (DECISIONS 30). What a legal act or a collection names its debtor in is not moved.
 * @throws E_RECEIVABLES_REASSIGN_*
 */
export async function reassignDebts(
  context: ActionContext,
  moving: Reassigning
): Promise<Reassigned> {
  const { tx, municipalityId } = context
  const { premiseId, fromId, toId } = moving
  const parties = await partiesOf(context, moving)
  const items = await lockItems(context, moving)
  const origins = originsOf(items)
  await requireUnmarked(tx, municipalityId, origins)
  const id = await insertReassignment(context, moving, { items, debts: origins.length })
  await query(
    tx,
    'update receivables_items set debtor_id = ? where municipality_id = ? and id = any(?::bigint[])',
    [toId, municipalityId, items.map((item) => item.id)]
  )
  const on = await todayIn(tx, municipalityId)
  await keepMoved(context, moving, { id, items, parties })
  const batch: ReassignedBatch = { on, premiseId, fromId, toId, origins }
  await context.participate<ReassignedBatch>('receivables.reassigned', batch)
  return {
    ...{ id, premiseId, fromName: parties.from.name, toName: parties.to.name },
    ...{ debts: origins.length, amountCents: sumOf(items) },
  }
}

interface Party {
  readonly name: string
  /** What they are or were of the premise. */
  readonly role: 'owner' | 'tenant' | 'holder' | null
}

/**
 * Both, with their roles at the premise: what somebody stands in now before what they were. Whoever owed there before a transfer
 * may owe again, so that it can be undone.
 */
async function partiesOf(
  { tx, municipalityId, actor }: ActionContext,
  { premiseId, fromId, toId }: Reassigning
): Promise<{ readonly from: Party; readonly to: Party }> {
  if (await isOutside(tx, actor, { type: 'registry.premises', id: premiseId })) {
    throw errors.E_RECEIVABLES_REASSIGN_NOTHING({ premise: premiseId })
  }
  const rows = await query<Party & { id: bigint }>(
    tx,
    `select c.id, c.name, coalesce(
              (select h.role from registry_holdings h
                where h.municipality_id = c.municipality_id and h.premise_id = ? and h.customer_id = c.id
                order by (h.until_on is null) desc, (h.role = 'holder'), h.from_on desc limit 1),
              (select 'holder' from receivables_reassignments r
                where r.municipality_id = c.municipality_id and r.premise_id = ? and r.from_customer_id = c.id limit 1)) as role
       from registry_customers c where c.municipality_id = ? and c.id = any(?::bigint[])`,
    [premiseId, premiseId, municipalityId, [fromId, toId]]
  )
  const from = rows.find(({ id }) => id === fromId)
  const to = rows.find(({ id }) => id === toId)
  if (!from || !to || from === to || to.role === null) {
    throw errors.E_RECEIVABLES_REASSIGN_CUSTOMER({ name: to?.name ?? toId })
  }
  return { from, to }
}

interface MovedItem {
  readonly id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
  readonly open_cents: bigint
}

/** What is open, locked as payments lock it; a bill moves whole, with what third parties are owed of it. */
async function lockItems(
  { tx, municipalityId }: ActionContext,
  { premiseId, fromId, numbers }: Reassigning
): Promise<MovedItem[]> {
  const asked = numbers.length
    ? await query<{ number: string; item_id: bigint }>(
        tx,
        `select d.number, l.item_id from receivables_documents d join receivables_document_items l on l.document_id = d.id
          where d.municipality_id = ? and d.number = any(?::bpchar[])`,
        [municipalityId, numbers]
      )
    : []
  const items = await query<MovedItem>(
    tx,
    `select i.id, i.origin_type, i.origin_id, i.open_cents from receivables_items i
      where i.municipality_id = ? and i.premise_id = ? and i.debtor_id = ? and i.state = 'open' and i.open_cents > 0
        and (?::bigint[] is null or (i.origin_type, i.origin_id) in
               (select o.origin_type, o.origin_id from receivables_items o where o.id = any(?::bigint[])))
      order by i.id for update of i`,
    [
      ...[municipalityId, premiseId, fromId],
      ...Array<bigint[] | null>(2).fill(numbers.length ? asked.map((one) => one.item_id) : null),
    ]
  )
  const owed = new Set(items.map(({ id }) => id))
  const missing = numbers.find(
    (number) => !asked.some((one) => one.number === number && owed.has(one.item_id))
  )
  if (missing !== undefined) throw errors.E_RECEIVABLES_REASSIGN_DOCUMENT({ number: missing })
  if (items.length === 0) throw errors.E_RECEIVABLES_REASSIGN_NOTHING({ premise: premiseId })
  return items
}

const sumOf = (items: readonly MovedItem[]) =>
  items.reduce((sum, { open_cents: cents }) => sum + cents, 0n)

const originsOf = (items: readonly MovedItem[]): DebtOrigin[] => [
  ...new Map(
    items.map(({ origin_type: type, origin_id: id }) => [`${type}/${id}`, { type, id }])
  ).values(),
]

const WORDS: Readonly<Record<MarkKind, string>> = {
  noticed: 'notificado',
  listed: 'negativado',
  protested: 'protestado',
  inscribed: 'em dívida ativa',
  in_court: 'em execução',
  plan: 'em parcelamento',
  renegotiated: 'em parcelamento',
}

/** Each of them was told to, or written about, the debtor that it names. */
async function requireUnmarked(
  tx: Tx,
  municipalityId: bigint,
  origins: readonly DebtOrigin[]
): Promise<void> {
  const [mark] = await marksOf(tx, municipalityId, origins)
  if (mark) throw errors.E_RECEIVABLES_REASSIGN_MARKED({ stage: WORDS[mark.kind] })
}

async function insertReassignment(
  { tx, municipalityId, actor, now }: ActionContext,
  { premiseId, fromId, toId, authority, why }: Reassigning,
  { items, debts }: { readonly items: readonly MovedItem[]; readonly debts: number }
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into receivables_reassignments (municipality_id, premise_id, from_customer_id, to_customer_id, made_on, made_at,
       made_by_id, made_by, reason, authority, debts, amount_cents) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, premiseId, fromId, toId, await todayIn(tx, municipalityId), now],
      ...[actor.userId, actor.name, why, authority, debts, sumOf(items)],
    ]
  )
  return row!.id
}

interface Moved {
  readonly id: bigint
  readonly items: readonly MovedItem[]
  readonly parties: { readonly from: Party; readonly to: Party }
}

/** One row for each debt: what was open when it was locked, and what the other owes of it now. */
async function keepMoved(
  { tx, municipalityId, actor, now }: ActionContext,
  { fromId, toId }: Reassigning,
  { id, items, parties: { from, to } }: Moved
): Promise<void> {
  await query(
    tx,
    `insert into receivables_reallocations ${REALLOCATION}
     select i.municipality_id, 'customer', ?::date, ?::timestamptz, ?::bigint, ?, '${REASSIGNMENTS}', ?::bigint, i.origin_type,
            i.origin_id, min(i.reference), i.premise_id, i.premise_id, ?::bigint, i.debtor_id, ?, ?, sum(u.cents), sum(i.open_cents)
       from unnest(?::bigint[], ?::bigint[]) as u (item, cents) join receivables_items i on i.id = u.item
      where i.municipality_id = ? and i.debtor_id = ?
      group by i.municipality_id, i.origin_type, i.origin_id, i.premise_id, i.debtor_id order by i.origin_type, i.origin_id`,
    [
      ...[await todayIn(tx, municipalityId), now, actor.userId, actor.name, id],
      ...[fromId, from.role ?? 'holder', to.role, items.map((item) => item.id)],
      ...[items.map((item) => item.open_cents), municipalityId, toId],
    ]
  )
}
