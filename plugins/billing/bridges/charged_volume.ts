import { query } from '#core/database/index'
import type { Bridge, BridgeTerm } from '#core/reports/index'
import { unevenInvoices } from './invoice_of_bridge.ts'

interface Sums {
  readonly billed: string
  readonly without: string
  readonly charged: string
}

/** m³ of the invoices, of every version = m³ of their water lines + m³ of those that are charged no water. */
const chargedVolume: Bridge = {
  name: 'billing.charged_volume',
  title: 'Volume cobrado',
  unit: 'm3',
  async terms(tx, { municipalityId, billingGroupId, reference }): Promise<BridgeTerm[]> {
    const [sums] = await query<Sums>(
      tx,
      `with invoices as (
         select i.id, i.billed_m3,
                (select sum(c.quantity_m3) from billing_charges c
                  where c.municipality_id = i.municipality_id and c.invoice_id = i.id
                    and c.service = 'water' and c.source = 'made') as charged_m3
           from billing_invoices i join billing_runs r on r.id = i.run_id
          where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?)
       select coalesce(sum(billed_m3), 0)::text as billed,
              coalesce(sum(billed_m3) filter (where charged_m3 is null), 0)::text as without,
              coalesce(sum(charged_m3), 0)::text as charged
         from invoices`,
      [municipalityId, billingGroupId, reference]
    )
    const { billed, without, charged } = sums!
    return [
      { name: 'billed', label: 'Faturado', sign: '+', value: billed },
      {
        name: 'not_charged',
        label: 'De faturas sem cobrança de água (sem ligação, ou isentas)',
        sign: '-',
        value: without,
      },
      { name: 'charged', label: 'Nas linhas de água das faturas', sign: '=', value: charged },
    ]
  },
  documents: (tx, scope) =>
    unevenInvoices(
      tx,
      scope,
      `select i.id, i.number, i.billed_m3 as "left", sum(c.quantity_m3) as "right"
         from invoices i join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
        where c.service = 'water' and c.source = 'made' group by i.id, i.number, i.billed_m3`
    ),
}

export default chargedVolume
