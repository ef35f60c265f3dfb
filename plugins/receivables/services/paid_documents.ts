import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { BeneficiaryKind, ItemComponent } from '../domain/beneficiary.ts'
import type { PaidDocument, PayableItem } from '../domain/plan_settlement.ts'

/** An item with all that a settlement tells others about it. */
export interface LockedItem extends PayableItem {
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly originType: string
  readonly originId: bigint
  readonly reference: string
  readonly chargeType: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiaryKind: BeneficiaryKind
}

export interface LockedDocument extends PaidDocument {
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly items: readonly LockedItem[]
  /** It asked for late charges too: what is paid above its items settles them. */
  readonly asksLate: boolean
}

interface DocumentRow {
  readonly paid_id: bigint
  readonly target_id: bigint
  readonly state: string
  readonly valid_until: CivilDate
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly late_cents: bigint
  readonly kind: string
}

interface ItemRow {
  readonly document_id: bigint
  readonly line_cents: bigint
  readonly id: bigint
  readonly due_on: CivilDate
  readonly component: ItemComponent
  readonly beneficiary_id: bigint
  readonly beneficiary_kind: BeneficiaryKind
  readonly open_cents: bigint
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
  readonly reference: string
  readonly charge_type: string
  readonly category: string | null
  readonly state: 'open' | 'settled' | 'cancelled' | 'replaced' | 'arranged'
  readonly successor_id: bigint | null
  readonly is_severed: boolean
  readonly withheld_cents: bigint
}

const ITEM = `i.id, i.due_on, i.component, i.beneficiary_id, b.kind as beneficiary_kind, i.open_cents, i.premise_id,
  i.debtor_id, i.origin_type, i.origin_id, i.reference, i.charge_type, i.category, i.state, i.successor_id,
  i.is_severed, i.withheld_cents`

/**
 * The documents that were paid, each with the items that the money settles: its own, or those of all its successors when it
 * was replaced by any (DECISIONS 42); an item that a correction replaced leads to those of the origin that took its place, read
 * after the lock, so that a correction under way is seen. Items are locked and shared: two documents of one item see the same
 * object. Two queries, and one more for each step of replacement.
 */
