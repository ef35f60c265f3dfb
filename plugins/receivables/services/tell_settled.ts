import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { AdviceChannel, ReceiptClass, SettledBatch, SettledReceipt } from '../domain/advice.ts'
import type { settleReceipts } from './settle_receipts.ts'
import type { SettlementContext } from './settlement_context.ts'

export type StoredSettled = Omit<SettledReceipt, 'wasUnidentified'>

interface Row {
  readonly id: bigint
  readonly document_id: bigint | null
  readonly premise_id: bigint | null
  readonly agent_code: string
  readonly channel: AdviceChannel
  readonly paid_on: CivilDate
  readonly credited_on: CivilDate | null
  readonly posted_on: CivilDate
  readonly amount_cents: bigint
  readonly fee_cents: bigint
  readonly class: ReceiptClass
  readonly applied_cents: bigint
  readonly credit_cents: bigint
}

/** Receipts as they stand, by id. */
export async function receiptsByIds(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, StoredSettled>> {
  const rows = await query<Row>(
    tx,
    `select id, document_id, premise_id, agent_code, channel, paid_on, credited_on, posted_on, amount_cents, fee_cents,
            class, applied_cents, credit_cents
       from receivables_receipts where municipality_id = ? and id = any(?::bigint[]) order by id`,
    [municipalityId, ids]
  )
  return new Map(rows.map((row) => [row.id, receiptOf(row)]))
}

const receiptOf = (row: Row): StoredSettled => ({
  id: row.id,
  documentId: row.document_id,
  premiseId: row.premise_id,
  agentCode: row.agent_code,
  channel: row.channel,
  paidOn: row.paid_on,
  creditedOn: row.credited_on,
  postedOn: row.posted_on,
  amountCents: row.amount_cents,
  feeCents: row.fee_cents,
  class: row.class,
  appliedCents: row.applied_cents,
  creditCents: row.credit_cents,
})

export interface Told {
  readonly settled: Awaited<ReturnType<typeof settleReceipts>>
  readonly receipts: ReadonlyMap<bigint, StoredSettled>
  /** Receipts that this batch made. */
  readonly madeIds: readonly bigint[]
  readonly wasUnidentified: ReadonlySet<bigint>
}

/** Calls the participants of `receivables.settled` with the money that is new or newly identified. */
export async function tellSettled(
  ctx: SettlementContext & { readonly postedOn: CivilDate },
  { settled, receipts, madeIds, wasUnidentified }: Told
): Promise<void> {
  const ids = new Set([...madeIds, ...settled.receipts.map(({ receiptId }) => receiptId)])
  if (ids.size === 0) return
  await ctx.participate<SettledBatch>('receivables.settled', {
    postedOn: ctx.postedOn,
    receipts: [...ids].map((id) => ({
      ...receipts.get(id)!,
      wasUnidentified: wasUnidentified.has(id),
    })),
    settlements: settled.settlements,
    credits: settled.credits,
    pending: settled.pending,
  })
}
