import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DocumentKind } from '../domain/issue_batch.ts'

/** A document with its codes, as it is printed. */
export interface PrintedDocument {
  readonly id: bigint
  readonly number: string
  readonly kind: DocumentKind
  readonly amountCents: bigint
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
  readonly state: 'live' | 'covered' | 'cancelled' | 'replaced'
  readonly barcode: string | null
  readonly line: string | null
  readonly pixPayload: string | null
  /** Asks for what was severed from the rest of its origin. */
  readonly isSevered: boolean
}

const COLUMNS = `d.id, d.number, d.kind, d.amount_cents as "amountCents", d.issued_on as "issuedOn", d.due_on as "dueOn",
  d.valid_until as "validUntil", d.state, d.barcode, d.line,
  coalesce(d.pix_charge_payload, d.pix_payload) as "pixPayload",
  exists (select 1 from receivables_document_items x join receivables_items s on s.id = x.item_id
           where x.document_id = d.id and s.is_severed) as "isSevered"`

export async function documentsByIds(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, PrintedDocument>> {
  const rows = await query<PrintedDocument>(
    tx,
    `select ${COLUMNS} from receivables_documents d where d.municipality_id = ? and d.id = any(?::bigint[])`,
    [municipalityId, ids]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface OriginItem {
  readonly id: bigint
  readonly charge_type: string
  readonly category: string | null
  readonly component: string
  readonly amount_cents: bigint
  readonly open_cents: bigint
  readonly withheld_cents: bigint
  readonly state: 'open' | 'settled' | 'cancelled' | 'replaced'
}

export interface OriginReceipt {
  readonly id: bigint
  readonly paid_on: CivilDate
  readonly posted_on: CivilDate
  readonly agent_code: string
  readonly channel: string
  readonly amount_cents: bigint
  readonly class: string
}

/** The life of what one origin owes: its items, every document that asks for them, and the money that came. */
export async function lifeOfOrigin(
  tx: Tx,
  municipalityId: bigint,
  { originType, originId }: { readonly originType: string; readonly originId: bigint }
): Promise<{
  items: OriginItem[]
  documents: PrintedDocument[]
  receipts: OriginReceipt[]
}> {
  const scope = [municipalityId, originType, originId]
  const items = await query<OriginItem>(
    tx,
    `select id, charge_type, category, component, amount_cents, open_cents, withheld_cents, state from receivables_items
      where municipality_id = ? and origin_type = ? and origin_id = ? order by id`,
    scope
  )
  const documents = await query<PrintedDocument>(
    tx,
    `select distinct ${COLUMNS} from receivables_items i
       join receivables_document_items di on di.item_id = i.id
       join receivables_documents d on d.id = di.document_id
      where i.municipality_id = ? and i.origin_type = ? and i.origin_id = ? order by d.id`,
    scope
  )
  const receipts = await query<OriginReceipt>(
    tx,
    `select id, paid_on, posted_on, agent_code, channel, amount_cents, class from receivables_receipts
      where municipality_id = ? and document_id = any(?::bigint[]) and state = 'identified' order by paid_on, id`,
    [municipalityId, documents.map(({ id }) => id)]
  )
  return { items, documents, receipts }
}
