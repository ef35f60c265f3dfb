import { query } from '#core/database/index'
import type { DemoPart } from '../part.ts'

/** What every old base has: one defect of each kind per some hundred customers or premises, by their ids. */
const DEFECTS: readonly string[] = [
  // A second record of the same person, typed in a hurry.
  `insert into registry_customers (municipality_id, kind, name, birth_on, mother_name, phone, origin)
   select municipality_id, kind, upper(replace(name, 'z', 's')), birth_on, mother_name, phone, 'legacy'
     from registry_customers where municipality_id = ? and kind = 'person' and id % 250 = 3`,
  // A second record with the same CPF.
  `insert into registry_customers (municipality_id, kind, name, taxpayer_id, birth_on, origin)
   select municipality_id, kind, split_part(name, ' ', 1) || ' ' || split_part(name, ' ', -1), taxpayer_id, birth_on, 'legacy'
     from registry_customers where municipality_id = ? and kind = 'person' and id % 400 = 5 and taxpayer_id is not null`,
  // The last digit of a CPF mistyped.
  `update registry_customers set taxpayer_id = left(taxpayer_id, 10) || (right(taxpayer_id, 1)::int + 1) % 10
    where municipality_id = ? and kind = 'person' and id % 350 = 9 and taxpayer_id is not null`,
  `update registry_customers set name = 'Consumidor' where municipality_id = ? and kind = 'person' and id % 900 = 17`,
  `update registry_customers set name = split_part(name, ' ', 1) where municipality_id = ? and kind = 'person' and id % 700 = 21`,
  `update registry_customers set birth_on = '1886-01-01' where municipality_id = ? and kind = 'person' and id % 1100 = 33`,
  `update registry_customers set deceased_on = '2024-05-12' where municipality_id = ? and kind = 'person' and id % 800 = 41`,
  `update registry_premises set street = 'Sem nome', zip_code = null where municipality_id = ? and id % 600 = 13`,
  // Names copied on premises follow.
  `update registry_premises p set holder_name = c.name, holder_taxpayer_id = c.taxpayer_id from registry_holdings h join registry_customers c on c.id = h.customer_id
    where p.municipality_id = ? and h.premise_id = p.id and h.role = 'holder' and h.until_on is null and (p.holder_name, p.holder_taxpayer_id) is distinct from (c.name, c.taxpayer_id)`,
]

/** The defects that the quality checks and the search for duplicates find; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'registry_defects',
  title: 'Cadastros repetidos e incompletos',
  async run(tx, { municipalityId, plan }) {
    if (plan.isSmall) return
    for (const defect of DEFECTS) await query(tx, defect, [municipalityId])
  },
}

export default part
