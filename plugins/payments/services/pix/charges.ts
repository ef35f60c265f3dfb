import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { showChargeCodes } from '#plugins/receivables/api'
import type { PixCharge } from '../../domain/pix_charge.ts'
import type { ChargeAtPsp } from './psp.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** A charge that the bank has to be told of: to be registered, or to be taken back. */
export interface DueCharge extends Omit<PixCharge, 'taxpayerId'> {
  readonly id: bigint
  readonly documentId: bigint
  readonly state: 'waiting' | 'removing'
  readonly taxpayerId: string | null
}

/** Days after the last day of a charge when nobody can pay it any more, whatever holidays there are. */
const GRACE_DAYS = 7

export interface ChargePlanning {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly today: CivilDate
  readonly now: Date
}

/**
 * Writes down what the bank has to be told: a charge for each document that is offered and not yet due, and the end of those
 * whose document is no longer offered. Set-based; asks nothing of the bank.
 */
export async function planCharges(tx: Tx, planning: ChargePlanning): Promise<void> {
  const { municipalityId, agreementId, today, now } = planning
  await query(
    tx,
    `update payments_pix_charges c set state = 'removing', reason = null
       from receivables_documents d
      where c.municipality_id = ? and c.state in ('waiting', 'registered', 'refused') and d.id = c.document_id
        and d.state <> 'live'`,
    [municipalityId]
  )
  await query(
    tx,
    `update payments_pix_charges set state = 'expired', ended_at = ?
      where municipality_id = ? and state in ('waiting', 'registered', 'refused') and valid_until < ?`,
    [now, municipalityId, addDays(today, -GRACE_DAYS)]
  )
  await query(
    tx,
    `insert into payments_pix_charges (municipality_id, agreement_id, document_id, generation, txid, amount_cents, due_on,
                                       valid_until, state, created_at)
     select d.municipality_id, ?, d.id, g.next,
            'A' || d.number || upper(left(encode(sha256((d.municipality_id || '/' || d.id || '/' || g.next)::bytea), 'hex'), 17)),
            d.amount_cents, d.due_on, d.valid_until, 'waiting', ?
       from receivables_documents d
       cross join lateral (select coalesce(max(generation), 0) + 1 as next from payments_pix_charges where document_id = d.id) g
      where d.municipality_id = ? and d.due_on >= ? and d.state = 'live' and d.pix_payload is not null and d.amount_cents > 0
        and not exists (select from payments_pix_charges c where c.document_id = d.id
                           and c.state in ('waiting', 'registered', 'refused', 'removing'))
      order by d.id`,
    [agreementId, now, municipalityId, today]
  )
}

export async function dueChargeIds(
  tx: Reader,
  { municipalityId, agreementId }: ChargePlanning
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from payments_pix_charges
      where municipality_id = ? and agreement_id = ? and state in ('waiting', 'removing') order by id`,
    [municipalityId, agreementId]
  )
  return rows.map(({ id }) => id)
}

/** Those of them that are still due, locked: what another run does meanwhile is left to it. */
export function lockDueCharges(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<DueCharge[]> {
  return query<DueCharge>(
    tx,
    `select c.id, c.document_id as "documentId", c.state, c.txid, d.number as "documentNumber", d.reference,
            c.amount_cents as "amountCents", c.due_on as "dueOn", c.valid_until as "validUntil",
            p.name as "debtorName", p.taxpayer_id as "taxpayerId"
       from payments_pix_charges c join receivables_documents d on d.id = c.document_id
       join registry_customers p on p.id = d.debtor_id
      where c.municipality_id = ? and c.id = any(?::bigint[]) and c.state in ('waiting', 'removing')
      order by c.id for update of c skip locked`,
    [municipalityId, ids]
  )
}

/** What became of a charge, by what the bank answered. */
export type ChargeResult =
  | { readonly state: 'registered'; readonly charge: DueCharge; readonly at: ChargeAtPsp }
  | { readonly state: 'refused'; readonly charge: DueCharge; readonly reason: string }
  | { readonly state: 'removed' | 'paid'; readonly charge: DueCharge }

/** Writes the answers of a chunk, and what its documents show from now on. */
export async function writeResults(
  tx: Tx,
  { municipalityId, now }: { readonly municipalityId: bigint; readonly now: Date },
  results: readonly ChargeResult[]
): Promise<void> {
  if (results.length === 0) return
  await query(
    tx,
    `update payments_pix_charges c
        set state = w.state, reason = w.reason, location = coalesce(w.location, c.location),
            registered_at = case when w.state = 'registered' then ? else c.registered_at end,
            ended_at = case when w.state in ('removed', 'paid') then ? else c.ended_at end
       from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as w(id, state, reason, location)
      where c.id = w.id and c.municipality_id = ?`,
    [
      ...[now, now, results.map(({ charge }) => charge.id), results.map(({ state }) => state)],
      results.map((one) => (one.state === 'refused' ? one.reason : null)),
      results.map((one) => (one.state === 'registered' ? one.at.location : null)),
      municipalityId,
    ]
  )
  await showChargeCodes(
    tx,
    municipalityId,
    results.flatMap((one) => {
      const { documentId } = one.charge
      if (one.state === 'registered')
        return [{ documentId, payload: one.at.payload, location: one.at.location }]
      return one.state === 'removed' ? [{ documentId, payload: null, location: null }] : []
    })
  )
}

/** Documents of charges, by their txids; txids of static codes are the documents' own. */
export async function documentsOfCharges(
  tx: Reader,
  municipalityId: bigint,
  txids: readonly string[]
): Promise<ReadonlyMap<string, bigint>> {
  if (txids.length === 0) return new Map()
  const rows = await query<{ txid: string; id: bigint }>(
    tx,
    'select txid, document_id as id from payments_pix_charges where municipality_id = ? and txid = any(?::text[])',
    [municipalityId, txids]
  )
  return new Map(rows.map(({ txid, id }) => [txid, id]))
}

/** Charges that were paid end: nothing more is asked of the bank for them. */
export async function endPaidCharges(
  tx: Tx,
  { municipalityId, now }: { readonly municipalityId: bigint; readonly now: Date },
  txids: readonly string[]
): Promise<void> {
  if (txids.length === 0) return
  await query(
    tx,
    `update payments_pix_charges set state = 'paid', ended_at = ?, reason = null
      where municipality_id = ? and txid = any(?::text[]) and state not in ('paid', 'removed')`,
    [now, municipalityId, txids]
  )
}
