import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { WrittenOffBatch, WrittenOffItem } from '../../domain/written_off.ts'
import type { SettlementContext } from '../settlement_context.ts'

type Telling = Pick<SettlementContext, 'municipalityId' | 'participate'>

export interface WritingOff {
  readonly itemIds: readonly bigint[]
  /** Day in the books. */
  readonly on: CivilDate
}

const TOLD = `i.id as "itemId", i.origin_type as "originType", i.origin_id as "originId", i.premise_id as "premiseId", i.reference,
  i.charge_type as "chargeType", i.category, i.component, i.beneficiary_id as "beneficiaryId", b.kind as "beneficiaryKind"`

/**
 * Ends items that are open without money, by an act of whoever asks: cancelled, extinct, prescribed. Papers that ask for nothing
 * else are no longer offered. The participants of `receivables.written_off` are told. @returns what ended
 */
export async function writeOffItems(
  tx: Tx,
  ctx: Telling,
  { itemIds, on }: WritingOff
): Promise<WrittenOffItem[]> {
  const items = await query<WrittenOffItem>(
    tx,
    `update receivables_items i
        set state = 'written_off', written_off_cents = i.open_cents, open_cents = 0, withdrawn_on = ?
       from receivables_beneficiaries b
      where b.id = i.beneficiary_id and i.municipality_id = ? and i.id = any(?::bigint[]) and i.state = 'open' and i.open_cents > 0
      returning ${TOLD}, i.written_off_cents as "amountCents"`,
    [on, ctx.municipalityId, itemIds]
  )
  await query(
    tx,
    `update receivables_documents d set state = 'covered'
      where d.municipality_id = ? and d.state = 'live'
        and d.id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))
        and not exists (select from receivables_document_items o join receivables_items i on i.id = o.item_id
                         where o.document_id = d.id and i.open_cents > 0)`,
    [ctx.municipalityId, itemIds]
  )
  return tell(ctx, { on, what: 'written_off', items })
}

/** Written-off items are open again with their own due dates, as the act that restores them says. @returns what is open again */
export async function restoreItems(
  tx: Tx,
  ctx: Telling,
  { itemIds, on }: WritingOff
): Promise<WrittenOffItem[]> {
  const items = await query<WrittenOffItem>(
    tx,
    `update receivables_items i
        set state = 'open', open_cents = i.written_off_cents, written_off_cents = 0, withdrawn_on = null
       from receivables_beneficiaries b
      where b.id = i.beneficiary_id and i.municipality_id = ? and i.id = any(?::bigint[]) and i.state = 'written_off'
      returning ${TOLD}, i.open_cents as "amountCents"`,
    [ctx.municipalityId, itemIds]
  )
  await query(
    tx,
    `update receivables_documents d set state = 'live'
      where d.municipality_id = ? and d.state = 'covered'
        and d.id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))`,
    [ctx.municipalityId, itemIds]
  )
  return tell(ctx, { on, what: 'restored', items })
}

async function tell(ctx: Telling, batch: WrittenOffBatch): Promise<WrittenOffItem[]> {
  if (batch.items.length) {
    await ctx.participate<WrittenOffBatch>('receivables.written_off', batch)
  }
  return [...batch.items]
}
