import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type { BeneficiaryKind } from '../domain/beneficiary.ts'
import type { UsableCredit, WaitingCharge } from '../domain/live_facts.ts'
import { type OriginRow, type Origins, lockOrigins } from './lock_origins.ts'
import { type MovedOn, withdrawFollowers } from './withdraw_followers.ts'
import { returnPending } from './return_pending.ts'
import { withdrawGranted } from './withdraw_credits.ts'

export interface Withdrawal extends Origins {
  readonly state: 'cancelled' | 'replaced'
  /** Day in the books. */
  readonly on: CivilDate
  /** The delay was not the debtor's: late charges that still wait are given up. */
  readonly forgivesDelay: boolean
}

/** What had been paid of one origin, to be given back as credit. */
export interface PaidPart {
  readonly originId: bigint
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  readonly amountCents: bigint
}

/** What a withdrawal freed and undid. */
export interface Withdrawn extends MovedOn {
  readonly paid: readonly PaidPart[]
  /** Credits that the origins had used, with what is open of them now, by origin; not those that they gave themselves. */
  readonly credits: ReadonlyMap<bigint, readonly UsableCredit[]>
  /** Charges that wait again, by origin. */
  readonly waiting: ReadonlyMap<bigint, readonly WaitingCharge[]>
  /** Numbers of the documents that are no longer offered. */
  readonly documents: readonly string[]
}

/**
 * Takes back what some origins owed: their items are closed, the credits that they used are open again, the charges that
 * they asked for wait again, their documents are no longer offered. What was paid is told, not given back. The caller says
 * what takes their place by `linkSuccessors`. The credits that they gave go with them. Errors: E_RECEIVABLES_CARRIED,
 * E_RECEIVABLES_CREDIT_USED.
 */
export async function withdrawOrigins(tx: Tx, withdrawal: Withdrawal): Promise<Withdrawn> {
  const items = await lockOrigins(tx, withdrawal)
  const followers = await withdrawFollowers(tx, withdrawal, items)
  const paid = paidParts(items, followers.paidByItem)
  const credits = await undoCreditUses(tx, withdrawal)
  const gone = await withdrawGranted(tx, withdrawal)
  const waiting = await returnPending(tx, withdrawal)
  const documents = await closeDocuments(tx, withdrawal, items)
  await closeItems(tx, withdrawal, items)
  return { ...followers, paid, credits: without(credits, gone), waiting, documents }
}

/**
 * Says which origin took the place of which: money for old papers finds the new items, and whoever owes the old debt
 * now owes the new one.
 */
export async function linkSuccessors(
  tx: Tx,
  { municipalityId, originType }: Omit<Origins, 'originIds'>,
  pairs: readonly { readonly originId: bigint; readonly successorId: bigint }[]
): Promise<void> {
  await query(
    tx,
    `update receivables_items i set successor_id = u.successor
       from unnest(?::bigint[], ?::bigint[]) as u(origin, successor)
      where i.municipality_id = ? and i.origin_type = ? and i.origin_id = u.origin and i.state = 'replaced'`,
    [
      pairs.map(({ originId }) => originId),
      pairs.map(({ successorId }) => successorId),
      ...[municipalityId, originType],
    ]
  )
  await query(
    tx,
    `update receivables_items n set debtor_id = o.debtor_id
       from unnest(?::bigint[], ?::bigint[]) as u(origin, successor)
       cross join lateral (
         select i.debtor_id from receivables_items i
          where i.municipality_id = ? and i.origin_type = ? and i.origin_id = u.origin order by i.id limit 1) o
      where n.municipality_id = ? and n.origin_type = ? and n.origin_id = u.successor and n.debtor_id <> o.debtor_id`,
    [
      pairs.map(({ originId }) => originId),
      pairs.map(({ successorId }) => successorId),
      ...[municipalityId, originType, municipalityId, originType],
    ]
  )
}

/** What was paid, by origin and beneficiary: what is given back pays the same beneficiary first. */
function paidParts(
  items: readonly OriginRow[],
  paidByItem: ReadonlyMap<bigint, bigint>
): PaidPart[] {
  const groups = Map.groupBy(items, (item) => `${item.origin_id}/${item.beneficiary_id}`)
  return [...groups.values()].flatMap((group) => {
    const amountCents = group.reduce((sum, { id }) => sum + (paidByItem.get(id) ?? 0n), 0n)
    const [item] = group
    if (!item || amountCents === 0n) return []
    return [
      {
        originId: item.origin_id,
        premiseId: item.premise_id,
        debtorId: item.debtor_id,
        beneficiaryId: item.beneficiary_id,
        beneficiaryKind: item.beneficiary_kind,
        amountCents,
      },
    ]
  })
}

