import { addDays } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type { InvoicesCollecting } from '#plugins/billing/api'
import { maskedAccount } from '../domain/account.ts'
import { isInTime } from '../domain/debit_day.ts'
import { debitRules } from './terms.ts'

interface Opted {
  readonly id: bigint
  readonly premise_id: bigint
  readonly holder_id: bigint
  readonly agreement_id: bigint
  readonly agency: string
  readonly bank_client: string
  readonly bank: string
}

const COLUMNS = [
  ...['municipality_id', 'invoice_id', 'document_id', 'number', 'premise_id', 'customer_id'],
  ...['enrolment_id', 'agreement_id', 'reference', 'amount_cents', 'due_on', 'debit_on', 'state'],
  'created_on',
]

/**
 * Takes the invoices of customers who are in direct debit on the day of issue: they are to be debited on their due date, and
 * their papers say so. What the bank could not debit in time, and what is above the limit, is left to be paid with a code.
 */
export async function collectByDebit(tx: Tx, collecting: InvoicesCollecting): Promise<void> {
  const { municipalityId, issuedOn, invoices, debits } = collecting
  const opted = await optedOf(tx, collecting)
  if (opted.size === 0) return
  const rules = await debitRules(tx, municipalityId, issuedOn)
  const rows = invoices.flatMap((invoice) => {
    const option = opted.get(invoice.premiseId)
    if (!option || option.holder_id !== invoice.debtorId) return []
    const { dueOn, amountCents } = invoice
    const isTooMuch = rules.maximumCents > 0n && amountCents > rules.maximumCents
    if (isTooMuch || !isInTime(dueOn, addDays(issuedOn, 1), rules.minimumDays)) return []
    debits.set(invoice.invoiceId, {
      bank: option.bank,
      account: maskedAccount(option.agency, option.bank_client),
    })
    return [
      [
        ...[municipalityId, invoice.invoiceId, invoice.documentId, invoice.number],
        ...[invoice.premiseId, invoice.debtorId, option.id, option.agreement_id],
        ...[invoice.reference, amountCents, dueOn, dueOn, 'waiting', issuedOn],
      ],
    ]
  })
  if (rows.length) await copyRows(tx, 'debits_orders', COLUMNS, rows)
}

/** Who is in direct debit on the day of issue, by premise; an option that ends meanwhile waits for its invoices. */
async function optedOf(
  tx: Tx,
  { municipalityId, issuedOn, invoices }: InvoicesCollecting
): Promise<ReadonlyMap<bigint, Opted>> {
  const rows = await query<Opted>(
    tx,
    `select e.id, e.premise_id, e.holder_id, e.agreement_id, e.agency, e.bank_client, a.name as bank
       from debits_enrolments e
       join payments_agreements g on g.id = e.agreement_id
       join payments_agents a on a.id = g.agent_id
      where e.municipality_id = ? and e.state = 'active' and e.from_on <= ? and e.premise_id = any(?::bigint[])
      for share of e`,
    [municipalityId, issuedOn, invoices.map(({ premiseId }) => premiseId)]
  )
  return new Map(rows.map((row) => [row.premise_id, row]))
}
