import { query } from '#core/database/index'
import type { DemoPart } from '../part.ts'

/** Code, samples that the norm requires, analysed, conforming, mean. */
const RESULTS = [
  ['chlorine', 62, 64, 64, '0,9'],
  ['turbidity', 62, 64, 63, '0,8'],
  ['colour', 20, 20, 20, '3'],
  ['fluoride', 12, 12, 12, '0,7'],
  ['coliforms', 62, 64, 63, null],
  ['e_coli', 62, 64, 64, null],
] as const

/** One supply system for all localities, with the bulletins of three months; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'water_quality',
  title: 'Qualidade da água',
  async run(tx, { municipalityId, asOf, plan }) {
    if (plan.isSmall) return
    const [system] = await query<{ id: bigint }>(
      tx,
      `insert into water_quality_systems (municipality_id, code, name, source)
       values (?, 'CENTRAL', 'Sistema Central (ETA Rio Claro)', 'Rio Claro, superficial, protegido por lei municipal.') returning id`,
      [municipalityId]
    )
    await query(
      tx,
      `insert into water_quality_supplied (municipality_id, system_id, locality_id)
       select municipality_id, ?, id from registry_localities where municipality_id = ?`,
      [system!.id, municipalityId]
    )
    await query(
      tx,
      `with made as (
         insert into water_quality_bulletins (municipality_id, system_id, reference, conclusion, state, published_at, published_by)
         select ?, ?, to_char(d, 'YYYY-MM'), 'A água distribuída atendeu ao padrão de potabilidade no mês.', 'published',
                d + interval '1 month 5 days', 'Ana Ribeiro'
           from generate_series(?::timestamp - interval '3 months', ?::timestamp - interval '1 month', interval '1 month') d
         returning id)
       insert into water_quality_results (municipality_id, bulletin_id, parameter, required, analysed, conforming, average)
       select ?, m.id, r.parameter, r.required, r.analysed, r.conforming, r.average
         from made m cross join unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::text[])
           as r (parameter, required, analysed, conforming, average)`,
      [
        ...[municipalityId, system!.id, asOf, asOf, municipalityId],
        ...[0, 1, 2, 3, 4].map((column) => RESULTS.map((row) => row[column]!)),
      ]
    )
  },
}

export default part
