import { type CivilDate, addMonths } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type RemovalContext, type Removed, removeDebts } from './removals.ts'
import { removalTerms } from './terms.ts'

interface Sweeping {
  readonly bureauId: bigint
  readonly today: CivilDate
}

/**
 * What leaves a bureau though nobody told it when it happened: suspended by a court or by what else the utility has it for, or
 * older than five years. What is in its notice and nobody took back is published when the days are over.
 */
export async function sweep(
  context: RemovalContext,
  { bureauId, today }: Sweeping
): Promise<Removed> {
  const { tx, municipalityId } = context
  await publish(tx, { bureauId, today })
  const { holds } = await removalTerms(tx, municipalityId, today)
  const held = await query<{ id: bigint; kind: string }>(
    tx,
    `select distinct on (d.id) d.id, h.kind from bureaus_debts d
       join billing_invoice_holds h on h.municipality_id = d.municipality_id and h.invoice_id = d.origin_id
        and h.released_at is null and h.from_at <= ? and (h.until_on is null or h.until_on >= ?) and h.kind = any(?::text[])
      where d.municipality_id = ? and d.bureau_id = ? and d.origin_type = 'billing.invoice' and d.ended_on is null and d.state <> 'simulated'
      order by d.id, h.kind = 'judicial' desc`,
    [context.now, today, holds, municipalityId, bureauId]
  )
  const old = await query<{ id: bigint }>(
    tx,
    `select id from bureaus_debts
      where municipality_id = ? and bureau_id = ? and ended_on is null and state <> 'simulated' and due_on < ?`,
    [municipalityId, bureauId, addMonths(today, -60)]
  )
  return removeDebts(context, [
    ...held.map(({ id, kind }) => ({
      debtId: id,
      cause: kind === 'judicial' ? ('court' as const) : ('hold' as const),
    })),
    ...old
      .filter(({ id }) => !held.some((one) => one.id === id))
      .map(({ id }) => ({ debtId: id, cause: 'prescription' as const })),
  ])
}

async function publish(tx: Tx, { bureauId, today }: Sweeping): Promise<void> {
  await query(
    tx,
    `with published as (
       update bureaus_listings set state = 'published'
        where bureau_id = ? and state = 'in_notice' and publish_on <= ? returning id)
     update bureaus_debts d set state = 'published' from published p where d.listing_id = p.id and d.ended_on is null`,
    [bureauId, today]
  )
}
