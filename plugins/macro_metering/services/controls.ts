import { type CivilDate, addMonths, monthOf, previousMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type MacroPolicy, POLICY } from '../configuration/parameters.ts'
import { type Followed, equippedLevel, followedLevel, registerLevel } from '../domain/levels.ts'

type Reader = Pick<Tx, 'rawQuery'>

interface Where {
  readonly municipalityId: bigint
  readonly on: CivilDate
}

const EQUIPPED = [
  ['AC-076', 'Água produzida: saídas de ETA e poços', ['treatment_outlet', 'well']],
  ['AC-077', 'Água tratada importada', ['imported_treated']],
  ['AC-078', 'Água tratada exportada', ['exported_treated']],
  ['AC-079', 'Esgoto tratado: entradas de ETE', ['sewage_inlet']],
  ['AC-080', 'Esgoto importado', ['imported_sewage']],
  ['AC-081', 'Esgoto exportado', ['exported_sewage']],
] as const

export interface PointState {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly city_id: bigint
  readonly city: string
  readonly is_metered: boolean
  /** m³ of the last twelve months, and how much of them was measured. */
  readonly m3: string
  readonly measured_m3: string
}

/** Points in use on a day, the greatest volume first, and whether a meter stood there. */
const pointsOn = (reader: Reader, { municipalityId, on }: Where): Promise<PointState[]> =>
  query<PointState>(
    reader,
    `select p.id, p.code, p.name, p.kind, p.city_id, c.name as city, coalesce(v.m3, 0)::text as m3,
            coalesce(v.measured, 0)::text as measured_m3,
            exists (select from macro_metering_meters m where m.point_id = p.id and m.installed_on <= ?::date
                       and coalesce(m.removed_on > ?::date, true)) as is_metered
       from macro_metering_points p
       join registry_cities c on c.id = p.city_id
       left join (select point_id, sum(m3) as m3, sum(m3) filter (where origin = 'measured') as measured
                    from macro_metering_volumes where municipality_id = ? and reference between ? and ? group by 1) v
              on v.point_id = p.id
      where p.municipality_id = ? and p.opened_on <= ?::date and coalesce(p.closed_on > ?::date, true)
      order by v.m3 desc nulls last, p.name`,
    [
      ...[on, on, municipalityId, monthOf(addMonths(on, -11)), monthOf(on)],
      ...[municipalityId, on, on],
    ]
  )

export interface MeterState {
  readonly id: bigint
  readonly number: string
  readonly point: string | null
  readonly is_incomplete: boolean
  readonly is_overdue: boolean
  readonly next_calibration_on: CivilDate | null
  readonly is_ordered: boolean
}

/** Meters that were not removed by a day: whether their register is whole, and their calibration good. */
const metersOn = (reader: Reader, { municipalityId, on }: Where): Promise<MeterState[]> =>
  query<MeterState>(
    reader,
    `select m.id, m.number, p.name as point, m.next_calibration_on,
            (p.latitude is null or p.longitude is null or m.installed_on is null) as is_incomplete,
            coalesce(m.next_calibration_on < ?::date, false) as is_overdue,
            exists (select from macro_metering_calibrations k where k.meter_id = m.id and k.state = 'ordered') as is_ordered
       from macro_metering_meters m left join macro_metering_points p on p.id = m.point_id
      where m.municipality_id = ? and coalesce(m.installed_on <= ?::date, true) and coalesce(m.removed_on > ?::date, true)
      order by m.next_calibration_on nulls first, m.number`,
    [on, municipalityId, on, on]
  )

export interface CityState {
  readonly city: string
  readonly followed: Followed
  readonly supervisory: number
  readonly typed: number
  readonly file: number
}

