import { civilDate } from '#core/calendar/index'
import type { CollectionHeader, CollectionReceipt } from '../../domain/collection_return_layout.ts'

const line = (text: string) => text.padEnd(150)

/** The worked example of the format, position by position. */
export const HEADER_LINE = line(
  'A20123                SAAE EXEMPLO        001BANCO DO BRASIL     2026121100004207CODIGO DE BARRAS'
)
export const INTERNET_LINE = line(
  'G0001000000123450    202612102026121182610000001234501232026121000012345720261101000000012345000018000000001000100013ABC1234567890          1'
)
export const PIX_LINE = line(
  'G0001000000123450    202612102026121182810000001234501232026121000012345720261101000000012345000009500000002        9PIX0000000000000000001 6'
)
export const TRAILER_LINE = line('Z00000400000000000024690')

export const EXAMPLE_LINES = [HEADER_LINE, INTERNET_LINE, PIX_LINE, TRAILER_LINE]

export const HEADER: CollectionHeader = {
  agreementCode: '0123',
  companyName: 'SAAE EXEMPLO',
  bankCode: '001',
  bankName: 'BANCO DO BRASIL',
  generatedOn: civilDate('2026-12-11'),
  fileSequence: 42,
  version: '07',
}

export const INTERNET_RECEIPT: CollectionReceipt = {
  creditedAccount: '0001000000123450',
  paidOn: civilDate('2026-12-10'),
  creditedOn: civilDate('2026-12-11'),
  barcode: '82610000001234501232026121000012345720261101',
  amountCents: 12345n,
  feeCents: 180n,
  sequence: 1,
  agency: '00010001',
  channel: '3',
  authentication: 'ABC1234567890',
  paymentForm: '1',
}

export const PIX_RECEIPT: CollectionReceipt = {
  ...INTERNET_RECEIPT,
  barcode: '82810000001234501232026121000012345720261101',
  feeCents: 95n,
  sequence: 2,
  agency: '',
  channel: '9',
  authentication: 'PIX0000000000000000001',
  paymentForm: '6',
}

/** A file of these lines, ended as banks do. */
export function fileOf(lines: readonly string[]): string {
  return lines.map((text) => `${text}\r\n`).join('')
}

/** The line with `text` written over it from a 1-based position. */
export function over(original: string, position: number, text: string): string {
  return original.slice(0, position - 1) + text + original.slice(position - 1 + text.length)
}
