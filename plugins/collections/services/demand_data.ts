import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { DemandData } from '../documents/demand.ts'

interface Row {
  readonly number: string
  readonly issued_on: CivilDate
  readonly due_on: CivilDate
  readonly body: string
  readonly taxpayer_id: string | null
  readonly amount_cents: bigint
  readonly city: string
  readonly units: DemandData['units']
}

/** What a letter to a public body says. */
export async function demandData(
  tx: Tx,
  {
    municipalityId,
    id,
    today: date,
  }: { readonly municipalityId: bigint; readonly id: bigint; readonly today: CivilDate }
): Promise<DemandData> {
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date },
  })
  const [row] = await query<Row>(
    tx,
    `select m.number, m.issued_on, m.due_on, b.name as body, c.taxpayer_id, m.amount_cents, t.name || ', ' || t.state as city, u.units
       from collections_demands m
       join collections_bodies b on b.id = m.public_body_id
       join registry_paying_bodies r on r.id = b.body_id
       join registry_customers c on c.id = r.customer_id
       join access_municipalities t on t.id = m.municipality_id
       cross join lateral (
         select json_agg(json_build_object('registration', p.registration_number,
                  'address', concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement),
                  'bills', d.bills, 'since', d.since, 'cents', d.cents) order by p.registration_number) as units
           from (select premise_id, count(*)::int as bills, min(due_on) as since, sum(open_cents)::text as cents
                   from collections_demand_debts where demand_id = m.id group by premise_id) d
           join registry_premises p on p.id = d.premise_id) u
      where m.municipality_id = ? and m.id = ?`,
    [municipalityId, id]
  )
  const { name, cnpj, address, sac_phone: phone } = utility
  const demand = row!
  return {
    utility: { name, cnpj, address, sac_phone: phone },
    ...{ number: demand.number, issued_on: demand.issued_on, pay_until: demand.due_on },
    ...{ body: demand.body, taxpayer_id: demand.taxpayer_id, city: demand.city },
    ...{ units: demand.units, total_cents: String(demand.amount_cents) },
  }
}
