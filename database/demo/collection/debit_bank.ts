import { type CivilDate, addDays } from '#core/calendar/index'
import {
  type DebitOrder,
  type DebitResult,
  type DebitReturnRecord,
  type ReadRemittance,
  writeDebitReturn,
} from '#plugins/payments/api'

/** What a bank answers to a debit: the code, and another day or amount when it is not as asked. */
export interface BankAnswer {
  readonly code: string
  readonly on?: CivilDate
  readonly amountCents?: bigint
}

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

/** What a bank says that became of a debit. */
export const resultOf = (
  debit: DebitOrder,
  { code, on, amountCents }: BankAnswer
): DebitResult => ({
  ...{ clientId: debit.clientId, agency: debit.agency, bankClient: debit.bankClient },
  ...{ dueOn: on ?? debit.dueOn, amountCents: amountCents ?? debit.amountCents, code },
  companyUse: debit.companyUse,
  rest: `${debit.ownerKind.padEnd(1)}${debit.owner.padEnd(15)}`.trimEnd(),
  movement: debit.movement,
})
