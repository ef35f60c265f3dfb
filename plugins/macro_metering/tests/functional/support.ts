import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { bruno } from '#tests/support/people'

type Form = Readonly<Record<string, string>>

/** Sends a form as the analyst; answers what came back. */
export const post = async (client: ApiClient, path: string, form: Form) =>
  client
    .post(path)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)

/** Changes some fields of a record. */
export async function change(client: ApiClient, path: string, fields: Form): Promise<void> {
  const answer = await client
    .patch(`/api${path}`)
    .loginAs(await bruno())
    .withCsrfToken()
    .json(fields)
  answer.assertStatus(200)
}

/** As `post`, of what is to be made: its id. */
export async function made(client: ApiClient, path: string, form: Form): Promise<string> {
  const answer = await post(client, path, form)
  const [, id] = /\/(\d+)$/.exec(answer.header('location') ?? '') ?? []
  if (!id) throw new Error(`${path}: ${answer.status()}`)
  return id
}

export async function cityOf(code: string, name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_cities (municipality_id, code, name, state)
     select id, ?, ?, 'MT' from access_municipalities order by id limit 1
     on conflict (municipality_id, code) do update set name = excluded.name returning id`,
    [code, name]
  )
  return String(row!.id)
}

let sequence = 0

/** A point of a kind, in use since 2024. */
export const point = async (client: ApiClient, kind: string, cityId: string, given: Form = {}) => {
  const code = `P${++sequence}`
  const id = await made(client, '/macro-metering/points', {
    ...{ code, name: `Ponto ${code}`, kind, city_id: cityId, opened_on: '2024-01-01' },
    ...{ latitude: '-11,5', longitude: '-56,1' },
    ...(/^(imp|exp)orted_/.test(kind) ? { partner: 'Companhia vizinha' } : {}),
    ...given,
  })
  return { id, code, name: `Ponto ${code}` }
}

/** A meter at a point since a day. */
export const meterAt = (client: ApiClient, pointId: string, from: string, given: Form = {}) =>
  made(client, '/macro-metering/meters', {
    ...{ number: `MM${++sequence}`, make: 'Krohne', model: 'Optiflux', diameter_mm: '300' },
    ...{ principle: 'electromagnetic', calibration_months: '12' },
    ...{ point_id: pointId, installed_on: from, ...given },
  })

interface Control {
  readonly code: string
  readonly level: number | null
  readonly percent: string | null
  readonly missing: readonly { readonly name: string }[]
}

export interface Controls {
  readonly register: {
    readonly level: number | null
    readonly incomplete: readonly { readonly number: string }[]
  }
  readonly calibration: {
    readonly level: number
    readonly overdue: readonly { readonly number: string }[]
  }
  readonly equipped: readonly Control[]
  readonly followed: number | null
}

export async function controlsOn(client: ApiClient, on: string): Promise<Controls> {
  const answer = await client.get(`/api/macro-metering/controls?on=${on}`).loginAs(await bruno())
  answer.assertStatus(200)
  return answer.body() as Controls
}

/** A month of a point, typed. */
export const volume = (client: ApiClient, pointId: string, m3: string, given: Form = {}) =>
  post(client, '/macro-metering/volumes', {
    ...{ point_id: pointId, reference: '2026-10', m3, origin: 'measured', ...given },
  })
