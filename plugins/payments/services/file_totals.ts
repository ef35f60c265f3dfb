import { type Tx, query } from '#core/database/index'
import type { LineEnd } from '../domain/line_fate.ts'

export interface FateTotals {
  readonly fate: LineEnd
  readonly lines: bigint
  readonly amountCents: bigint
  readonly creditCents: bigint
}

/** Lines and money of one file by fate. */
export async function fateTotals(tx: Pick<Tx, 'rawQuery'>, fileId: bigint): Promise<FateTotals[]> {
  return query<FateTotals>(
    tx,
    `select fate, count(*) as lines, coalesce(sum(amount_cents), 0)::bigint as "amountCents",
            sum(credit_cents)::bigint as "creditCents"
       from payments_file_lines where file_id = ? group by fate`,
    [fileId]
  )
}

/** Closes the import: the file is imported and its sequence is the agreement's last. @returns false when it was not going. */
export async function finishFile(
  tx: Tx,
  { fileId, agreementId }: { readonly fileId: bigint; readonly agreementId: bigint }
): Promise<boolean> {
  const [done] = await query<{ sequence: number }>(
    tx,
    `update payments_files set status = 'imported' where id = ? and status = 'importing' returning sequence`,
    [fileId]
  )
  if (!done) return false
  await query(
    tx,
    'update payments_agreements set last_sequence = greatest(last_sequence, ?) where id = ?',
    [done.sequence, agreementId]
  )
  return true
}
