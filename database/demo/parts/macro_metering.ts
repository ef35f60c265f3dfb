import { type Tx, query } from '#core/database/index'
import type { DemoContext, DemoPart } from '../part.ts'

/** Code, name, kind, how far from the middle, share of the water in thousandths, origin and source of its volumes. */
const POINTS = [
  ['CAP-01', 'Captação do rio Claro', 'abstraction', -0.02, 980, 'measured', 'supervisory'],
  ['ETA-01', 'Saída da ETA Central', 'treatment_outlet', -0.01, 860, 'measured', 'supervisory'],
  ['POC-01', 'Poço do distrito', 'well', 0.03, 140, 'measured', 'typed'],
  ['RES-01', 'Reservatório do Alto', 'reservoir', 0.005, 430, 'measured', 'supervisory'],
  ['ETE-01', 'Entrada da ETE', 'sewage_inlet', 0.02, 310, 'estimated', 'typed'],
] as const
const M3_PER_CONNECTION = 24

const column = (index: number) => POINTS.map((point) => String(point[index]))

/** Bulk meters, their calibrations and a year of volumes; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'macro_metering',
  title: 'Macromedição',
  async run(tx, context) {
    const { municipalityId, asOf, plan } = context
    if (plan.isSmall) return
    await query(
      tx,
      `insert into macro_metering_points (municipality_id, code, name, kind, city_id, latitude, longitude, opened_on)
       select ?, p.code, p.name, p.kind, c.id, -12.345 + p.far::numeric, -56.789 - p.far::numeric, ?::date - 3000
         from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as p (code, name, kind, far),
              (select id from registry_cities where municipality_id = ? order by id limit 1) c`,
      [municipalityId, asOf, column(0), column(1), column(2), column(3), municipalityId]
    )
    await query(
      tx,
      `insert into macro_metering_meters (municipality_id, number, make, model, principle, diameter_mm, point_id, installed_on,
         calibration_months, calibrated_on, next_calibration_on)
       select municipality_id, 'MM-' || code, 'Siemens', 'MAG 5100', 'electromagnetic', 200, id, ?::date - 1500, 12,
              ?::date - days, (?::date - days + interval '12 months')::date
         from (select *, case kind when 'well' then 400 else 120 end as days from macro_metering_points
                where municipality_id = ? and kind <> 'sewage_inlet') p`,
      [asOf, asOf, asOf, municipalityId]
    )
    await query(
      tx,
      `insert into macro_metering_calibrations (municipality_id, meter_id, state, calibrated_on, certificate, laboratory,
         error_percent, result, recorded_by)
       select municipality_id, id, 'done', calibrated_on, 'RBC-' || id, 'Laboratório de Vazão', 0.4, 'approved', 'Ana Ribeiro'
         from macro_metering_meters where municipality_id = ?`,
      [municipalityId]
    )
    await query(
      tx,
      `insert into macro_metering_reviews (municipality_id, reviewed_on, responsible, findings)
       values (?, ?::date - 90, 'Ana Ribeiro', 'Todos no lugar; falta medir a entrada da ETE.')`,
      [municipalityId, asOf]
    )
    await writeVolumes(tx, context)
  },
}

/** The twelve months before the demo begins. */
async function writeVolumes(tx: Tx, { municipalityId, asOf }: DemoContext): Promise<void> {
  await query(
    tx,
    `insert into macro_metering_volumes (municipality_id, point_id, reference, from_on, until_on, m3, origin, source,
       message_key, recorded_at, recorded_by)
     select ?, p.id, to_char(d, 'YYYY-MM'), d::date, (d + interval '1 month - 1 day')::date,
            round(n.connections * ${M3_PER_CONNECTION} * s.share::numeric / 1000 * (1 + 0.08 * sin(extract(month from d)::float8))::numeric, 1),
            s.origin, s.source, case s.source when 'supervisory' then p.code || '/' || to_char(d, 'YYYY-MM') end, d + interval '1 month',
            'Bruno Matos'
       from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as s (code, share, origin, source)
       join macro_metering_points p on p.municipality_id = ? and p.code = s.code
       cross join (select count(*) as connections from registry_connections where municipality_id = ? and service = 'water') n
       cross join generate_series(date_trunc('month', ?::timestamp) - interval '12 months',
                                  date_trunc('month', ?::timestamp) - interval '1 month', interval '1 month') d`,
    [
      ...[municipalityId, column(0), column(4), column(5), column(6)],
      ...[municipalityId, municipalityId, asOf, asOf],
    ]
  )
}

export default part
