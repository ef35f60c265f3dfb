import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export const INFORMED = 'accounting.informed'

export interface InformedAmount {
  readonly year: number
  readonly account: string
  readonly debitCents: bigint
  readonly creditCents: bigint
  readonly source: string
}

interface By {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
}

/** Writes what another system's books hold of an account in a year. @throws E_ACCOUNTING_INFORMED_TWICE */
export async function informAmount(tx: Tx, by: By, given: InformedAmount): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_informed (municipality_id, year, account, debit_cents, credit_cents, source, author_id, author, written_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, year, account) where state <> 'refused' do nothing returning id`,
    [
      ...[by.municipalityId, given.year, given.account, given.debitCents, given.creditCents],
      ...[given.source, by.actor.userId, by.actor.name, by.at],
    ]
  )
  const { account, year } = given
  if (!row) throw errors.E_ACCOUNTING_INFORMED_TWICE({ account, year })
  return row.id
}

export interface InformedRow {
  readonly id: bigint
  readonly year: number
  readonly account: string
  readonly author_id: bigint
}

/**
 * Counts it, or leaves it out, by another person; without the ledger of the account it never counts.
 * @throws E_ACCOUNTING_INFORMED_STATE, E_ACCOUNTING_SAME_PERSON, E_ACCOUNTING_EVIDENCE
 */
export async function decideInformed(
  tx: Tx,
  { municipalityId, actor, at }: By,
  decision: { readonly id: bigint; readonly accepts: boolean; readonly text: string | null }
): Promise<InformedRow> {
  const [row] = await query<InformedRow>(
    tx,
    `select * from accounting_informed where municipality_id = ? and id = ? and state = 'waiting' for update`,
    [municipalityId, decision.id]
  )
  if (!row) throw errors.E_ACCOUNTING_INFORMED_STATE({ id: decision.id })
  if (row.author_id === actor.userId) {
    throw errors.E_ACCOUNTING_SAME_PERSON({ what: `o valor informado ${row.id}` })
  }
  if (decision.accepts) await requireEvidence(tx, { municipalityId, type: INFORMED, id: row.id })
  await query(
    tx,
    `update accounting_informed set state = ?, decided_by_id = ?, decided_by = ?, decided_at = ?, decision = ? where id = ?`,
    [
      ...[decision.accepts ? 'accepted' : 'refused', actor.userId, actor.name, at],
      ...[decision.text, row.id],
    ]
  )
  return row
}

interface Evidenced {
  readonly municipalityId: bigint
  readonly type: string
  readonly id: bigint
}

/** A file is attached to the record. @throws E_ACCOUNTING_EVIDENCE */
export async function requireEvidence(
  tx: Tx,
  { municipalityId, type, id }: Evidenced
): Promise<void> {
  const [file] = await query(
    tx,
    `select id from records_attachments
      where municipality_id = ? and record_type = ? and record_id = ? and kind = 'evidence' and removed_at is null limit 1`,
    [municipalityId, type, id]
  )
  if (!file) throw errors.E_ACCOUNTING_EVIDENCE({ id })
}
