import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

let municipalityId: bigint
const check = (on: string) => runInline('registry.quality', { on }, systemActor(municipalityId))

interface Open {
  readonly check_name: string
  readonly label: string
}

const open = () =>
  query<Open>(
    db,
    `select check_name, label from registry_quality_findings where status = 'open' order by check_name, id`
  )

/** Registers somebody as the old system did: past the checks of the door. */
const plant = (sql: string, bindings: readonly (string | bigint)[] = []) => query(db, sql, bindings)

test.group('Registry | quality of the base', (group) => {
  freshDatabase(group)
  let before: readonly Open[]

  group.setup(async () => {
    const premise = await premiseAt('Rua das Acácias', '100')
    municipalityId = premise.municipality_id
    clock.freeze('2026-10-15T12:00:00-04:00')
    await check('before')
    before = await open()
  })
  group.teardown(() => clock.restore())

  test('a run finds exactly the cases planted, one per kind', async ({ assert }) => {
    await plant(
      `update registry_customers set taxpayer_id = '11111111110' where name = 'Sebastião Moraes'`
    )
    await plant(`update registry_customers set name = 'Luzia' where name = 'Luzia Figueiredo'`)
    await plant(
      `update registry_premises set street = 'Sem nome' where street = 'Rua das Acácias' and number = '112'`
    )
    await plant(
      `update registry_premise_economies e set category = 'IND' from registry_premises p
        where p.id = e.premise_id and p.street = 'Praça da Matriz' and p.number = '1'`
    )
    await check('planted')
    const found = await open()
    const known = new Set(before.map((one) => `${one.check_name}/${one.label}`))
    assert.deepEqual(
      found
        .filter((one) => !known.has(`${one.check_name}/${one.label}`))
        .map((one) => one.check_name),
      [
        'registry.address_invalid',
        'registry.category_inadequate',
        'registry.name_incomplete',
        'registry.taxpayer_invalid',
      ]
    )
  })

  test('what is corrected leaves the list at once, and the trend is kept', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const list = await client.get('/registry/quality/registry.taxpayer_invalid').loginAs(user)
    list.assertStatus(200)
    assert.include(list.text(), 'Sebastião Moraes')
    assert.include(list.text(), 'O número 11111111110 não confere')
    assert.include(list.text(), '30/10/2026')
    const [customer] = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where name = 'Sebastião Moraes'`
    )
    const change = await client
      .patch(`/api/registry/customers/${customer!.id}`)
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({ taxpayer_id: '52998224725' })
    change.assertStatus(200)
    const after = await client.get('/registry/quality/registry.taxpayer_invalid').loginAs(user)
    assert.notInclude(after.text(), 'Sebastião Moraes')
    const done = await client
      .get('/registry/quality/registry.taxpayer_invalid')
      .qs({ status: 'corrected' })
      .loginAs(user)
    assert.include(done.text(), 'Sebastião Moraes')
    assert.include(done.text(), 'Bruno Matos')

    await check('third')
    const results = await query<{ found: number }>(
      db,
      `select r.found from registry_quality_results r where r.check_name = 'registry.taxpayer_invalid' order by run_id`
    )
    assert.deepEqual(
      results.map(({ found }) => found - results[0]!.found),
      [0, 1, 0]
    )
    const page = await client.get('/registry/quality').loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), '<polyline points=')
  })

  test('findings are somebody’s task, or right as they are with a reason; and they are exported', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const path = '/registry/quality/registry.name_incomplete'
    const [finding] = await query<{ id: bigint }>(
      db,
      `select id from registry_quality_findings where check_name = 'registry.name_incomplete' and label = 'Luzia'`
    )
    const ids = [String(finding!.id)]
    await client
      .post(path)
      .loginAs(user)
      .withCsrfToken()
      .form({ 'ids[]': ids, 'responsible': 'Carla Nunes', 'due_on': '2026-11-30', 'do': 'assign' })
    const list = await client.get(path).loginAs(user)
    assert.include(list.text(), 'Carla Nunes')
    assert.include(list.text(), '30/11/2026')
    const csv = await client.get(`${path}/export`).loginAs(user)
    assert.include(csv.text(), 'Nome incompleto;Luzia;')

    const unsaid = await client
      .post(path)
      .loginAs(user)
      .withCsrfToken()
      .accept('json')
      .form({ 'ids[]': ids, 'do': 'accept' })
    unsaid.assertStatus(422)
    await client
      .post(path)
      .loginAs(user)
      .withCsrfToken()
      .form({ 'ids[]': ids, 'do': 'accept', 'reason': 'Nome artístico registrado em cartório' })
    await check('accepted')
    const after = await open()
    assert.notInclude(
      after.map(({ label }) => label),
      'Luzia'
    )
  })

  test('the practice is level 3 with a run in each period, and level 2 when one was skipped', async ({
    assert,
    client,
  }) => {
    const level = async () => {
      const page = await client.get('/registry/quality').loginAs(await bruno())
      return /Nível (\d)/.exec(page.text())?.[1]
    }
    assert.equal(await level(), '2')
    for (const month of ['11', '12']) {
      clock.freeze(`2026-${month}-15T12:00:00-04:00`)
      await check(month)
    }
    assert.equal(await level(), '3')
    clock.freeze('2027-02-20T12:00:00-04:00')
    assert.equal(await level(), '2')
  })
})
