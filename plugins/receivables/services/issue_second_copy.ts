import { todayIn } from '#core/access/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query, takeIds } from '#core/database/index'
import type { CollectionProfile } from '../domain/collection_profile.ts'
import type { IssuedDocument } from '../domain/issue_batch.ts'
import { errors } from '../errors.ts'
import { issueItemsAndDocuments } from './issue_documents.ts'

export interface SecondCopyInput {
  readonly municipalityId: bigint
  readonly documentId: bigint
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
}

interface DocumentRow {
  readonly number: string
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly reference: RefMonth
  readonly version: number
}

/**
 * A new document for what is still open of another one's items, with its own number, barcode and Pix code. Both stay live:
 * whichever is paid first settles the items, and the lateness counts from the items' own due date.
 * Errors: E_RECEIVABLES_DOCUMENT_UNKNOWN, E_RECEIVABLES_NOTHING_OPEN, E_RECEIVABLES_DATES.
 */
export async function issueSecondCopy(tx: Tx, input: SecondCopyInput): Promise<IssuedDocument> {
  const { municipalityId, documentId, dueOn, validUntil } = input
  if (validUntil < dueOn) throw errors.E_RECEIVABLES_DATES({ due: dueOn, until: validUntil })
  const [original] = await query<DocumentRow>(
    tx,
    `select number, premise_id, debtor_id, reference, version from receivables_documents
      where municipality_id = ? and id = ?`,
    [municipalityId, documentId]
  )
  if (!original) throw errors.E_RECEIVABLES_DOCUMENT_UNKNOWN({ id: documentId })
  const lines = await openLines(tx, municipalityId, documentId)
  if (lines.length === 0) throw errors.E_RECEIVABLES_NOTHING_OPEN({ number: original.number })
  const issuedOn = await todayIn(tx, municipalityId)
  const [id] = await takeIds(tx, 'receivables_documents', 1)
  const [copy] = await issueItemsAndDocuments(tx, {
    municipalityId,
    profile: await collectionProfile(tx, municipalityId, issuedOn),
    items: [],
    documents: [
      {
        id: id!,
        kind: 'second_copy',
        premiseId: original.premise_id,
        debtorId: original.debtor_id,
        reference: original.reference,
        issuedOn,
        dueOn,
        validUntil,
        version: original.version,
        replacesId: null,
        lines,
      },
    ],
  })
  return copy!
}

async function openLines(tx: Tx, municipalityId: bigint, documentId: bigint) {
  const rows = await query<{ id: bigint; open_cents: bigint }>(
    tx,
    `select i.id, i.open_cents - i.withheld_cents as open_cents from receivables_document_items di join receivables_items i on i.id = di.item_id
      where i.municipality_id = ? and di.document_id = ? and i.open_cents > 0 order by i.id for share of i`,
    [municipalityId, documentId]
  )
  return rows.map((row) => ({ itemId: row.id, amountCents: row.open_cents }))
}

/** The profile in force on a date. */
export const collectionProfile = (tx: Tx, municipalityId: bigint, date: CivilDate) =>
  parameterWithin<CollectionProfile>(tx, {
    ...{ key: 'receivables.collection_profile', municipalityId, date },
  })
