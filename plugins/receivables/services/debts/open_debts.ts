import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DebtOrigin, MarkKind } from '../../domain/marks.ts'

/** What one bill, charge or slip still asks of one debtor. Amounts in cents, less what the payer may keep as withheld tax. */
export interface OpenDebt {
  readonly origin: DebtOrigin
  readonly premiseId: bigint | null
  /** Who was responsible in the period, frozen on the item (DECISIONS 30). */
  readonly debtorId: bigint
  readonly reference: RefMonth
  readonly dueOn: CivilDate
  readonly itemIds: readonly bigint[]
  readonly openCents: bigint
  /** Of the utility itself. */
  readonly ownCents: bigint
  /** Of beneficiaries that count for a cut (DECISIONS 44). */
  readonly cutCents: bigint
  /** Of beneficiaries that count for a listing at credit bureaus (DECISIONS 44). */
  readonly listingCents: bigint
  /** The utility's own principal: what bears late charges (DECISIONS 22). */
  readonly baseCents: bigint
  readonly hasWater: boolean
  readonly marks: readonly MarkKind[]
}

export interface DebtsWanted {
  readonly municipalityId: bigint
  /** Only what was due on this day or before. */
  readonly dueUntil?: CivilDate
  readonly premiseIds?: readonly bigint[]
  readonly debtorIds?: readonly bigint[]
  readonly itemIds?: readonly bigint[]
  /** Of one type of origin. */
  readonly origins?: { readonly type: string; readonly ids: readonly bigint[] }
}

/** Key of a debt in maps. */
export const debtKey = ({ origin, debtorId, premiseId }: OpenDebt): string =>
  [origin.type, origin.id, debtorId, premiseId ?? ''].join('/')

/** What is open now, the oldest first: one query, however many are asked for. */
export async function openDebts(
  tx: Pick<Tx, 'rawQuery'>,
  wanted: DebtsWanted
): Promise<OpenDebt[]> {
  const { sql, bindings } = conditions(wanted)
  const rows = await query<Row>(
    tx,
    `with debts as materialized (
       select i.origin_type, i.origin_id, i.premise_id, i.debtor_id, min(i.reference) as reference, min(i.due_on) as due_on,
              array_agg(i.id order by i.id) as item_ids, sum(i.open_cents - i.withheld_cents)::bigint as open_cents,
              coalesce(sum(i.open_cents - i.withheld_cents) filter (where b.kind = 'utility'), 0)::bigint as own_cents,
              coalesce(sum(i.open_cents - i.withheld_cents) filter (where b.counts_for_cut), 0)::bigint as cut_cents,
              coalesce(sum(i.open_cents - i.withheld_cents) filter (where b.counts_for_listing), 0)::bigint as listing_cents,
              coalesce(sum(i.open_cents - i.withheld_cents)
                filter (where b.kind = 'utility' and i.component = 'principal'), 0)::bigint as base_cents,
              coalesce(bool_or(t.service = 'water'), false) as has_water
         from receivables_items i
         join receivables_beneficiaries b on b.id = i.beneficiary_id
         left join receivables_charge_types t on t.municipality_id = i.municipality_id and t.code = i.charge_type
        where i.municipality_id = ? and i.state = 'open' and i.open_cents > i.withheld_cents${sql}
        group by i.origin_type, i.origin_id, i.premise_id, i.debtor_id)
     select d.*, array(select distinct m.kind from receivables_marks m
                        where m.municipality_id = ? and m.origin_type = d.origin_type and m.origin_id = d.origin_id
                          and m.until is null) as marks
       from debts d
      order by d.due_on, d.origin_type, d.origin_id, d.debtor_id`,
    [wanted.municipalityId, ...bindings, wanted.municipalityId]
  )
  return rows.map(debtOf)
}

/** Who owes something that was due on a day or before: ids in order, to be taken in chunks. */
export async function debtSubjects(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, dueUntil, by }: DebtSubjects
): Promise<bigint[]> {
  const column = by === 'premise' ? 'premise_id' : 'debtor_id'
  const rows = await query<{ id: bigint }>(
    tx,
    `select distinct ${column} as id from receivables_items
      where municipality_id = ? and state = 'open' and open_cents > withheld_cents and due_on <= ? and ${column} is not null
      order by 1`,
    [municipalityId, dueUntil]
  )
  return rows.map(({ id }) => id)
}

export interface DebtSubjects {
  readonly municipalityId: bigint
  readonly dueUntil: CivilDate
  readonly by: 'premise' | 'debtor'
}

interface Row {
  readonly origin_type: string
  readonly origin_id: bigint
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly reference: RefMonth
  readonly due_on: CivilDate
  readonly item_ids: readonly string[]
  readonly open_cents: bigint
  readonly own_cents: bigint
  readonly cut_cents: bigint
  readonly listing_cents: bigint
  readonly base_cents: bigint
  readonly has_water: boolean
  readonly marks: MarkKind[]
}

const debtOf = (row: Row): OpenDebt => ({
  origin: { type: row.origin_type, id: row.origin_id },
  premiseId: row.premise_id,
  debtorId: row.debtor_id,
  reference: row.reference,
  dueOn: row.due_on,
  itemIds: row.item_ids.map(BigInt),
  openCents: row.open_cents,
  ownCents: row.own_cents,
  cutCents: row.cut_cents,
  listingCents: row.listing_cents,
  baseCents: row.base_cents,
  hasWater: row.has_water,
  marks: row.marks,
})

type Binding = string | bigint | readonly bigint[]

function conditions(wanted: DebtsWanted): { sql: string; bindings: Binding[] } {
  const { dueUntil, premiseIds, debtorIds, itemIds, origins } = wanted
  const parts: [string, Binding[]][] = [
    ...(dueUntil ? [[' and i.due_on <= ?', [dueUntil]] as [string, Binding[]]] : []),
    ...among('i.premise_id', premiseIds),
    ...among('i.debtor_id', debtorIds),
    ...among('i.id', itemIds),
    ...(origins
      ? ([[' and i.origin_type = ?', [origins.type]]] satisfies [string, Binding[]][])
      : []),
    ...among('i.origin_id', origins?.ids),
  ]
  return {
    sql: parts.map(([sql]) => sql).join(''),
    bindings: parts.flatMap(([, bindings]) => bindings),
  }
}

const among = (column: string, ids: readonly bigint[] | undefined): [string, Binding[]][] =>
  ids ? [[` and ${column} = any(?::bigint[])`, [ids]]] : []
