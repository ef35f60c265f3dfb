import type { CivilDate } from '#core/calendar/index'
import {
  type BankOption,
  CHANGED_CLIENT_LAYOUT,
  type ChangedClient,
  DEBIT_LAYOUT,
  DEBIT_RESULT_LAYOUT,
  DEBIT_SERVICE_NAME,
  type DebitOrder,
  type DebitResult,
  OPTION_LAYOUT,
  REFUSED_OPTION_LAYOUT,
  type RefusedOption,
} from './direct_debit_layout.ts'
import { type Direction, type FileHeader, TRAILER_LAYOUT, headerLayout } from './envelope_layout.ts'
import { writeRecord } from './fixed_width.ts'

/** Whose CPF or CNPJ goes with a debit from version 05 on; version 04 leaves the place blank. */
export function ownerFields(
  version: string,
  taxpayerId: string | null
): Pick<DebitOrder, 'owner' | 'ownerKind'> {
  const id = (taxpayerId ?? '').replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  if (version === '04' || id === '') return { ownerKind: '', owner: '' }
  return { ownerKind: id.length > 11 ? '1' : '2', owner: id.padStart(15, '0') }
}

export type RemittanceRecord =
  | { readonly kind: 'E'; readonly record: DebitOrder }
  | { readonly kind: 'C'; readonly record: RefusedOption }
  | { readonly kind: 'D'; readonly record: ChangedClient }

export interface WrittenFile {
  readonly content: string
  /** The lines of the records, in their order; header and trailer apart. */
  readonly lines: readonly string[]
  readonly totalCents: bigint
}

/**
 * Writes a remittance of direct debits (company → bank): ASCII, 150 positions, CR LF after every line, totals computed here. The
 * total is that of the records E, cancellations included, as banks add it.
 *
 * Errors: E_PAYMENTS_RECORD_VALUE when a value does not fit its field; names and texts are cut instead.
 *
 * @see FEBRABAN, Manual do Débito Automático, versions 04 and 05
 */
export function writeDebitRemittance(
  header: FileHeader,
  records: readonly RemittanceRecord[]
): WrittenFile {
  const lines = records.map((one) => {
    if (one.kind === 'E') return writeRecord(DEBIT_LAYOUT, one.record)
    if (one.kind === 'C') return writeRecord(REFUSED_OPTION_LAYOUT, one.record)
    return writeRecord(CHANGED_CLIENT_LAYOUT, one.record)
  })
  const totalCents = records.reduce(
    (sum, one) => (one.kind === 'E' ? sum + one.record.amountCents : sum),
    0n
  )
  return { ...enveloped('1', header, { lines, totalCents }), lines, totalCents }
}

export type ReturnRecord =
  | { readonly kind: 'F'; readonly record: DebitResult }
  | { readonly kind: 'B'; readonly record: BankOption }

/** What a bank answers to a debit: the code, and another day or amount when it is not as asked. */
export interface BankAnswer {
  readonly code: string
  readonly on?: CivilDate
  readonly amountCents?: bigint
}

/** The record F by which a bank answers a record E. */
export const answerDebit = (
  debit: DebitOrder,
  { code, on, amountCents }: BankAnswer
): DebitResult => ({
  ...{ clientId: debit.clientId, agency: debit.agency, bankClient: debit.bankClient },
  ...{ dueOn: on ?? debit.dueOn, amountCents: amountCents ?? debit.amountCents, code },
  companyUse: debit.companyUse,
  rest: `${debit.ownerKind.padEnd(1)}${debit.owner.padEnd(15)}`.trimEnd(),
  movement: debit.movement,
})

/** Writes a return of direct debits as a bank does; the total is that of all records F, refused ones too. */
export function writeDebitReturn(header: FileHeader, records: readonly ReturnRecord[]): string {
  const lines = records.map((one) =>
    one.kind === 'F'
      ? writeRecord(DEBIT_RESULT_LAYOUT, one.record)
      : writeRecord(OPTION_LAYOUT, one.record)
  )
  const totalCents = records.reduce(
    (sum, one) => (one.kind === 'F' ? sum + one.record.amountCents : sum),
    0n
  )
  return enveloped('2', header, { lines, totalCents }).content
}

function enveloped(
  direction: Direction,
  header: FileHeader,
  { lines, totalCents }: { readonly lines: readonly string[]; readonly totalCents: bigint }
): { readonly content: string } {
  const all = [
    writeRecord(headerLayout(direction, DEBIT_SERVICE_NAME), header),
    ...lines,
    writeRecord(TRAILER_LAYOUT, { recordCount: lines.length + 2, totalCents }),
  ]
  return { content: all.map((line) => `${line}\r\n`).join('') }
}
