import {
  type BusinessCalendar,
  type CivilDate,
  civilDate,
  createBusinessCalendar,
  nationalHolidays,
  parts,
} from '#core/calendar/index'
import { type TakenMoney, creditsOf, ofxStatement } from '#database/demo/collection/bank_ledger'
import { writeCollectionReturn } from '#plugins/payments/domain/collection_return_writer'
import type { DebitOrder } from '#plugins/payments/domain/direct_debit_layout'
import {
  type ReadRemittance,
  readDebitRemittance,
} from '#plugins/payments/domain/direct_debit_remittance'
import {
  type BankAnswer,
  answerDebit,
  writeDebitReturn,
} from '#plugins/payments/domain/direct_debit_writer'
import {
  type BoletoState,
  NO_BOLETOS,
  boletosOf,
  isBoletoRemittance,
  writeBoletoReturn,
} from './boleto_desk.ts'
import type { BankFolders } from './folders.ts'

/** A bill paid at a counter of the bank. */
export interface CounterPayment {
  readonly barcode: string
  readonly amountCents: string
  readonly paidOn: string
  readonly channel: string
}

/** What the bank does with the next file of an agreement instead of sending it as it should. */
export type Trouble = 'truncated' | 'known_sequence' | 'sent_again' | 'bad_line'

/** What the bank remembers of an agreement. */
export interface BranchState {
  sequence: number
  /** Not told to the company yet. */
  payments: CounterPayment[]
  /** Debits answered: their key is what the company wrote. */
  answered: string[]
  /** All that was taken, for the statement. */
  taken: { readonly paidOn: string; readonly amountCents: string }[]
  feeCents: string
  floatDays: number
  trouble: Trouble | null
  /** Registered boletos. */
  boletos: BoletoState
}

const NEW: BranchState = {
  ...{ sequence: 0, payments: [], answered: [], taken: [] },
  ...{ feeCents: '0', floatDays: 1, trouble: null, boletos: NO_BOLETOS },
}

/** One agreement at the bank: takes remittances, payments at counters, and tells of them. */
export class Branch {
  readonly state: BranchState
  readonly #folders: BankFolders
  readonly #name: string

  constructor(folders: BankFolders, name: string, state: BranchState | undefined) {
    this.#folders = folders
    this.#name = name
    this.state = { ...structuredClone(NEW), ...state }
  }

  /** Tells of everything that happened until a day. @returns the files written, by name */
  closeDay(on: CivilDate): string[] {
    const written: string[] = []
    const left = this.#folders.remittances(this.#name)
    const read = left
      .filter(({ content }) => !isBoletoRemittance(content))
      .map(({ content }) => readDebitRemittance(content))
    if (read.length) written.push(...this.#answer(read, on))
    const told = this.state.payments.filter(({ paidOn }) => paidOn <= on)
    if (told.length) written.push(...this.#tell(told, on))
    const boletos = left.filter(({ content }) => isBoletoRemittance(content))
    written.push(...this.#tellBoletos(boletos, on))
    return written
  }

  /** Confirmations, refusals, payments and write-offs of boletos, in one return. */
  #tellBoletos(
    remittances: readonly { readonly name: string; readonly content: string }[],
    on: CivilDate
  ): string[] {
    const feeCents = BigInt(this.state.feeCents)
    const { told, paid } = boletosOf(this.state.boletos, { on, feeCents, remittances })
    if (!told.length) return []
    for (const { paidOn, paidCents } of paid)
      this.state.taken.push({ paidOn: paidOn!, amountCents: String(paidCents) })
    return this.#send('CNAB', (sequence) => writeBoletoReturn(this.#name, sequence, { on, told }))
  }

  #answer(remittances: readonly ReadRemittance[], on: CivilDate): string[] {
    const banks = bankDays(on)
    const due = remittances
      .flatMap(({ debits }) => debits)
      .filter(({ movement, dueOn }) => movement === '0' && banks.nextBusinessDay(dueOn) <= on)
      .filter(({ companyUse }) => !this.state.answered.includes(companyUse))
    if (!due.length) return []
    const answers = due.map((debit) => ({ debit, answer: answerTo(debit, banks) }))
    const records = answers.map(({ debit, answer }) => ({
      ...{ kind: 'F' as const, record: answerDebit(debit, answer) },
    }))
    const written = this.#send('RET', (fileSequence) =>
      writeDebitReturn({ ...remittances.at(-1)!.header, generatedOn: on, fileSequence }, records)
    )
    this.state.answered.push(...due.map(({ companyUse }) => companyUse))
    for (const { debit, answer } of answers) {
      if (answer.code !== '00') continue
      const amountCents = String(answer.amountCents ?? debit.amountCents)
      this.state.taken.push({ paidOn: answer.on ?? debit.dueOn, amountCents })
    }
    return written
  }

