import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import {
  INSTALLATION,
  type InstallationPolicy,
  METERING_LEVELS,
  PROCEDURE,
  type VerificationProcedure,
} from '../configuration/parameters.ts'
import { type MeteringLevels, ageLevel, meteringLevel } from '../domain/practice_levels.ts'
import { type UnmeteredRow, type UnmeteredWanted, unmetered } from './unmetered.ts'

type Reader = Pick<Tx, 'rawQuery'>

export const installationPolicy = (tx: Reader, municipalityId: bigint) =>
  parameterWithin<InstallationPolicy>(tx, { key: INSTALLATION, municipalityId })

const IS_ACTIVE = `coalesce(s.situation, c.situation) = 'active'`

/**
 * Water connections that were active on a day, and how many of them had a meter, by locality (AC-007). Who was active is told when
 * they are counted: as a condition PostgreSQL takes it for one in two hundred, and looks up the rest one by one.
 */
const COVERED = `
  select p.locality_id, count(*) filter (where ${IS_ACTIVE})::int as active,
         count(i.connection_id) filter (where ${IS_ACTIVE})::int as metered
    from registry_connections c
    join registry_premises p on p.municipality_id = c.municipality_id and p.id = c.premise_id
    left join registry_connection_situations s on s.municipality_id = c.municipality_id and s.connection_id = c.id
         and s.from_on <= ?::date and coalesce(s.until_on >= ?::date, true)
    left join metering_installations i on i.municipality_id = c.municipality_id and i.connection_id = c.id
         and i.installed_on <= ?::date and coalesce(i.removed_on > ?::date, true)
   where c.municipality_id = ? and c.service = 'water' and c.connected_on <= ?::date`

export interface LocalityCoverage {
  readonly locality_id: bigint
  readonly locality: string
  readonly active: number
  readonly metered: number
  /** One decimal. */
  readonly percent: string
}

async function localities(
  reader: Reader,
  actor: Actor,
  on: CivilDate
): Promise<LocalityCoverage[]> {
  const inside = andInside('p.id', 'registry.premises', actor)
  return query<LocalityCoverage>(
    reader,
    `select n.locality_id, l.name as locality, n.active, n.metered, round(n.metered * 100.0 / n.active, 1)::text as percent
       from (${COVERED}${inside.sql} group by 1) n
       join registry_localities l on l.id = n.locality_id where n.active > 0 order by l.name`,
    [on, on, on, on, actor.municipalityId, on, ...inside.bindings]
  )
}

interface Age {
  readonly dated: number
  readonly undated: number
  /** Mean of whole days; null where no meter has a date. */
  readonly days: string | null
  readonly years: string | null
}

/** Mean time since the installed meters were installed or verified, whichever was later (AC-008). */
async function meanAge(reader: Reader, actor: Actor, on: CivilDate): Promise<Age> {
  const inside = andInside('i.connection_id', 'registry.connections', actor)
  const [row] = await query<Age>(
    reader,
    `select count(since)::int as dated, count(*) filter (where since is null)::int as undated,
            avg(?::date - since)::text as days, round(avg(?::date - since) / 365.25, 1)::text as years
       from (select greatest(case when i.is_date_known then i.installed_on end, m.verified_on) as since
               from metering_installations i
               left join metering_meters m on m.municipality_id = i.municipality_id and m.id = i.meter_id and m.verified_on <= ?::date
              where i.municipality_id = ? and i.installed_on <= ?::date and coalesce(i.removed_on > ?::date, true)${inside.sql}) a`,
    [on, on, on, actor.municipalityId, on, on, ...inside.bindings]
  )
  return row!
}

/** The controls of micro-metering on a day: index AC-007 and mean age AC-008, each with its level. */
export async function coverageOn(reader: Reader, actor: Actor, on: CivilDate) {
  const { municipalityId } = actor
  const levels = await parameterWithin<MeteringLevels>(reader, {
    ...{ key: METERING_LEVELS, municipalityId, date: on },
  })
  const { document } = await parameterWithin<VerificationProcedure>(reader, {
    ...{ key: PROCEDURE, municipalityId, date: on },
  })
  const places = await localities(reader, actor, on)
  const active = places.reduce((sum, place) => sum + place.active, 0)
  const metered = places.reduce((sum, place) => sum + place.metered, 0)
  const { days, years, dated, undated } = await meanAge(reader, actor, on)
  const age = { days: days === null ? null : Number.parseFloat(days), undated }
  return {
    ...{ on, active, metered, unmetered: active - metered, places },
    percent: active ? (Math.round((metered * 1000) / active) / 10).toFixed(1) : null,
    level: meteringLevel({ active, metered }, levels),
    age: { years, dated, undated, document: document.trim() || null },
    ageLevel:
      dated + undated === 0
        ? null
        : ageLevel({ ...age, hasProcedure: document.trim() !== '' }, levels),
  }
}

/** A page of the connections without a meter: those with pressure first. */
export async function unmeteredPage(
  reader: Reader,
  actor: Actor,
  wanted: UnmeteredWanted & { readonly offset: number; readonly size: number }
): Promise<{
  readonly rows: readonly UnmeteredRow[]
  readonly total: number
  readonly fit: number
}> {
  const { sql, bindings } = unmetered(actor, wanted)
  const rows = await query<UnmeteredRow & { readonly total: number; readonly fit: number }>(
    reader,
    `select u.*, count(*) over ()::int as total, count(*) filter (where is_fit and order_id is null) over ()::int as fit
       from (${sql}) u order by is_fit desc, locality, address, connection_id limit ? offset ?`,
    [...bindings, wanted.size, wanted.offset]
  )
  return { rows, total: rows[0]?.total ?? 0, fit: rows[0]?.fit ?? 0 }
}
