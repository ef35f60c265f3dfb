import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import type { DemoPart } from '../part.ts'

const UNITS = 8

/** Name, segment and expected m³ a month. */
const PROSPECTS = [
  ['Frigorífico Boa Vista', 'industry', '4500'],
  ['Shopping Vale do Juruena', 'shopping', '1800'],
  ['Hospital Regional Noroeste', 'health', '950'],
] as const
const column = (index: number) => PROSPECTS.map((one) => one[index]!)

/** Part of the marked units with a manager, three prospects and their visits, and a case; the small municipality has none. */
const part: DemoPart = {
  name: 'large_customers',
  title: 'Grandes clientes',
  async run(tx, { municipalityId, asOf, plan }) {
    if (plan.isSmall) return
    await query(
      tx,
      `insert into large_customers_portfolio (municipality_id, premise_id, manager_id, segment, since_on)
       select p.municipality_id, p.id, u.id, 'industry', ?::date - 400
         from registry_premises p
         join access_users u on u.municipality_id = p.municipality_id and starts_with(u.login, 'bruno.')
        where p.municipality_id = ? and p.special_kind = 'large_consumer' and p.status = 'active' order by p.id limit ${UNITS}`,
      [asOf, municipalityId]
    )
    await query(
      tx,
      `insert into large_customers_prospects (municipality_id, name, kind, segment, city, expected_m3, manager_id)
       select u.municipality_id, s.name, 'company', s.segment, 'Juína', s.m3::numeric, u.id
         from unnest(?::text[], ?::text[], ?::text[]) as s (name, segment, m3)
         join access_users u on u.municipality_id = ? and starts_with(u.login, 'bruno.')`,
      [column(0), column(1), column(2), municipalityId]
    )
    await query(
      tx,
      `insert into large_customers_visits (municipality_id, prospect_id, purpose, details, responsible_id, visit_on, visit_time,
         status, report, closed_at, closed_by)
       select s.municipality_id, s.id, 'prospecting', 'Consumo esperado e prazo da obra.', s.manager_id, case n when 0 then ?::date - 20 else ?::date + s.place end, '09:30',
              case n when 0 then 'done' else 'scheduled' end,
              case n when 0 then 'Obra começa no próximo semestre; pedem proposta de demanda contratada.' end,
              case n when 0 then ?::date - interval '20 days' end, case n when 0 then 'Bruno Matos' end
         from (select *, row_number() over (order by id)::int as place from large_customers_prospects) s, generate_series(0, 1) n
        where s.municipality_id = ?`,
      [asOf, await todayIn(tx, municipalityId), asOf, municipalityId]
    )
    await query(
      tx,
      `insert into large_customers_cases (municipality_id, subject, description, premise_id, customer_id, manager_id, opened_on, opened_by)
       select o.municipality_id, 'Queda de consumo sem explicação', 'O consumo caiu pela metade; ver se há poço.', o.premise_id,
              h.customer_id, o.manager_id, ?::date - 10, 'Bruno Matos'
         from large_customers_portfolio o
         left join registry_holdings h on h.premise_id = o.premise_id and h.role = 'holder' and h.until_on is null
        where o.municipality_id = ? order by o.id limit 1`,
      [asOf, municipalityId]
    )
  },
}

export default part
