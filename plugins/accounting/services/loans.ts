import { type Actor, ParticipantRefusal } from '#core/actions/index'
import { type CivilDate, monthOf } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { loanSchedule } from '../domain/loan_schedule.ts'
import { errors } from '../errors.ts'
import { requireEvidence } from './informed_amounts.ts'
import { postEvents } from './post_events.ts'

export const LOANS = 'accounting.loans'
export const LOAN_MONTHS = 'accounting.loan_months'

interface By {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
}

export interface NewLoan {
  readonly number: string
  readonly creditor: string
  readonly kind: 'loan' | 'financing' | 'funding'
  readonly signedOn: CivilDate
  readonly principalCents: bigint
  readonly monthlyPercent: string
  readonly indexName: string | null
  readonly instalments: number
  readonly firstDueOn: CivilDate
}

/** Writes a contract with its months worked out. @throws E_ACCOUNTING_LOAN_TWICE */
export async function registerLoan(
  tx: Tx,
  { municipalityId, actor, at }: By,
  loan: NewLoan
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_loans (municipality_id, number, creditor, kind, signed_on, principal_cents, monthly_percent, index_name,
       instalments, first_due_on, written_by, written_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, number) do nothing returning id`,
    [
      ...[municipalityId, loan.number, loan.creditor, loan.kind, loan.signedOn],
      ...[loan.principalCents, loan.monthlyPercent, loan.indexName, loan.instalments],
      ...[loan.firstDueOn, actor.name, at],
    ]
  )
  if (!row) throw errors.E_ACCOUNTING_LOAN_TWICE({ number: loan.number })
  await copyRows(
    tx,
    'accounting_loan_months',
    [
      ...['municipality_id', 'loan_id', 'sequence', 'reference', 'due_on', 'opening_cents'],
      ...['interest_cents', 'amortisation_cents'],
    ],
    loanSchedule(loan).map((month) => [
      ...[municipalityId, row.id, month.sequence, monthOf(month.dueOn), month.dueOn],
      ...[month.openingCents, month.interestCents, month.amortisationCents],
    ])
  )
  return row.id
}

export interface LoanMonthRow {
  readonly id: bigint
  readonly number: string
  readonly reference: string
  readonly due_on: CivilDate
  readonly interest_cents: bigint
  readonly variation_cents: bigint
  readonly fee_cents: bigint
  readonly state: string
  readonly imported_by_id: bigint | null
}

/** @throws E_ACCOUNTING_LOAN_STATE */
async function lockMonth(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  states: readonly string[]
): Promise<LoanMonthRow> {
  const [row] = await query<LoanMonthRow>(
    tx,
    `select m.*, l.number from accounting_loan_months m join accounting_loans l on l.id = m.loan_id
      where m.municipality_id = ? and m.id = ? for update of m`,
    [municipalityId, id]
  )
  if (!row || !states.includes(row.state)) throw errors.E_ACCOUNTING_LOAN_STATE({ id })
  return row
}

export interface ImportedMonth {
  readonly id: bigint
  readonly interestCents: bigint
  readonly variationCents: bigint
  readonly feeCents: bigint
  readonly source: string
}

/** Takes the values of the financial system for a month: they count once somebody else saw the evidence. */
export async function importLoanMonth(
  tx: Tx,
  { municipalityId, actor, at }: By,
  month: ImportedMonth
): Promise<LoanMonthRow> {
  const row = await lockMonth(tx, { municipalityId, id: month.id }, ['open', 'waiting'])
  await query(
    tx,
    `update accounting_loan_months set origin = 'imported', state = 'waiting', interest_cents = ?, variation_cents = ?, fee_cents = ?,
       source = ?, imported_by_id = ?, imported_by = ?, imported_at = ? where id = ?`,
    [
      ...[month.interestCents, month.variationCents, month.feeCents, month.source],
      ...[actor.userId, actor.name, at, row.id],
    ]
  )
  return row
}

/** @throws E_ACCOUNTING_LOAN_STATE, E_ACCOUNTING_SAME_PERSON, E_ACCOUNTING_EVIDENCE */
export async function acceptLoanMonth(
  tx: Tx,
  { municipalityId, actor, at }: By,
  id: bigint
): Promise<LoanMonthRow> {
  const row = await lockMonth(tx, { municipalityId, id }, ['waiting'])
  if (row.imported_by_id === actor.userId) {
    throw errors.E_ACCOUNTING_SAME_PERSON({
      what: `os valores importados do contrato ${row.number}`,
    })
  }
  await requireEvidence(tx, { municipalityId, type: LOAN_MONTHS, id })
  await query(
    tx,
    `update accounting_loan_months set state = 'accepted', accepted_by_id = ?, accepted_by = ?, accepted_at = ? where id = ?`,
    [actor.userId, actor.name, at, id]
  )
  return row
}

/** Posts the interest, variation and fees of a month; imported values only after somebody accepted them. */
export async function postLoanMonth(
  tx: Tx,
  { municipalityId }: By,
  id: bigint
): Promise<LoanMonthRow> {
  const row = await lockMonth(tx, { municipalityId, id }, ['open', 'accepted'])
  const event: LedgerEvent = {
    facts: factsOf('loan_interest_accrued', {}),
    amountCents: row.interest_cents + row.variation_cents + row.fee_cents,
    ...{ beneficiaryId: null, sourceType: LOAN_MONTHS, sourceId: id, sourceLine: null },
    reference: row.reference,
  }
  const issues = await postEvents(tx, {
    ...{ municipalityId, postedOn: row.due_on, events: [event], isStrict: true },
  })
  if (issues.length) throw new ParticipantRefusal('accounting.loans', issues)
  await query(tx, `update accounting_loan_months set state = 'posted' where id = ?`, [id])
  return row
}
