import { type CivilDate, addDays } from '#core/calendar/index'
import {
  type BankAnswer,
  type DebitOrder,
  answerDebit,
  type DebitReturnRecord,
  type ReadRemittance,
  writeDebitReturn,
} from '#plugins/payments/api'

export interface Answering {
  readonly sequence: number
  readonly generatedOn?: CivilDate
  /** Null: the bank says nothing of this debit. */
  answer(debit: DebitOrder, index: number): BankAnswer | string | null
  /** Registrations and whatever else comes in the file. */
  readonly more?: readonly DebitReturnRecord[]
}

/** The return file that a bank writes to a remittance. */
export function answerRemittance(remittance: ReadRemittance, answering: Answering): string {
  const results = remittance.debits.flatMap((debit, index): DebitReturnRecord[] => {
    const given = answering.answer(debit, index)
    if (given === null) return []
    const answer = typeof given === 'string' ? { code: given } : given
    return [{ kind: 'F', record: answerDebit(debit, answer) }]
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
