import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { RunSummary } from '#core/jobs/index'
import type { TestMonth } from '#plugins/billing/tests/functional/billed_month'
import { open, upload, work } from '#tests/scenarios/support/people'
import { act, plain } from '#tests/support/requests'
import { type House, bill, houses } from '../support/houses.ts'
import { pay, watch } from '../support/payments.ts'
import { assertBridges, planLines, planOf } from '../support/rows.ts'
import { OPEN_POLICY, on, plansGroup, setPolicy } from '../support/set_up.ts'

const HEAD =
  'key;premise_key;number;signed_on;negotiated;down;down_paid_on;method;monthly_percent;instalments;paid_instalments;billed_item_keys;rest;next_reference;debts'
const A = 'P1;U1;123/2024;2026-03-10;600,00;100,00;2026-03-15;simples;1;10;4;D1 D1J'
const A_REST = '50,00+2,50 50,00+2,50 50,00+2,50 50,00+2,50 50,00+2,50;12/2026'
const A_DEBTS = 'water|2025-11|2025-12-10|300,00+6,00+3,00 water|12/2025|10/01/2026|291,00'
const GOOD = [
  `${A};${A_REST};${A_DEBTS}`,
  // Of the debts of the second nothing is known.
  'P2;U2;P-77;2026-05-02;240,00;;;;;6;2;;40,00 40,00 40,00 40,00;2026-12;',
  'P3;U3;;2026-10-20;100,00;;;;;2;0;;50,00 50,00;2026-12;water|2025-11|2025-12-10|80,00+15,00+5,00',
  'P4;U4;9/2026;2026-06-01;100,00;;;;;4;1;D4;25,00 25,00;2026-12;',
]
/** What is wrong with each, in the words of its refusal. */
const BAD: readonly (readonly [string, RegExp])[] = [
  ['B1;U5;;2026-03-10;200,00;;;;;4;1;;100,00 100,00 100,00;2026-12;', /não combinam com/],
  ['B2;U5;;2026-03-10;600,00;;;;;4;1;;100,00 100,00;2026-12;', /não somam 4 parcelas/],
  ['B3;U5;;2026-03-10;300,00;50,00;;;;1;0;;250,00;2026-12;', /entrada não foi paga/],
  ['B4;U5;;2026-03-10;300,00;;;;;1;0;;300,00;2026-12;water|2025-11|2025-12-10|200,00', /somam/],
  ['B5;U5;;2026-03-10;300,00;;;;;1;0;;300,00+3,00;2026-12;', /juros/],
  ['B6;U5;123/2024;2026-03-10;300,00;;;;;1;0;;300,00;2026-12;', /Já há parcelamento/],
  ['B7;U1;;2026-03-10;300,00;;;;;1;0;;300,00;2026-12;', /já tem parcelamento em vigor/],
  ['B8;U5;;2026-03-10;300,00;;;;;2;0;D1;150,00;2026-12;', /outro imóvel/],
]
const ITEMS = [
  'key;premise_key;reference;charge_type;component;due_on;amount',
  'D1;U1;2026-10;plan;;2026-11-10;50,00',
  'D1J;U1;2026-10;plan_interest;juros;2026-11-10;2,50',
  'D4;U4;2026-09;plan;;2026-10-10;25,00',
]

