import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import type { Advice, SettledBatch } from '../../api.ts'
import { DEFAULT_FREE_FIELD_LAYOUT } from '../../domain/free_field_layout.ts'
import type { IssuedDocument } from '../../domain/issue_batch.ts'
import { chargeTypes } from '../../services/charge_types.ts'
import { issueItemsAndDocuments } from '../../services/issue_documents.ts'
import { receiveAdvices } from '../../services/receive_advices.ts'

export const DUE_ON = '2026-11-10' as CivilDate
export const POSTED_ON = '2026-11-12' as CivilDate

const PROFILE = {
  company_code: '9999',
  value_id: '6',
  segment: '2',
  free_field_layout: DEFAULT_FREE_FIELD_LAYOUT,
  pix: { key: '00000000000191', receiver_name: 'Prestador', city: 'Cidade' },
} as const

export async function municipality(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities limit 1')
  return row!.id
}

export interface IssuedOne {
  readonly document: IssuedDocument
  readonly premiseId: bigint
  readonly itemIds: readonly bigint[]
}

/** A document for charges of one premise: type and cents. */
export async function issue(
  charges: readonly (readonly [type: string, cents: bigint])[],
  { validUntil = '2027-01-10' }: { readonly validUntil?: string } = {}
): Promise<IssuedOne> {
  return db.transaction(async (tx) => {
    const municipalityId = await municipality()
    const [premise] = await query<{ id: bigint; holder: bigint }>(
      tx,
      `select p.id, h.customer_id as holder from registry_premises p
         join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
        order by p.id limit 1`
    )
    const types = await chargeTypes(tx, municipalityId)
    const itemIds = await takeIds(tx, 'receivables_items', charges.length)
    const [id] = await takeIds(tx, 'receivables_documents', 1)
    const shared = {
      premiseId: premise!.id,
      debtorId: premise!.holder,
      reference: '2026-11' as RefMonth,
      dueOn: DUE_ON,
    }
    const [document] = await issueItemsAndDocuments(tx, {
      municipalityId,
      profile: PROFILE,
      items: charges.map(([type, cents], index) => ({
        ...shared,
        id: itemIds[index]!,
        chargeType: type,
        category: null,
        beneficiaryId: types.get(type)!.beneficiary.id,
        component: 'principal',
        amountCents: cents,
        openCents: cents,
        originType: 'test',
        originId: id!,
      })),
      documents: [
        {
          ...shared,
          id: id!,
          kind: 'invoice',
          issuedOn: '2026-10-20' as CivilDate,
          validUntil: validUntil as CivilDate,
          version: 1,
          replacesId: null,
          lines: charges.map(([, cents], index) => ({
            itemId: itemIds[index]!,
            amountCents: cents,
          })),
        },
      ],
    })
    return { document: document!, premiseId: premise!.id, itemIds }
  })
}

let messages = 0

/** A payment of a document by barcode at a bank, unless told otherwise. */
export function advice(document: IssuedDocument | null, change: Partial<Advice> = {}): Advice {
  return {
    identity: `test/${++messages}`,
    channel: 'collection_return',
    sourceType: 'test',
    sourceId: null,
    agentCode: '001',
    paidOn: DUE_ON,
    creditedOn: null,
    amountCents: document?.amountCents ?? 1000n,
    feeCents: 0n,
    barcode: document?.barcode ?? null,
    endToEndId: null,
    txid: null,
    authentication: null,
    ...change,
  }
}

/** Receives advices in one batch; gives what they became and what was told to participants. */
export async function receive(advices: readonly Advice[]) {
  const told: SettledBatch[] = []
  const municipalityId = await municipality()
  const outcomes = await db.transaction((tx: Tx) =>
    receiveAdvices(
      tx,
      {
        municipalityId,
        postedOn: POSTED_ON,
        async participate(_point, payload) {
          told.push(payload as SettledBatch)
          return []
        },
      },
      advices
    )
  )
  return { outcomes, told }
}

export const itemsOf = (ids: readonly bigint[]) =>
  query<{ open_cents: bigint; state: string }>(
    db,
    'select open_cents, state from receivables_items where id = any(?::bigint[]) order by id',
    [ids]
  )

export const pendingOf = (receiptId: bigint) =>
  query<{ charge_type: string; amount_cents: bigint; cause: string }>(
    db,
    `select charge_type, amount_cents, cause from receivables_pending_charges
      where source_receipt_id = ? order by id`,
    [receiptId]
  )

export const creditsOf = (receiptId: bigint) =>
  query<{ cause: string; amount_cents: bigint; held_until: CivilDate }>(
    db,
    'select cause, amount_cents, held_until from receivables_credits where receipt_id = ?',
    [receiptId]
  )
