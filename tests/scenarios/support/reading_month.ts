import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { RunSummary } from '#core/jobs/index'
import { type Consumption, returnOf } from './field_return.ts'
import { open, send, upload, work } from './people.ts'

export interface WantedMonth {
  readonly group?: string
  readonly reference: string
  /** Day of the load; the third of the month, when not said. */
  readonly loadedOn?: CivilDate
  readonly consumption: Consumption
}

export interface ReadMonth {
  readonly group: bigint
  readonly reference: RefMonth
  readonly loadId: bigint
  readonly issuedOn: CivilDate
}

/** A month in the field: the page of its load, and the file that the readers took along. */
interface TakenMonth extends ReadMonth {
  readonly path: string
  readonly file: string
}

export async function groupOf(code: string): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_billing_groups where code = ?',
    [code]
  )
  return row!.id
}

/** The load of a month, generated and handed over by Bruno three days after its date; the file that the readers take along. */
export async function takeToField(
  client: ApiClient,
  {
    group: code = '01',
    reference,
    loadedOn = `${reference}-03` as CivilDate,
  }: Omit<WantedMonth, 'consumption'>
): Promise<TakenMonth> {
  clock.freeze(`${addDays(loadedOn, 3)}T15:00:00Z`)
  const group = await groupOf(code)
  const form = { group: String(group), reference, loaded_on: loadedOn }
  await work(await send(client, 'bruno', '/readings/loads', form), 'bruno')
  const [load] = await query<{ id: bigint }>(
    db,
    'select id from readings_loads where billing_group_id = ? and reference = ?',
    [group, reference]
  )
  const path = `/readings/loads/${load!.id}`
  await send(client, 'bruno', `${path}/distribute`, {})
  const file = await open(client, 'bruno', `${path}/file`)
  return {
    group,
    reference: reference as RefMonth,
    loadId: load!.id,
    issuedOn: addDays(loadedOn, 3),
    path,
    file: file.text(),
  }
}

/** Bruno's month of a group through the screens of readings: load, return file, critique, review of all that it held. */
export async function readMonth(client: ApiClient, wanted: WantedMonth): Promise<ReadMonth> {
  return bringBack(client, await takeToField(client, wanted), wanted.consumption)
}

/** What the readers bring back of a month in the field, the critique and the review of all that it held. */
export async function bringBack(
  client: ApiClient,
  { path, file, ...month }: TakenMonth,
  consumption: Consumption
): Promise<ReadMonth> {
  const content = returnOf(file, readOnOf(month), consumption)
  await returnFromField(client, path, content)
  await work(await send(client, 'bruno', `${path}/critique`, {}), 'bruno')
  await decideHeld(client, month.loadId)
  return month
}

/** The day between load and issue on which the meters are read. */
export const readOnOf = ({ issuedOn }: Pick<ReadMonth, 'issuedOn'>): CivilDate =>
  addDays(issuedOn, -2)

/** A return file sent through the page of its load, and its import. */
export async function returnFromField(
  client: ApiClient,
  path: string,
  content: string
): Promise<RunSummary> {
  const file = { path: `${path}/files`, name: 'retorno.csv', content }
  return work(await upload(client, 'bruno', file), 'bruno')
}

async function decideHeld(client: ApiClient, loadId: bigint): Promise<void> {
  const held = await query<{ id: bigint; reading: number | null }>(
    db,
    `select id, reading from readings_readings where load_id = ? and state = 'held' order by id`,
    [loadId]
  )
  for (const { id, reading } of held) {
    await send(client, 'bruno', `/readings/review/${id}`, {
      mode: reading === null ? 'average' : 'as_is',
      reason: 'Conferida com a foto do hidrômetro',
    })
  }
}

/** The billing run of a group that was read, started on its screen. */
export async function bill(
  client: ApiClient,
  { group, reference, issuedOn }: ReadMonth
): Promise<RunSummary> {
  const form = { group: String(group), reference, issued_on: issuedOn }
  return work(await send(client, 'bruno', '/billing/runs', form), 'bruno')
}

/** Registration number of a premise of the small demo's first group, by street number and complement. */
export async function registrationOf(
  street: string,
  number: string,
  complement: string | null = null
): Promise<string> {
  const [row] = await query<{ registration_number: string }>(
    db,
    `select registration_number from registry_premises
      where street = ? and number = ? and complement is not distinct from ?`,
    [street, number, complement]
  )
  return row!.registration_number
}
