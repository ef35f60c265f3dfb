import { todayIn } from '#core/access/index'
import { canonicalJson, query } from '#core/database/index'
import { lockBureau } from './bureaus.ts'
import { type Lot, type LotContext, keepFigures, openLot, requireEverywhere } from './lots.ts'
import { type LeftOut, selectDebtors } from './select_debtors.ts'
import { listingPack, listingTerms } from './terms.ts'
import { eraseSelection, writeSelection } from './write_lot.ts'

export interface Proposed {
  /** Null: nobody who was asked for meets the terms, and no lot was made. */
  readonly lot: Lot | null
  readonly leftOut: readonly LeftOut[]
}

/**
 * Adds debtors whom a policy asks for to the lot of the bureau that waits for a decision, or opens one when none does. Who is in it is
 * judged again with them; who is not listed is told why and makes no lot.
 */
export async function proposeDebtors(
  { tx, municipalityId, actor }: LotContext,
  { bureauId, debtorIds }: { readonly bureauId: bigint; readonly debtorIds: readonly bigint[] }
): Promise<Proposed> {
  requireEverywhere(actor)
  const bureau = await lockBureau(tx, municipalityId, bureauId)
  const today = await todayIn(tx, municipalityId)
  const [standing] = await query<Lot & { customers: string[] }>(
    tx,
    `select id, number, state, bureau_id, pack_id, terms,
            array(select distinct customer_id from bureaus_listings l where l.lot_id = bureaus_lots.id) as customers
       from bureaus_lots where municipality_id = ? and bureau_id = ? and is_standing and state = 'simulated' for update`,
    [municipalityId, bureauId]
  )
  const pack = await listingPack(tx, municipalityId, today)
  const terms = listingTerms(pack, today)
  const asked = new Set(debtorIds)
  const kept = (standing?.customers ?? []).map(BigInt)
  const selected = await selectDebtors(tx, {
    ...{ municipalityId, today, pack, terms, bureau },
    debtorIds: [...new Set([...kept, ...asked])],
  })
  const leftOut = selected.leftOut.filter(({ customerId }) => asked.has(customerId))
  if (!selected.chosen.some(({ customerId }) => asked.has(customerId))) {
    return { lot: null, leftOut }
  }
  const opening = { bureauId, today, by: actor.name, packId: pack.id, terms, isStanding: true }
  const lot = standing ?? (await openLot(tx, municipalityId, opening))
  if (standing) {
    await eraseSelection(tx, municipalityId, lot.id)
    await query(
      tx,
      'update bureaus_lots set selected_on = ?, pack_id = ?, terms = ? where id = ?',
      [today, pack.id, canonicalJson({ ...terms }), lot.id]
    )
  }
  const figures = await writeSelection(tx, { municipalityId, lotId: lot.id, bureau }, selected)
  await keepFigures(tx, lot.id, figures)
  return { lot, leftOut }
}
