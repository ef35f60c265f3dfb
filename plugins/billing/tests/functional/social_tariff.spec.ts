import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { upload, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, write } from './built_group.ts'
import { correct, versionsOf } from './correcting.ts'
import { putVersion } from './put_version.ts'
import { report } from './reported_month.ts'

/** The worked example of Lei 14.898/2024: half of the first bracket's price for the first 15 m³; sewage 80 % of water. */
const BRACKETS = [
  { over: 0, to: 10, price: '5' },
  { over: 10, to: 15, price: '8' },
  { over: 15, to: 20, price: '10' },
  { over: 20, to: null, price: '12' },
]
const TABLE = {
  title: 'Tabela com tarifa social',
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: { RES: { title: 'Residencial', minimum_m3: 0, blocks: BRACKETS } },
  sewage: { collected: '80', collected_treated: '80' },
  garbage: {},
  services: { inspection: { title: 'Vistoria', amount: '100.00' } },
  charges: [
    {
      ...{ charge_type: 'water', title: 'Água, tarifa social', applies: { profiles: ['social'] } },
      legal_basis: 'Lei 14.898/2024, art. 6º',
      structure: {
        ...{ kind: 'first_bracket_discount', per: 'economy', percent: '50', up_to_m3: 15 },
        brackets: BRACKETS,
      },
    },
    {
      ...{ charge_type: 'sewage', title: 'Esgoto, tarifa social' },
      ...{ applies: { profiles: ['social'] }, legal_basis: 'Lei 14.898/2024, art. 6º' },
      structure: { kind: 'percent', of: 'water', percent: '80' },
    },
  ],
}

const POLICY = {
  ...{ income_per_person_cents: '81050', categories: ['RES'], most_economies: 1, most_m3: null },
  validity_months: 6,
}

/** Of each house: since when its family is in the tariff, how much it uses, and the NIS. Valid for six months. */
const FAMILIES = [
  // Until 2027-04-30.
  { from: '2026-11-01', m3: 18, nis: '12056412545', sewage: false },
  // Until 2026-12-25: 20 days after the 5th of December.
  { from: '2026-06-26', m3: 8, nis: '12056412618', sewage: true },
  // Until 2026-11-30.
  { from: '2026-06-01', m3: 25, nis: '12056412685', sewage: false },
  // Until 2027-02-28, and ended on the 20th of November.
  { from: '2026-09-01', m3: 10, nis: '12056412758', sewage: false },
] as const

const DAY = '2026-12-05'
const spaced = (text: string) => text.replaceAll(/\s+/g, ' ')

