import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ForwardedBatch } from '../domain/forwarded.ts'
import { type SettlementContext, takeTurn } from './settlement_context.ts'

/** What the system before still collects: of groups that it was not cut over from. */
const STANDING = `not exists (
  select from registry_take_over_signoffs s
   where s.municipality_id = b.municipality_id and s.system = b.system and s.kind = 'cut_over'
     and (s.billing_group_id = b.billing_group_id or s.billing_group_id is null))`

interface Asked {
  /** Null: all that waits to be identified. */
  readonly receiptIds: readonly bigint[] | null
  readonly on: CivilDate
}

interface Recognised {
  readonly id: bigint
  readonly amountCents: bigint
}

/**
 * Sets unidentified money apart that paid a bill of the system before, known by its barcode or txid: it settles nothing here. The
 * participants of `receivables.forwarded` are told. @returns the receipts
 */
export async function recogniseFormerBills(
  tx: Tx,
  { municipalityId, participate }: Pick<SettlementContext, 'municipalityId' | 'participate'>,
  { receiptIds, on }: Asked
): Promise<ReadonlySet<bigint>> {
  if (receiptIds?.length === 0) return new Set()
  await takeTurn(tx, municipalityId)
  const found = await query<Recognised>(
    tx,
    `with known as (
       select distinct on (r.id) r.id, b.id as bill
         from receivables_receipts r
         join receivables_advices a on a.municipality_id = r.municipality_id and a.receipt_id = r.id
         join lateral (
           select * from receivables_former_bills where municipality_id = r.municipality_id and barcode = a.barcode::bpchar
           union
           select * from receivables_former_bills where municipality_id = r.municipality_id and pix_txid = a.txid) b on ${STANDING}
        where r.municipality_id = ? and r.state = 'unidentified' and (?::bigint[] is null or r.id = any(?::bigint[]))
        order by r.id, b.id),
     moved as (
       update receivables_receipts r set state = 'forwarded' from known where r.id = known.id
       returning r.id, r.amount_cents),
     linked as (
       insert into receivables_forwarded_receipts (municipality_id, receipt_id, bill_id, recognised_on)
       select ?, id, bill, ?::date from known order by id)
     select id, amount_cents as "amountCents" from moved order by id`,
    [municipalityId, receiptIds, receiptIds, municipalityId, on]
  )
  if (found.length > 0) {
    const batch = { postedOn: on, receipts: found } satisfies ForwardedBatch
    await participate('receivables.forwarded', batch)
  }
  return new Set(found.map(({ id }) => id))
}

/** Money that the system before is told of. Amounts in cents. */
export interface ForwardedReceipt {
  readonly receiptId: bigint
  readonly number: string
  readonly groupCode: string
  readonly premiseKey: string | null
  readonly barcode: string | null
  readonly txid: string | null
  readonly billCents: bigint
  readonly dueOn: CivilDate
  readonly amountCents: bigint
  readonly feeCents: bigint
  readonly paidOn: CivilDate
  readonly creditedOn: CivilDate | null
  readonly agentCode: string
  readonly channel: string
  readonly authentication: string | null
  readonly endToEndId: string | null
}

interface Taking {
  readonly system: string
  /** Id of the file that tells of them. */
  readonly forwardingId: bigint
}

/** Gives a file all the money of a system that no file told of, once: the oldest payment first. */
export const takeForwarded = (
  tx: Tx,
  municipalityId: bigint,
  { system, forwardingId }: Taking
): Promise<ForwardedReceipt[]> =>
  query<ForwardedReceipt>(
    tx,
    `with taken as (
       update receivables_forwarded_receipts f set forwarding_id = ?
         from receivables_former_bills b
        where f.municipality_id = ? and f.forwarding_id is null and b.id = f.bill_id and b.system = ?
       returning f.receipt_id, b.*)
     select r.id as "receiptId", t.number, g.code as "groupCode", t.premise_key as "premiseKey", t.barcode, t.pix_txid as txid,
            t.amount_cents as "billCents", t.due_on as "dueOn", r.amount_cents as "amountCents", r.fee_cents as "feeCents",
            r.paid_on as "paidOn", r.credited_on as "creditedOn", r.agent_code as "agentCode", r.channel, r.authentication,
            r.end_to_end_id as "endToEndId"
       from taken t join receivables_receipts r on r.id = t.receipt_id
       join registry_billing_groups g on g.id = t.billing_group_id order by r.paid_on, r.id`,
    [forwardingId, municipalityId, system]
  )

/** Of each billing group, the money for bills of a system that it was in, and what of it no file told yet. */
export interface ForwardedSum {
  readonly groupId: bigint
  readonly receipts: number
  readonly cents: bigint
  readonly toldReceipts: number
  readonly toldCents: bigint
}

export const forwardedSums = (
  tx: Tx,
  municipalityId: bigint,
  system: string
): Promise<ForwardedSum[]> =>
  query<ForwardedSum>(
    tx,
    `select b.billing_group_id as "groupId", count(*)::int as receipts, sum(r.amount_cents)::bigint as cents,
            (count(*) filter (where f.forwarding_id is not null))::int as "toldReceipts",
            coalesce(sum(r.amount_cents) filter (where f.forwarding_id is not null), 0)::bigint as "toldCents"
       from receivables_forwarded_receipts f
       join receivables_former_bills b on b.id = f.bill_id and b.system = ?
       join receivables_receipts r on r.id = f.receipt_id
      where f.municipality_id = ? group by 1 order by 1`,
    [system, municipalityId]
  )
