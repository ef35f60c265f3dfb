import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { routeThrough, street } from '#plugins/readings/tests/functional/street_fixture'
import { returnOf } from '#tests/scenarios/support/field_return'
import { bill, returnFromField, takeToField } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send, userOf, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'

interface Step {
  readonly title: string
  readonly planned: string
  readonly started: string | null
  readonly done: number
  readonly of: number
  readonly exceptions: readonly { readonly text: string; readonly count: number }[]
  readonly lateDays: number
}

const REFERENCE = '2026-11'

test.group('Billing | the chain of a month', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('shows each step of a group with its exceptions, and as late what began after its day', async ({
    client,
    assert,
  }) => {
    const place = await street({ code: '88', premises: 100 })
    await routeThrough(place, { code: '88', premises: place.premises })
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select p.municipality_id, p.id, (select min(id) from registry_customers), 'holder', '2020-01-01'
         from registry_premises p where p.billing_group_id = ?`,
      [place.groupId]
    )
    await query(
      db,
      `insert into billing_schedules (municipality_id, billing_group_id, locality_id, reference, load_on, read_from_on,
         read_until_on, bill_on, deliver_on, due_on)
       values (?, ?, ?, ?, '2026-11-03', '2026-11-06', '2026-11-06', '2026-11-06', '2026-11-12', '2026-11-20')`,
      [place.municipalityId, place.groupId, place.localityId, REFERENCE]
    )
    const chain = async (): Promise<readonly Step[]> => {
      const answer = await client
        .get(`/api/billing/chain?reference=${REFERENCE}`)
        .loginAs(await userOf('bruno'))
      const { groups } = answer.body() as { groups: { groupId: string; steps: Step[] }[] }
      return groups.find(({ groupId }) => groupId === String(place.groupId))!.steps
    }
    const counts = async () => {
      const steps = await chain()
      return steps.map(({ done }) => done)
    }

    const taken = await takeToField(client, { group: '88', reference: REFERENCE })
    const lines = returnOf(taken.file, '2026-11-04', () => 12).split('\r\n')
    // Two houses that the reader skipped.
    const skipped = lines.filter((line) => line.startsWith('D;')).slice(0, 2)
    const sums = skipped.map((line) => line.split(';'))
    const less = sums.reduce(
      (sum, [, , number, , dial]) => sum + BigInt(number!) + BigInt(dial!),
      0n
    )
    const [, , control] = lines.find((line) => line.startsWith('T;'))!.split(';')
    const content = lines
      .filter((line) => !skipped.includes(line))
      .map((line) => (line.startsWith('T;') ? `T;98;${BigInt(control!) - less}` : line))
      .join('\r\n')
    await returnFromField(client, taken.path, content)
    clock.freeze('2026-11-06T15:00:00Z')
    await work(await send(client, 'bruno', `${taken.path}/critique`, {}), 'bruno')
    await query(
      db,
      `with few as (select r.id from readings_readings r join readings_load_items i on i.id = r.load_item_id
                     where r.load_id = ? order by r.reading is not null, r.id limit 5)
       update readings_readings set hold_reason = case when id in (select id from few) then 'above_range' end,
              state = case when id in (select id from few) then 'held' else 'accepted' end where load_id = ?`,
      [taken.loadId, taken.loadId]
    )
    clock.freeze('2026-11-08T15:00:00Z')
    await bill(client, { ...taken, issuedOn: '2026-11-08' as never })
    assert.deepEqual(await counts(), [100, 98, 95, 95, 95, 0])

    clock.freeze('2026-11-12T15:00:00Z')
    const standing = await query<{ id: bigint; registration_number: string }>(
      db,
      `select i.id, p.registration_number from billing_invoices i join registry_premises p on p.id = i.premise_id
        where i.reference = ? and p.billing_group_id = ? order by i.id limit 5`,
      [REFERENCE, place.groupId]
    )
    const form = {
      ...{ group: String(place.groupId), reference: REFERENCE, on: '2026-11-12' },
      returned: standing.map((row) => row.registration_number).join('\n'),
      rest_delivered: 'true',
    }
    const wordless = await send(client, 'bruno', '/billing/chain', form)
    assert.equal(problemOf(wordless).code, 'E_BILLING_DELIVERY_REASON')
    const strange = { ...form, reason_code: 'absent', returned: '123456' }
    const refused = await send(client, 'bruno', '/billing/chain', strange)
    assert.equal(problemOf(refused).code, 'E_BILLING_DELIVERY_UNKNOWN')
    await send(client, 'bruno', '/billing/chain', { ...form, reason_code: 'absent' })

    const steps = await chain()
    assert.deepEqual(
      steps.map(({ title, done, of, exceptions }) => [
        ...[title, done, of],
        exceptions.map(({ text, count }) => `${text} ${count}`),
      ]),
      [
        ['Cadastro: carga', 100, 100, []],
        ['Leitura', 98, 100, ['Sem leitura 2']],
        ['Consumo', 95, 100, ['Retidas pela crítica 5']],
        ['Cálculo', 95, 100, ['Leitura retida 5']],
        ['Emissão', 95, 95, []],
        ['Entrega', 90, 95, ['Devolvidas 5']],
      ]
    )
    // The run was planned for the 6th and began on the 8th; the papers went out on their day.
    assert.deepEqual(
      steps.map(({ lateDays }) => lateDays),
      [0, 0, 0, 2, 2, 0]
    )
    const page = await open(client, 'bruno', `/billing/chain?reference=${REFERENCE}`)
    page.assertTextIncludes('Começou com 2 dias de atraso')
    page.assertTextIncludes('Devolvidas: 5')
    page.assertTextIncludes('5 a entregar')
    // Delivered at a second try.
    await send(client, 'bruno', '/billing/chain', { ...form, returned: '' })
    assert.deepEqual(await counts(), [100, 98, 95, 95, 95, 95])
    // What is cancelled afterwards was issued, and its paper counts no more.
    await send(client, 'ana', `/billing/invoices/${standing[0]!.id}/change/cancel`, {
      ...{ reason_code: 'duplicate', reason: 'Lançada em dobro', confirmed: 'true' },
    })
    const [, , , , issued, delivered] = await chain()
    assert.deepEqual([issued!.done, issued!.exceptions[0]!.count], [95, 1])
    assert.deepEqual([delivered!.done, delivered!.of], [94, 94])
  }).tags(['@CM-20'])

  test('a utility of many groups sees them page by page, on the chain, the runs and the reading cycle', async ({
    assert,
    client,
  }) => {
    await query(
      db,
      `insert into registry_billing_groups (municipality_id, code, name, due_day)
       select municipality_id, 'Z' || n, 'Grupo Zeta ' || n, due_day from (select * from registry_billing_groups limit 1) one, generate_series(100, 129) n`
    )
    for (const [path, size] of [
      ['/billing/chain', 12],
      ['/billing/runs', 24],
      ['/readings/cycle', 24],
    ] as const) {
      const seen = new Set<string>()
      for (const page of [1, 2, 3, 4]) {
        const shown = await open(client, 'ana', `${path}?page=${page}`)
        const [board = ''] = shown.text().split('Gerar outra carga')
        const found = new Set([...board.matchAll(/Grupo Zeta \d+/g)].map(([name]) => name))
        assert.isAtMost(found.size, size, path)
        for (const name of found) {
          assert.isFalse(seen.has(name), `${path} ${name}`)
          seen.add(name)
        }
      }
      assert.equal(seen.size, 30, path)
    }
  })
})
