import { type BusinessCalendar, type CivilDate, addDays, parts } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type FoundDocument, bankCalendar, findDocuments } from '#plugins/receivables/api'
import {
  type Agreement,
  barcodeWithFreeField,
  findAgreement,
  writeCollectionReturn,
} from '#plugins/payments/api'
import { type Random, createRandom } from './generator/random.ts'

/** How a customer paid a document. */
export type PaymentBehaviour =
  | 'on_time'
  | 'late'
  /** Twice, at two counters. */
  | 'duplicate'
  | 'overpaid'
  | 'underpaid'
  /** A code of the company that names no document. */
  | 'unknown'
  /** After the day on which the document stopped being offered. */
  | 'expired'
  /** By Pix, of which the bank had already given notice. */
  | 'notified_pix'

export interface SimulatedDocument {
  /** Document number with its check digit. */
  readonly number: string
  readonly behaviour: PaymentBehaviour
  /** The behaviour's own day when not given; a notified Pix has that of its notice. */
  readonly paidOn?: CivilDate
  /** The behaviour's own amount when not given. */
  readonly amountCents?: bigint
}

export interface SimulationRequest {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly documents: readonly SimulatedDocument[]
  readonly generatedOn: CivilDate
  /** The next of the agreement when not given. */
  readonly sequence?: number
  readonly companyName: string
  /** The same seed and documents give the same bytes. */
  readonly seed: string
}

export interface SimulatedFile {
  readonly name: string
  readonly content: Uint8Array
  readonly sequence: number
  readonly payments: readonly SimulatedPayment[]
}

export interface SimulatedPayment {
  readonly number: string
  readonly behaviour: PaymentBehaviour
  readonly barcode: string
  readonly paidOn: CivilDate
  readonly amountCents: bigint
}

const CHANNELS = ['1', '2', '3', '7'] as const
const PIX_CHANNEL = '9'

/** A bank's return file for documents of the municipality, byte for byte as FEBRABAN prescribes. */
export async function simulateReturnFile(
  tx: Tx,
  request: SimulationRequest
): Promise<SimulatedFile> {
  const { municipalityId, agreementId, generatedOn } = request
  const agreement = await findAgreement(tx, municipalityId, agreementId)
  const found = await findDocuments(tx, {
    municipalityId,
    numbers: request.documents.map(({ number }) => number),
  })
  const random = createRandom(request.seed)
  const payments = request.documents.flatMap((document) =>
    paymentsOf(document, found.byNumber.get(document.number)!, random)
  )
  const sequence = request.sequence ?? agreement.lastSequence + 1
  const year = parts(generatedOn).year
  const banks = bankCalendar(year - 1, year + 1, [])
  const text = writeCollectionReturn({
    header: {
      agreementCode: agreement.code,
      companyName: request.companyName,
      bankCode: agreement.agentCode,
      bankName: agreement.agentName,
      generatedOn,
      fileSequence: sequence,
      version: agreement.layoutVersion,
    },
    receipts: payments.map((payment, index) =>
      receiptOf(payment, { agreement, banks, random, place: `${sequence}/${index + 1}` })
    ),
  })
  return {
    name: `RET${agreement.agentCode}${String(sequence).padStart(6, '0')}.TXT`,
    content: new TextEncoder().encode(text),
    sequence,
    payments,
  }
}

function paymentsOf(
  { number, behaviour, paidOn, amountCents }: SimulatedDocument,
  document: FoundDocument,
  random: Random
): SimulatedPayment[] {
  const payment: SimulatedPayment = {
    number,
    behaviour,
    barcode: behaviour === 'unknown' ? unknownBarcode(document.barcode!) : document.barcode!,
    paidOn: paidOn ?? dayOf(behaviour, document, random),
    amountCents: amountCents ?? amountOf(behaviour, document.amountCents, random),
  }
  return behaviour === 'duplicate'
    ? [payment, { ...payment, paidOn: addDays(payment.paidOn, 1) }]
    : [payment]
}

function dayOf(behaviour: PaymentBehaviour, document: FoundDocument, random: Random): CivilDate {
  if (behaviour === 'late') return addDays(document.dueOn, random.integer(5, 25))
  if (behaviour === 'expired') return addDays(document.validUntil, random.integer(1, 5))
  return addDays(document.dueOn, -random.integer(1, 6))
}

function amountOf(behaviour: PaymentBehaviour, due: bigint, random: Random): bigint {
  if (behaviour === 'overpaid') return due + BigInt(random.integer(1, 2000))
  if (behaviour === 'underpaid') return due - BigInt(random.integer(1, 10)) * (due / 20n || 1n)
  return due
}

/** The same company and amount, and a free field that no document has. */
function unknownBarcode(barcode: string): string {
  return barcodeWithFreeField(barcode, '9'.repeat(25))
}

interface Counter {
  readonly agreement: Agreement
  readonly banks: BusinessCalendar
  readonly random: Random
  readonly place: string
}

function receiptOf(payment: SimulatedPayment, { agreement, banks, random, place }: Counter) {
  const isPix = payment.behaviour === 'notified_pix'
  return {
    creditedAccount: agreement.account.replace(/\D/g, '').slice(0, 20),
    paidOn: payment.paidOn,
    creditedOn: banks.addBusinessDays(payment.paidOn, agreement.floatDays),
    barcode: payment.barcode,
    amountCents: payment.amountCents,
    feeCents: agreement.feeCents,
    agency: String(random.integer(1, 9999)).padStart(8, '0'),
    channel: isPix ? PIX_CHANNEL : random.pick(CHANNELS),
    authentication: `${agreement.agentCode}${place.replace('/', 'L')}A${random.integer(100_000, 999_999)}`,
    paymentForm: isPix ? '6' : '1',
  }
}
