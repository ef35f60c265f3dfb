import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DebtOrigin, MarkSource } from '../../domain/marks.ts'
import { type DebtCharges, chargesOn } from '../debts/charges_on.ts'
import { type OpenDebt, debtKey } from '../debts/open_debts.ts'

/** A part of what an arrangement asks for: an instalment, or what was to be paid first. Amounts in cents. */
export interface ArrangementPart {
  readonly label: string
  /** What it takes off the debt, and of it what is still owed. */
  readonly principalCents: bigint
  readonly openCents: bigint
  readonly state: 'waiting' | 'open' | 'overdue' | 'paid'
  readonly dueOn: CivilDate | null
  /** Of its delay, when it is overdue; not part of the debt. */
  readonly charges: DebtCharges | null
}

/** How far debts that passed to an arrangement are paid. */
export interface ArrangementProgress {
  readonly source: MarkSource
  /** Of the debts asked about, and of all that passed to it. */
  readonly ownCents: bigint
  readonly arrangedCents: bigint
  readonly paidCents: bigint
  readonly openCents: bigint
  readonly parts: readonly ArrangementPart[]
}

interface Wanted {
  readonly municipalityId: bigint
  readonly origins: readonly DebtOrigin[]
  readonly on: CivilDate
}

/** The last arrangement of each of some debts that stands or was paid whole, with what became of its parts; the principal only. */
export async function arrangementProgress(
  tx: Tx,
  { municipalityId, origins, on }: Wanted
): Promise<ArrangementProgress[]> {
  if (!origins.length) return []
  const found = await query<Found>(
    tx,
    `select distinct a.id, a.source_type as type, a.source_id as "sourceId",
            (select sum(x.amount_cents) from receivables_arranged_items x where x.arrangement_id = a.id)::bigint as "arrangedCents",
            (select sum(x.amount_cents) from receivables_arranged_items x join receivables_items y on y.id = x.item_id
               join unnest(?::text[], ?::bigint[]) as w (type, id) on w.type = y.origin_type and w.id = y.origin_id
              where x.arrangement_id = a.id)::bigint as "ownCents"
       from unnest(?::text[], ?::bigint[]) as o (type, id)
       join receivables_marks m on m.municipality_id = ? and m.origin_type = o.type and m.origin_id = o.id
        and m.kind in ('plan', 'renegotiated')
       join receivables_arrangements a on a.municipality_id = m.municipality_id and a.source_type = m.source_type
        and a.source_id = m.source_id and (a.state = 'honoured' or m.until is null)
      order by a.id`,
    [
      ...[origins.map(({ type }) => type), origins.map(({ id }) => id)],
      ...[origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId],
    ]
  )
  const progress: ArrangementProgress[] = []
  for (const { type, sourceId, ownCents, arrangedCents } of found) {
    const source = { type, id: sourceId }
    const parts = await partsOf(tx, { municipalityId, source, on })
    const sum = (of: (part: ArrangementPart) => bigint) =>
      parts.reduce((total, part) => total + of(part), 0n)
    const openCents = sum((part) => part.openCents)
    const paidCents = sum((part) => part.principalCents) - openCents
    progress.push({ source, ownCents, arrangedCents, paidCents, openCents, parts })
  }
  return progress
}

interface Found {
  readonly id: bigint
  readonly type: string
  readonly sourceId: bigint
  readonly arrangedCents: bigint
  readonly ownCents: bigint
}

interface Row {
  readonly label: string | null
  readonly amount_cents: bigint
  readonly is_billed: boolean
  readonly open_cents: bigint | null
  readonly due_on: CivilDate | null
  readonly debtor_id: bigint
  readonly premise_id: bigint | null
  readonly reference: RefMonth
}

/** Principal that waits, that invoices ask for or asked for, and what was to be paid first. */
const PARTS = `
  select 0 as first, i.id, null as label, i.amount_cents, true as is_billed, i.open_cents, i.due_on, i.debtor_id, i.premise_id, i.reference
    from receivables_arrangements a join receivables_items i on i.id = any(a.successor_item_ids)
     and i.municipality_id = a.municipality_id and i.state <> 'cancelled'
   where a.municipality_id = ? and a.source_type = ? and a.source_id = ?
  union all
  select 1, p.id, p.label, p.amount_cents, p.state = 'billed', b.open_cents, b.due_on, p.debtor_id, p.premise_id,
         coalesce(b.reference, p.from_reference)
    from receivables_pending_charges p
    left join lateral (
      select i.open_cents, i.due_on, i.reference from receivables_items i
       where i.municipality_id = p.municipality_id and p.state = 'billed' and i.origin_type = p.billed_origin_type
         and i.origin_id = p.billed_origin_id and i.charge_type = p.charge_type and i.component = p.component
         and i.amount_cents = p.amount_cents and i.state <> 'cancelled' order by i.id limit 1) b on true
   where p.municipality_id = ? and p.source_type = ? and p.source_id = ? and p.cause = 'plan' and p.state <> 'cancelled'
  order by first, id`

interface About {
  readonly municipalityId: bigint
  readonly source: MarkSource
  readonly on: CivilDate
}

async function partsOf(
  tx: Tx,
  { municipalityId, source: { type, id }, on }: About
): Promise<ArrangementPart[]> {
  const rows = await query<Row>(tx, PARTS, [municipalityId, type, id, municipalityId, type, id])
  const debts = rows.map((row, index) => overdueDebt(row, { on, index }))
  const charges = await chargesOn(tx, {
    ...{ municipalityId, on, debts: debts.filter((debt) => debt !== null) },
  })
  return rows.map((row, index): ArrangementPart => {
    const debt = debts[index]
    const openCents = row.is_billed ? (row.open_cents ?? 0n) : row.amount_cents
    const state = openCents === 0n ? 'paid' : debt ? 'overdue' : row.is_billed ? 'open' : 'waiting'
    return {
      ...{ label: row.label ?? 'Entrada', principalCents: row.amount_cents, openCents, state },
      ...{ dueOn: row.due_on, charges: debt ? charges.get(debtKey(debt))! : null },
    }
  })
}

/** An instalment that is late, as a debt of its own. */
function overdueDebt(
  row: Row,
  { on, index }: { readonly on: CivilDate; readonly index: number }
): OpenDebt | null {
  const { open_cents: open, due_on: dueOn, is_billed: isBilled } = row
  if (!isBilled || !open || dueOn === null || dueOn >= on) return null
  return {
    ...{ origin: { type: 'part', id: BigInt(index) }, premiseId: row.premise_id, dueOn },
    ...{ debtorId: row.debtor_id, reference: row.reference, itemIds: [], openCents: open },
    ...{
      ownCents: open,
      cutCents: 0n,
      listingCents: 0n,
      baseCents: open,
      hasWater: false,
      marks: [],
    },
  }
}
