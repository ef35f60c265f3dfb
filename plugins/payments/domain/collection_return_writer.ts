import {
  type CollectionHeader,
  type CollectionReceipt,
  HEADER_LAYOUT,
  RECEIPT_LAYOUT,
} from './collection_return_layout.ts'
import { TRAILER_LAYOUT } from './envelope_layout.ts'
import { writeRecord } from './fixed_width.ts'

export interface CollectionReturnContent {
  header: CollectionHeader
  /** In file order. `sequence` (NSR) absent takes the place in the file, from 1. */
  receipts: readonly (Omit<CollectionReceipt, 'sequence'> & { sequence?: number })[]
}

/**
 * Writes a collection return as a bank does: ASCII, 150 positions, CR LF after every line, totals computed here. What
 * `parseCollectionReturn` reads from it is written back byte by byte.
 *
 * Errors: E_PAYMENTS_RECORD_VALUE when a value does not fit its field; names of company and bank are cut instead.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function writeCollectionReturn({ header, receipts }: CollectionReturnContent): string {
  const totalCents = receipts.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const lines = [
    writeRecord(HEADER_LAYOUT, header),
    ...receipts.map((receipt, index) =>
      writeRecord(RECEIPT_LAYOUT, { ...receipt, sequence: receipt.sequence ?? index + 1 })
    ),
    writeRecord(TRAILER_LAYOUT, { recordCount: receipts.length + 2, totalCents }),
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}
