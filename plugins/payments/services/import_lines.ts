import { type Tx, query } from '#core/database/index'
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
import type {
  FileOfLines,
  LineHandler,
  LineResult,
  LinesArriving,
  PaidLine,
  RawLine,
} from './arriving_lines.ts'
import { lineIdentity } from './line_identity.ts'
import { boletoAnswers } from './boletos/receive_answers.ts'
import { fateOf } from '../domain/line_fate.ts'

interface WaitingLine {
  readonly id: bigint
  readonly line: CollectionLine
}

export interface ImportedLines {
  readonly lines: readonly LineResult[]
  /** What the participants of the settlement warned of. */
  readonly warnings: readonly Issue[]
}

/**
 * Processes the waiting lines of a range of a file: each gets the fate that the receivables, or the owner of its kind, answer,
 * in the same transaction. A line that already has its fate is left as it is.
 */
export async function importLines(
  tx: Tx,
  ctx: SettlementContext,
  { file, from, to }: { readonly file: FileOfLines; readonly from: number; readonly to: number }
): Promise<ImportedLines> {
  const waiting = await waitingLines(tx, file.fileId, { from, to })
  const warnings: Issue[] = []
  const listening: SettlementContext = {
    ...ctx,
    async participate(point, payload) {
      const found = await ctx.participate(point, payload)
      warnings.push(...found)
      return found
    },
  }
  const handler = await handlerOf(ctx, file.kind)
  const lines = [...(await handler.receive(tx, listening, { file, waiting }))].sort(
    (a, b) => a.number - b.number
  )
  await saveFates(tx, lines)
  return { lines, warnings }
}

async function handlerOf(ctx: SettlementContext, kind: string): Promise<LineHandler> {
  if (kind === 'collection_return') return collectionReturn
  if (kind === 'registered_boleto') return boletoReturn
  const handlers = new Map<string, LineHandler>()
  await ctx.participate<LinesArriving>('payments.lines_arriving', { handlers })
  return handlers.get(kind) ?? nobody
}

/** The plugin that owns the kind is off: nothing is done, and each line says so. */
const nobody: LineHandler = {
  async receive(_tx, _ctx, { waiting }) {
    const reason = 'O módulo que trata os arquivos deste tipo de convênio está desligado.'
    return waiting.map(({ id, number }) => withoutMoney({ id, number, reason }))
  },
}

/** Collection by barcode: each line becomes an advice for the receivables. */
const collectionReturn: LineHandler = {
  async receive(tx, ctx, { file, waiting }) {
    const read = waiting.map(({ id, number, raw }): WaitingLine => ({
      id,
      line: readReceiptLine({ number, raw }),
    }))
    const payable = read.filter(({ line }) => (line.amountCents ?? 0n) > 0n)
    const received = await receiveLines(
      tx,
      ctx,
      payable.map((one) => ({
        ...{ id: one.id, number: one.line.number, advice: adviceOf(one, file) },
        unknownReason: one.line.issue?.message ?? null,
      }))
    )
    const reason = 'A linha traz valor zero: não há o que baixar.'
    return [
      ...received,
      ...read
        .filter((one) => !payable.includes(one))
        .map(({ id, line: { number } }) => withoutMoney({ id, number, reason })),
    ]
  },
}

/** Registered boletos: payments become advices, the rest is kept with the boleto. */
const boletoReturn: LineHandler = {
  receive: (tx, ctx, given) => boletoAnswers(tx, ctx, { ...given, receive: receiveLines }),
}

/** Gives the advices of some lines to the receivables. @returns the fate of each line, in their order */
export async function receiveLines(
  tx: Tx,
  ctx: SettlementContext,
  lines: readonly PaidLine[]
): Promise<LineResult[]> {
  const outcomes = await receiveAdvices(
    tx,
    ctx,
    lines.map(({ advice }) => advice)
  )
  const credits = await creditsOf(tx, ctx.municipalityId, outcomes)
  return lines.map((one, index) => resultOf(one, outcomes[index]!, credits))
}

async function waitingLines(
  tx: Tx,
  fileId: bigint,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<RawLine[]> {
  return query<RawLine>(
    tx,
    `select id, number, raw from payments_file_lines
      where file_id = ? and number between ? and ? and fate = 'waiting' order by number for update`,
    [fileId, from, to]
  )
}

function adviceOf({ id, line }: WaitingLine, file: FileOfLines): Advice {
  const record = line.record!
  return {
    identity: lineIdentity(file, line),
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
  { id, number, advice, unknownReason }: PaidLine,
  outcome: AdviceOutcome,
  credits: ReadonlyMap<bigint, bigint>
): LineResult {
  const { fate, reason } = fateOf(outcome, unknownReason)
  return {
    ...{ id, number, fate, reason, outcome, amountCents: advice.amountCents },
    creditCents: outcome.outcome === 'new' ? (credits.get(outcome.receiptId) ?? 0n) : 0n,
  }
}

const withoutMoney = (line: Pick<LineResult, 'id' | 'number' | 'reason'>): LineResult => ({
  ...line,
  ...{ fate: 'rejected', amountCents: 0n, creditCents: 0n, outcome: null },
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
