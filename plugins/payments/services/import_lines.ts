import { type Tx, query, sha256 } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import {
  type Advice,
  type AdviceOutcome,
  type SettlementContext,
  receiveAdvices,
  receiptsByIds,
} from '#plugins/receivables/api'
import {
  type CollectionLine,
  authenticationOf,
  readReceiptLine,
} from '../domain/collection_return.ts'
import { type LineEnd, fateOf } from '../domain/line_fate.ts'

/** What the lines of one file share. */
export interface FileOfLines {
  readonly fileId: bigint
  readonly agreementId: bigint
  readonly agentCode: string
  readonly sequence: number
}

interface WaitingLine {
  readonly id: bigint
  readonly line: CollectionLine
}

export interface LineResult {
  readonly id: bigint
  readonly number: number
  readonly fate: LineEnd
  readonly reason: string | null
  readonly amountCents: bigint
  readonly creditCents: bigint
  readonly outcome: AdviceOutcome | null
}

export interface ImportedLines {
  readonly lines: readonly LineResult[]
  /** What the participants of the settlement warned of. */
  readonly warnings: readonly Issue[]
}

/**
 * Processes the waiting lines of a range of a file: each becomes an advice for the receivables, and gets the fate that they
 * answer, in the same transaction. A line that already has its fate is left as it is.
 */
export async function importLines(
  tx: Tx,
  ctx: SettlementContext,
  { file, from, to }: { readonly file: FileOfLines; readonly from: number; readonly to: number }
): Promise<ImportedLines> {
  const waiting = await waitingLines(tx, file.fileId, { from, to })
  const payable = waiting.filter(({ line }) => (line.amountCents ?? 0n) > 0n)
  const warnings: Issue[] = []
  const listening: SettlementContext = {
    ...ctx,
    async participate(point, payload) {
      const found = await ctx.participate(point, payload)
      warnings.push(...found)
      return found
    },
  }
  const advices = payable.map((one) => adviceOf(one, file))
  const outcomes = await receiveAdvices(tx, listening, advices)
  const credits = await creditsOf(tx, ctx.municipalityId, outcomes)
  const lines = [
    ...payable.map((one, index) => resultOf(one, outcomes[index]!, credits)),
    ...waiting.filter((one) => !payable.includes(one)).map(withoutMoney),
  ].sort((a, b) => a.number - b.number)
  await saveFates(tx, lines)
  return { lines, warnings }
}

async function waitingLines(
  tx: Tx,
  fileId: bigint,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<WaitingLine[]> {
  const rows = await query<{ id: bigint; number: number; raw: string }>(
    tx,
    `select id, number, raw from payments_file_lines
      where file_id = ? and number between ? and ? and fate = 'waiting' order by number for update`,
    [fileId, from, to]
  )
  return rows.map(({ id, number, raw }) => ({ id, line: readReceiptLine({ number, raw }) }))
}

/**
 * The identity is the message itself: agreement, sequence, line and content. The same line is so never applied twice, and
 * another line in its place, in a corrected file of the same sequence, is another message.
 */
function adviceOf({ id, line }: WaitingLine, file: FileOfLines): Advice {
  const record = line.record!
  const content = sha256(line.raw).slice(0, 16)
  return {
    identity: `collection_return/${file.agreementId}/${file.sequence}/${line.number}/${content}`,
    channel: 'collection_return',
    sourceType: 'payments.file_lines',
    sourceId: id,
    batch: `payments.files/${file.fileId}`,
    agentCode: file.agentCode,
    paidOn: record.paidOn,
    creditedOn: record.creditedOn,
    amountCents: record.amountCents,
    feeCents: record.feeCents,
    barcode: record.barcode || null,
    endToEndId: null,
    txid: null,
    authentication: authenticationOf(record),
  }
}

async function creditsOf(
  tx: Tx,
  municipalityId: bigint,
  outcomes: readonly AdviceOutcome[]
): Promise<ReadonlyMap<bigint, bigint>> {
  const ids = outcomes.filter(({ outcome }) => outcome === 'new').map(({ receiptId }) => receiptId)
  const receipts = await receiptsByIds(tx, municipalityId, [...new Set(ids)])
  return new Map([...receipts.values()].map(({ id, creditCents }) => [id, creditCents]))
}

function resultOf(
  { id, line }: WaitingLine,
  outcome: AdviceOutcome,
  credits: ReadonlyMap<bigint, bigint>
): LineResult {
  const { fate, reason } = fateOf(outcome, line.issue?.message ?? null)
  return {
    id,
    number: line.number,
    fate,
    reason,
    amountCents: line.amountCents!,
    creditCents: outcome.outcome === 'new' ? (credits.get(outcome.receiptId) ?? 0n) : 0n,
    outcome,
  }
}

const withoutMoney = ({ id, line }: WaitingLine): LineResult => ({
  id,
  number: line.number,
  fate: 'rejected',
  reason: 'A linha traz valor zero: não há o que baixar.',
  amountCents: 0n,
  creditCents: 0n,
  outcome: null,
})

async function saveFates(tx: Tx, lines: readonly LineResult[]): Promise<void> {
  if (lines.length === 0) return
  await query(
    tx,
    `update payments_file_lines l
        set fate = u.fate, reason = u.reason, credit_cents = u.credit, advice_id = u.advice,
            receipt_id = u.receipt, document_id = u.document
       from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
         as u(id, fate, reason, credit, advice, receipt, document)
      where l.id = u.id`,
    [
      lines.map(({ id }) => id),
      lines.map(({ fate }) => fate),
      lines.map(({ reason }) => reason),
      lines.map(({ creditCents }) => creditCents),
      lines.map(({ outcome }) => outcome?.adviceId ?? null),
      lines.map(({ outcome }) => outcome?.receiptId ?? null),
      lines.map(({ outcome }) => outcome?.documentId ?? null),
    ]
  )
}
