import { type Tx, query } from '#core/database/index'

/** The run that issued an invoice: the entry of its chunk tells when, by whom and with which hash. */
export async function runOfInvoice(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<{ runId: bigint; first: string; last: string } | null> {
  const [run] = await query<{ runId: bigint }>(
    reader,
    `select r.job_run_id as "runId" from billing_invoices i join billing_runs r on r.id = i.run_id
      where i.municipality_id = ? and i.id = ? and r.job_run_id is not null`,
    [municipalityId, id]
  )
  return run ? { runId: run.runId, first: 'first_invoice', last: 'last_invoice' } : null
}
