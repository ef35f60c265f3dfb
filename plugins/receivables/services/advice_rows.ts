import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type { Advice, AdviceChannel, AdviceOutcome, ReceiptClass } from '../domain/advice.ts'
import type { JoinableReceipt, KnownAdvice } from '../domain/join_advices.ts'
import type { SettledOne } from './settle_receipts.ts'

export interface StoredReceipt extends JoinableReceipt {
  readonly key: bigint
  readonly paidOn: CivilDate
  /** Nothing is to be settled with it any more: it found its document, or was undone. */
  readonly isIdentified: boolean
}

/** Messages already received, by identity. */
export async function knownIdentities(
  tx: Tx,
  municipalityId: bigint,
  identities: readonly string[]
): Promise<ReadonlyMap<string, AdviceOutcome>> {
  const rows = await query<{
    identity: string
    id: bigint
    receipt_id: bigint
    document_id: bigint | null
    class: ReceiptClass
  }>(
    tx,
    `select a.identity, a.id, a.receipt_id, r.document_id, r.class
       from receivables_advices a join receivables_receipts r on r.id = a.receipt_id
      where a.municipality_id = ? and a.identity = any(?::text[])`,
    [municipalityId, identities]
  )
  return new Map(
    rows.map((row) => [
      row.identity,
      {
        identity: row.identity,
        outcome: 'repeated',
        adviceId: row.id,
        receiptId: row.receipt_id,
        documentId: row.document_id,
        class: row.class,
      },
    ])
  )
}

interface ReceiptRow {
  readonly id: bigint
  readonly document_id: bigint | null
  readonly agent_code: string
  readonly paid_on: CivilDate
  readonly amount_cents: bigint
  readonly end_to_end_id: string | null
  readonly txid: string | null
  readonly authentication: string | null
  readonly state: string
  readonly channels: AdviceChannel[]
  readonly batches: string[]
}

/** Receipts that the advices may tell of again, found by any of their keys. */
export async function joinableReceipts(
  tx: Tx,
  municipalityId: bigint,
  advices: readonly KnownAdvice[]
): Promise<StoredReceipt[]> {
  const distinct = <T>(values: readonly (T | null)[]) => [
    ...new Set(values.filter((value) => value !== null)),
  ]
  const arms = [
    ['document_id', 'bigint', distinct(advices.map(({ documentId }) => documentId))],
    ['end_to_end_id', 'text', distinct(advices.map(({ advice }) => advice.endToEndId))],
    ['authentication', 'text', distinct(advices.map(({ advice }) => advice.authentication))],
  ] as const
  const wanted = [...arms, ['told_document_id', ...arms[0].slice(1)] as const].filter(
    ([, , values]) => values.length > 0
  )
  if (wanted.length === 0) return []
  const rows = await query<ReceiptRow>(
    tx,
    `select r.id, coalesce(r.told_document_id, r.document_id) as document_id, r.agent_code, r.paid_on, r.amount_cents, r.end_to_end_id, r.txid, r.authentication, r.state,
            (select array_agg(distinct a.channel) from receivables_advices a
              where a.municipality_id = r.municipality_id and a.receipt_id = r.id) as channels,
            array(select distinct a.batch from receivables_advices a
                   where a.municipality_id = r.municipality_id and a.receipt_id = r.id and a.batch is not null) as batches
       from receivables_receipts r
      where r.id in (${wanted
        .map(
          ([column, type]) =>
            `select id from receivables_receipts where municipality_id = ? and ${column} = any(?::${type}[])`
        )
        .join(' union ')})
      order by r.id`,
    wanted.flatMap(([, , values]) => [municipalityId, values as readonly (string | bigint)[]])
  )
  return rows.map((row) => ({
    key: row.id,
    documentId: row.document_id,
    agentCode: row.agent_code,
    paidOn: row.paid_on,
    amountCents: row.amount_cents,
    endToEndId: row.end_to_end_id,
    txid: row.txid,
    authentication: row.authentication,
    channels: new Set(row.channels),
    batches: new Set(row.batches),
    isIdentified: row.state !== 'unidentified',
    isReversed: row.state === 'reversed',
  }))
}

