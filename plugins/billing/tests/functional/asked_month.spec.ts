import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { putVersion } from './put_version.ts'
import { billMonth, readMonth } from './read_month.ts'

const LAW = 'Lei municipal 12/2026'
const part = (chargeType: string, title: string, applies: Json, structure: Json) => ({
  ...{ charge_type: chargeType, title, applies, legal_basis: LAW, structure },
})
const cell = (over: number, to: number | null, amount: string, more: Record<string, string>) => ({
  ...{ over, to, amount },
  ...more,
})

/** A table that asks each fact which only some tables ask. */
const TABLE = {
  title: 'Tabela que pergunta tudo',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: { RES: { title: 'Residencial', minimum_m3: 0, blocks: [] } },
  sewage: {},
  garbage: {},
  unmetered: [{ m3: '4', per: 'tap' }],
  charges: [
    part(
      'water_basic',
      'Fixo por hidrômetro',
      { is_metered: true },
      { kind: 'fixed_by_meter', per: 'connection', amounts: { 15: '8.00', 20: '19.90' } }
    ),
    part(
      'water',
      'Água social',
      { profiles: ['social'] },
      { kind: 'brackets', per: 'economy', brackets: [{ over: 0, to: null, price: '1.20' }] }
    ),
    part(
      'water',
      'Água',
      {},
      {
        kind: 'brackets',
        per: 'economy',
        brackets: [
          { over: 0, to: 10, price: '3.4567' },
          { over: 10, to: null, price: '4.125' },
        ],
      }
    ),
    part(
      'garbage',
      'Lixo',
      {},
      {
        kind: 'matrix',
        per: 'economy',
        cells: [
          cell(0, 10, '14.20', { frequency: 'daily', profile: 'household' }),
          cell(10, null, '21.30', { frequency: 'daily', profile: 'household' }),
          cell(0, null, '9.90', { frequency: 'alternate', profile: 'household' }),
          cell(0, null, '310.00', { profile: 'large' }),
        ],
      }
    ),
  ],
}

interface House {
  readonly facts: Readonly<Record<string, string | number>>
  /** Code of the diameter of its meter, and what it measures. */
  readonly meter?: { readonly diameter: string | null; readonly m3: number }
}

const HOUSES: readonly House[] = [
  {
    facts: { collection_frequency: 'daily', waste_profile: 'household' },
    meter: { diameter: '15', m3: 12 },
  },
  {
    facts: {
      ...{ collection_frequency: 'alternate', waste_profile: 'household' },
      tariff_type: 'social',
    },
    meter: { diameter: '20', m3: 9 },
  },
  { facts: { collection_frequency: 'daily', waste_profile: 'large', water_outlets: 3 } },
  // Nobody counted its taps; nobody said how often waste is collected; nobody knows how large the meter is.
  { facts: { collection_frequency: 'daily', waste_profile: 'large' } },
  { facts: { waste_profile: 'household' }, meter: { diameter: '15', m3: 5 } },
  {
    facts: { collection_frequency: 'daily', waste_profile: 'household' },
    meter: { diameter: null, m3: 5 },
  },
]

async function write(client: ApiClient, path: string, body: object) {
  const user = await ana()
  const answer = await client
    .post(path)
    .loginAs(user)
    .withCsrfToken()
    .accept('json')
    .json(body as Record<string, unknown>)
  if (answer.status() >= 300) throw new Error(answer.text())
  return answer.body() as Record<string, unknown>
}

interface Placed {
  readonly id: bigint
  readonly registration: string
}

/** The houses in a billing group of their own, registered and metered through the doors of the desk. */
async function build(client: ApiClient, municipalityId: bigint): Promise<Placed[]> {
  const [place] = await query<{ group: bigint; locality: bigint; holder: bigint }>(
    db,
    `insert into registry_billing_groups (municipality_id, code, name, due_day) values (?, 'PERG', 'Grupo que pergunta', 10)
     returning id as "group", (select id from registry_localities order by id limit 1) as locality,
       (select id from registry_customers order by id limit 1) as holder`,
    [municipalityId]
  )
  const placed: Placed[] = []
  for (const [index, { facts, meter }] of HOUSES.entries()) {
    await write(client, '/api/registry/premises', {
      ...{ kind: 'single', street: 'Rua das Perguntas', number: String(index + 1) },
      ...{ district: 'Centro', locality_id: String(place!.locality) },
      billing_group_id: String(place!.group),
      ...{ category: 'RES', economies: 1, water_connected_on: '2026-10-01' },
      ...{ holder_id: String(place!.holder), holder_from: '2026-10-01' },
      ...facts,
    })
    const [row] = await query<Placed & { connection: bigint }>(
      db,
      `select p.id, p.registration_number as registration, c.id as connection from registry_premises p
         join registry_connections c on c.premise_id = p.id where p.street = 'Rua das Perguntas' and p.number = ?`,
      [String(index + 1)]
    )
    placed.push(row!)
    if (meter) await hang(client, municipalityId, { index, connection: row!.connection, meter })
  }
  return placed
}

