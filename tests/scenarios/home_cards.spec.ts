import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

/** Cards that the page of each demo person offers, and one of them that it must. */
const PEOPLE = [
  ['ana.admin', 'registry.quality'],
  ['bruno.faturamento', 'billing.parked'],
  ['elisa.leitura', 'readings.held'],
  ['fabio.arrecadacao', 'payments.received_days'],
] as const

const card = async (client: ApiClient, name: string) =>
  client.get(`/home/widgets/${name}`).loginAs(await userNamed('ana.admin'))

test.group('Scenario | cards of the home page', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-11-20T15:00:00Z'))
  group.teardown(() => clock.restore())

  test('every demo profile has a useful home, and every card of it answers', async ({
    assert,
    client,
  }) => {
    for (const [name, own] of PEOPLE) {
      const person = await userNamed(name)
      const page = await client.get('/').loginAs(person)
      const offered = registries()
        .widgets.names()
        .filter((one) => page.text().includes(`/home/widgets/${one}`))
      assert.isAtLeast(offered.length, 3, name)
      assert.include(offered, own)
      for (const one of offered) {
        const answer = await client.get(`/home/widgets/${one}`).loginAs(person)
        // 204: nothing to say today.
        assert.oneOf(answer.status(), [200, 204], `${one} of ${name}`)
      }
    }
  })

  test('money that came in and money without an owner', async ({ client }) => {
    const before = await card(client, 'payments.unidentified')
    before.assertTextIncludes('Todos os recebimentos têm dono.')
    await query(
      db,
      `insert into receivables_receipts (municipality_id, agent_code, channel, paid_on, posted_on, amount_cents, class, state,
         applied_cents, credit_cents)
       select id, '001', 'manual', '2026-11-17', '2026-11-18', 7730, 'unidentified', 'unidentified', 0, 0
         from access_municipalities limit 1`
    )
    const waiting = await card(client, 'payments.unidentified')
    waiting.assertTextIncludes('77,30')
    waiting.assertTextIncludes('3 dias')
    const days = await card(client, 'payments.received_days')
    days.assertTextIncludes('17/11')
    days.assertTextIncludes('77,30')
  })

  test('readings by group, and runs that failed', async ({ client }) => {
    const loads = await card(client, 'readings.month_loads')
    loads.assertTextIncludes('Sem carga')
    await query(
      db,
      `insert into jobs_runs (municipality_id, job, key, label, args, status, actor_name, created_at)
       select id, 'tests.job', 'k', 'Rodada de teste', '{}', 'failed', 'Ana', '2026-11-19T12:00:00Z'
         from access_municipalities limit 1`
    )
    const runs = await card(client, 'jobs.runs')
    runs.assertTextIncludes('Rodada de teste')
    runs.assertTextIncludes('Falhou')
  })
})
