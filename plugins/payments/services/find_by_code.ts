import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { identifyCode } from '#plugins/receivables/api'
import { readBankSlip } from '../domain/boletos/bank_slip.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface CodeDocument {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly due_on: CivilDate
  readonly valid_until: CivilDate
  readonly amount_cents: bigint
  readonly owed_cents: bigint
  readonly debtor: string
  readonly premise_id: bigint | null
  readonly registration: string | null
  /** The paper that took its place. */
  readonly successor: string | null
}

export interface CodeReceipt {
  readonly id: bigint
  readonly document_id: bigint | null
  readonly paid_on: CivilDate
  readonly posted_on: CivilDate
  readonly amount_cents: bigint
  readonly channel: string
  readonly agent_code: string
  readonly class: string
  readonly state: string
}

export interface CodeBoleto {
  readonly id: bigint
  readonly document_id: bigint
  readonly own_number: string
  readonly state: string
  readonly news: string | null
}

export interface FoundByCode {
  /** What the code turned out to be; null: nothing is known by it. */
  readonly kind: 'barcode' | 'pix' | 'number' | 'end_to_end' | 'proof' | 'boleto' | null
  readonly documents: readonly CodeDocument[]
  readonly receipts: readonly CodeReceipt[]
  readonly boletos: readonly CodeBoleto[]
}

const NOTHING: FoundByCode = { kind: null, documents: [], receipts: [], boletos: [] }

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly code: string
}

/** The document that a code names, where it stands, and the money that came for it. A constant number of queries. */
export async function findByCode(
  tx: Reader,
  { municipalityId, actor, code }: Asked
): Promise<FoundByCode> {
  const named = await namedBy(tx, municipalityId, code)
  if (!named) return NOTHING
  const receipts = await receiptsOf(tx, municipalityId, actor, named)
  const ids = [
    ...named.documentIds,
    ...receipts.flatMap(({ document_id: id }) => (named.receiptIds.length > 0 ? (id ?? []) : [])),
  ]
  const documents = await documentsOf(tx, municipalityId, actor, ids)
  if (documents.length === 0 && receipts.length === 0) return NOTHING
  const boletos = await query<CodeBoleto>(
    tx,
    `select id, document_id, own_number, state, news from payments_boletos
      where municipality_id = ? and document_id = any(?::bigint[]) order by id desc limit 10`,
    [municipalityId, documents.map(({ id }) => id)]
  )
  return { kind: named.kind, documents, receipts, boletos }
}

interface Named {
  readonly kind: NonNullable<FoundByCode['kind']>
  readonly documentIds: readonly bigint[]
  readonly receiptIds: readonly bigint[]
}

async function namedBy(tx: Reader, municipalityId: bigint, code: string): Promise<Named | null> {
  const digits = code.replace(/[\s.-]/g, '')
  const slip = readBankSlip(code)
  const rows = await query<{ document_id: bigint }>(
    tx,
    slip === null
      ? `select document_id from payments_boletos where municipality_id = ? and own_number = ?
         union select document_id from payments_pix_charges where municipality_id = ? and txid = ?`
      : 'select document_id from payments_boletos where municipality_id = ? and barcode = ?',
    slip === null ? [municipalityId, digits, municipalityId, code.trim()] : [municipalityId, slip]
  )
  if (rows.length > 0) {
    const kind = slip !== null || /^\d+$/.test(digits) ? 'boleto' : 'pix'
    return { kind, documentIds: rows.map((row) => row.document_id), receiptIds: [] }
  }
  return identifyCode(tx, municipalityId, code)
}

function documentsOf(
  tx: Reader,
  municipalityId: bigint,
  actor: Actor,
  ids: readonly bigint[]
): Promise<CodeDocument[]> {
  const inside = andInside('d.premise_id', 'registry.premises', actor)
  return query<CodeDocument>(
    tx,
    `select d.id, d.number, d.kind, d.state, d.due_on, d.valid_until, d.amount_cents, c.name as debtor, d.premise_id,
            p.registration_number as registration,
            (select s.number from receivables_documents s where s.replaces_id = d.id order by s.id desc limit 1) as successor,
            coalesce((select sum(i.open_cents - i.withheld_cents) from receivables_document_items di
              join receivables_items i on i.id = di.item_id where di.document_id = d.id and i.state = 'open'), 0)::bigint
              + case when d.state = 'live' then d.late_cents else 0 end as owed_cents
       from receivables_documents d join registry_customers c on c.id = d.debtor_id
       left join registry_premises p on p.id = d.premise_id
      where d.municipality_id = ? and d.id = any(?::bigint[])${inside.sql} order by d.id`,
    [municipalityId, ids, ...inside.bindings]
  )
}

/** The money named itself, or all that came for the debts of the documents, whichever paper of them was paid. */
function receiptsOf(
  tx: Reader,
  municipalityId: bigint,
  actor: Actor,
  { documentIds, receiptIds }: Named
): Promise<CodeReceipt[]> {
  const inside = andInside('r.premise_id', 'registry.premises', actor)
  return query<CodeReceipt>(
    tx,
    `select r.id, r.document_id, r.paid_on, r.posted_on, r.amount_cents, r.channel, r.agent_code, r.class, r.state
       from receivables_receipts r
      where r.municipality_id = ? and (r.id = any(?::bigint[]) or r.document_id in (
        select o.document_id from receivables_document_items own
          join receivables_document_items o on o.item_id = own.item_id where own.document_id = any(?::bigint[])))${inside.sql}
      order by r.paid_on desc, r.id desc limit 20`,
    [municipalityId, receiptIds, documentIds, ...inside.bindings]
  )
}