  #tell(told: readonly CounterPayment[], on: CivilDate): string[] {
    const [bankCode = '', ...code] = this.#name.split('-')
    const { feeCents, floatDays } = this.state
    const banks = bankDays(on)
    const written = this.#send('TXT', (fileSequence) =>
      writeCollectionReturn({
        header: {
          ...{ agreementCode: code.join('-'), companyName: 'EMPRESA', bankCode },
          ...{ bankName: 'BANCO SIMULADO', generatedOn: on, fileSequence, version: '07' },
        },
        receipts: told.map((one, place) => ({
          ...{ creditedAccount: '', paidOn: civilDate(one.paidOn), barcode: one.barcode },
          creditedOn: banks.addBusinessDays(civilDate(one.paidOn), floatDays),
          ...{ amountCents: BigInt(one.amountCents), feeCents: BigInt(feeCents) },
          ...{ agency: '00000001', channel: one.channel, paymentForm: '1' },
          authentication: `${bankCode}S${fileSequence}P${place}`,
        })),
      })
    )
    this.state.payments = this.state.payments.filter((one) => !told.includes(one))
    this.state.taken.push(...told)
    return written
  }

  /** Sends a file as it should, or as the trouble that was asked for makes it; then the right one. */
  #send(suffix: string, write: (sequence: number) => string): string[] {
    const { trouble } = this.state
    this.state.trouble = null
    const sequence = ++this.state.sequence
    const name = `${this.#name}-${String(sequence).padStart(6, '0')}`
    const whole = write(sequence)
    const leave = (called: string, content: string) => {
      this.#folders.leave(this.#name, called, content)
      return called
    }
    const files: string[] = []
    if (trouble === 'truncated')
      files.push(leave(`${name}-A.${suffix}`, whole.slice(0, Math.floor(whole.length * 0.6))))
    if (trouble === 'known_sequence')
      files.push(leave(`${name}-A.${suffix}`, write(Math.max(1, sequence - 1))))
    if (trouble === 'bad_line') return [leave(`${name}.${suffix}`, withBadLine(whole))]
    files.push(leave(`${name}.${suffix}`, whole))
    if (trouble === 'sent_again') files.push(leave(`${name}-B.${suffix}`, whole))
    return files
  }

  /** The statement of the agreement's money, as OFX. */
  statement(from: CivilDate, until: CivilDate): string {
    const { feeCents, floatDays, taken } = this.state
    const code = this.#name.split('-').slice(1).join('-')
    const agreement = { id: 1n, code, feeCents: BigInt(feeCents), floatDays }
    const money = taken.map(({ paidOn, amountCents }): TakenMoney => ({
      ...{ agreement, kind: 'file', paidOn: civilDate(paidOn), amountCents: BigInt(amountCents) },
    }))
    const lines = creditsOf(money, bankDays(until)).filter(({ on }) => on >= from && on <= until)
    const name = `extrato-${from}-${until}.ofx`
    return this.#folders.leaveStatement(this.#name, name, ofxStatement(lines, { from, until }))
  }
}

/** Accounts that end in 9 have no funds; those that end in 8 have only most of what is asked. */
function answerTo(debit: DebitOrder, banks: BusinessCalendar): BankAnswer {
  const on = banks.nextBusinessDay(debit.dueOn)
  const account = debit.bankClient.trim()
  if (account.endsWith('9')) return { code: '01', on }
  if (account.endsWith('8'))
    return { code: '00', on, amountCents: debit.amountCents - debit.amountCents / 10n }
  return { code: '00', on }
}

/** The date of its first record is no date. */
function withBadLine(content: string): string {
  const [header = '', first = '', ...rest] = content.split('\r\n')
  const at = first.startsWith('F') ? 44 : 21
  return [header, `${first.slice(0, at)}20269999${first.slice(at + 8)}`, ...rest].join('\r\n')
}

function bankDays(on: CivilDate): BusinessCalendar {
  const { year } = parts(on)
  const years = [year - 1, year, year + 1]
  return createBusinessCalendar({
    holidays: years.flatMap((one) => nationalHolidays(one).map(({ date }) => date)),
  })
}
