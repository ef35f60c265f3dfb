import type { RecordLayout, RecordOf } from '../fixed_width.ts'
import { TITLE_HEAD, segmentHead } from './segment_head.ts'

/** Whose boleto the bank tells of. */
export const SEGMENT_T = [
  ...segmentHead('T'),
  ...TITLE_HEAD,
  { id: '058', name: 'portfolio', start: 58, length: 1, type: 'text' },
  { id: '059', name: 'documentNumber', start: 59, length: 15, type: 'text' },
  { id: '074', name: 'dueOn', start: 74, length: 8, type: 'day' },
  { id: '082', name: 'amountCents', start: 82, length: 15, type: 'cents' },
  { id: '097', name: 'receivingBank', start: 97, length: 3, type: 'digits', blankAs: '000' },
  { id: '100', name: 'receivingAgency', start: 100, length: 5, type: 'digits', blankAs: '00000' },
  { id: '105', name: 'receivingDigit', start: 105, length: 1, type: 'text' },
  { id: '106', name: 'companyUse', start: 106, length: 25, type: 'text' },
  { id: '131', start: 131, length: 2, type: 'constant', value: '09' },
  { id: '133', name: 'payerKind', start: 133, length: 1, type: 'text' },
  { id: '134', name: 'payerId', start: 134, length: 15, type: 'text' },
  { id: '149', name: 'payerName', start: 149, length: 40, type: 'text' },
  { id: '189', name: 'contract', start: 189, length: 10, type: 'text' },
  { id: '199', name: 'feeCents', start: 199, length: 15, type: 'cents', blankAs: '0' },
  { id: '214', name: 'reasons', start: 214, length: 10, type: 'text' },
  { id: '224', start: 224, length: 17, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** What happened to it: amounts and dates. Always after its T. */
export const SEGMENT_U = [
  ...segmentHead('U'),
  { id: '018', name: 'interestCents', start: 18, length: 15, type: 'cents', blankAs: '0' },
  { id: '033', name: 'discountCents', start: 33, length: 15, type: 'cents', blankAs: '0' },
  { id: '048', name: 'rebateCents', start: 48, length: 15, type: 'cents', blankAs: '0' },
  { id: '063', name: 'iofCents', start: 63, length: 15, type: 'cents', blankAs: '0' },
  { id: '078', name: 'paidCents', start: 78, length: 15, type: 'cents', blankAs: '0' },
  { id: '093', name: 'netCents', start: 93, length: 15, type: 'cents', blankAs: '0' },
  { id: '108', name: 'expensesCents', start: 108, length: 15, type: 'cents', blankAs: '0' },
  { id: '123', name: 'othersCents', start: 123, length: 15, type: 'cents', blankAs: '0' },
  { id: '138', name: 'occurredOn', start: 138, length: 8, type: 'day' },
  { id: '146', name: 'creditedOn', start: 146, length: 8, type: 'day' },
  { id: '154', name: 'payerOccurrence', start: 154, length: 4, type: 'text' },
  { id: '158', name: 'payerOccurredOn', start: 158, length: 8, type: 'text' },
  { id: '166', name: 'payerOccurrenceCents', start: 166, length: 15, type: 'text' },
  { id: '181', name: 'payerComplement', start: 181, length: 30, type: 'text' },
  { id: '211', name: 'correspondent', start: 211, length: 3, type: 'text' },
  { id: '214', name: 'correspondentNumber', start: 214, length: 20, type: 'text' },
  { id: '234', start: 234, length: 7, type: 'constant', value: '' },
] as const satisfies RecordLayout

export type SegmentT = RecordOf<typeof SEGMENT_T>
export type SegmentU = RecordOf<typeof SEGMENT_U>
