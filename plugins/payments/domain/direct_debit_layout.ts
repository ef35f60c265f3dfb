import type { ExpectedService } from './envelope_layout.ts'
import type { RecordLayout, RecordOf } from './fixed_width.ts'

/*
 * FEBRABAN direct debit (débito automático), 150 positions, versions 04 to 06. Both directions share header and trailer; the
 * versions differ only in the tail of E and F, where 05 and 06 carry the CPF or CNPJ of the account's owner.
 */

export const DEBIT_SERVICE_NAME = 'DEBITO AUTOMATICO'

export const DEBIT_SERVICE: ExpectedService = {
  service: DEBIT_SERVICE_NAME,
  title: 'débito automático',
  versions: ['04', '05', '06'],
}

const client = (record: string) =>
  [
    { id: `${record}.02`, name: 'clientId', start: 2, length: 25, type: 'text' },
    { id: `${record}.03`, name: 'agency', start: 27, length: 4, type: 'text' },
    { id: `${record}.04`, name: 'bankClient', start: 31, length: 14, type: 'text' },
  ] as const

/** Record E, one debit. `movement`: `0` debit, `1` cancellation of one sent before. */
export const DEBIT_LAYOUT = [
  { id: 'E.01', start: 1, length: 1, type: 'constant', value: 'E' },
  ...client('E'),
  { id: 'E.05', name: 'dueOn', start: 45, length: 8, type: 'date' },
  { id: 'E.06', name: 'amountCents', start: 53, length: 15, type: 'cents' },
  { id: 'E.07', start: 68, length: 2, type: 'constant', value: '03' },
  { id: 'E.08', name: 'companyUse', start: 70, length: 60, type: 'text' },
  { id: 'E.09', name: 'ownerKind', start: 130, length: 1, type: 'text' },
  { id: 'E.10', name: 'owner', start: 131, length: 15, type: 'text' },
  { id: 'E.11', start: 146, length: 4, type: 'constant', value: '' },
  { id: 'E.12', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

/** Record F, what became of a debit. Positions 68–69 are the return code, not the currency of E. */
export const DEBIT_RESULT_LAYOUT = [
  { id: 'F.01', start: 1, length: 1, type: 'constant', value: 'F' },
  ...client('F'),
  { id: 'F.05', name: 'dueOn', start: 45, length: 8, type: 'date' },
  { id: 'F.06', name: 'amountCents', start: 53, length: 15, type: 'cents' },
  { id: 'F.07', name: 'code', start: 68, length: 2, type: 'text' },
  { id: 'F.08', name: 'companyUse', start: 70, length: 60, type: 'text' },
  { id: 'F.09', name: 'rest', start: 130, length: 20, type: 'text' },
  { id: 'F.10', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

/** Record B, a customer who opted at the bank. `movement`: `1` leaves, `2` enters. */
export const OPTION_LAYOUT = [
  { id: 'B.01', start: 1, length: 1, type: 'constant', value: 'B' },
  ...client('B'),
  { id: 'B.05', name: 'optionOn', start: 45, length: 8, type: 'date' },
  { id: 'B.06', start: 53, length: 97, type: 'constant', value: '' },
  { id: 'B.07', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

/** Record C, why the registration of a record B is refused. */
export const REFUSED_OPTION_LAYOUT = [
  { id: 'C.01', start: 1, length: 1, type: 'constant', value: 'C' },
  ...client('C'),
  { id: 'C.05', name: 'occurrence', start: 45, length: 40, type: 'text', isFolded: true },
  { id: 'C.06', start: 85, length: 65, type: 'constant', value: '' },
  { id: 'C.07', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

/** Record D, the company ends an option (`movement` 1) or changes the client's number (0). */
export const CHANGED_CLIENT_LAYOUT = [
  { id: 'D.01', start: 1, length: 1, type: 'constant', value: 'D' },
  ...client('D'),
  { id: 'D.05', name: 'newClientId', start: 45, length: 25, type: 'text' },
  { id: 'D.06', name: 'text', start: 70, length: 60, type: 'text', isFolded: true },
  { id: 'D.07', start: 130, length: 20, type: 'constant', value: '' },
  { id: 'D.08', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

/** Record H, what the bank answers to a record D. */
export const CHANGE_ANSWER_LAYOUT = [
  { id: 'H.01', start: 1, length: 1, type: 'constant', value: 'H' },
  ...client('H'),
  { id: 'H.05', name: 'newClientId', start: 45, length: 25, type: 'text' },
  { id: 'H.06', name: 'text', start: 70, length: 58, type: 'text' },
  { id: 'H.07', start: 128, length: 22, type: 'constant', value: '' },
  { id: 'H.08', name: 'movement', start: 150, length: 1, type: 'digits' },
] as const satisfies RecordLayout

export type DebitOrder = RecordOf<typeof DEBIT_LAYOUT>
export type DebitResult = RecordOf<typeof DEBIT_RESULT_LAYOUT>
export type BankOption = RecordOf<typeof OPTION_LAYOUT>
export type RefusedOption = RecordOf<typeof REFUSED_OPTION_LAYOUT>
export type ChangedClient = RecordOf<typeof CHANGED_CLIENT_LAYOUT>
export type ChangeAnswer = RecordOf<typeof CHANGE_ANSWER_LAYOUT>