/** How the volumes of the last whole month came, by municipality with points. */
async function citiesOn(reader: Reader, { municipalityId, on }: Where): Promise<CityState[]> {
  const rows = await query<Omit<CityState, 'followed'>>(
    reader,
    `select c.name as city, count(v.id) filter (where v.source = 'supervisory')::int as supervisory,
            count(v.id) filter (where v.source = 'typed')::int as typed, count(v.id) filter (where v.source = 'file')::int as file
       from macro_metering_points p
       join registry_cities c on c.id = p.city_id
       left join macro_metering_volumes v on v.municipality_id = p.municipality_id and v.point_id = p.id and v.reference = ?
      where p.municipality_id = ? and p.opened_on <= ?::date and coalesce(p.closed_on > ?::date, true)
      group by p.city_id, c.name order by c.name`,
    [previousMonth(monthOf(on)), municipalityId, on, on]
  )
  return rows.map((row) => ({ ...row, followed: followedOf(row) }))
}

function followedOf({ supervisory, typed, file }: Omit<CityState, 'followed'>): Followed {
  if (file > 0 && supervisory + typed === 0) return 'file'
  if (typed + file > 0) return 'typed'
  return supervisory > 0 ? 'supervisory' : 'none'
}

/** The controls of macro metering on a day, each with its level, and what stands in the way of the next (AC-074 to AC-082). */
export async function controlsOn(reader: Reader, where: Where) {
  const policy = await parameterWithin<MacroPolicy>(reader, {
    ...{ key: POLICY, municipalityId: where.municipalityId, date: where.on },
  })
  const points = await pointsOn(reader, where)
  const meters = await metersOn(reader, where)
  const cities = await citiesOn(reader, where)
  const [review] = await query<{ last: CivilDate | null }>(
    reader,
    'select max(reviewed_on) as last from macro_metering_reviews where municipality_id = ? and reviewed_on <= ?::date',
    [where.municipalityId, where.on]
  )
  const last = review!.last
  const incomplete = meters.filter((meter) => meter.is_incomplete)
  return {
    ...{ on: where.on, policy, cities },
    register: {
      ...{ meters: meters.length, incomplete, last },
      level: registerLevel({
        ...{ meters: meters.length, incomplete: incomplete.length },
        isReviewed: last !== null && addMonths(last, policy.review_months) >= where.on,
      }),
    },
    calibration: {
      overdue: meters.filter((meter) => meter.is_overdue),
      document: policy.calibration_document.trim() || null,
      level: policy.calibration_document.trim() ? (3 as const) : (1 as const),
    },
    equipped: EQUIPPED.map(([code, title, kinds]) =>
      equippedOf(
        { code, title },
        points.filter(({ kind }) => kinds.some((one) => one === kind))
      )
    ),
    followed: followedLevel(cities.map(({ followed }) => followed)),
  }
}

function equippedOf(
  control: { readonly code: string; readonly title: string },
  points: readonly PointState[]
) {
  const metered = points.filter(({ is_metered: isMetered }) => isMetered).length
  const total = points.reduce((sum, { m3 }) => sum + thousandths(m3), 0n)
  const measured = points.reduce((sum, { measured_m3: m3 }) => sum + thousandths(m3), 0n)
  return {
    ...{ ...control, points: points.length, metered },
    level: equippedLevel(points.length, metered),
    percent: points.length ? oneDecimal(BigInt(metered), BigInt(points.length)) : null,
    volumePercent: total > 0n ? oneDecimal(measured, total) : null,
    missing: points.filter(({ is_metered: isMetered }) => !isMetered),
    cities: [...Map.groupBy(points, ({ city }) => city)].map(([city, of]) => ({
      ...{ city, points: of.length },
      metered: of.filter(({ is_metered: isMetered }) => isMetered).length,
    })),
  }
}

const thousandths = (text: string): bigint => {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(3, '0').slice(0, 3))
}

/** `66.7` of 2 in 3. */
function oneDecimal(part: bigint, whole: bigint): string {
  const tenths = (part * 2000n + whole) / (whole * 2n)
  return `${tenths / 10n}.${tenths % 10n}`
}
