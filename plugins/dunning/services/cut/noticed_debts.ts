import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import type { NoticedDebt } from '../../domain/cut_debts.ts'

/** Origin of what an invoice asks, as items of receivables name it. */
export const INVOICE = 'billing.invoice'

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
}

interface ListedRow {
  readonly notice_id: bigint
  readonly premise_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
  readonly number: string | null
  readonly reference: string
  readonly due_on: CivilDate
  readonly cents: bigint
  readonly was_in_plan: boolean
}

/** What some notices listed, with what is open of each debt now: four queries, however many they are. By notice. */
export async function noticedDebts(
  tx: Tx,
  { municipalityId, on }: Asked,
  noticeIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, NoticedDebt[]>> {
  const listed = await query<ListedRow>(
    tx,
    `select d.notice_id, d.premise_id, d.origin_type, d.origin_id, d.number, d.reference, d.due_on, d.cents,
            exists (select from receivables_marks m
                     where m.municipality_id = d.municipality_id and m.origin_type = d.origin_type and m.origin_id = d.origin_id
                       and m.kind in ('plan', 'renegotiated') and m.until is not null) as was_in_plan
       from dunning_notice_debts d
      where d.municipality_id = ? and d.notice_id = any(?::bigint[]) order by d.notice_id, d.due_on, d.id`,
    [municipalityId, noticeIds]
  )
  const premiseIds = [...new Set(listed.map((row) => row.premise_id))]
  if (!premiseIds.length) return new Map()
  const open = Map.groupBy(await openDebts(tx, { municipalityId, premiseIds }), ({ origin }) =>
    keyOf(origin.type, origin.id)
  )
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on }))
  const debts = listed.map((row) => ({
    noticeId: row.notice_id,
    debt: debtOf(row, open.get(keyOf(row.origin_type, row.origin_id)) ?? [], held),
  }))
  return new Map(
    [...Map.groupBy(debts, ({ noticeId }) => noticeId)].map(([id, rows]) => [
      id,
      rows.map(({ debt }) => debt),
    ])
  )
}

const keyOf = (type: string, id: bigint) => `${type}/${id}`

function debtOf(
  row: ListedRow,
  parts: readonly OpenDebt[],
  held: ReadonlySet<bigint>
): NoticedDebt {
  const sum = (of: (debt: OpenDebt) => bigint) =>
    parts.reduce((total, debt) => total + of(debt), 0n)
  const [first] = parts
  const marks = parts.flatMap((debt) => debt.marks)
  return {
    ...{ originType: row.origin_type, originId: row.origin_id, number: row.number },
    ...{ reference: row.reference, dueOn: row.due_on, noticedCents: row.cents },
    openCents: sum(({ openCents }) => openCents),
    cutCents: sum(({ cutCents }) => cutCents),
    debtorId: first?.debtorId ?? null,
    isHeld: marks.includes('in_court') || (row.origin_type === INVOICE && held.has(row.origin_id)),
    isInPlan: marks.some((mark) => mark === 'plan' || mark === 'renegotiated'),
    wasInPlan: row.was_in_plan,
  }
}
