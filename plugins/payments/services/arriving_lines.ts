import type { Tx } from '#core/database/index'
import type { Advice, AdviceOutcome, SettlementContext } from '#plugins/receivables/api'
import type { LineEnd } from '../domain/line_fate.ts'

/** What the lines of one file share. */
export interface FileOfLines {
  readonly fileId: bigint
  readonly agreementId: bigint
  readonly agentCode: string
  /** Kind of its agreement. */
  readonly kind: string
  readonly sequence: number
}

/** A waiting line of a file, as it came. */
export interface RawLine {
  readonly id: bigint
  readonly number: number
  readonly raw: string
}

/** What processes the lines of the files of one kind of agreement, in the transaction of the import. */
export interface LineHandler {
  receive(
    tx: Tx,
    ctx: SettlementContext,
    lines: { readonly file: FileOfLines; readonly waiting: readonly RawLine[] }
  ): Promise<readonly LineResult[]>
}

/** Payload of the extension point `payments.lines_arriving`: who processes the lines of the kinds that others own. */
export interface LinesArriving {
  /** By kind of agreement. */
  readonly handlers: Map<string, LineHandler>
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

/** A line that tells of money, with the advice that it is. */
export interface PaidLine {
  readonly id: bigint
  readonly number: number
  readonly advice: Advice
  /** Why no document can be known by it; the usual words when null. */
  readonly unknownReason: string | null
}
