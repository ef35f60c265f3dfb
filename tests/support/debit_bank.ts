import { type CivilDate, addDays } from '#core/calendar/index'
import {
  DEBIT_LAYOUT,
  type DebitOrder,
  type DebitResult,
} from '#plugins/payments/domain/direct_debit_layout'
import { type ReturnRecord, writeDebitReturn } from '#plugins/payments/domain/direct_debit_writer'
import { TRAILER_LAYOUT, headerLayout } from '#plugins/payments/domain/envelope_layout'
import { readRecord } from '#plugins/payments/domain/fixed_width'

/** What a bank answers to a debit: the code, and another day or amount when it is not as asked. */
export interface BankAnswer {
  readonly code: string
  readonly on?: CivilDate
  readonly amountCents?: bigint
}

/** A remittance as a bank reads it. */
export interface ReadRemittance {
  readonly header: {
    readonly agreementCode: string
    readonly bankCode: string
    readonly bankName: string
    readonly companyName: string
    readonly generatedOn: CivilDate
    readonly fileSequence: number
    readonly version: string
  }
  readonly debits: readonly DebitOrder[]
  readonly lines: readonly string[]
  readonly recordCount: number
  readonly totalCents: bigint
}

const SERVICE = 'DEBITO AUTOMATICO'

/** Reads a remittance, as strictly as banks do. @throws Error where a line is not as the manual says */
export function readRemittance(content: string): ReadRemittance {
  if (!content.endsWith('\r\n')) throw new Error('The last line has no end')
  const lines = content.slice(0, -2).split('\r\n')
  if (lines.some((line) => line.length !== 150)) throw new Error('A line has not 150 positions')
  const header = readRecord(headerLayout('1', SERVICE), lines[0]!).record
  const trailer = readRecord(TRAILER_LAYOUT, lines.at(-1)!).record
  if (!header || !trailer || !lines[0]!.startsWith('A1')) throw new Error('Not a remittance')
  const debits = lines
    .filter((line) => line.startsWith('E'))
    .map((line) => {
      const { record } = readRecord(DEBIT_LAYOUT, line)
      if (!record) throw new Error(`Not a debit: ${line}`)
      return record
    })
  return { header, debits, lines, ...trailer }
}

export interface Answering {
  readonly sequence: number
  readonly generatedOn?: CivilDate
  /** Null: the bank says nothing of this debit. */
  answer(debit: DebitOrder, index: number): BankAnswer | string | null
  /** Registrations and whatever else comes in the file. */
  readonly more?: readonly ReturnRecord[]
}

/** The return file that a bank writes to a remittance. */
export function answerRemittance(remittance: ReadRemittance, answering: Answering): string {
  const results = remittance.debits.flatMap((debit, index): ReturnRecord[] => {
    const given = answering.answer(debit, index)
    if (given === null) return []
    const answer = typeof given === 'string' ? { code: given } : given
    return [{ kind: 'F', record: resultOf(debit, answer) }]
  })
  return writeDebitReturn(
    {
      ...remittance.header,
      fileSequence: answering.sequence,
      generatedOn: answering.generatedOn ?? addDays(remittance.header.generatedOn, 1),
    },
    [...results, ...(answering.more ?? [])]
  )
}

const resultOf = (debit: DebitOrder, { code, on, amountCents }: BankAnswer): DebitResult => ({
  ...{ clientId: debit.clientId, agency: debit.agency, bankClient: debit.bankClient },
  ...{ dueOn: on ?? debit.dueOn, amountCents: amountCents ?? debit.amountCents, code },
  companyUse: debit.companyUse,
  rest: `${debit.ownerKind.padEnd(1)}${debit.owner.padEnd(15)}`.trimEnd(),
  movement: debit.movement,
})
