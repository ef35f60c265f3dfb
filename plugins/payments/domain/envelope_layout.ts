import type { RecordLayout, RecordOf } from './fixed_width.ts'

/* What the FEBRABAN files of 150 positions have in common: the header (A) and the trailer (Z), whatever their service. */

export const LINE_LENGTH = 150

/** `1` from the company to the bank, `2` from the bank to the company. */
export type Direction = '1' | '2'

/** Record A of a service: `CODIGO DE BARRAS`, `DEBITO AUTOMATICO`. */
export const headerLayout = (direction: Direction, service: string) =>
  [
    { id: 'A.01', start: 1, length: 1, type: 'constant', value: 'A' },
    { id: 'A.02', start: 2, length: 1, type: 'constant', value: direction },
    { id: 'A.03', name: 'agreementCode', start: 3, length: 20, type: 'text' },
    { id: 'A.04', name: 'companyName', start: 23, length: 20, type: 'text', isFolded: true },
    { id: 'A.05', name: 'bankCode', start: 43, length: 3, type: 'digits' },
    { id: 'A.06', name: 'bankName', start: 46, length: 20, type: 'text', isFolded: true },
    { id: 'A.07', name: 'generatedOn', start: 66, length: 8, type: 'date' },
    { id: 'A.08', name: 'fileSequence', start: 74, length: 6, type: 'integer' },
    { id: 'A.09', name: 'version', start: 80, length: 2, type: 'digits' },
    { id: 'A.10', start: 82, length: 17, type: 'constant', value: service },
    { id: 'A.11', start: 99, length: 52, type: 'constant', value: '' },
  ] as const satisfies RecordLayout

export const TRAILER_LAYOUT = [
  { id: 'Z.01', start: 1, length: 1, type: 'constant', value: 'Z' },
  { id: 'Z.02', name: 'recordCount', start: 2, length: 6, type: 'integer' },
  { id: 'Z.03', name: 'totalCents', start: 8, length: 17, type: 'cents' },
  { id: 'Z.04', start: 25, length: 126, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** Record A. `fileSequence` is the NSA: one more per file, agreement and direction. */
export type FileHeader = RecordOf<ReturnType<typeof headerLayout>>

/** Record Z. The count includes A and Z. */
export type FileTrailer = RecordOf<typeof TRAILER_LAYOUT>

/** What the header of a bank's file of some service must say. */
export interface ExpectedService {
  readonly service: string
  /** For people, after “não de”: `arrecadação por código de barras`. */
  readonly title: string
  readonly versions: readonly string[]
}
