import type { CivilDate } from '#core/calendar/index'
import {
  BATCH_HEADER,
  BATCH_TRAILER,
  FILE_HEADER,
  FILE_TRAILER,
} from '../../domain/boletos/envelope_layout.ts'
import { SEGMENT_T, SEGMENT_U } from '../../domain/boletos/return_layout.ts'
import { writeRecord } from '../../domain/fixed_width.ts'

export interface ToldBoleto {
  readonly movement: string
  readonly ownNumber: string
  readonly companyUse?: string
  readonly amountCents?: bigint
  readonly dueOn?: CivilDate
  readonly paidCents?: bigint
  readonly paidOn?: CivilDate
  readonly reasons?: string
  readonly feeCents?: bigint
}

const ACCOUNT = {
  ...{
    agency: '01234',
    agencyDigit: '5',
    account: '000000006789',
    accountDigit: '0',
    bothDigit: '',
  },
}
const COMPANY = { companyKind: '2', companyName: 'SAAE', ...ACCOUNT }

/** A return as a bank writes it. */
export function boletoReturn(file: {
  readonly bankCode?: string
  readonly agreementCode: string
  readonly sequence: number
  readonly generatedOn: CivilDate
  readonly told: readonly ToldBoleto[]
}): string {
  const { agreementCode, sequence, generatedOn, told, bankCode = '001' } = file
  const bank = { bankCode }
  const details = told.flatMap((one, index) => pairOf(one, { bankCode, number: index * 2 + 1 }))
  const lines = [
    writeRecord(FILE_HEADER, {
      ...{ ...bank, ...COMPANY, companyId: '11222333000181', agreementCode, bankName: 'BANCO' },
      ...{ direction: '2', generatedOn, generatedAt: '030000', fileSequence: sequence },
      ...{ version: '103', density: '00000' },
    }),
    writeRecord(BATCH_HEADER, {
      ...{ ...bank, batch: 1, operation: 'T', service: '01', version: '060', ...COMPANY },
      ...{ companyId: '011222333000181', agreementCode, firstMessage: '', secondMessage: '' },
      ...{ remittance: 0, recordedOn: generatedOn, creditedOn: null },
    }),
    ...details,
    writeRecord(BATCH_TRAILER, {
      ...{ ...bank, batch: 1, recordCount: details.length + 2, titles: told.length },
      ...{ totalCents: 0n, notice: '' },
    }),
    writeRecord(FILE_TRAILER, {
      ...{ ...bank, batches: 1, recordCount: details.length + 4, accounts: 0 },
    }),
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

function pairOf(one: ToldBoleto, { bankCode, number }: { bankCode: string; number: number }) {
  const head = { bankCode, batch: 1, movement: one.movement }
  const paidCents = one.paidCents ?? 0n
  return [
    writeRecord(SEGMENT_T, {
      ...{ ...head, number, ...ACCOUNT, ownNumber: one.ownNumber, portfolio: '1' },
      ...{ documentNumber: '', dueOn: one.dueOn ?? null, amountCents: one.amountCents ?? 0n },
      ...{ receivingBank: '104', receivingAgency: '00001', receivingDigit: '' },
      ...{ companyUse: one.companyUse ?? '', payerKind: '0', payerId: '', payerName: '' },
      ...{ contract: '', feeCents: one.feeCents ?? 0n, reasons: one.reasons ?? '' },
    }),
    writeRecord(SEGMENT_U, {
      ...{ ...head, number: number + 1, interestCents: 0n, discountCents: 0n, rebateCents: 0n },
      ...{ iofCents: 0n, paidCents, netCents: paidCents, expensesCents: 0n, othersCents: 0n },
      ...{ occurredOn: one.paidOn ?? null, creditedOn: one.paidOn ?? null, payerOccurrence: '' },
      ...{ payerOccurredOn: '', payerOccurrenceCents: '', payerComplement: '' },
      ...{ correspondent: '', correspondentNumber: '' },
    }),
  ]
}
