import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DocumentKind } from '../domain/issue_batch.ts'

export interface FoundDocument {
  readonly id: bigint
  readonly number: string
  readonly kind: DocumentKind
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly amountCents: bigint
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
  readonly state: 'live' | 'covered' | 'cancelled' | 'replaced'
  readonly barcode: string | null
  readonly pixTxid: string | null
}

export interface DocumentCodes {
  readonly municipalityId: bigint
  /** 44 digits. */
  readonly barcodes?: readonly string[]
  readonly txids?: readonly string[]
  readonly numbers?: readonly string[]
}

export interface DocumentsByCode {
  readonly byBarcode: ReadonlyMap<string, FoundDocument>
  readonly byTxid: ReadonlyMap<string, FoundDocument>
  readonly byNumber: ReadonlyMap<string, FoundDocument>
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly kind: DocumentKind
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly amount_cents: bigint
  readonly due_on: CivilDate
  readonly valid_until: CivilDate
  readonly state: FoundDocument['state']
  readonly barcode: string | null
  readonly pix_txid: string | null
}

const COLUMNS =
  'id, number, kind, premise_id, debtor_id, amount_cents, due_on, valid_until, state, barcode, pix_txid'

/** Documents of a municipality by their codes, whatever their state: banks accept old paper. One query. */
export async function findDocuments(tx: Tx, codes: DocumentCodes): Promise<DocumentsByCode> {
  const { municipalityId, barcodes = [], txids = [], numbers = [] } = codes
  const arms = [
    ['barcode', 'bpchar', barcodes],
    ['pix_txid', 'text', txids],
    ['number', 'bpchar', numbers],
  ] as const
  const wanted = arms.filter(([, , values]) => values.length > 0)
  const rows = wanted.length
    ? await query<Row>(
        tx,
        wanted
          .map(
            ([column, type]) =>
              `select ${COLUMNS} from receivables_documents where municipality_id = ? and ${column} = any(?::${type}[])`
          )
          .join(' union '),
        wanted.flatMap(([, , values]) => [municipalityId, values])
      )
    : []
  const found = rows.map(documentOf)
  return {
    byBarcode: indexed(found, (document) => document.barcode),
    byTxid: indexed(found, (document) => document.pixTxid),
    byNumber: indexed(found, (document) => document.number),
  }
}

function indexed(
  documents: readonly FoundDocument[],
  codeOf: (document: FoundDocument) => string | null
): Map<string, FoundDocument> {
  return new Map(
    documents.flatMap((document) => {
      const code = codeOf(document)
      return code === null ? [] : [[code, document] as const]
    })
  )
}

const documentOf = (row: Row): FoundDocument => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  premiseId: row.premise_id,
  debtorId: row.debtor_id,
  amountCents: row.amount_cents,
  dueOn: row.due_on,
  validUntil: row.valid_until,
  state: row.state,
  barcode: row.barcode,
  pixTxid: row.pix_txid,
})
