import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import type { BridgeDocument, BridgeScope } from '#core/reports/index'
import type { BillingSet } from '../domain/premise_month.ts'
import type { SharedSet } from './condominium_terms.ts'
import { expectedVolumes } from './departure_terms.ts'
import { invoiceOfBridge } from './invoice_of_bridge.ts'
import { premisesOfBridge } from './premises_of_bridge.ts'

interface FirstInvoice {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly billed_m3: string
  readonly share_credit_m3: string
}

interface Month {
  readonly sets: readonly BillingSet[]
  readonly shared: readonly SharedSet[]
}

/** First invoices that bill another volume, or leave another credit of sharing, than the readings come to; and readings without any. */
export async function unevenVolumes(
  tx: Tx,
  scope: BridgeScope,
  { sets, shared }: Month
): Promise<BridgeDocument[]> {
  const { municipalityId, billingGroupId, reference } = scope
  const invoices = await query<FirstInvoice>(
    tx,
    `select i.id, i.number, i.premise_id, i.billed_m3::text as billed_m3, i.share_credit_m3::text as share_credit_m3
       from billing_invoices i join billing_runs r on r.id = i.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and i.version = 1 order by i.id`,
    [municipalityId, billingGroupId, reference]
  )
  const volumes = new Map(
    expectedVolumes(sets, shared).map(({ month, billed }) => [month.premiseId, billed ?? Dec.ZERO])
  )
  const credits = new Map(shared.map(({ masterId, creditOutM3 }) => [masterId, creditOutM3]))
  const uneven = invoices.flatMap((invoice): BridgeDocument[] => {
    const { premise_id: premiseId } = invoice
    const expected = volumes.get(premiseId) ?? Dec.ZERO
    const credit = Dec.of(invoice.share_credit_m3).minus(credits.get(premiseId) ?? Dec.ZERO)
    const left = expected.plus(credit)
    if (left.eq(Dec.of(invoice.billed_m3))) return []
    const right = Dec.of(invoice.billed_m3).toString()
    return [{ ...invoiceOfBridge(invoice), left: left.toString(), right }]
  })
  const billed = new Set(invoices.map((invoice) => invoice.premise_id))
  const without = [...volumes].filter(([id, volume]) => !billed.has(id) && !volume.isZero())
  const named = await premisesOfBridge(
    tx,
    without.map(([id]) => id)
  )
  const missing = without.map(([id, volume]) => ({
    ...named.get(id)!,
    ...{ left: volume.toString(), right: '0' },
  }))
  return [...uneven, ...missing]
}
