import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, profileNamed, send, userNamed } from '../support/people.ts'

const today = () => clock.today('America/Cuiaba')

async function profile(client: ApiClient, name: string, permissions: readonly string[]) {
  await send(client, 'ana.', '/access/profiles', { name, permissions })
  return profileNamed(name)
}

async function give(client: ApiClient, who: string, profiles: readonly string[]) {
  const { id } = await userNamed(who)
  return send(client, 'ana.', `/access/users/${id}/profiles`, { profiles })
}

/** Level of a practice on the report. */
const levelOf = (html: string, code: string) =>
  new RegExp(`practice-level-(\\d)(?:(?!practice-level).)*Acertar ${code}`, 's').exec(html)?.[1]

test.group('Access | segregation of duties', (group) => {
  freshDatabase(group)
  let cadastro = ''
  let faturar = ''
  let conciliar = ''
  group.setup(async () => {
    // Only the people of these tests: those of the demo that do everything are no part of the levels.
    await query(
      db,
      `delete from access_user_profiles where user_id in (select id from access_users where login like 'bruno.%')`
    )
  })

  test('billing is not given to who registers, and the pair is named', async ({
    client,
    assert,
  }) => {
    cadastro = await profile(client, 'Cadastro', ['registry.read', 'registry.write'])
    faturar = await profile(client, 'Faturar', ['billing.read', 'billing.run'])
    await give(client, 'carla.', [cadastro])
    const refused = await give(client, 'carla.', [cadastro, faturar])
    const problem = problemOf(refused)
    assert.equal(problem?.code, 'E_ACCESS_DUTIES')
    for (const text of ['Carla Nunes', '“Faturar”', '“Efetivar cadastro”']) {
      assert.include(problem?.people, text)
    }
    const carla = await userNamed('carla.')
    const rows = await query(
      db,
      'select 1 from access_user_profiles where user_id = ? and profile_id = ?',
      [carla.id, faturar]
    )
    assert.isEmpty(rows, 'nothing was given')
    const byProfile = await send(client, 'ana.', `/access/profiles/${cadastro}`, {
      ...{ name: 'Cadastro', permissions: ['registry.write', 'billing.run'] },
    })
    assert.equal(problemOf(byProfile)?.code, 'E_ACCESS_DUTIES')
  })

  test('an exception is asked with reason and date, decided by another person, and then lets pass; the report lists the user', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.')
    const ask = (date: string, reason = 'Férias do colega') =>
      send(client, 'ana.', '/actions/access.request_exception', {
        ...{ id: carla.id, a: 'registry', b: 'billing', valid_until: date, reason },
      })
    assert.equal(problemOf(await ask(addDays(today(), 30), ''))?.code, 'E_ACTIONS_REASON')
    assert.equal(problemOf(await ask(addDays(today(), -1)))?.code, 'E_ACCESS_EXCEPTION_DATE')
    await ask(addDays(today(), 30))
    const [{ id }] = (await query<{ id: bigint }>(
      db,
      `select id from access_duty_exceptions where user_id = ? and status = 'requested'`,
      [carla.id]
    )) as [{ id: bigint }]
    assert.equal(
      problemOf(await give(client, 'carla.', [cadastro, faturar]))?.code,
      'E_ACCESS_DUTIES'
    )
    const decide = (who: string) =>
      send(client, who, '/actions/access.decide_exception', {
        ...{ exception: String(id), decision: 'approve', reason: 'Por trinta dias' },
      })
    assert.equal(problemOf(await decide('ana.'))?.code, 'E_ACCESS_EXCEPTION_DECIDER')
    const approved = await decide('diego.')
    assert.include(approved.flashMessage('done'), 'aprovada')
    const given = await give(client, 'carla.', [cadastro, faturar])
    assert.include(given.flashMessage('done'), 'Faturar')

    const report = await open(client, 'gilda.', '/access/duties')
    report.assertStatus(200)
    report.assertTextIncludes('Carla Nunes')
    report.assertTextIncludes('Efetivar cadastro × ')
    report.assertTextIncludes('Férias do colega')
    report.assertTextIncludes('por Diego Farias')
    report.assertTextIncludes(`/access/users/${carla.id}`)
  })

  test('some pairs kept apart is level 2, none combined is level 3', async ({ client, assert }) => {
    await query(
      db,
      `update access_users set is_active = false where login like 'diego.%' or login like 'ana.%'`
    )
    const some = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(some.text(), 'AC-002'), '2')
    await query(
      db,
      'delete from access_user_profiles where profile_id = ? and user_id in (select id from access_users where login like ?)',
      [faturar, 'carla.%']
    )
    const none = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(none.text(), 'AC-002'), '3')
    none.assertTextIncludes('Ninguém acumula funções')
    await query(db, `update access_users set is_active = true`)
  }).tags(['@AC-002'])

  test('reconciliation is not given to who bills; an overlap is level 1, people apart are level 3', async ({
    client,
    assert,
  }) => {
    conciliar = await profile(client, 'Conciliação', ['payments.read', 'payments.import'])
    await give(client, 'elisa.', [faturar])
    const refused = await give(client, 'elisa.', [faturar, conciliar])
    assert.equal(problemOf(refused)?.code, 'E_ACCESS_DUTIES')
    assert.include(problemOf(refused)?.people, 'conciliação bancária')
    await query(db, `update access_users set is_active = false where login ~ '^(ana|diego)'`)
    const elisa = await userNamed('elisa.')
    const apart = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(apart.text(), 'AC-018'), '3')
    await query(db, 'insert into access_user_profiles (user_id, profile_id) values (?, ?)', [
      elisa.id,
      conciliar,
    ])
    const overlap = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(overlap.text(), 'AC-018'), '1')
    overlap.assertTextIncludes('Sem exceção')
    await query(db, `update access_users set is_active = true`)
  }).tags(['@AC-018'])

  test('who is in conflict can always lose rights, and an exception that ended no longer covers', async ({
    client,
    assert,
  }) => {
    const less = await give(client, 'elisa.', [conciliar])
    assert.include(less.flashMessage('done'), 'retirados Faturar')
    await query(db, `update access_duty_exceptions set valid_until = ? where status = 'approved'`, [
      addDays(today(), -1),
    ])
    assert.equal(
      problemOf(await give(client, 'carla.', [cadastro, faturar]))?.code,
      'E_ACCESS_DUTIES'
    )
  })
})
