import { centsText } from '#core/money/index'
import type { PrintedQuality } from './invoices_printing.ts'

/*
 * The file of bills for print shops: `docs/formats/print-shop-file.md`. One record per line, columns separated by `;`, dates
 * AAAA-MM-DD, decimals with a point, absent values empty.
 */

export const PRINT_SHOP_FORMAT = 'AQUEDUTO-GRAFICA'
export const PRINT_SHOP_VERSION = '2'

type Column = string | number | bigint | null

/** A bill as its paper says it. */
export interface PrintShopBill {
  readonly document: {
    readonly number: string
    readonly reference: string
    readonly issued_on: string
    readonly due_on: string
    readonly total_cents: string
  }
  readonly customer: {
    readonly name: string
    readonly tax_id: string | null
    readonly delivery_address: string | null
  }
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
    readonly city: string
    readonly state: string
    readonly postal_code: string | null
    readonly group: string
    readonly route: string
    readonly sequence: string
    readonly meter_number: string | null
  }
  readonly reading: {
    readonly previous_on: string
    readonly previous_value: string | null
    readonly current_on: string
    readonly current_value: string | null
    readonly billed_m3: string
  } | null
  readonly groups: readonly {
    readonly title: string
    readonly beneficiary: { readonly name: string } | null
    readonly lines: readonly {
      readonly description: string
      readonly detail: string | null
      readonly quantity: string | null
      readonly amount_cents: string
    }[]
  }[]
  readonly withholdings: readonly { readonly tax: string; readonly amount_cents: string }[]
  readonly consumption: {
    readonly months: readonly {
      readonly reference: string
      readonly volume_m3: string
      readonly is_current: boolean
    }[]
  } | null
  readonly messages: readonly { readonly title: string; readonly text: string }[]
  readonly water_quality: PrintedQuality | null
  readonly water_quality_where: string
  readonly late_charges: string
  readonly notes: readonly string[]
  readonly payment: {
    readonly barcode: string | null
    readonly line: readonly string[] | null
    readonly pix: string | null
  } | null
}

export interface PrintShopHeader {
  readonly municipality: string
  readonly group: string
  readonly reference: string
  readonly run: bigint
}

const reais = (cents: string): string => centsText(BigInt(cents))
const UNKNOWN = '—'
const known = (text: string): string => (text === UNKNOWN ? '' : text)

/** The first record: whose bills, of which month. */
export const headerColumns = ({
  municipality,
  group,
  reference,
  run,
}: PrintShopHeader): Column[] => [
  ...['H', PRINT_SHOP_FORMAT, PRINT_SHOP_VERSION, municipality, group, reference, run],
]

/** A bill (`B`), its lines (`L`), months of consumption (`C`), messages (`M`), quality of the water (`Q`, `P`) and notes (`N`). */
export function billRecords(bill: PrintShopBill, position: number): Column[][] {
  return [
    billColumns(bill, position),
    ...bill.groups.flatMap(({ title, beneficiary, lines }) =>
      lines.map(({ description, detail, quantity, amount_cents: cents }): Column[] => [
        ...['L', position, beneficiary?.name ?? title, description, detail, quantity, reais(cents)],
      ])
    ),
    ...bill.withholdings.map(({ tax, amount_cents: cents }): Column[] => [
      ...['L', position, 'Retenções', tax, null, null, `-${reais(cents)}`],
    ]),
    ...(bill.consumption?.months ?? [])
      .filter(({ is_current: isCurrent }) => !isCurrent)
      .map(({ reference, volume_m3: m3 }): Column[] => ['C', position, reference, m3]),
    ...bill.messages.map(({ title, text }): Column[] => ['M', position, title, text]),
    ...qualityRecords(bill, position),
    ...[bill.late_charges, ...bill.notes].map((note): Column[] => ['N', position, note]),
  ]
}

/** The bulletin of the month (`Q`) with its parameters (`P`); without one, only where to get the information. */
function qualityRecords(
  { water_quality: quality, water_quality_where: where }: PrintShopBill,
  position: number
): Column[][] {
  if (!quality) return [['Q', position, null, null, null, null, where]]
  const { system, reference, conclusion, source, parameters } = quality
  return [
    ['Q', position, system, reference, conclusion, source, where],
    ...parameters.map(({ name, limit, required, analysed, conforming, average }): Column[] => [
      ...['P', position, name, limit, required, analysed, conforming, average],
    ]),
  ]
}

function billColumns(bill: PrintShopBill, position: number): Column[] {
  const { document, customer, premise } = bill
  return [
    ...['B', position, document.number, premise.registration, document.reference],
    ...[document.issued_on, document.due_on, reais(document.total_cents)],
    ...[known(premise.route), known(premise.sequence), customer.name, customer.tax_id],
    ...[premise.address, premise.district, premise.city, premise.state, premise.postal_code],
    ...[customer.delivery_address, premise.meter_number],
    ...readingColumns(bill.reading),
    ...paymentColumns(bill.payment),
  ]
}

const readingColumns = (reading: PrintShopBill['reading']): Column[] =>
  reading
    ? [
        ...[reading.previous_on, reading.previous_value, reading.current_on],
        ...[reading.current_value, reading.billed_m3],
      ]
    : [null, null, null, null, null]

const paymentColumns = (payment: PrintShopBill['payment']): Column[] =>
  payment ? [payment.barcode, payment.line?.join(' ') ?? null, payment.pix] : [null, null, null]

/** The last record: how many bills, and what they add up to. */
export const trailerColumns = (bills: number, totalCents: bigint): Column[] => [
  ...['T', bills, centsText(totalCents)],
]
