import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { bill, readMonth } from '#tests/scenarios/support/reading_month'
import { ana } from '#tests/support/people'

/** A house of a group of its own, registered and metered through the doors of the desk. */
export interface BuiltHouse {
  readonly id: bigint
  readonly registration: string
  readonly connectionId: bigint
}

export interface WantedHouse {
  /** Day of its connections and of its meter. */
  readonly connectedOn?: string
  readonly sewage?: boolean
  /** The holder; somebody, when not said. */
  readonly holder?: bigint
  readonly category?: string
}

/** Sends JSON as the administrator; what is refused is told whole. */
export async function write(client: ApiClient, path: string, body: object) {
  const answer = await client
    .post(path)
    .loginAs(await ana())
    .withCsrfToken()
    .accept('json')
    .json(body as Record<string, unknown>)
  if (answer.status() >= 300) throw new Error(answer.text())
  return answer.body() as Record<string, unknown>
}

/** The houses in order, in a billing group with this code. */
export async function buildGroup(
  client: ApiClient,
  code: string,
  houses: readonly WantedHouse[]
): Promise<BuiltHouse[]> {
  const { id: group } = await write(client, '/api/registry/billing-groups', {
    ...{ code, name: `Grupo ${code}`, due_day: 17 },
  })
  const { id: model } = await write(client, '/api/metering/models', {
    ...{ name: `Modelo ${code}`, brand: 'Marca', digits: 5, is_active: true, diameter: '20' },
    ...{ flow_class: 'Q3 1,6 R100', transmission: 'magnetic' },
  })
  const [place] = await query<{ locality: bigint; holder: bigint }>(
    db,
    `select (select id from registry_localities order by id limit 1) as locality,
            (select id from registry_customers order by id limit 1) as holder`
  )
  const built: BuiltHouse[] = []
  for (const [index, house] of houses.entries()) {
    const connectedOn = house.connectedOn ?? '2026-01-10'
    const street = `Rua do Grupo ${code}`
    await write(client, '/api/registry/premises', {
      ...{ kind: 'single', street, number: String(index + 1), district: 'Centro' },
      ...{ locality_id: String(place!.locality), billing_group_id: String(group) },
      ...{ category: house.category ?? 'RES', economies: 1, water_connected_on: connectedOn },
      ...(house.sewage
        ? { sewage_connected_on: connectedOn, sewage_class: 'collected_treated' }
        : {}),
      ...{ holder_id: String(house.holder ?? place!.holder), holder_from: connectedOn },
    })
    const [row] = await query<BuiltHouse>(
      db,
      `select p.id, p.registration_number as registration, c.id as "connectionId" from registry_premises p
         join registry_connections c on c.premise_id = p.id and c.service = 'water' where p.street = ? and p.number = ?`,
      [street, String(index + 1)]
    )
    await hang(client, { number: `P26${code}${index}`, model, connectedOn, house: row! })
    built.push(row!)
  }
  return built
}

interface Hanging {
  readonly number: string
  readonly model: unknown
  readonly connectedOn: string
  readonly house: BuiltHouse
}

async function hang(client: ApiClient, { number, model, connectedOn, house }: Hanging) {
  await write(client, '/api/metering/meters', {
    ...{ number, model_id: String(model), manufactured_on: '2025-01-01' },
  })
  await write(client, '/api/actions/metering.install_meter', {
    ...{ meter_number: number, connection_id: String(house.connectionId) },
    ...{ installed_on: connectedOn, initial_reading: 0 },
    ...{ reason_code: 'new', opinion: 'Ligação nova' },
  })
}

/** A month of the group through the screens: what each house consumes, in the order of the houses. */
export async function billHouses(
  client: ApiClient,
  { code, houses }: { readonly code: string; readonly houses: readonly BuiltHouse[] },
  {
    reference,
    m3,
    loadedOn,
  }: {
    readonly reference: string
    readonly m3: readonly (number | string)[]
    /** The third of the month, when not said. */
    readonly loadedOn?: CivilDate
  }
) {
  const consumption = (stop: { registration: string }) =>
    m3[houses.findIndex(({ registration }) => registration === stop.registration)] ?? 10
  return bill(
    client,
    await readMonth(client, { group: code, reference, consumption, ...(loadedOn && { loadedOn }) })
  )
}

export interface HouseInvoice {
  readonly id: bigint
  readonly total_cents: bigint
  readonly billed_m3: string
  readonly contract_m3: string
  /** `water 30.00` */
  readonly lines: readonly string[]
}

/** The invoice of each house in a month, null where there is none. */
export async function invoicesOfHouses(
  houses: readonly BuiltHouse[],
  reference: string
): Promise<(HouseInvoice | null)[]> {
  const rows = await query<HouseInvoice & { premise_id: bigint }>(
    db,
    `select i.id, i.premise_id, i.total_cents, trim_scale(i.billed_m3)::text as billed_m3,
            trim_scale(i.contract_m3)::text as contract_m3,
            (select coalesce(array_agg(c.charge_type || ' ' || (c.amount_cents / 100.0)::numeric(12, 2) order by c.number), '{}')
               from billing_charges c where c.invoice_id = i.id) as lines
       from billing_invoices i where i.reference = ? and i.premise_id = any(?::bigint[])`,
    [reference, houses.map(({ id }) => id)]
  )
  return houses.map(({ id }) => rows.find(({ premise_id: premise }) => premise === id) ?? null)
}