const without = (credits: Withdrawn['credits'], gone: ReadonlySet<bigint>): Withdrawn['credits'] =>
  gone.size === 0
    ? credits
    : new Map([...credits].map(([origin, own]) => [origin, own.filter(({ id }) => !gone.has(id))]))

interface UseRow {
  readonly credit_id: bigint
  readonly item_id: bigint
  readonly origin_id: bigint
  readonly amount_cents: bigint
  readonly cause: UsableCredit['cause']
}

async function undoCreditUses(
  tx: Tx,
  { municipalityId, originType, originIds, on }: Withdrawal
): Promise<Withdrawn['credits']> {
  const uses = await query<UseRow>(
    tx,
    `select u.credit_id, u.item_id, u.origin_id, sum(u.amount_cents)::bigint as amount_cents, min(c.cause) as cause
       from receivables_credit_uses u join receivables_credits c on c.id = u.credit_id
      where u.municipality_id = ? and u.origin_type = ? and u.origin_id = any(?::bigint[])
      group by u.credit_id, u.item_id, u.origin_id having sum(u.amount_cents) > 0
      order by u.credit_id, u.item_id`,
    [municipalityId, originType, originIds]
  )
  if (uses.length === 0) return new Map()
  await copyRows(
    tx,
    'receivables_credit_uses',
    [
      ...['municipality_id', 'credit_id', 'item_id', 'origin_type', 'origin_id'],
      ...['amount_cents', 'used_on'],
    ],
    uses.map((use) => [
      ...[municipalityId, use.credit_id, use.item_id, originType, use.origin_id],
      ...[-use.amount_cents, on],
    ])
  )
  const open = await reopenCredits(tx, municipalityId, uses)
  return new Map(
    [...Map.groupBy(uses, (use) => use.origin_id)].map(([originId, own]) => {
      const ids = [...new Set(own.map((use) => use.credit_id))]
      return [originId, ids.map((id) => open.get(id)!)]
    })
  )
}

async function reopenCredits(
  tx: Tx,
  municipalityId: bigint,
  uses: readonly UseRow[]
): Promise<ReadonlyMap<bigint, UsableCredit>> {
  const sums = new Map<bigint, bigint>()
  for (const use of uses)
    sums.set(use.credit_id, (sums.get(use.credit_id) ?? 0n) + use.amount_cents)
  const rows = await query<{ id: bigint; open_cents: bigint; cause: UsableCredit['cause'] }>(
    tx,
    `update receivables_credits c set open_cents = c.open_cents + u.amount
       from unnest(?::bigint[], ?::bigint[]) as u(id, amount)
      where c.id = u.id and c.municipality_id = ? returning c.id, c.open_cents, c.cause`,
    [[...sums.keys()], [...sums.values()], municipalityId]
  )
  return new Map(rows.map(({ id, open_cents: openCents, cause }) => [id, { id, openCents, cause }]))
}

async function closeItems(
  tx: Tx,
  { municipalityId, state, on }: Withdrawal,
  items: readonly OriginRow[]
): Promise<void> {
  await query(
    tx,
    `update receivables_items set state = ?, open_cents = 0, written_off_cents = 0, withdrawn_on = ?
      where municipality_id = ? and id = any(?::bigint[])`,
    [state, on, municipalityId, items.map(({ id }) => id)]
  )
}

/** Every paper that asks for one of the items: a second copy and an extract of several debts ask for too much now. */
async function closeDocuments(
  tx: Tx,
  { municipalityId, state }: Withdrawal,
  items: readonly OriginRow[]
): Promise<string[]> {
  const rows = await query<{ number: string }>(
    tx,
    `update receivables_documents d set state = ?
      where d.municipality_id = ? and d.state in ('live', 'covered') and d.id in (
        select di.document_id from receivables_document_items di where di.item_id = any(?::bigint[]))
      returning d.number`,
    [state, municipalityId, items.map(({ id }) => id)]
  )
  return rows.map(({ number }) => number).sort()
}
