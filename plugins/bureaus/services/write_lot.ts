import type { CivilDate } from '#core/calendar/index'
import { maxDate, minDate } from '#core/calendar/index'
import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { OpenDebt } from '#plugins/receivables/api'
import type { Bureau } from './bureaus.ts'
import type { Selected, SelectedDebtor } from './select_debtors.ts'

export interface LotFigures {
  readonly examined: number
  readonly customers: number
  readonly listings: number
  readonly debts: number
  readonly totalCents: bigint
  readonly leftOut: number
}

interface OfLot {
  readonly municipalityId: bigint
  readonly lotId: bigint
  readonly bureau: Bureau
}

/** Writes what a lot selected: a listing per debtor or per bill as the bureau has it, each with its debts, and who was left out. */
export async function writeSelection(
  tx: Tx,
  { municipalityId, lotId, bureau }: OfLot,
  { examined, chosen, leftOut }: Selected
): Promise<LotFigures> {
  const groups = chosen.flatMap((one) => groupsOf(one, bureau.grouping))
  const ids = await takeIds(tx, 'bureaus_listings', groups.length)
  const debts = groups.flatMap((group, index) =>
    group.debts.map((debt) => ({ debt, listingId: ids[index]! }))
  )
  const rows = groups.map(({ customerId, debts: own }, index) => [
    ...[ids[index]!, municipalityId, bureau.id, lotId, customerId, premiseOf(own), own.length],
    ...[minDate(...duesOf(own)), maxDate(...duesOf(own)), sumOf(own), 'simulated'],
  ])
  await copyRows(tx, 'bureaus_listings', LISTING_COLUMNS, rows)
  const debtRows = debts.map(({ debt, listingId }) => [
    ...[municipalityId, listingId, bureau.id, debt.debtorId, debt.premiseId, debt.origin.type],
    ...[debt.origin.id, debt.reference, debt.dueOn, debt.listingCents, 'simulated'],
  ])
  await copyRows(tx, 'bureaus_debts', DEBT_COLUMNS, debtRows)
  const others = leftOut.map((one) => [
    ...[municipalityId, lotId, one.customerId, one.debts, one.amountCents, one.reason],
  ])
  await copyRows(tx, 'bureaus_left_out', LEFT_OUT_COLUMNS, others)
  return {
    ...{ examined, customers: chosen.length, listings: groups.length, debts: debts.length },
    totalCents: sumOf(debts.map(({ debt }) => debt)),
    leftOut: leftOut.length,
  }
}

const LISTING_COLUMNS = [
  ...['id', 'municipality_id', 'bureau_id', 'lot_id', 'customer_id', 'premise_id', 'debt_count'],
  ...['oldest_due_on', 'latest_due_on', 'amount_cents', 'state'],
]
const DEBT_COLUMNS = [
  ...['municipality_id', 'listing_id', 'bureau_id', 'customer_id', 'premise_id', 'origin_type'],
  ...['origin_id', 'reference', 'due_on', 'amount_cents', 'state'],
]
const LEFT_OUT_COLUMNS = [
  ...['municipality_id', 'lot_id', 'customer_id', 'debts', 'amount_cents', 'reason'],
]

function groupsOf(one: SelectedDebtor, grouping: Bureau['grouping']): readonly SelectedDebtor[] {
  return grouping === 'per_debtor' ? [one] : one.debts.map((debt) => ({ ...one, debts: [debt] }))
}

type Debts = readonly [OpenDebt, ...OpenDebt[]] | readonly OpenDebt[]

const sumOf = (debts: Debts): bigint =>
  debts.reduce((sum, { listingCents }) => sum + listingCents, 0n)
const duesOf = (debts: Debts) => debts.map(({ dueOn }) => dueOn) as [CivilDate, ...CivilDate[]]
/** Of the oldest debt: they come in order of due date. */
const premiseOf = (debts: Debts): bigint | null => debts[0]!.premiseId

/** Takes away all that a simulation wrote; the debts go with their listings. */
export async function eraseSelection(tx: Tx, municipalityId: bigint, lotId: bigint): Promise<void> {
  const where = 'where municipality_id = ? and lot_id = ?'
  await query(tx, `delete from bureaus_left_out ${where}`, [municipalityId, lotId])
  await query(tx, `delete from bureaus_listings ${where} and state = 'simulated'`, [
    ...[municipalityId, lotId],
  ])
}
