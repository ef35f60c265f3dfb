import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { addDays, clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { open, problemOf, profileNamed, send } from '../support/people.ts'

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

/** The part of the report that lists who combines duties today. */
const combinedNow = (html: string) =>
  html.slice(html.indexOf('Quem acumula hoje')).split('id="exceptions"')[0]!

test.group('Access | segregation of duties', (group) => {
  freshDatabase(group)
  let cadastro = ''
  let faturar = ''
  let conciliar = ''
  test('billing is not given to who registers, and the pair is named', async ({
    client,
    assert,
  }) => {
    // Only the people of these tests: the one of the demo that does everything is no part of the levels.
    await give(client, 'bruno.', [])
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
    const kept = await query(
      db,
      `select 1 from access_profile_permissions where profile_id = ? and permission = 'billing.run'`,
      [cadastro]
    )
    assert.isEmpty(kept)
    const calm = await open(client, 'gilda.', '/access/duties')
    assert.notInclude(combinedNow(calm.text()), 'Carla Nunes')
  }).tags(['@AC-002'])

  test('nobody comes back with duties that must stay apart', async ({ client, assert }) => {
    const carla = await userNamed('carla.')
    await query(db, 'update access_users set is_active = false where id = ?', [carla.id])
    const given = await give(client, 'carla.', [cadastro, faturar])
    assert.include(given.flashMessage('done'), 'Faturar')
    const back = () =>
      send(client, 'ana.', '/actions/access.reactivate_user', { id: carla.id, reason: 'Voltou' })
    assert.equal(problemOf(await back())?.code, 'E_ACCESS_DUTIES')
    await give(client, 'carla.', [cadastro])
    const returned = await back()
    assert.include(returned.flashMessage('done'), 'reativado')
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
    const row = new RegExp(
      `/access/users/${carla.id}">Carla Nunes</a>(?:(?!</tr>)[\\s\\S])*?>Faturar × Efetivar cadastro<(?:(?!</tr>)[\\s\\S])*?Até ${formatDate(addDays(today(), 30))}`
    )
    assert.match(combinedNow(report.text()), row)
    const exceptions = report.text().slice(report.text().indexOf('id="exceptions"'))
    assert.match(
      exceptions,
      /Carla Nunes(?:(?!<\/tr>)[\s\S])*Férias do colega(?:(?!<\/tr>)[\s\S])*Ana Ribeiro(?:(?!<\/tr>)[\s\S])*por Diego Farias/
    )
  }).tags(['@AC-002'])

  test('some pairs kept apart is level 2, none combined is level 3', async ({ client, assert }) => {
    // The administrators of the demo do everything: from now on each has one office.
    const manager = await profile(client, 'Só acessos', ['access.read', 'access.manage'])
    const decider = await profile(client, 'Só exceções', ['access.read', 'access.exceptions'])
    const ana = await userNamed('ana.')
    await send(client, 'diego.', `/access/users/${ana.id}/profiles`, { profiles: [manager] })
    await give(client, 'diego.', [decider])
    const some = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(some.text(), 'AC-002'), '2')
    await give(client, 'carla.', [cadastro])
    const none = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(none.text(), 'AC-002'), '3')
    none.assertTextIncludes('Ninguém acumula funções')
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
    const elisa = await userNamed('elisa.')
    const apart = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(apart.text(), 'AC-018'), '3')
    const until = addDays(today(), 10)
    await send(client, 'ana.', '/actions/access.request_exception', {
      ...{ id: elisa.id, a: 'billing', b: 'collection', valid_until: until, reason: 'Licença' },
    })
    const still = await give(client, 'elisa.', [faturar, conciliar])
    assert.equal(problemOf(still)?.code, 'E_ACCESS_DUTIES', 'asked is not approved')
    const [asked] = await query<{ id: bigint }>(
      db,
      `select id from access_duty_exceptions where user_id = ? and status = 'requested'`,
      [elisa.id]
    )
    await send(client, 'diego.', '/actions/access.decide_exception', {
      ...{ exception: String(asked!.id), decision: 'approve', reason: 'Dez dias' },
    })
    const given = await give(client, 'elisa.', [faturar, conciliar])
    assert.include(given.flashMessage('done'), 'Conciliação')
    const overlap = await open(client, 'gilda.', '/access/duties')
    assert.equal(levelOf(overlap.text(), 'AC-018'), '1')
    assert.include(combinedNow(overlap.text()), 'Elisa Prado')
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
