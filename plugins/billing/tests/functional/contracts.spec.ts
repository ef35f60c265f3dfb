import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { closeBridges } from '#core/reports/index'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses } from './built_group.ts'
import { putVersion } from './put_version.ts'

const CODE = 'CON'
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '3.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}

type Terms = Readonly<Record<string, string>>
/** What is consumed, what is agreed, and what is billed: m³, then the lines. */
const CASES: readonly {
  readonly m3: number
  readonly contracts: readonly Terms[]
  readonly billed: string
  readonly lines: readonly string[]
}[] = [
  {
    m3: 8,
    contracts: [{ service: 'water', kind: 'fixed_volume', volume_m3: '50' }],
    billed: '50',
    lines: ['water 150.00', 'sewage 120.00', 'garbage 12.00'],
  },
  {
    m3: 8,
    contracts: [
      { service: 'water', kind: 'min_max', min_m3: '20', max_m3: '100', above_max: 'capped' },
    ],
    billed: '20',
    lines: ['water 60.00', 'sewage 48.00', 'garbage 12.00'],
  },
  {
    m3: 8,
    contracts: [{ service: 'water', kind: 'fixed_value', value_cents: '500,00' }],
    billed: '8',
    lines: ['water 500.00', 'sewage 19.20', 'garbage 12.00'],
  },
  {
    m3: 130,
    contracts: [
      { service: 'water', kind: 'min_max', min_m3: '20', max_m3: '100', above_max: 'capped' },
    ],
    billed: '100',
    lines: ['water 300.00', 'sewage 240.00', 'garbage 12.00'],
  },
  {
    m3: 130,
    contracts: [
      { service: 'water', kind: 'min_max', min_m3: '20', max_m3: '100', above_max: 'tariff' },
    ],
    billed: '130',
    lines: ['water 390.00', 'sewage 312.00', 'garbage 12.00'],
  },
  {
    // sewage of a contract of its own; waste of a fixed value
    m3: 8,
    contracts: [
      { service: 'sewage', kind: 'fixed_volume', volume_m3: '50' },
      { service: 'garbage', kind: 'fixed_value', value_cents: '90,00' },
    ],
    billed: '8',
    lines: ['water 24.00', 'sewage 120.00', 'garbage 90.00'],
  },
  {
    // 100 m³ contracted at the tariff, 30 beyond at 5.00
    m3: 130,
    contracts: [{ service: 'water', kind: 'demand', volume_m3: '100', excess_price: '5,00' }],
    billed: '130',
    lines: ['water 300.00', 'water_excess 150.00', 'sewage 312.00', 'garbage 12.00'],
  },
  {
    m3: 8,
    contracts: [{ service: 'water', kind: 'demand', volume_m3: '100' }],
    billed: '100',
    lines: ['water 300.00', 'sewage 240.00', 'garbage 12.00'],
  },
]

const sign = (client: ApiClient, house: BuiltHouse, terms: Terms, number: string) =>
  send(client, 'bruno', '/billing/contracts', {
    ...{ number, premise_id: String(house.id), from_on: '2026-11-01' },
    ...terms,
  })

test.group('Billing | supply contracts', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-02T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('bills what each kind of contract agrees, and by the tariff once it ends', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    const houses = await buildGroup(
      client,
      CODE,
      CASES.map(() => ({ sewage: true }))
    )
    const ids: string[] = []
    for (const [index, { contracts }] of CASES.entries()) {
      for (const [place, terms] of contracts.entries()) {
        const signed = await sign(client, houses[index]!, terms, `C-${index}-${place}`)
        assert.equal(signed.status(), 302, signed.text().match(/<form[\s\S]*?<\/form>/)?.[0])
        ids.push(/(\d+)$/.exec(signed.header('location') ?? '')?.[1] ?? '')
      }
    }
    const m3 = CASES.map((one) => one.m3)
    await billHouses(client, { code: CODE, houses }, { reference: '2026-11', m3 })
    const invoices = await invoicesOfHouses(houses, '2026-11')
    assert.deepEqual(
      invoices.map((invoice) => [invoice?.billed_m3, invoice?.lines]),
      CASES.map(({ billed, lines }) => [billed, [...lines]])
    )
    const municipalityId = await municipality()
    const scope = {
      ...{ municipalityId, billingGroupId: await groupOf(CODE) },
      reference: '2026-11' as RefMonth,
    }
    const bridges = await db.transaction((tx) => closeBridges(tx, scope))
    assert.deepEqual(
      bridges.filter(({ isClosed }) => !isClosed).map(({ name }) => name),
      []
    )
    for (const invoice of invoices) {
      const replay = await db.transaction((tx) =>
        replayInvoice(tx, { municipalityId, invoiceId: invoice!.id })
      )
      assert.isTrue(replay.isEqual)
    }
    const whyOf = async (index: number) => {
      const why = await open(client, 'bruno', `/billing/invoices/${invoices[index]!.id}`)
      return why.text().replaceAll('\u00A0', ' ')
    }
    assert.include(await whyOf(0), 'Contrato de fornecimento C-0-0 (água): 50 m³ por mês.')
    assert.include(await whyOf(2), 'Contrato de fornecimento C-2-0 (água): R$ 500,00 por mês.')
    assert.include(await whyOf(6), '30 m³ × R$ 5,00 = R$ 150,00')
    const paper = await open(client, 'bruno', `/billing/invoices/${invoices[1]!.id}/document`)
    paper.assertTextIncludes('Contrato de fornecimento C-1-0 (água): mínimo de 20 m³')

    clock.freeze('2026-11-30T15:00:00Z')
    for (const id of ids) {
      const ended = await send(client, 'bruno', `/billing/contracts/${id}/change/end`, {
        ...{ on: '2026-11-30', reason: 'Distrato' },
      })
      ended.assertStatus(302)
    }
    await billHouses(client, { code: CODE, houses }, { reference: '2026-12', m3 })
    const after = await invoicesOfHouses(houses, '2026-12')
    assert.deepEqual(
      after.map((invoice) => invoice?.billed_m3),
      m3.map(String)
    )
  }).tags(['@TR-3.2.7.19'])

  test('refuses a contract that lacks what its kind needs, and two of one service at once', async ({
    client,
    assert,
  }) => {
    const [house] = await buildGroup(client, 'REC', [{}])
    const refused: readonly (readonly [Terms, number, string])[] = [
      [{ service: 'water', kind: 'fixed_volume' }, 422, 'volume'],
      [
        { service: 'water', kind: 'min_max', min_m3: '30', max_m3: '20', above_max: 'capped' },
        422,
        'o consumo máximo é menor que o mínimo',
      ],
      [{ service: 'garbage', kind: 'fixed_volume', volume_m3: '5' }, 422, 'não tem volume'],
    ]
    for (const [terms, status, words] of refused) {
      const answer = await sign(client, house!, terms, 'R-1')
      assert.equal(answer.status(), status, words)
      assert.include(answer.text(), words)
    }
    const terms = { service: 'water', kind: 'fixed_volume', volume_m3: '50' }
    const first = await sign(client, house!, terms, 'R-1')
    first.assertStatus(302)
    const second = await sign(client, house!, terms, 'R-2')
    second.assertStatus(422)
    second.assertTextIncludes('O imóvel já tem contrato de água em 01/11/2026')
    const same = await sign(client, house!, { ...terms, service: 'sewage' }, 'R-1')
    same.assertStatus(422)
    same.assertTextIncludes('Já existe um contrato de número R-1')
  })
})
