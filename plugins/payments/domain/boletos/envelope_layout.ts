import type { RecordLayout } from '../fixed_width.ts'

/*
 * FEBRABAN CNAB 240, billing (cobrança), version 10.6: file layout 103, batch layout 060. A field is called by its first position.
 */

export const CNAB_LENGTH = 240

/** Record 0 of the file. `direction`: 1 remittance, 2 return; `fileSequence` is the NSA. */
export const FILE_HEADER = [
  { id: '001', name: 'bankCode', start: 1, length: 3, type: 'digits' },
  { id: '004', start: 4, length: 4, type: 'constant', value: '0000' },
  { id: '008', start: 8, length: 1, type: 'constant', value: '0' },
  { id: '009', start: 9, length: 9, type: 'constant', value: '' },
  { id: '018', name: 'companyKind', start: 18, length: 1, type: 'digits', blankAs: '2' },
  {
    id: '019',
    name: 'companyId',
    start: 19,
    length: 14,
    type: 'digits',
    blankAs: '00000000000000',
  },
  { id: '033', name: 'agreementCode', start: 33, length: 20, type: 'text' },
  { id: '053', name: 'agency', start: 53, length: 5, type: 'digits', blankAs: '00000' },
  { id: '058', name: 'agencyDigit', start: 58, length: 1, type: 'text' },
  { id: '059', name: 'account', start: 59, length: 12, type: 'digits', blankAs: '000000000000' },
  { id: '071', name: 'accountDigit', start: 71, length: 1, type: 'text' },
  { id: '072', name: 'bothDigit', start: 72, length: 1, type: 'text' },
  { id: '073', name: 'companyName', start: 73, length: 30, type: 'text', isFolded: true },
  { id: '103', name: 'bankName', start: 103, length: 30, type: 'text', isFolded: true },
  { id: '133', start: 133, length: 10, type: 'constant', value: '' },
  { id: '143', name: 'direction', start: 143, length: 1, type: 'digits' },
  { id: '144', name: 'generatedOn', start: 144, length: 8, type: 'day' },
  { id: '152', name: 'generatedAt', start: 152, length: 6, type: 'digits', blankAs: '000000' },
  { id: '158', name: 'fileSequence', start: 158, length: 6, type: 'integer' },
  { id: '164', name: 'version', start: 164, length: 3, type: 'digits', blankAs: '103' },
  { id: '167', name: 'density', start: 167, length: 5, type: 'digits', blankAs: '00000' },
  { id: '172', start: 172, length: 69, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** Record 9 of the file. */
export const FILE_TRAILER = [
  { id: '001', name: 'bankCode', start: 1, length: 3, type: 'digits' },
  { id: '004', start: 4, length: 4, type: 'constant', value: '9999' },
  { id: '008', start: 8, length: 1, type: 'constant', value: '9' },
  { id: '009', start: 9, length: 9, type: 'constant', value: '' },
  { id: '018', name: 'batches', start: 18, length: 6, type: 'integer' },
  { id: '024', name: 'recordCount', start: 24, length: 6, type: 'integer' },
  { id: '030', name: 'accounts', start: 30, length: 6, type: 'integer', blankAs: '0' },
  { id: '036', start: 36, length: 205, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** Record 1 of the batch. */
export const BATCH_HEADER = [
  { id: '001', name: 'bankCode', start: 1, length: 3, type: 'digits' },
  { id: '004', name: 'batch', start: 4, length: 4, type: 'integer' },
  { id: '008', start: 8, length: 1, type: 'constant', value: '1' },
  { id: '009', name: 'operation', start: 9, length: 1, type: 'text' },
  { id: '010', name: 'service', start: 10, length: 2, type: 'digits' },
  { id: '012', start: 12, length: 2, type: 'constant', value: '' },
  { id: '014', name: 'version', start: 14, length: 3, type: 'digits' },
  { id: '017', start: 17, length: 1, type: 'constant', value: '' },
  { id: '018', name: 'companyKind', start: 18, length: 1, type: 'digits', blankAs: '2' },
  {
    id: '019',
    name: 'companyId',
    start: 19,
    length: 15,
    type: 'digits',
    blankAs: '000000000000000',
  },
  { id: '034', name: 'agreementCode', start: 34, length: 20, type: 'text' },
  { id: '054', name: 'agency', start: 54, length: 5, type: 'digits', blankAs: '00000' },
  { id: '059', name: 'agencyDigit', start: 59, length: 1, type: 'text' },
  { id: '060', name: 'account', start: 60, length: 12, type: 'digits', blankAs: '000000000000' },
  { id: '072', name: 'accountDigit', start: 72, length: 1, type: 'text' },
  { id: '073', name: 'bothDigit', start: 73, length: 1, type: 'text' },
  { id: '074', name: 'companyName', start: 74, length: 30, type: 'text', isFolded: true },
  { id: '104', name: 'firstMessage', start: 104, length: 40, type: 'text', isFolded: true },
  { id: '144', name: 'secondMessage', start: 144, length: 40, type: 'text', isFolded: true },
  { id: '184', name: 'remittance', start: 184, length: 8, type: 'integer', blankAs: '0' },
  { id: '192', name: 'recordedOn', start: 192, length: 8, type: 'day' },
  { id: '200', name: 'creditedOn', start: 200, length: 8, type: 'day' },
  { id: '208', start: 208, length: 33, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** Record 5 of the batch; the portfolios other than simple billing are not used. */
export const BATCH_TRAILER = [
  { id: '001', name: 'bankCode', start: 1, length: 3, type: 'digits' },
  { id: '004', name: 'batch', start: 4, length: 4, type: 'integer' },
  { id: '008', start: 8, length: 1, type: 'constant', value: '5' },
  { id: '009', start: 9, length: 9, type: 'constant', value: '' },
  { id: '018', name: 'recordCount', start: 18, length: 6, type: 'integer' },
  { id: '024', name: 'titles', start: 24, length: 6, type: 'integer', blankAs: '0' },
  { id: '030', name: 'totalCents', start: 30, length: 17, type: 'cents', blankAs: '0' },
  {
    id: '047',
    start: 47,
    length: 69,
    type: 'constant',
    value: '000000000000000000000000000000000000000000000000000000000000000000000',
  },
  { id: '116', name: 'notice', start: 116, length: 8, type: 'text' },
  { id: '124', start: 124, length: 117, type: 'constant', value: '' },
] as const satisfies RecordLayout
