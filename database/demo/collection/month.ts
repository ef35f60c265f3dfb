import db from '@adonisjs/lucid/services/db'
import {
  type BusinessCalendar,
  type CivilDate,
  type RefMonth,
  addDays,
  lastDay,
  nextMonth,
} from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Agreement, listAgreements } from '#plugins/payments/api'
import type { CycleConsole } from '../cycle/console.ts'
import type { CycleGroup } from '../cycle/groups.ts'
import { type PlayedDays, banksAround } from './days.ts'
import { expiredCopies } from './copies.ts'
import { type AskedDocument, type MonthPlan, planMonth } from './plan.ts'
import { hasDebits } from './set_up.ts'

/** The money of a month while it is played. */
export interface PlayedMonth {
  readonly on: CycleConsole
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly days: PlayedDays
  readonly banks: BusinessCalendar
  /** Those by barcode: `bank` of the plan is their place. */
  readonly agreements: readonly Agreement[]
  readonly debit: Agreement | null
  readonly plan: MonthPlan
  /** The first day of money, and the last of which files and statements still come. */
  readonly from: CivilDate
  readonly until: CivilDate
}

/** The days that banks take to tell of the last payments. */
const TELLING_DAYS = 6

export async function planPlayedMonth(
  on: CycleConsole,
  groups: readonly CycleGroup[],
  { days, unpaidOf }: { readonly days: PlayedDays; readonly unpaidOf?: number }
): Promise<PlayedMonth> {
  const { municipalityId } = on.actor
  const { reference } = groups[0]!
  const issuedOn = groups
    .map(({ dates }) => dates.issuedOn)
    .toSorted()
    .at(-1)!
  const documents = await askedDocuments(municipalityId, reference)
  const copies = await expiredCopies(on, { documents, reference, days, on: addDays(issuedOn, 1) })
  const all = await listAgreements(db, municipalityId)
  const agreements = all.filter(({ kind }) => kind === 'collection_return')
  const banks = banksAround(issuedOn)
  return {
    ...{ on, municipalityId, reference, days, banks, agreements },
    debit: all.find(({ kind }) => kind === 'direct_debit') ?? null,
    plan: planMonth({ reference, documents, copies, banks: agreements.length, issuedOn, unpaidOf }),
    from: addDays(issuedOn, 1),
    until: banks.nextBusinessDay(addDays(lastDay(nextMonth(reference)), TELLING_DAYS)),
  }
}

/** The documents of the month's invoices that stand, those in direct debit apart. */
function askedDocuments(municipalityId: bigint, reference: RefMonth): Promise<AskedDocument[]> {
  const inDebit = hasDebits()
    ? 'and not exists (select from debits_orders o where o.document_id = d.id)'
    : ''
  return query<AskedDocument>(
    db,
    `select d.id, d.number, d.due_on, d.amount_cents, d.pix_txid, g.code as group_code
       from receivables_documents d
       join billing_invoices i on i.document_id = d.id
       join billing_runs r on r.id = i.run_id
       join registry_billing_groups g on g.id = r.billing_group_id
      where r.municipality_id = ? and r.reference = ? and d.kind = 'invoice' and d.state in ('live', 'covered')
        and d.amount_cents > 0 and d.barcode is not null ${inDebit}
      order by d.id`,
    [municipalityId, reference]
  )
}
