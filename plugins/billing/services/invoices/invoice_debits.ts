import { type Tx, query } from '#core/database/index'

interface Debited {
  readonly municipalityId: bigint
  readonly invoiceIds: readonly bigint[]
  /** False: it will not be debited after all, and is paid with a code as any other. */
  readonly isInDebit: boolean
}

/**
 * Says whether invoices that were issued for debit are still to be debited. What their first paper says does not change; second
 * copies say what stands.
 */
export async function markDebits(
  tx: Tx,
  { municipalityId, invoiceIds, isInDebit }: Debited
): Promise<void> {
  if (invoiceIds.length === 0) return
  await query(
    tx,
    `update billing_invoices set is_in_debit = ?
      where municipality_id = ? and id = any(?::bigint[]) and debit is not null`,
    [isInDebit, municipalityId, invoiceIds]
  )
}
