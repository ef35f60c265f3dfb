import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type BridgeResult, closeBridges } from '#core/reports/index'
import type { IssuedBatch, IssuedCharge } from '#plugins/billing/api'
import { type Invoice, REFERENCE, type World } from '#plugins/payments/tests/support/fixtures'

export const ISSUED_ON = '2026-10-01' as CivilDate

interface ItemRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly origin_id: bigint
  readonly charge_type: string
  readonly category: string
  readonly component: IssuedCharge['component']
  readonly beneficiary_id: bigint
  readonly amount_cents: bigint
}

/** Tells the participants that the items of these invoices were issued, as a chunk of a billing run does. */
export async function tellIssued(
  world: World,
  invoices: readonly Invoice[],
  postedOn: CivilDate = ISSUED_ON
): Promise<Issue[]> {
  const { municipalityId, utilityId } = world
  return db.transaction(async (tx) => {
    const items = await query<ItemRow>(
      tx,
      `select i.* from receivables_items i join receivables_document_items d on d.item_id = i.id
        where d.document_id = any(?::bigint[]) order by i.id`,
      [invoices.map(({ documentId }) => documentId)]
    )
    const batch: IssuedBatch = {
      runId: 1n,
      reference: REFERENCE,
      postedOn,
      packId: 1n,
      charges: items.map((item) => ({
        chargeId: item.id,
        invoiceId: item.origin_id,
        premiseId: item.premise_id,
        chargeType: item.charge_type,
        service: item.charge_type === 'water' ? 'water' : 'other',
        category: item.category,
        component: item.component,
        beneficiaryId: item.beneficiary_id,
        beneficiaryKind: item.beneficiary_id === utilityId ? 'utility' : 'third_party',
        amountCents: item.amount_cents,
        pendingId: null,
      })),
      credits: [],
    }
    const actor = systemActor(municipalityId)
    return participate('billing.issued', batch, { tx, municipalityId, actor, now: clock.now() })
  })
}

export interface StoredPosting {
  readonly id: bigint
  readonly posted_on: string
  readonly event: string
  readonly debit_account: string
  readonly credit_account: string
  readonly amount_cents: bigint
  readonly source_type: string
  readonly source_id: bigint
}

export const postings = () =>
  query<StoredPosting>(db, 'select * from accounting_postings order by id')

/** The checks whose name starts so, for the first group and the fixtures' reference. */
export async function bridges(world: World, start: string): Promise<BridgeResult[]> {
  const [group] = await query<{ id: bigint }>(
    db,
    'select id from registry_billing_groups order by code'
  )
  const scope = { ...world, billingGroupId: group!.id, reference: REFERENCE }
  const results = await db.transaction((tx) => closeBridges(tx, scope))
  return results.filter(({ name }) => name.startsWith(start))
}
