import type { RecordLayout } from '../fixed_width.ts'

/** How every segment of a CNAB 240 batch begins: bank, batch, record of detail, number, letter, movement. */
export const segmentHead = <const L extends string>(letter: L) =>
  [
    { id: '001', name: 'bankCode', start: 1, length: 3, type: 'digits' },
    { id: '004', name: 'batch', start: 4, length: 4, type: 'integer' },
    { id: '008', start: 8, length: 1, type: 'constant', value: '3' },
    { id: '009', name: 'number', start: 9, length: 5, type: 'integer' },
    { id: '014', start: 14, length: 1, type: 'constant', value: letter },
    { id: '015', start: 15, length: 1, type: 'constant', value: '' },
    { id: '016', name: 'movement', start: 16, length: 2, type: 'digits' },
  ] as const satisfies RecordLayout

/** Whose account and which boleto: positions 18 to 57 of segments P and T. */
export const TITLE_HEAD = [
  { id: '018', name: 'agency', start: 18, length: 5, type: 'digits', blankAs: '00000' },
  { id: '023', name: 'agencyDigit', start: 23, length: 1, type: 'text' },
  { id: '024', name: 'account', start: 24, length: 12, type: 'digits', blankAs: '000000000000' },
  { id: '036', name: 'accountDigit', start: 36, length: 1, type: 'text' },
  { id: '037', name: 'bothDigit', start: 37, length: 1, type: 'text' },
  { id: '038', name: 'ownNumber', start: 38, length: 20, type: 'text' },
] as const satisfies RecordLayout