test.group('Plans | taken over from the system before', (group) => {
  plansGroup(group, { ...OPEN_POLICY, default_consecutive: 1, default_total: 1 })
  let month: TestMonth
  let units: readonly House[]

  const load = async (client: ApiClient, entity: string, lines: readonly string[]) =>
    work(
      await upload(client, 'bruno', {
        ...{ path: '/registry/take-over', name: `${entity}.csv`, content: lines.join('\n') },
        fields: { system: 'legado', entity },
      }),
      'bruno'
    )
  const cents = async (sql: string, bindings: readonly (string | bigint)[] = []) => {
    const [row] = await query<{ cents: bigint }>(db, `select (${sql})::bigint as cents`, [
      ...bindings,
    ])
    return row!.cents
  }
  const idOf = (key: string) =>
    cents(`select record_id from registry_legacy_keys where entity = 'plans' and key = ?`, [key])
  const openOf = (unit: number) =>
    query<{ due_on: string; open_cents: bigint }>(
      db,
      `select due_on::text as due_on, open_cents from receivables_items
        where premise_id = ? and origin_type = 'legacy' and state = 'open' order by due_on`,
      [units[unit - 1]!.id]
    )

  test('plans come as they stand: what is wrong is refused line by line, and the books open with what is to be billed', async ({
    client,
    assert,
  }) => {
    const built = await houses(['10', '10', '10', '10', '10'])
    month = built.month
    units = built.houses
    // Premises of the test stand for premises that were loaded before.
    await query(
      db,
      `insert into registry_legacy_keys (municipality_id, system, entity, key, record_type, record_id, file_id)
       select ?, 'legado', 'premises', 'U' || u.n, 'registry.premises', u.id, 1 from unnest(?::bigint[]) with ordinality as u (id, n)`,
      [month.municipalityId, units.map(({ id }) => id)]
    )
    const items = await load(client, 'open_items', ITEMS)
    assert.deepInclude({ ...items.figures }, { loaded: 3n, rejected: 0n })
    const lines = [HEAD, ...GOOD, ...BAD.map(([line]) => line)]
    const run: RunSummary = await load(client, 'plans', lines)
    const told = run.issues.map(({ message }) => message)
    assert.deepInclude({ ...run.figures }, { loaded: 4n, rejected: 8n }, told.join('\n'))
    for (const [index, [, reason]] of BAD.entries()) assert.match(told[index]!, reason)
    // 5 × 52,50 + 4 × 40,00 + 2 × 50,00 + 2 × 25,00
    const page = await open(client, 'bruno', `/registry/take-over/${run.figures.file}`)
    assert.include(plain(page), 'R$ 572,50')
    assert.notInclude(page.text(), 'Não confere')
    assert.equal(
      await cents(`select sum(amount_cents) from accounting_postings
        where event = 'opening_debt' and source_type = 'plans.agreements'`),
      25_000n + 16_000n + 10_000n + 5_000n
    )
    await assertBridges(assert, month, ['2026-11'])
    const again = await load(client, 'plans', lines)
    assert.deepInclude({ ...again.figures }, { loaded: 0n, repeated: 4n, rejected: 8n })
    const plan = await open(client, 'ana', `/plans/agreements/${await idOf('P1')}`)
    plan.assertStatus(200)
    for (const text of ['123/2024', 'Sistema anterior', 'Pago no sistema anterior', '(10/10)'])
      plan.assertTextIncludes(text)
  })

  test('they live as ordinary plans: billed, undone by default or by a person, paid ahead of time', async ({
    client,
    assert,
  }) => {
    await bill(month, '2026-12')
    assert.deepEqual(await planLines(units[0]!.id, '2026-12'), [
      'Parcelamento 123/2024 (6/10) 50.00',
      'Juros do parcelamento 123/2024 (6/10) 2.50',
    ])
    assert.deepEqual(await planLines(units[1]!.id, '2026-12'), ['Parcelamento P-77 (3/6) 40.00'])
    await assertBridges(assert, month, ['2026-12'])

    // One instalment of R$ 25,00 was paid before: of R$ 100,00 owed at the signing R$ 75,00 are owed again.
    await setPolicy({ ...OPEN_POLICY, default_consecutive: 1, default_total: 1 }, '2026-02-01')
    const cancel = async (key: string) =>
      act(client, 'plans.cancel', { id: Number(await idOf(key)), reason: 'A pedido' })
    const undone = await cancel('P3')
    undone.assertStatus(200)
    assert.deepEqual(await openOf(3), [{ due_on: '2025-12-10', open_cents: 8_000n }])
    // R$ 100,00 down and four instalments of R$ 50,00 pay the oldest debt but R$ 9,00, its charges first.
    const first = await cancel('P1')
    first.assertStatus(200)
    assert.deepEqual(await openOf(1), [
      { due_on: '2025-12-10', open_cents: 900n },
      { due_on: '2026-01-10', open_cents: 29_100n },
    ])
    on('2026-12-28')
    await watch('2026-12-28')
    assert.deepInclude(await planOf(await idOf('P4')), {
      ...{ state: 'cancelled', end_cause: 'default' },
    })
    assert.deepEqual(await openOf(4), [{ due_on: '2026-06-01', open_cents: 7_500n }])
    await assertBridges(assert, month, ['2026-11', '2026-12'])

    const second = await idOf('P2')
    const offer = await act(client, 'plans.offer_early', { id: Number(second) })
    offer.assertStatus(200)
    const [early] = await query<{ document_id: bigint; amount_cents: bigint }>(
      db,
      'select document_id, amount_cents from plans_early_payments where agreement_id = ?',
      [second]
    )
    assert.equal(early!.amount_cents, 12_000n)
    await pay(early!.document_id, '2026-12-28')
    const [invoice] = await query<{ document_id: bigint }>(
      db,
      `select document_id from billing_invoices where premise_id = ? and reference = '2026-12'`,
      [units[1]!.id]
    )
    await pay(invoice!.document_id, '2026-12-28')
    assert.deepInclude(await planOf(second), { state: 'settled', end_cause: 'early' })
    await assertBridges(assert, month, ['2026-11', '2026-12'])
  })
})
