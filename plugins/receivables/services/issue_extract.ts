import { todayIn } from '#core/access/index'
import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import type { IssuedDocument } from '../domain/issue_batch.ts'
import { errors } from '../errors.ts'
import { issueItemsAndDocuments } from './issue_documents.ts'
import { collectionProfile } from './issue_second_copy.ts'

export interface ExtractInput {
  readonly municipalityId: bigint
  readonly itemIds: readonly bigint[]
  /** Until when the paper is offered; lateness counts from each debt's own due date. */
  readonly validUntil: CivilDate
  /** What the delay comes to on the day of issue, asked for besides; nothing, when not said. */
  readonly lateCents?: bigint
}

export interface IssuedExtract extends IssuedDocument {
  readonly validUntil: CivilDate
  readonly debts: number
}

interface OpenItem {
  readonly id: bigint
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly reference: RefMonth
  readonly open_cents: bigint
}

/**
 * One payable document for several chosen debts (DECISIONS 42), with its own number, barcode and Pix; the debts' other papers
 * stay live, and whichever is paid first settles them. What is paid of a debt that was settled meanwhile becomes credit.
 * Errors: E_RECEIVABLES_NOTHING_CHOSEN, E_RECEIVABLES_DATES.
 */
export async function issueExtract(
  tx: Tx,
  { municipalityId, itemIds, validUntil, lateCents = 0n }: ExtractInput
): Promise<IssuedExtract> {
  const issuedOn = await todayIn(tx, municipalityId)
  if (validUntil < issuedOn) {
    throw errors.E_RECEIVABLES_DATES({ due: formatDate(issuedOn), until: formatDate(validUntil) })
  }
  const items = await query<OpenItem>(
    tx,
    `select id, premise_id, debtor_id, reference, open_cents - withheld_cents as open_cents from receivables_items
      where municipality_id = ? and id = any(?::bigint[]) and state = 'open' and open_cents > withheld_cents
      order by id for share`,
    [municipalityId, itemIds]
  )
  if (items.length === 0) throw errors.E_RECEIVABLES_NOTHING_CHOSEN()
  const [id] = await takeIds(tx, 'receivables_documents', 1)
  const [extract] = await issueItemsAndDocuments(tx, {
    municipalityId,
    profile: await collectionProfile(tx, municipalityId, issuedOn),
    items: [],
    documents: [
      {
        ...{ id: id!, kind: 'extract', premiseId: onlyPremise(items) },
        ...{ debtorId: items[0]!.debtor_id, reference: latest(items) },
        ...{ issuedOn, dueOn: validUntil, validUntil, version: 1, replacesId: null },
        lines: items.map((item) => ({ itemId: item.id, amountCents: item.open_cents })),
        lateCents,
      },
    ],
  })
  return { ...extract!, validUntil, debts: items.length }
}

function onlyPremise(items: readonly OpenItem[]): bigint | null {
  const premises = new Set(items.map((item) => item.premise_id))
  return premises.size === 1 ? items[0]!.premise_id : null
}

const latest = (items: readonly OpenItem[]): RefMonth =>
  items.reduce((last, { reference }) => (reference > last ? reference : last), items[0]!.reference)
