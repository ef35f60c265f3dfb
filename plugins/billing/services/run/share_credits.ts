import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { LiveOfPremise } from '../../domain/compose_types.ts'
import type { BillingSet } from '../../domain/premise_month.ts'

/** m³ that each condominium's last bill before a month left as credit of its sharing, by its master; none is absent. */
export async function shareCredits(
  tx: Tx,
  masters: readonly bigint[],
  reference: RefMonth
): Promise<ReadonlyMap<bigint, string>> {
  if (masters.length === 0) return new Map()
  const rows = await query<{ premise_id: bigint; m3: string }>(
    tx,
    `select premise_id, trim_scale(share_credit_m3)::text as m3
       from (select distinct on (premise_id) premise_id, share_credit_m3 from billing_invoices
              where premise_id = any(?::bigint[]) and reference < ? and settlement <> 'cancelled'
              order by premise_id, reference desc, version desc) as last
      where share_credit_m3 > 0`,
    [masters, reference]
  )
  return new Map(rows.map(({ premise_id: id, m3 }) => [id, m3]))
}

/** Live facts with the sharing's credit of each condominium: frozen with its master's invoice. */
export async function withShareCredits(
  tx: Tx,
  sets: readonly BillingSet[],
  { live, reference }: { live: ReadonlyMap<bigint, LiveOfPremise>; reference: RefMonth }
): Promise<ReadonlyMap<bigint, LiveOfPremise>> {
  const masters = sets.flatMap(({ months }) =>
    months.flatMap(({ kind, premiseId }) => (kind === 'condominium_master' ? [premiseId] : []))
  )
  const credits = await shareCredits(tx, masters, reference)
  if (credits.size === 0) return live
  const all = new Map(live)
  for (const [premiseId, shareCreditM3] of credits) {
    all.set(premiseId, { credits: [], pending: [], ...live.get(premiseId), shareCreditM3 })
  }
  return all
}