export interface NewReceiptRow {
  readonly id: bigint
  readonly advice: Advice
  /** What it settles; null: no document is known, and it waits to be identified. */
  readonly settled: SettledOne | null
}

/** Writes receipts, each once: what they settle is written next, in the same transaction. */
export async function writeReceipts(
  tx: Tx,
  { municipalityId, postedOn }: { readonly municipalityId: bigint; readonly postedOn: CivilDate },
  receipts: readonly NewReceiptRow[]
): Promise<void> {
  if (receipts.length === 0) return
  await copyRows(
    tx,
    'receivables_receipts',
    [
      ...['id', 'municipality_id', 'agent_code', 'channel', 'paid_on', 'credited_on', 'posted_on'],
      ...['amount_cents', 'fee_cents', 'end_to_end_id', 'txid', 'authentication', 'class', 'state'],
      ...['applied_cents', 'credit_cents', 'proof', 'payer_id', 'awaits_bank'],
      ...['document_id', 'premise_id'],
    ],
    receipts.map(({ id, advice, settled }) => [
      ...[id, municipalityId, advice.agentCode, advice.channel, advice.paidOn, advice.creditedOn],
      ...[postedOn, advice.amountCents, advice.feeCents, advice.endToEndId, advice.txid],
      ...[advice.authentication, settled?.class ?? 'unidentified'],
      ...[settled ? 'identified' : 'unidentified'],
      ...[settled?.appliedCents ?? 0, settled?.creditCents ?? 0],
      ...[advice.proof ?? null, advice.payerId ?? null, advice.channel === 'manual'],
      ...[settled?.documentId ?? null, settled?.premiseId ?? null],
    ])
  )
}

export interface NewAdviceRow {
  readonly id: bigint
  readonly known: KnownAdvice
  readonly receiptId: bigint
  readonly outcome: AdviceOutcome['outcome']
}

export async function writeAdvices(
  tx: Tx,
  municipalityId: bigint,
  rows: readonly NewAdviceRow[]
): Promise<void> {
  if (rows.length === 0) return
  await copyRows(
    tx,
    'receivables_advices',
    [
      ...['id', 'municipality_id', 'channel', 'source_type', 'source_id', 'agent_code', 'paid_on'],
      ...['credited_on', 'amount_cents', 'fee_cents', 'barcode', 'end_to_end_id', 'txid'],
      ...['authentication', 'identity', 'document_id', 'receipt_id', 'outcome'],
      'batch',
    ],
    rows.map(({ id, known: { advice, documentId }, receiptId, outcome }) => [
      ...[id, municipalityId, advice.channel, advice.sourceType, advice.sourceId],
      ...[advice.agentCode, advice.paidOn, advice.creditedOn, advice.amountCents, advice.feeCents],
      ...[advice.barcode, advice.endToEndId, advice.txid, advice.authentication, advice.identity],
      ...[documentId, receiptId, outcome, advice.batch ?? null],
    ])
  )
}

/** A later message may know what the first did not: the end-to-end id, the credit date, the fee; and it confirms what people entered. */
export async function completeReceipts(
  tx: Tx,
  municipalityId: bigint,
  joined: readonly { readonly receiptId: bigint; readonly advice: Advice }[]
): Promise<void> {
  if (joined.length === 0) return
  await query(
    tx,
    `update receivables_receipts r
        set end_to_end_id = coalesce(r.end_to_end_id, u.e2e), txid = coalesce(r.txid, u.txid),
            authentication = coalesce(r.authentication, u.auth), credited_on = coalesce(r.credited_on, u.credited),
            fee_cents = greatest(r.fee_cents, u.fee), awaits_bank = false
       from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[])
         as u(id, e2e, txid, auth, credited, fee)
      where r.id = u.id and r.municipality_id = ?`,
    [
      joined.map(({ receiptId }) => receiptId),
      joined.map(({ advice }) => advice.endToEndId),
      joined.map(({ advice }) => advice.txid),
      joined.map(({ advice }) => advice.authentication),
      joined.map(({ advice }) => advice.creditedOn),
      joined.map(({ advice }) => advice.feeCents),
      municipalityId,
    ]
  )
}
