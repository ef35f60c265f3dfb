import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { query } from '#core/database/index'
import User from '#core/access/models/user'
import { type Ground, ground } from './helpers.ts'

/** A billing group of its own, in a locality of its own, with premises along one street. */
export interface Street extends Ground {
  readonly localityId: bigint
  /** In the order of the doors. */
  readonly premises: readonly { readonly id: bigint; readonly registration: string }[]
}

interface Wanted {
  /** Of the group and the locality. */
  readonly code: string
  readonly premises: number
  readonly type?: string
}

/** Premises with water, one economy and a meter each; numbers of doors go down while ids go up. */
export async function street({ code, premises, type }: Wanted): Promise<Street> {
  const where = await ground()
  const { municipalityId } = where
  const [place] = await query<{ group_id: bigint; locality_id: bigint }>(
    db,
    `with g as (insert into registry_billing_groups (municipality_id, code, name, due_day)
       values (?, ?, ?, 10) returning id),
     l as (insert into registry_localities (municipality_id, code, name, locality_type)
       values (?, ?, ?, ?) returning id)
     select g.id as group_id, l.id as locality_id from g, l`,
    [
      ...[municipalityId, code, `Grupo ${code}`, municipalityId, code, `Localidade ${code}`],
      type ?? null,
    ]
  )
  const { group_id: groupId, locality_id: localityId } = place!
  const rows = await query<{ id: bigint; registration: string }>(
    db,
    `with p as (
       insert into registry_premises (municipality_id, registration_number, kind, street, number, district, locality_id, billing_group_id)
       select ?, '7' || ? || lpad(n::text, 6, '0'), 'single', 'Rua das Provas', ((? - n + 1) * 10)::text, 'Centro', ?, ?
         from generate_series(1, ?) n order by n returning id, municipality_id, registration_number, number),
     e as (insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
       select municipality_id, id, 'RES', 1, '2020-01-01' from p),
     c as (
       insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
       select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01' from p returning id, municipality_id, registration_number),
     m as (
       insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
       select municipality_id, 'M' || registration_number, 'Prova', 'Modelo', 6, 'Q3', '2020-01-01', 'installed' from p returning id, number),
     i as (
       insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
       select c.municipality_id, m.id, c.id, '2026-08-01', 100 from c join m on m.number = 'M' || c.registration_number)
     select id, registration_number as registration from p order by number::int`,
    [municipalityId, code, premises, localityId, groupId, premises]
  )
  return { ...where, groupId, localityId, premises: rows }
}

interface Routed {
  readonly code: string
  /** Premises in the order of the walk. */
  readonly premises: readonly { readonly id: bigint }[]
}

/** A route through some premises of a street. @returns its id. */
export async function routeThrough(
  { municipalityId, groupId, localityId }: Street,
  { code, premises }: Routed
): Promise<bigint> {
  const [route] = await query<{ id: bigint }>(
    db,
    `insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id) values (?, ?, ?, ?, ?) returning id`,
    [municipalityId, code, `Roteiro ${code}`, groupId, localityId]
  )
  await query(
    db,
    `insert into readings_route_stops (municipality_id, route_id, premise_id, sequence)
     select ?, ?, p.id, p.place from unnest(?::bigint[]) with ordinality as p (id, place)`,
    [municipalityId, route!.id, premises.map(({ id }) => id)]
  )
  return route!.id
}

/** The person that coordinates the readings. */
export const elisa = () => User.findByOrFail('email', 'elisa.leitura@demo.aqueduto')

/** Sends a form as she does from a page. */
export async function send(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
    .loginAs(await elisa())
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

/** Asks an address for other systems as she does. */
export async function act(client: ApiClient, path: string, body: object) {
  return client
    .post(path)
    .loginAs(await elisa())
    .withCsrfToken()
    .header('accept', 'application/json')
    .json(body)
}

export async function ask(client: ApiClient, path: string) {
  return client
    .get(path)
    .loginAs(await elisa())
    .header('accept', 'application/json')
}

/** A key with which her devices call, and nothing else may be done. */
export async function deviceKey(client: ApiClient): Promise<string> {
  const form = { 'name': 'Coletor', 'days': '30', 'scopes[]': ['readings.collect'] }
  const page = await client
    .post('/account/tokens')
    .loginAs(await elisa())
    .withCsrfToken()
    .form(form)
  return /aqueduto_[\w-]{43}/.exec(page.text())![0]
}

/** A device of hers. @returns its id. */
export async function deviceOf({ municipalityId }: Ground, code: string): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into readings_devices (municipality_id, code, name, reader_login, reader_code)
     values (?, ?, ?, 'elisa.leitura@demo.aqueduto', ?) returning id`,
    [municipalityId, code, `Coletor ${code}`, `L${code}`]
  )
  return row!.id
}
