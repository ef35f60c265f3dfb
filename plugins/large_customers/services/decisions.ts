import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { CASE, type CaseRow, lockCase, refuseClosed } from './cases.ts'

export interface Deciding {
  readonly id: bigint
  readonly kind: string
  readonly decision: string
  readonly documentId: bigint | null
  readonly invoiceId: bigint | null
}

export interface Decided {
  readonly id: bigint
  readonly number: string
  readonly caseId: bigint
  readonly document: string
  /** Number of the bill that it is about. */
  readonly bill: string | null
}

const OF_BILLS = ['correct_bill', 'keep_bill']

/** A decision for ever, with its paper and its bill. Errors: _UNKNOWN, _CASE_CLOSED, _DOCUMENT, _BILL. */
export async function decide(context: ActionContext, given: Deciding): Promise<Decided> {
  const { tx, municipalityId, actor, now } = context
  const of = await lockCase(context, given.id)
  refuseClosed({ ...of })
  const paper = await paperOf(context, of, given.documentId)
  const bill = OF_BILLS.includes(given.kind) ? await billOf(context, of, given.invoiceId) : null
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into large_customers_decisions (municipality_id, case_id, kind, decision, decided_at, decided_by, attachment_id,
       file_id, invoice_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, of.id, given.kind, given.decision, now, actor.userId],
      ...[paper.id, paper.file_id, bill?.id ?? null],
    ]
  )
  return {
    ...{ id: row!.id, number: of.number, caseId: of.id },
    ...{ document: paper.name, bill: bill?.number ?? null },
  }
}

interface Paper {
  readonly id: bigint
  readonly file_id: bigint
  readonly name: string
}

/** A document of the case that stands, in its present version. */
async function paperOf(
  { tx, municipalityId }: ActionContext,
  { id, number }: CaseRow,
  documentId: bigint | null
): Promise<Paper> {
  const [paper] = await query<Paper>(
    tx,
    `select a.id, v.file_id, f.name from records_attachments a
       join records_attachment_versions v on v.attachment_id = a.id and v.number = a.version
       join files_objects f on f.id = v.file_id
      where a.municipality_id = ? and a.record_type = ? and a.record_id = ? and a.id = ? and a.removed_at is null`,
    [municipalityId, CASE, id, documentId ?? 0n]
  )
  if (!paper) throw errors.E_LARGE_CUSTOMERS_DOCUMENT({ number })
  return paper
}

interface Bill {
  readonly id: bigint
  readonly number: string
}

/** A bill of the unit, or of another unit of the same customer. */
async function billOf(
  { tx, municipalityId }: ActionContext,
  of: CaseRow,
  invoiceId: bigint | null
): Promise<Bill> {
  const [bill] = await query<Bill>(
    tx,
    `select id, number from billing_invoices
      where municipality_id = ? and id = ? and (premise_id = ? or debtor_id = ?)`,
    [municipalityId, invoiceId ?? 0n, of.premise_id, of.customer_id]
  )
  if (!bill) throw errors.E_LARGE_CUSTOMERS_BILL({ id: invoiceId ?? '', number: of.number })
  return bill
}
