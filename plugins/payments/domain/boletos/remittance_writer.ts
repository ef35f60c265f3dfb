import type { CivilDate } from '#core/calendar/index'
import { writeRecord } from '../fixed_width.ts'
import { BATCH_HEADER, BATCH_TRAILER, FILE_HEADER, FILE_TRAILER } from './envelope_layout.ts'
import { SEGMENT_P, SEGMENT_Q, SEGMENT_R } from './remittance_layout.ts'

/** `01` entry, `02` write-off, `06` another due date. */
export type BoletoMovement = '01' | '02' | '06'

/** The utility and its account, as the bank registered them. */
export interface BoletoParty {
  readonly bankCode: string
  readonly bankName: string
  readonly agreementCode: string
  readonly companyName: string
  readonly companyId: string
  readonly agency: string
  readonly agencyDigit: string
  readonly account: string
  readonly accountDigit: string
  readonly portfolio: string
  /** Kind of title: `17` receipt, `04` service. */
  readonly kind: string
  /** Days after the due date after which the bank writes it off; null: never by itself. */
  readonly writeOffDays: number | null
}

export interface BoletoOrder {
  readonly movement: BoletoMovement
  readonly ownNumber: string
  readonly documentNumber: string
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly amountCents: bigint
  /** Comes back untouched. */
  readonly companyUse: string
  readonly payer: {
    readonly name: string
    readonly taxpayerId: string | null
    readonly address: string
    readonly district: string
    readonly zipCode: string
    readonly city: string
    readonly state: string
  }
  readonly message: string
}

export interface BoletoRemittance {
  readonly party: BoletoParty
  readonly generatedOn: CivilDate
  /** `HHMMSS`. */
  readonly generatedAt: string
  readonly sequence: number
  readonly orders: readonly BoletoOrder[]
}

/**
 * Writes a remittance of registered boletos: 240 positions, CR LF after every line, one batch; segments P, Q and R of entries, P and Q of
 * instructions. Late charges are not asked of the bank: they go on the next invoice, as of every other paper.
 * Errors: E_PAYMENTS_RECORD_VALUE when a value does not fit its field; names are cut instead.
 */
export function writeBoletoRemittance(file: BoletoRemittance): {
  readonly content: string
  /** Lines of each order, in their order. */
  readonly lines: readonly (readonly string[])[]
} {
  const { party, generatedOn, generatedAt, sequence, orders } = file
  const owner = ownerFields(party)
  let number = 0
  const lines = orders.map((order) => {
    const segments = segmentsOf(order, party, () => ++number)
    return segments
  })
  const details = lines.flat()
  const bank = { bankCode: party.bankCode }
  const all = [
    writeRecord(FILE_HEADER, {
      ...{ ...bank, ...owner, companyId: party.companyId, bankName: party.bankName },
      ...{ direction: '1', generatedOn, generatedAt, fileSequence: sequence },
      ...{ version: '103', density: '00000' },
    }),
    writeRecord(BATCH_HEADER, {
      ...{ ...bank, batch: 1, operation: 'R', service: '01', version: '060', ...owner },
      ...{ companyId: party.companyId.padStart(15, '0'), firstMessage: '', secondMessage: '' },
      ...{ remittance: sequence, recordedOn: generatedOn, creditedOn: null },
    }),
    ...details,
    writeRecord(BATCH_TRAILER, {
      ...{ ...bank, batch: 1, recordCount: details.length + 2, titles: orders.length },
      ...{ totalCents: orders.reduce((sum, one) => sum + one.amountCents, 0n), notice: '' },
    }),
    writeRecord(FILE_TRAILER, {
      ...{ ...bank, batches: 1, recordCount: details.length + 4, accounts: 0 },
    }),
  ]
  return { content: all.map((line) => `${line}\r\n`).join(''), lines }
}

const accountFields = (party: BoletoParty) => ({
  ...{ agency: party.agency.padStart(5, '0'), agencyDigit: party.agencyDigit },
  ...{ account: party.account.padStart(12, '0'), accountDigit: party.accountDigit, bothDigit: '' },
})

const ownerFields = (party: BoletoParty) => ({
  ...{ companyKind: '2', agreementCode: party.agreementCode, companyName: party.companyName },
  ...accountFields(party),
})

function segmentsOf(order: BoletoOrder, party: BoletoParty, next: () => number): string[] {
  const head = () => ({
    ...{ bankCode: party.bankCode, batch: 1, number: next(), movement: order.movement },
  })
  const first = writeRecord(SEGMENT_P, { ...head(), ...titleFields(order, party) })
  const second = writeRecord(SEGMENT_Q, { ...head(), ...payerFields(order) })
  if (order.movement !== '01') return [first, second]
  const third = writeRecord(SEGMENT_R, {
    ...{ ...head(), fineCode: '0', fineOn: null, fineCents: 0n, information: '' },
    ...{ thirdMessage: order.message, fourthMessage: '', payerOccurrence: '00000000' },
  })
  return [first, second, third]
}

const titleFields = (order: BoletoOrder, party: BoletoParty) => ({
  ...{ ...accountFields(party), ownNumber: order.ownNumber, portfolio: party.portfolio },
  ...{ registration: '1', documentType: '1', issuer: '2', deliverer: '2' },
  ...{ documentNumber: order.documentNumber, dueOn: order.dueOn, amountCents: order.amountCents },
  ...{ collectingAgency: '00000', collectingDigit: '', kind: party.kind, acceptance: 'N' },
  ...{ issuedOn: order.issuedOn, interestCode: '3', interestOn: null, interestCents: 0n },
  ...{ discountCode: '0', discountOn: null, discountCents: 0n, iofCents: 0n, rebateCents: 0n },
  ...{ companyUse: order.companyUse, protestCode: '3', protestDays: '00' },
  ...(party.writeOffDays === null
    ? { writeOffCode: '2', writeOffDays: '000' }
    : { writeOffCode: '1', writeOffDays: String(party.writeOffDays).padStart(3, '0') }),
  ...{ currency: '09', contract: '0000000000', partialPayment: '' },
})

function payerFields({ payer }: BoletoOrder) {
  const id = (payer.taxpayerId ?? '').replace(/\D/g, '')
  return {
    payerKind: id === '' ? '0' : id.length > 11 ? '2' : '1',
    ...{ payerId: id.padStart(15, '0'), payerName: payer.name, address: payer.address },
    ...{ district: payer.district, zipCode: payer.zipCode.replace(/\D/g, '').padStart(8, '0') },
    ...{ city: payer.city, state: payer.state, guarantorKind: '0' },
    ...{ guarantorId: '0'.repeat(15), guarantorName: '' },
  }
}
