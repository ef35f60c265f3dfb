import { addMonths } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { DemoPart } from '../part.ts'
import { putInForce } from '../put_in_force.ts'

const HISTORY_MONTHS = 24
const SINCE = '2012-01-11'
const FEDERAL = 'Instituto Federal de Águas Claras'

/** Rates of IN RFB 1.234/2012, code 6190. */
const TAXES = [
  ['IR', 'Imposto de renda', '4.80'],
  ['CSLL', 'CSLL', '1.00'],
  ['COFINS', 'Cofins', '3.00'],
  ['PIS', 'PIS/Pasep', '0.65'],
] as const

/** The company that holds fewest premises becomes the federal body of the municipality. */
const BODY = `
  with body as (
    select c.id from registry_customers c
      join registry_holdings h on h.customer_id = c.id and h.role = 'holder' and h.until_on is null
     where c.municipality_id = ? and c.kind = 'company'
     group by c.id order by count(*), c.id limit 1),
  named as (
    update registry_customers c set name = ?, kind = 'public_body', customer_type = 'federal'
      from body b where c.id = b.id returning c.id)
  update registry_premises p set holder_name = ?
    from registry_holdings h join named n on n.id = h.customer_id
   where h.premise_id = p.id and h.role = 'holder' and h.until_on is null`

const SEPARATE = `
  insert into billing_separate_wastes (municipality_id, premise_id, from_on, remarks, set_by, set_at)
  select municipality_id, id, ?, 'A pedido do titular', 'Demonstração', ?
    from registry_premises where municipality_id = ? and kind = 'single' and holder_name is not null order by id offset 9 limit 1`

/** A federal body that withholds taxes, and a unit whose solid waste has a paper of its own; the small municipality has none. */
const part: DemoPart = {
  name: 'special_invoices',
  title: 'Órgão federal que retém tributos e fatura separada de resíduos',
  async run(tx, { municipalityId, asOf, plan }) {
    if (plan.isSmall) return
    const from = addMonths(asOf, -HISTORY_MONTHS)
    await putInForce(tx, {
      ...{ municipalityId, key: 'billing.withholding', from },
      value: {
        customer_types: ['federal'],
        taxes: TAXES.map(([code, title, percent]) => ({
          ...{ code, title, rates: [{ from: SINCE, until: null, percent }] },
        })),
      },
      reason: 'Retenção por órgãos federais',
      legalBasis: 'Lei 9.430/1996, art. 64; IN RFB 1.234/2012',
    })
    await query(tx, BODY, [municipalityId, FEDERAL, FEDERAL])
    await query(tx, SEPARATE, [from, `${from} 12:00:00+00`, municipalityId])
  },
}

export default part
