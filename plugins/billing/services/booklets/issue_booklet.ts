import type { ActionContext } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatDate, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { BOOKLET_MONTHS, coverageOf, plannedSlips } from '../../domain/booklet.ts'
import { WASTE } from '../../domain/severed_waste.ts'
import { errors } from '../../errors.ts'
import { issueDay } from '../apart/issue_paper.ts'
import { ownPremise } from '../settings/own_premise.ts'
import { isOverlap } from '../settings/terms.ts'
import { monthlyWaste } from './monthly_waste.ts'
import { writeSlips } from './write_slips.ts'

export interface NewBooklet {
  readonly premiseId: bigint
  readonly firstReference: RefMonth
  readonly instalments: number
  readonly firstDueOn: CivilDate
}

export interface IssuedBooklet {
  readonly id: bigint
  readonly premise_id: bigint
  readonly instalments: number
  readonly totalCents: bigint
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

/**
 * A year of solid waste of a premise as slips: twelve times the month's tariff of today, in so many consecutive months. Loads made
 * from now on charge no waste in those twelve months. @throws E_BILLING_DUE_PAST, E_BILLING_BOOKLET_LATE,
 * E_BILLING_BOOKLET_LOADED, E_BILLING_BOOKLET_OVERLAP, E_BILLING_FINAL_HOLDER, and those of `monthlyWaste`
 */
export async function issueBooklet(context: Context, given: NewBooklet): Promise<IssuedBooklet> {
  const { tx, municipalityId, actor, now } = context
  const { premiseId, instalments, firstReference, firstDueOn } = given
  await ownPremise(tx, { municipalityId, actor, premiseId })
  const issuedOn = await issueDay(context, firstDueOn)
  const covers = coverageOf(firstReference)
  if (covers.until < issuedOn) {
    throw errors.E_BILLING_BOOKLET_LATE({ first: formatRefMonth(firstReference) })
  }
  await requireUnbilled(tx, { municipalityId, premiseId, firstReference })
  const monthly = await monthlyWaste(tx, { municipalityId, premiseId, on: issuedOn, now })
  const { holderId: customerId } = monthly.premise
  if (customerId === null) throw errors.E_BILLING_FINAL_HOLDER({ premise: premiseId })
  const totalCents = monthly.cents * BigInt(BOOKLET_MONTHS)
  const id = await insertBooklet(tx, [
    ...[municipalityId, premiseId, customerId, firstReference, covers.from, covers.until],
    ...[monthly.cents, totalCents, monthly.basis, monthly.packId, issuedOn, actor.name, now],
  ])
  await writeSlips(context, {
    ...{ bookletId: id, premiseId, customerId, packId: monthly.packId, round: 1, issuedOn },
    slips: plannedSlips({ totalCents, instalments, firstDueOn }),
  })
  return { id, premise_id: premiseId, instalments, totalCents }
}

/** @throws E_BILLING_BOOKLET_OVERLAP */
async function insertBooklet(tx: Tx, values: readonly (bigint | string | Date)[]): Promise<bigint> {
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into billing_waste_booklets (municipality_id, premise_id, customer_id, first_reference, covers_from, covers_until,
         monthly_cents, annual_cents, basis, pack_id, issued_on, issued_by, issued_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      values
    )
    return row!.id
  } catch (error) {
    if (!isOverlap(error)) throw error
    throw errors.E_BILLING_BOOKLET_OVERLAP(
      { from: formatDate(values[4] as CivilDate) },
      { cause: error }
    )
  }
}

interface Months {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly firstReference: RefMonth
}

/** What a bill charged, or a load is about to charge, no booklet asks for again. @throws E_BILLING_BOOKLET_LOADED */
async function requireUnbilled(
  tx: Tx,
  { municipalityId, premiseId, firstReference }: Months
): Promise<void> {
  const [billed] = await query<{ reference: RefMonth }>(
    tx,
    `select i.reference from billing_invoices i
       join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id and c.charge_type = '${WASTE}'
      where i.municipality_id = ? and i.premise_id = ? and i.reference >= ? and i.settlement not in ('cancelled', 'replaced')
     union all
     select l.reference from readings_load_items m join readings_loads l on l.id = m.load_id
      where m.municipality_id = ? and m.premise_id = ? and l.reference >= ? and l.state <> 'billed'
     order by 1 desc limit 1`,
    [municipalityId, premiseId, firstReference, municipalityId, premiseId, firstReference]
  )
  if (billed) {
    throw errors.E_BILLING_BOOKLET_LOADED({ month: formatRefMonth(billed.reference) })
  }
}