export async function lockPaidDocuments(
  tx: Tx,
  municipalityId: bigint,
  documentIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, LockedDocument>> {
  const documents = await targetsOf(tx, municipalityId, documentIds)
  const rows = await query<ItemRow>(
    tx,
    `select di.document_id, di.amount_cents as line_cents, ${ITEM}
       from receivables_document_items di
       join receivables_items i on i.id = di.item_id
       join receivables_beneficiaries b on b.id = i.beneficiary_id
      where di.document_id = any(?::bigint[])
      order by i.id for update of i`,
    [[...new Set(documents.map((row) => row.target_id))]]
  )
  const standing = await successorsOf(tx, municipalityId, rows)
  const items = new Map<bigint, LockedItem>()
  const itemsOf = Map.groupBy(rows, (row) => row.document_id)
  const shared = (row: ItemRow): LockedItem => {
    const known = items.get(row.id) ?? itemOf(row)
    items.set(row.id, known)
    return known
  }
  return new Map(
    [...Map.groupBy(documents, (row) => row.paid_id)].map(([paidId, targets]) => {
      const found = targets
        .flatMap((one) => itemsOf.get(one.target_id) ?? [])
        .flatMap((item) => standing(item))
      const [row] = targets
      return [
        paidId,
        {
          isLive: row!.state === 'live',
          isCancelled: found.length > 0 && found.every(({ state }) => state === 'cancelled'),
          validUntil: row!.valid_until,
          premiseId: row!.premise_id,
          debtorId: row!.debtor_id,
          asksLate: row!.late_cents > 0n,
          items: [...new Set(found.map(shared))],
          ...(row!.kind === 'allocation' && { shares: sharesOf(itemsOf.get(row!.paid_id) ?? []) }),
        },
      ]
    })
  )
}

/** How a payment that a person shared lies on its items. */
const sharesOf = (rows: readonly ItemRow[]): ReadonlyMap<bigint, bigint> =>
  new Map(rows.map((row) => [row.id, row.line_cents]))

/** For an item the ones that stand in its place: itself, or what its replacement is owed by on the same paper or its like. */
async function successorsOf(
  tx: Tx,
  municipalityId: bigint,
  rows: readonly ItemRow[]
): Promise<(row: ItemRow) => readonly ItemRow[]> {
  const byOrigin = new Map<string, ItemRow[]>()
  const unread = (from: readonly ItemRow[]) =>
    from.filter((row) => row.successor_id !== null && !byOrigin.has(successorKey(row)))
  for (let wanted = unread(rows); wanted.length;) {
    for (const row of wanted) byOrigin.set(successorKey(row), [])
    const found = await query<ItemRow>(
      tx,
      `select 0 as document_id, 0 as line_cents, ${ITEM}
         from (select distinct * from unnest(?::text[], ?::bigint[]) as w(type, id)) w
         join receivables_items i on i.municipality_id = ? and i.origin_type = w.type and i.origin_id = w.id
         join receivables_beneficiaries b on b.id = i.beneficiary_id
        order by i.id for update of i`,
      [wanted.map((row) => row.origin_type), wanted.map((row) => row.successor_id), municipalityId]
    )
    for (const row of found) byOrigin.get(`${row.origin_type}/${row.origin_id}`)!.push(row)
    wanted = unread(found)
  }
  const arranged = await arrangedInto(tx, municipalityId, rows)
  const standing = (row: ItemRow): readonly ItemRow[] =>
    row.successor_id === null
      ? (arranged.get(row.id) ?? [row])
      : byOrigin
          .get(successorKey(row))!
          .filter(({ is_severed: isSevered }) => isSevered === row.is_severed)
          .flatMap(standing)
  return standing
}

/** For an item that passed to a plan, what is open of the plan's down payment. */
async function arrangedInto(
  tx: Tx,
  municipalityId: bigint,
  rows: readonly ItemRow[]
): Promise<ReadonlyMap<bigint, readonly ItemRow[]>> {
  const ids = rows.filter(({ state }) => state === 'arranged').map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const found = await query<ItemRow & { arranged_id: bigint }>(
    tx,
    `select 0 as document_id, 0 as line_cents, ai.item_id as arranged_id, ${ITEM}
       from (select distinct item_id, arrangement_id from receivables_arranged_items where item_id = any(?::bigint[])) ai
       join receivables_arrangements a on a.id = ai.arrangement_id and a.municipality_id = ? and a.state = 'standing'
       join receivables_items i on i.id = any(a.successor_item_ids) and i.state = 'open'
       join receivables_beneficiaries b on b.id = i.beneficiary_id
      order by i.id for update of i`,
    [ids, municipalityId]
  )
  return Map.groupBy(found, (row) => row.arranged_id)
}

const successorKey = (row: ItemRow): string => `${row.origin_type}/${row.successor_id}`

/** Each paid document with the ones whose items its money settles. */
function targetsOf(
  tx: Tx,
  municipalityId: bigint,
  documentIds: readonly bigint[]
): Promise<DocumentRow[]> {
  return query<DocumentRow>(
    tx,
    `with recursive paid as (
       select id as paid_id, id as target_id, state, state as target_state, valid_until, premise_id, debtor_id, late_cents, kind
         from receivables_documents where municipality_id = ? and id = any(?::bigint[])
       union all
       select p.paid_id, s.id, p.state, s.state, p.valid_until, p.premise_id, p.debtor_id, p.late_cents, p.kind
         from paid p join receivables_documents s on s.replaces_id = p.target_id
        where p.target_state = 'replaced' and s.municipality_id = ?)
     select paid_id, target_id, state, valid_until, premise_id, debtor_id, late_cents, kind from paid
      where target_state <> 'replaced' or not exists (
        select 1 from receivables_documents s where s.replaces_id = paid.target_id and s.municipality_id = ?)`,
    [municipalityId, documentIds, municipalityId, municipalityId]
  )
}

const itemOf = (row: ItemRow): LockedItem => ({
  id: row.id,
  dueOn: row.due_on,
  component: row.component,
  beneficiaryId: row.beneficiary_id,
  beneficiaryKind: row.beneficiary_kind,
  openCents: row.open_cents,
  withheldCents: row.withheld_cents,
  premiseId: row.premise_id,
  debtorId: row.debtor_id,
  originType: row.origin_type,
  originId: row.origin_id,
  reference: row.reference,
  chargeType: row.charge_type,
  category: row.category,
})