test.group('Billing | the social tariff', (group) => {
  freshDatabase(group)
  group.each.timeout(240_000)
  let houses: BuiltHouse[]

  group.setup(async () => {
    clock.freeze('2026-11-02T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE as never)
    await putVersion('parameter', 'registry.social_tariff', { value: POLICY } as never)
  })
  group.teardown(() => clock.restore())

  test('one active, one that expires in 20 days and one that expired are in three groups, with the discount of their last bills', async ({
    assert,
    client,
  }) => {
    const people = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where kind = 'person' order by id limit 5`
    )
    const wanted = FAMILIES.map(({ sewage }, index) => ({ sewage, holder: people[index]!.id }))
    houses = await buildGroup(client, 'SOC', [...wanted, {}, {}])
    for (const [index, { from, nis }] of FAMILIES.entries())
      await write(client, '/api/actions/registry.premises.register_social_tariff', {
        ...{ premise_id: String(houses[index]!.id), customer_id: String(people[index]!.id) },
        ...{ programme: index === 1 ? 'bpc' : 'cadunico', programme_number: nis },
        ...{ income_cents: '150000', family_size: 3, from_on: from },
      })
    // One unit whose kind of tariff alone says it, and one of the normal tariff.
    await query(db, `update registry_premises set tariff_type = 'social' where id = ?`, [
      houses[4]!.id,
    ])
    const m3 = [...FAMILIES.map((one) => one.m3), 15, 18]
    const run = await billHouses(client, { code: 'SOC', houses }, { reference: '2026-11', m3 })
    assert.equal(String(run.figures.benefit_cents), '21850')
    clock.freeze('2026-11-20T15:00:00Z')
    await write(client, '/api/actions/registry.premises.end_social_tariff', {
      ...{
        premise_id: String(houses[3]!.id),
        on: '2026-11-20',
        cause: 'asked',
        reason: 'Mudou-se',
      },
    })

    const { rows, totals } = await report(
      client,
      'billing.social_tariff',
      `position_on=${DAY}&within_days=30`
    )
    const place = new Map(houses.map(({ id }, index) => [String(id), index]))
    assert.sameDeepMembers(
      rows.map((row) => [
        ...[place.get(row.premise_id!), row.status, row.criterion, row.programme_number],
        ...[row.until_on, row.days_left === null ? null : Number(row.days_left)],
        ...[row.reference, row.discount_cents],
      ]),
      [
        // 18 m³: 120.00 − 67.50.
        [0, 'active', 'cadunico', '12056412545', '2027-04-30', 146, '2026-11', '5250'],
        // 8 m³: 40.00 − 20.00 of water, and 80 % of it of sewage: 32.00 − 16.00.
        [1, 'expiring', 'bpc', '12056412618', '2026-12-25', 20, '2026-11', '3600'],
        // 25 m³: 200.00 − 147.50.
        [2, 'expired', 'cadunico', '12056412685', '2026-11-30', -5, '2026-11', '5250'],
        // 10 m³: 50.00 − 25.00.
        [3, 'cancelled', 'cadunico', '12056412758', '2026-11-20', -15, '2026-11', '2500'],
        // 15 m³: 90.00 − 37.50.
        [4, 'active', 'premise', null, null, null, '2026-11', '5250'],
      ]
    )
    assert.deepEqual([totals.units, totals.discount_cents], ['5', '21850'])
    const bills = await query<{ premise_id: bigint; cents: bigint }>(
      db,
      'select premise_id, tariff_benefit_cents as cents from billing_invoices where tariff_benefit_cents is not null'
    )
    assert.equal(
      bills.reduce((sum, { cents }) => sum + cents, 0n),
      21_850n
    )

    for (const [by, words] of [
      ['status', ['Vigente', 'A vencer', 'Vencido', 'Encerrado', 'R$ 105,00']],
      ['criterion', ['CadÚnico', 'BPC', 'R$ 130,00', 'R$ 36,00']],
      ['district', ['Centro']],
    ] as const) {
      const page = await client
        .get(`/reports/billing.social_tariff?position_on=${DAY}&within_days=30&group=${by}`)
        .loginAs(await ana())
      const text = spaced(page.text())
      for (const word of [...words, 'R$ 218,50']) assert.include(text, word, by)
    }
    const filtered = async (more: string) => {
      const { rows: some } = await report(
        client,
        'billing.social_tariff',
        `position_on=${DAY}&${more}`
      )
      return some.map((row) => place.get(row.premise_id!)).toSorted()
    }
    assert.deepEqual(await filtered('within_days=19&status=active'), [0, 1, 4])
    assert.deepEqual(await filtered('within_days=30&status=expiring'), [1])
    assert.deepEqual(await filtered('within_days=30&criterion=bpc'), [1])
    assert.deepEqual(await filtered('within_days=30&district=outro'), [])
    assert.deepEqual(await filtered('within_days=30&district=centro'), [0, 1, 2, 3, 4])
  }).tags(['@TR-3.2.19.32'])

  test('the bill says what the tariff took off; a correction has its own, and both are computed again equal', async ({
    assert,
    client,
  }) => {
    const versions = () => versionsOf(houses[0]!.id, '2026-11')
    const [first] = await versions()
    const page = await client.get(`/billing/invoices/${first!.id}`).loginAs(await ana())
    assert.include(
      spaced(page.text()),
      'Desconto da tarifa Social: R$ 52,50 em relação à tarifa normal, que cobraria R$ 120,00.'
    )
    const { done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form: { billed_m3: '8', reason_code: 'request' },
    })
    done.assertStatus(302)
    const [, second] = await versions()
    const municipalityId = await municipality()
    for (const [invoice, cents] of [
      [first!, 5250n],
      [second!, 2000n],
    ] as const) {
      assert.deepInclude(invoice, { tariff_type: 'social', tariff_benefit_cents: cents })
      const replay = await db.transaction((tx) =>
        replayInvoice(tx, { municipalityId, invoiceId: invoice.id })
      )
      assert.isNull(replay.firstDifference)
    }
    const { rows } = await report(
      client,
      'billing.social_tariff',
      'position_on=2026-12-05&within_days=30&status=active'
    )
    const own = rows.find((row) => row.premise_id === String(houses[0]!.id))
    assert.deepInclude(own!, { invoice_id: String(second!.id), discount_cents: '2000' })
    // What somebody wrote over is told.
    await query(db, 'update billing_invoices set tariff_benefit_cents = 1 where id = ?', [
      second!.id,
    ])
    const again = await db.transaction((tx) =>
      replayInvoice(tx, { municipalityId, invoiceId: second!.id })
    )
    assert.equal(again.firstDifference?.label, 'Desconto do tipo de tarifa')
    // An invoice of the normal tariff says nothing.
    const [plain] = await versionsOf(houses[5]!.id, '2026-11')
    assert.deepInclude(plain!, { tariff_type: null, tariff_benefit_cents: null })
  })

  test('who is not in the next file, or does not renew, has three bills with the notice and then pays the normal tariff', async ({
    assert,
    client,
  }) => {
    const [holder] = await query<{ cpf: string }>(
      db,
      `select c.taxpayer_id as cpf from registry_holdings h join registry_customers c on c.id = h.customer_id
        where h.premise_id = ? and h.role = 'holder'`,
      [houses[0]!.id]
    )
    const header = 'codigo_familia;nis;cpfs;renda_por_pessoa;pessoas;logradouro;numero;bairro;cep'
    const family = `77;12056412545;${holder!.cpf};500,00;3;Rua do Grupo SOC;1;Centro;`
    const load = async (day: string, month: string, lines: readonly string[]) => {
      clock.freeze(`${day}T15:00:00Z`)
      const sent = await upload(client, 'bruno', {
        ...{ path: '/registry/social-files', name: `${month}.csv` },
        content: [header, ...lines].join('\n'),
        fields: { programme: 'cadunico', month },
      })
      const { figures } = await work(sent, 'bruno')
      return figures
    }
    assert.deepInclude(await load('2026-12-01', '2026-11', [family]), { kept: 1n, lost: 0n })
    assert.deepInclude(await load('2026-12-02', '2026-12', []), { kept: 0n, lost: 1n })

    const told: Record<string, (string | null)[]> = {}
    for (const reference of ['2026-12', '2027-01', '2027-02', '2027-03']) {
      await billHouses(client, { code: 'SOC', houses }, { reference, m3: [18, 8, 25, 10, 15, 18] })
      told[reference] = []
      for (const { id } of houses.slice(0, 3)) {
        const [invoice] = await query<{ id: bigint; cents: bigint | null }>(
          db,
          'select id, tariff_benefit_cents as cents from billing_invoices where premise_id = ? and reference = ?',
          [id, reference]
        )
        const paper = await client
          .get(`/billing/invoices/${invoice!.id}/document`)
          .loginAs(await ana())
        const text = spaced(paper.text())
        const [, day = null] =
          /tarifa social deste imóvel (?:fica mantido só|vale) até ([\d/]+)/.exec(text) ?? []
        if (day) assert.include(text, 'atualize o Cadastro Único no CRAS')
        told[reference].push(day, String(invoice!.cents))
      }
    }
    // Lost on 2 December: until 1 March. Valid until 25 December: told 60 days before, kept for three months. Over on 30 November.
    assert.deepEqual(told, {
      '2026-12': ['01/03/2027', '5250', '25/12/2026', '3600', '28/02/2027', '5250'],
      '2027-01': ['01/03/2027', '5250', '25/03/2027', '3600', '28/02/2027', '5250'],
      '2027-02': ['01/03/2027', '5250', '25/03/2027', '3600', '28/02/2027', '5250'],
      '2027-03': [null, 'null', '25/03/2027', '3600', null, 'null'],
    })

    const position = 'position_on=2027-01-10&within_days=10'
    const { rows } = await report(client, 'billing.social_tariff', position)
    assert.sameDeepMembers(
      rows.slice().map((row) => [row.status, row.until_on, row.kept_until_on]),
      [
        ['expiring', '2027-03-01', '2027-03-01'],
        ['expired', '2026-12-25', '2027-03-25'],
        ['expired', '2026-11-30', '2027-02-28'],
        ['cancelled', '2026-11-20', null],
        ['active', null, null],
      ]
    )
    const year = await report(client, 'billing.social_year', 'year=2027')
    assert.sameDeepMembers(
      year.rows.map((row) => [
        ...[row.programme, Number(row.families), Number(row.units), Number(row.invoices)],
        ...[Number(row.m3), row.discount_cents],
      ]),
      [
        // 18 and 25 m³, January and February.
        ['cadunico', 2, 2, 4, 86, '21000'],
        // 8 m³, until March.
        ['bpc', 1, 1, 3, 24, '10800'],
        ['premise', 0, 1, 3, 45, '15750'],
      ]
    )
  })
})
