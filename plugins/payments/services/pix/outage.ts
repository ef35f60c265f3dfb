import { type Tx, query } from '#core/database/index'
import { backOffMinutes } from '../../domain/pix_charge.ts'

/** The bank of an agreement did not answer: nothing is asked of it for a while, longer each time. @returns until when */
export async function noteOutage(
  tx: Tx,
  agreementId: bigint,
  { now, problem }: { readonly now: Date; readonly problem: string }
): Promise<Date> {
  const [row] = await query<{ failures: number }>(
    tx,
    `update payments_agreements set pix_failures = pix_failures + 1, pix_failure = ? where id = ?
     returning pix_failures as failures`,
    [problem, agreementId]
  )
  const retryAt = new Date(now.getTime() + backOffMinutes(row!.failures) * 60_000)
  await query(tx, 'update payments_agreements set pix_retry_at = ? where id = ?', [
    retryAt,
    agreementId,
  ])
  return retryAt
}

/** The bank answered. */
export async function noteAnswer(tx: Tx, agreementId: bigint): Promise<void> {
  await query(
    tx,
    `update payments_agreements set pix_failures = 0, pix_failure = null, pix_retry_at = null
      where id = ? and pix_failures > 0`,
    [agreementId]
  )
}
