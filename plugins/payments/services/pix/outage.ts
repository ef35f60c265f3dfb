import { clearAlert } from '#core/alerts/index'
import { type Tx, query } from '#core/database/index'
import { type Finding, KEYS, tellFinding } from '../tell_finding.ts'
import { backOffMinutes } from '../../domain/pix_charge.ts'

/** The bank of an agreement did not answer: nothing is asked of it for a while, longer each time. @returns until when */
export async function noteOutage(
  tx: Tx,
  agreementId: bigint,
  { now, problem }: { readonly now: Date; readonly problem: string }
): Promise<Date> {
  const [row] = await query<{ failures: number; municipality_id: bigint }>(
    tx,
    `update payments_agreements set pix_failures = pix_failures + 1, pix_failure = ? where id = ?
     returning pix_failures as failures, municipality_id`,
    [problem, agreementId]
  )
  const retryAt = new Date(now.getTime() + backOffMinutes(row!.failures) * 60_000)
  await query(tx, 'update payments_agreements set pix_retry_at = ? where id = ?', [
    retryAt,
    agreementId,
  ])
  if (row!.failures >= OUTAGE_FAILURES) {
    await tellFinding(tx, row!.municipality_id, await outageFinding(tx, agreementId))
  }
  return retryAt
}

/** So many times without answer are an outage; fewer mend themselves. */
export const OUTAGE_FAILURES = 3

export async function outageFinding(tx: Tx, agreementId: bigint): Promise<Finding> {
  const [row] = await query<{
    name: string
    code: string
    problem: string | null
    waiting: bigint
  }>(
    tx,
    `select a.name, g.code, g.pix_failure as problem,
            (select count(*) from payments_pix_charges c where c.municipality_id = g.municipality_id and c.state = 'waiting') as waiting
       from payments_agreements g join payments_agents a on a.id = g.agent_id where g.id = ?`,
    [agreementId]
  )
  const { name, code, problem, waiting } = row!
  return {
    ...{ what: 'pix_outage', key: `${KEYS}pix-outage/${agreementId}`, path: '/payments/pix' },
    title: `Pix fora do ar: ${name}, convênio ${code}`,
    detail: `O banco não responde (${problem ?? 'sem resposta'}); ${waiting} cobranças esperam. Os códigos de barras continuam valendo, e o registro é retomado sozinho.`,
  }
}

/** The bank answered. */
export async function noteAnswer(tx: Tx, agreementId: bigint): Promise<void> {
  const [back] = await query<{ municipality_id: bigint }>(
    tx,
    `update payments_agreements set pix_failures = 0, pix_failure = null, pix_retry_at = null
      where id = ? and pix_failures > 0 returning municipality_id`,
    [agreementId]
  )
  if (back) await clearAlert(tx, back.municipality_id, `${KEYS}pix-outage/${agreementId}`)
}
