import {
  type ExpectedService,
  type FileHeader,
  type FileTrailer,
  headerLayout,
} from './envelope_layout.ts'
import type { RecordLayout, RecordOf } from './fixed_width.ts'

/*
 * FEBRABAN collection return (arrecadação com código de barras), 150 positions. Positions are those of version 7
 * (2023-03-01); versions 4 to 6 have the same ones and leave some fields blank.
 */

const SERVICE = 'CODIGO DE BARRAS'

export const COLLECTION_SERVICE: ExpectedService = {
  service: SERVICE,
  title: 'arrecadação por código de barras',
  versions: ['04', '05', '06', '07'],
}

export const HEADER_LAYOUT = headerLayout('2', SERVICE)

export const RECEIPT_LAYOUT = [
  { id: 'G.01', start: 1, length: 1, type: 'constant', value: 'G' },
  { id: 'G.02', name: 'creditedAccount', start: 2, length: 20, type: 'text' },
  { id: 'G.03', name: 'paidOn', start: 22, length: 8, type: 'date' },
  { id: 'G.04', name: 'creditedOn', start: 30, length: 8, type: 'date' },
  { id: 'G.05', name: 'barcode', start: 38, length: 44, type: 'text' },
  { id: 'G.06', name: 'amountCents', start: 82, length: 12, type: 'cents' },
  { id: 'G.07', name: 'feeCents', start: 94, length: 7, type: 'cents', blankAs: '0' },
  { id: 'G.08', name: 'sequence', start: 101, length: 8, type: 'integer' },
  { id: 'G.09', name: 'agency', start: 109, length: 8, type: 'text' },
  { id: 'G.10', name: 'channel', start: 117, length: 1, type: 'text' },
  { id: 'G.11', name: 'authentication', start: 118, length: 23, type: 'text' },
  { id: 'G.12', name: 'paymentForm', start: 141, length: 1, type: 'digits', blankAs: '3' },
  { id: 'G.13', start: 142, length: 9, type: 'constant', value: '' },
] as const satisfies RecordLayout

/** Record A. `fileSequence` is the NSA: one more per file and agreement. */
export type CollectionHeader = FileHeader

/**
 * Record G, one receipt. `paidOn` discharges the customer and decides lateness, `creditedOn` is when the money reaches the
 * account. `sequence` is the NSR. The fee is informative: the agreement says whether the credit is gross or net of it.
 */
export type CollectionReceipt = RecordOf<typeof RECEIPT_LAYOUT>

/** Record Z. The count includes A and Z; the total is the sum of the amounts received. */
export type CollectionTrailer = FileTrailer

export interface CaptureChannel {
  channel:
    | 'teller'
    | 'self_service'
    | 'internet'
    | 'other'
    | 'correspondent'
    | 'telephone'
    | 'lottery'
    | 'card'
    | 'pix'
    | 'digital_correspondent'
  /** Whether the customer showed the bill; else the number was typed or sent electronically. */
  hasBill: boolean
}

/** Position 117. Letters are lower case and the case matters. */
export const CAPTURE_CHANNELS: Readonly<Record<string, CaptureChannel>> = {
  '1': { channel: 'teller', hasBill: true },
  '2': { channel: 'self_service', hasBill: true },
  '3': { channel: 'internet', hasBill: true },
  '4': { channel: 'other', hasBill: true },
  '5': { channel: 'correspondent', hasBill: true },
  '6': { channel: 'telephone', hasBill: true },
  '7': { channel: 'lottery', hasBill: true },
  '8': { channel: 'card', hasBill: true },
  '9': { channel: 'pix', hasBill: true },
  'a': { channel: 'teller', hasBill: false },
  'b': { channel: 'self_service', hasBill: false },
  'c': { channel: 'internet', hasBill: false },
  'd': { channel: 'correspondent', hasBill: false },
  'e': { channel: 'telephone', hasBill: false },
  'f': { channel: 'other', hasBill: false },
  'g': { channel: 'lottery', hasBill: false },
  'h': { channel: 'card', hasBill: false },
  'i': { channel: 'pix', hasBill: false },
  'l': { channel: 'digital_correspondent', hasBill: false },
}

/** Position 141; blank, as in version 4, reads as `3`. */
export const PAYMENT_FORMS: Readonly<Record<string, string>> = {
  '1': 'cash',
  '2': 'cheque',
  '3': 'other',
  '4': 'credit_card',
  '5': 'debit_card',
  '6': 'account_debit',
}
