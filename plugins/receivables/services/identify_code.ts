import { type Tx, query } from '#core/database/index'
import { parseCollectionBarcode } from '../domain/febraban_barcode.ts'
import { parsePix } from '../domain/parse_pix.ts'

/** What a typed or scanned code turned out to be. */
export type CodeKind = 'barcode' | 'pix' | 'number' | 'end_to_end' | 'proof'

export interface IdentifiedCode {
  readonly kind: CodeKind
  readonly documentIds: readonly bigint[]
  /** Money that the code itself names, with or without a document. */
  readonly receiptIds: readonly bigint[]
}

const END_TO_END = /^E\d{8}\d{12}[A-Za-z0-9]{11}$/
const MOST = 10

/** The document, or the payment, that a code names: barcode or its line, Pix code or txid, number, Pix end-to-end id, proof. */
export async function identifyCode(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  text: string
): Promise<IdentifiedCode | null> {
  const typed = text.trim()
  const digits = typed.replace(/[\s.-]/g, '')
  const barcode = barcodeOf(digits)
  if (barcode !== null)
    return of('barcode', await documents(tx, municipalityId, 'barcode', barcode))
  const txid = pixOf(typed)
  if (txid !== null) return of('pix', await documents(tx, municipalityId, 'pix_txid', txid))
  if (/^\d{12}$/.test(digits)) {
    const found = await documents(tx, municipalityId, 'number', digits)
    if (found.length > 0) return of('number', found)
  }
  const isEndToEnd = END_TO_END.test(typed)
  const receiptIds = await receipts(
    tx,
    municipalityId,
    isEndToEnd ? 'end_to_end_id' : 'proof',
    typed
  )
  if (receiptIds.length > 0) {
    return { kind: isEndToEnd ? 'end_to_end' : 'proof', documentIds: [], receiptIds }
  }
  const named = await documents(tx, municipalityId, 'pix_txid', typed)
  return named.length > 0 ? of('pix', named) : null
}

const of = (kind: CodeKind, documentIds: readonly bigint[]): IdentifiedCode => ({
  ...{ kind, documentIds, receiptIds: [] },
})

/** The 44 digits of a barcode or of its line; null when it is none, or mistyped. */
function barcodeOf(digits: string): string | null {
  if (!/^8(\d{43}|\d{47})$/.test(digits)) return null
  try {
    return parseCollectionBarcode(digits).barcode
  } catch {
    return null
  }
}

function pixOf(text: string): string | null {
  if (!text.startsWith('000201')) return null
  try {
    return parsePix(text).txid
  } catch {
    return null
  }
}

async function documents(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  column: 'barcode' | 'pix_txid' | 'number',
  value: string
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from receivables_documents where municipality_id = ? and ${column} = ? order by id limit ${MOST}`,
    [municipalityId, value]
  )
  return rows.map(({ id }) => id)
}

async function receipts(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  column: 'end_to_end_id' | 'proof',
  value: string
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from receivables_receipts where municipality_id = ? and ${column} = ? order by id desc limit ${MOST}`,
    [municipalityId, value]
  )
  return rows.map(({ id }) => id)
}
