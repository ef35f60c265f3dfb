import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { query } from '#core/database/index'
import { ana } from '#tests/support/people'

type Row = Readonly<Record<string, string | null>>
export interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

/** What a report answers to other systems, as Ana. */
export async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

export interface KnownLoad {
  readonly id: bigint
  readonly group: bigint
  readonly municipality: bigint
  readonly packId: bigint
  readonly reference: string
  /** Premises of the group, each once. */
  readonly premises: readonly bigint[]
}

/** The load of a group in a month of its own, with nothing in it yet; `code` is the group's. */
export async function knownLoad(reference: string, code = '01'): Promise<KnownLoad> {
  const on = `${reference}-03` as CivilDate
  const [group] = await query<{ id: bigint; municipality_id: bigint }>(
    db,
    'select id, municipality_id from registry_billing_groups where code = ?',
    [code]
  )
  const municipality = group!.municipality_id
  const pack = await db.transaction((tx) =>
    resolvePack(
      {
        ...{ municipalityId: municipality, from: on, until: on, knownAt: clock.now() },
        ...{ decisions: [], parameters: ['readings.period'], items: [] },
      },
      tx
    )
  )
  const [load] = await query<{ id: bigint }>(
    db,
    `insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
     values (?, ?, ?, 'processed', ?, ?) returning id`,
    [municipality, group!.id, reference, on, pack.id]
  )
  const premises = await query<{ id: bigint }>(
    db,
    'select id from registry_premises where billing_group_id = ? order by id',
    [group!.id]
  )
  return {
    ...{ id: load!.id, group: group!.id, municipality, packId: pack.id, reference },
    premises: premises.map(({ id }) => id),
  }
}

export interface KnownReading {
  readonly premise: bigint
  readonly route?: bigint | null
  readonly sequence?: number
  readonly reader?: string
  /** Local: `2027-03-05T08:00:00`. */
  readonly at?: string
  readonly anomaly?: string
  readonly measured?: number | null
  readonly limit?: number
  readonly held?: string
}

/** Puts readings of known figures in a load. @returns their ids, in order. */
export async function put(load: KnownLoad, readings: readonly KnownReading[]): Promise<bigint[]> {
  const ids: bigint[] = []
  for (const [index, one] of readings.entries()) {
    const { measured = 20, at = `${load.reference}-05T08:00:00` } = one
    const [row] = await query<{ id: bigint }>(
      db,
      `with item as (
         insert into readings_load_items (municipality_id, load_id, route_id, sequence, premise_id, set_key, registration_number,
           qualification, meter_id, meter_number, previous_reading, previous_read_on, average_m3, facts, facts_hash)
         values (?, ?, ?, ?, ?, ?, ?, 'read', 1, 'A25X000001', 100, ?, 14, '{}', repeat('0', 64)) returning *)
       insert into readings_readings (municipality_id, load_item_id, load_id, premise_id, registration_number, reference, reading,
         read_on, read_at, reader_code, anomaly_code, kind, measured_m3, billed_m3, expected_max_m3, adjustments, enters_average,
         state, hold_reason, message, pack_id, origin, collection)
       select municipality_id, id, load_id, premise_id, registration_number, ?, ?::int, ?::date, ?::timestamp, ?::text, ?::text, ?,
              ?::numeric, ?::numeric, ?::numeric, '[]', true, ?, ?::text, ?::text, ?, 'load', 'collector' from item returning id`,
      [
        ...[load.municipality, load.id, one.route ?? null, one.sequence ?? index + 1, one.premise],
        ...[one.premise, String(900_000_000 + index), `${load.reference}-01`],
        ...[load.reference, measured === null ? null : 100 + measured, at.slice(0, 10), at],
        ...[one.reader ?? null, one.anomaly ?? null, measured === null ? 'average' : 'measured'],
        ...[measured, measured ?? 14, one.limit ?? null],
        ...[one.held ? 'held' : 'accepted', one.held ? 'above_range' : null, one.held ?? null],
        load.packId,
      ]
    )
    ids.push(row!.id)
  }
  return ids
}

export interface KnownRoute {
  readonly id: bigint
  readonly name: string
}

/** The first route of the group of a load. */
export async function routeOf(load: KnownLoad): Promise<KnownRoute> {
  const [route] = await query<KnownRoute>(
    db,
    `select id, code || ' ' || name as name from readings_routes where billing_group_id = ? order by code, id limit 1`,
    [load.group]
  )
  return route!
}

/** Another route of the group of a load, as the first one in all but its code. */
export async function anotherRouteOf(load: KnownLoad): Promise<KnownRoute> {
  const [route] = await query<KnownRoute>(
    db,
    `insert into readings_routes
     select (jsonb_populate_record(r, jsonb_build_object('id', nextval(pg_get_serial_sequence('readings_routes', 'id')),
              'code', r.code || '.' || ?::text))).*
       from readings_routes r where r.billing_group_id = ? order by r.code, r.id limit 1
     returning id, code || ' ' || name as name`,
    [load.reference.slice(5), load.group]
  )
  return route!
}
