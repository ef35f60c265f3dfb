import type { Actor } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

interface By {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
}

export interface FindingRow {
  readonly id: bigint
  readonly reference: string
  readonly account: string
}

/**
 * Says why an account stands out; until the month is reviewed it may be said anew.
 * @throws E_ACCOUNTING_FINDING_STATE
 */
export async function explainFinding(
  tx: Tx,
  { municipalityId, actor, at }: By,
  { id, explanation }: { readonly id: bigint; readonly explanation: string }
): Promise<FindingRow> {
  const [found] = await query<FindingRow>(
    tx,
    `update accounting_findings f set explanation = ?, explained_by = ?, explained_at = ?
       from accounting_periods p
      where f.municipality_id = ? and f.id = ? and p.id = f.period_id and p.round = f.round and p.state = 'closed'
        and p.reviewed_at is null
     returning f.id, f.reference, f.account`,
    [explanation, actor.name, at, municipalityId, id]
  )
  if (!found) throw errors.E_ACCOUNTING_FINDING_STATE({ id })
  return found
}

export interface Review {
  readonly id: bigint
  readonly statements: string
  readonly findings: string
}

/**
 * Signs the review of a closed month's statements, which concludes the month: everything that stood out is explained by then.
 * @throws E_ACCOUNTING_PERIOD_UNKNOWN, E_ACCOUNTING_PERIOD_STATE, E_ACCOUNTING_FINDINGS
 */
export async function reviewMonth(
  tx: Tx,
  { municipalityId, actor, at }: By,
  { id, statements, findings }: Review
): Promise<{ readonly reference: string }> {
  const [period] = await query<{
    reference: string
    round: number
    state: string
    hash: string
    reviewed_at: Date | null
    silent: bigint
  }>(
    tx,
    `select p.*, (select count(*) from accounting_findings f
                   where f.period_id = p.id and f.round = p.round and f.explanation is null) as silent
       from accounting_periods p where p.municipality_id = ? and p.id = ? for update of p`,
    [municipalityId, id]
  )
  if (!period) throw errors.E_ACCOUNTING_PERIOD_UNKNOWN({ id })
  const reference = formatRefMonth(refMonth(period.reference))
  if (period.state !== 'closed' || period.reviewed_at !== null) {
    throw errors.E_ACCOUNTING_PERIOD_STATE({ reference })
  }
  if (period.silent > 0n) throw errors.E_ACCOUNTING_FINDINGS({ reference, n: period.silent })
  await query(
    tx,
    `insert into accounting_reviews
       (municipality_id, period_id, reference, round, statements, findings, reviewer_id, reviewer, reviewed_at, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, id, period.reference, period.round, statements, findings],
      ...[actor.userId, actor.name, at, period.hash],
    ]
  )
  await query(tx, 'update accounting_periods set reviewed_by = ?, reviewed_at = ? where id = ?', [
    ...[actor.name, at, id],
  ])
  return { reference: period.reference }
}