async function hang(
  client: ApiClient,
  municipalityId: bigint,
  one: { index: number; connection: bigint; meter: NonNullable<House['meter']> }
) {
  const number = `P26T00${one.index}`
  const { id: model } = await write(client, '/api/metering/models', {
    ...{ name: `Modelo ${one.index}`, brand: 'Marca', digits: 5, is_active: true },
    ...{ flow_class: 'Q3 1,6 R100', transmission: 'magnetic' },
    ...(one.meter.diameter ? { diameter: one.meter.diameter } : {}),
  })
  await write(client, '/api/metering/meters', {
    ...{ number, model_id: model, manufactured_on: '2026-01-01' },
  })
  await runAction('metering.install_meter', {
    actor: systemActor(municipalityId),
    input: {
      ...{ meter_number: number, connection_id: Number(one.connection) },
      ...{ installed_on: '2026-10-05', initial_reading: 0 },
      ...{ reason_code: 'new', opinion: 'Ligação nova' },
    },
  })
}

test.group('Billing | a month with a table that asks everything', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))

  test('charges by profile, taps, size of the meter and garbage, from the facts of the load, and replays it', async ({
    client,
    assert,
  }) => {
    const municipalityId = await municipality()
    const houses = await build(client, municipalityId)
    const dials = HOUSES.flatMap(({ meter }, index) =>
      meter ? [[houses[index]!.registration, meter.m3] as const] : []
    )
    const month = await readMonth('PERG', '2026-11' as RefMonth, new Map(dials))
    // What the registry says after the load changes nothing of the month (DECISIONS 51).
    await query(
      db,
      `update registry_premises set water_outlets = 9, collection_frequency = 'daily', waste_profile = 'large',
              tariff_type = null where billing_group_id = ?`,
      [month.group]
    )
    const summary = await billMonth(month)
    assert.equal(summary.parked, 3)
    const parked = await query<{ message: string }>(
      db,
      `select k.message from billing_parked k join registry_premises p on p.id = k.premise_id
        where p.billing_group_id = ? order by p.id`,
      [month.group]
    )
    assert.include(parked[0]!.message, 'o número de pontos de água')
    assert.include(parked[1]!.message, 'a frequência da coleta de lixo')
    assert.include(parked[2]!.message, 'a capacidade do hidrômetro (diâmetro)')

    const charges = await query<{ id: bigint; number: string; charge_type: string; cents: bigint }>(
      db,
      `select i.id, p.number, c.charge_type, c.amount_cents as cents from billing_invoices i
         join registry_premises p on p.id = i.premise_id
         join billing_charges c on c.invoice_id = i.id
        where p.billing_group_id = ? order by p.id, c.charge_type`,
      [month.group]
    )
    assert.deepEqual(
      charges.map(({ number, charge_type: type, cents }) => [number, type, cents]),
      [
        // 12 m³: 10 × 3.4567 = 34.57 (rounded by bracket) + 2 × 4.125 = 8.25; waste daily, above 10 m³; 15 mm.
        ['1', 'garbage', 2130n],
        ['1', 'water', 4282n],
        ['1', 'water_basic', 800n],
        // 9 m³ × 1.20; waste on alternate days; 20 mm.
        ['2', 'garbage', 990n],
        ['2', 'water', 1080n],
        ['2', 'water_basic', 1990n],
        // No meter: 3 taps × 4 m³ = 12 m³; a large producer.
        ['3', 'garbage', 31000n],
        ['3', 'water', 4282n],
      ]
    )

    const replays = await Promise.all(
      [...new Set(charges.map(({ id }) => id))].map((invoiceId) =>
        db.transaction((tx) => replayInvoice(tx, { municipalityId, invoiceId }))
      )
    )
    assert.deepEqual(
      replays.map(({ isEqual }) => isEqual),
      [true, true, true]
    )
    assert.deepEqual(replays[1]!.asked, [
      'tipo de tarifa Social',
      'hidrômetro de 20 mm (3/4")',
      'coleta de lixo Dias alternados',
      'gerador de lixo Domiciliar',
    ])
    const user = await ana()
    const page = await client.get(`/billing/invoices/${charges.at(-1)!.id}`).loginAs(user)
    page.assertTextIncludes('sem hidrômetro; tipo de tarifa Normal')
    page.assertTextIncludes('gerador de lixo Grande gerador; 3 tomadas de água')
    page.assertTextIncludes('faixa da tabela, large: 1 × R$ 310,00 por economia')
  })
})
