import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { SqlValue } from '#core/database/index'
import { andInside } from '#core/records/index'
import type { InstallationPolicy } from '../configuration/parameters.ts'

export interface UnmeteredWanted {
  readonly today: CivilDate
  readonly policy: InstallationPolicy
  /** Only those with the minimum pressure. */
  readonly isFit?: boolean
  readonly localityId?: bigint | null
}

export interface UnmeteredRow {
  readonly connection_id: bigint
  readonly premise_id: bigint
  readonly registration_number: string
  readonly address: string
  readonly locality: string
  readonly pressure_mca: string | null
  readonly measured_on: CivilDate | null
  readonly is_near: boolean
  readonly is_fit: boolean
  readonly order_id: bigint | null
  readonly order_number: string | null
  readonly scheduled_on: CivilDate | null
}

const METRES_PER_DEGREE = 111_320

const METRES = `sqrt(power((n.lat - b.lat) * ${METRES_PER_DEGREE}, 2)
                 + power((n.lon - b.lon) * ${METRES_PER_DEGREE} * cos(radians(b.lat)), 2))`

/** The newest pressure of each premise that is still good. */
const MEASURED = `
  select distinct on (r.premise_id) r.premise_id, r.pressure_mca, r.measured_on,
         p.latitude::float8 as lat, p.longitude::float8 as lon
    from metering_pressures r join registry_premises p on p.id = r.premise_id
   where r.municipality_id = ? and r.measured_on between (?::date - make_interval(months => ?::int))::date and ?::date
   order by r.premise_id, r.measured_on desc, r.id desc`

/**
 * Active water connections without a meter, with the newest pressure measured at each or, without one, at the nearest premise
 * within the distance. Places are compared by cells a bit wider than that distance, so that the join is a hash.
 */
export function unmetered(
  actor: Actor,
  { today, policy, isFit = false, localityId = null }: UnmeteredWanted
): { readonly sql: string; readonly bindings: SqlValue[] } {
  const { municipalityId } = actor
  const { near_m: near, valid_months: months, minimum_mca: minimum } = policy
  const cell = (Math.max(near, 1) * 1.3) / METRES_PER_DEGREE
  const inside = andInside('p.id', 'registry.premises', actor)
  return {
    sql: `
      with measured as (${MEASURED}),
      bare as (
        select c.id as connection_id, p.id as premise_id, p.registration_number, l.name as locality,
               concat_ws(', ', p.street, p.number, p.complement) as address, p.latitude::float8 as lat, p.longitude::float8 as lon
          from registry_connections c
          join registry_premises p on p.id = c.premise_id
          join registry_localities l on l.id = p.locality_id
         where c.municipality_id = ? and c.service = 'water' and c.situation = 'active'
           and not exists (select from metering_installations i where i.connection_id = c.id and i.removed_on is null)
           and (?::bigint is null or p.locality_id = ?)${inside.sql}),
      cells as (
        select m.*, floor(lat / ?)::int + dx as x, floor(lon / ?)::int + dy as y
          from measured m, generate_series(-1, 1) dx, generate_series(-1, 1) dy where lat is not null and lon is not null),
      near as (
        select distinct on (b.connection_id) b.connection_id, n.pressure_mca, n.measured_on
          from bare b
          join cells n on n.x = floor(b.lat / ?)::int and n.y = floor(b.lon / ?)::int
          cross join lateral (select ${METRES} as metres) d
         where d.metres <= ? order by b.connection_id, d.metres, n.premise_id)
      select b.connection_id, b.premise_id, b.registration_number, b.address, b.locality,
             coalesce(o.pressure_mca, n.pressure_mca) as pressure_mca, coalesce(o.measured_on, n.measured_on) as measured_on,
             (o.premise_id is null and n.connection_id is not null) as is_near,
             coalesce(coalesce(o.pressure_mca, n.pressure_mca) >= ?::numeric, false) as is_fit,
             w.id as order_id, w.number as order_number, w.scheduled_on
        from bare b
        left join measured o on o.premise_id = b.premise_id
        left join near n on n.connection_id = b.connection_id
        left join metering_orders w on w.connection_id = b.connection_id and w.kind = 'installation' and w.state = 'open'
       where not ?::boolean or (coalesce(o.pressure_mca, n.pressure_mca) >= ?::numeric and w.id is null)`,
    bindings: [
      ...[municipalityId, today, months, today],
      ...[municipalityId, localityId, localityId, ...inside.bindings],
      ...[cell, cell, cell, cell, near, minimum, isFit, minimum],
    ],
  }
}
