import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { watch } from '#core/alerts/index'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { freshDatabase } from '#tests/support/database'
import { tamper } from '#tests/support/as_owner'
import { userNamed } from '#tests/support/people'
import { parameterInForce } from '../../in_force.ts'
import { verifyVersions } from '../../services/verify_versions.ts'
import { people, withSamplePlugin } from '../sample_plugin.ts'

const TODAY = '2026-11-22' as CivilDate
const LIMIT = '/configuration/parameter/sample.limit'

async function post(client: ApiClient, who: string, path: string, form: object = {}) {
  const user = await userNamed(who)
  return client.post(path).loginAs(user).withCsrfToken().form(form).redirects(0)
}

const get = async (client: ApiClient, who: string, path: string) =>
  client.get(path).loginAs(await userNamed(who))

async function draft(client: ApiClient, who: string, value: number, path = LIMIT) {
  const saved = await post(client, who, `${path}/draft`, { content: JSON.stringify({ value }) })
  saved.assertStatus(302)
  return `/configuration/versions/${/versions\/(\d+)$/.exec(saved.header('location')!)![1]!}`
}

const limitOn = async (date: CivilDate) => {
  const { municipalityId } = await people()
  return parameterInForce('sample.limit', municipalityId, date)
}

const entries = async (path: string) => {
  const { rows } = await db.rawQuery(
    `select action, description, payload from audit_entries
      where subject_type = 'configuration.version' and subject_id = ? order by id`,
    [path.split('/').at(-1)!]
  )
  return rows as { action: string; description: string; payload: string }[]
}

function frozen(group: { each: { setup(hook: () => () => void): void } }) {
  group.each.setup(() => {
    clock.freeze(`${TODAY}T15:00:00Z`)
    return () => clock.restore()
  })
}

test.group('Configuration | emergency versions', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  frozen(group)

  let first = ''

  test('who lacks the special permission is refused, and the attempt stands in the trail', async ({
    assert,
    client,
  }) => {
    const path = await draft(client, 'bruno.', 15)
    const refused = await post(client, 'bruno.', `${path}/emergency`, { reason: 'Pane' })
    assert.equal(refused.flashMessage('problem').code, 'E_ACCESS_DENIED')
    const { rows } = await db.rawQuery(
      `select actor_name, payload from audit_entries where action = 'configuration.emergency'`
    )
    assert.equal(rows[0].actor_name, 'Bruno Matos')
    assert.equal(JSON.parse(rows[0].payload).refused, 'E_ACCESS_DENIED')
    await post(client, 'bruno.', `${path}/withdraw`, { reason: 'Teste' })
  })

  test('one person puts a draft in force at once, with a reason; it is marked wherever it shows', async ({
    assert,
    client,
  }) => {
    first = await draft(client, 'ana.', 20)
    const mute = await post(client, 'ana.', `${first}/emergency`)
    assert.equal(mute.flashMessage('problem').code, 'E_ACTIONS_REASON')
    const done = await post(client, 'ana.', `${first}/emergency`, { reason: 'Enchente' })
    assert.include(done.flashMessage('done'), 'ratificar até 27/11/2026')
    assert.equal(await limitOn(TODAY), 20)
    const mark = 'emergência, a ratificar até 27/11/2026'
    for (const page of [first, LIMIT, '/configuration?q=limite', '/configuration/emergencies']) {
      const shown = await get(client, 'gilda.', page)
      shown.assertStatus(200)
      shown.assertTextIncludes(mark)
    }
    const other = await draft(client, 'bruno.', 33)
    const foreign = await post(client, 'ana.', `${other}/emergency`, { reason: 'Enchente' })
    assert.equal(foreign.flashMessage('problem').code, 'E_CONFIGURATION_NOT_AUTHOR')
  })

  test('its author cannot ratify it, and the attempt stands in the trail', async ({
    assert,
    client,
  }) => {
    const own = await post(client, 'ana.', `${first}/ratify`)
    assert.equal(own.flashMessage('problem').code, 'E_CONFIGURATION_FOUR_EYES')
    const trail = await entries(first)
    const last = trail.at(-1)!
    assert.equal(last.action, 'configuration.ratify')
    assert.include(last.description, 'Recusado')
    assert.equal(JSON.parse(last.payload).refused, 'E_CONFIGURATION_FOUR_EYES')
  })

  test('nobody decided in time: the list, the figures and the alert of internal control say so', async ({
    assert,
    client,
  }) => {
    clock.freeze(`${addDays(TODAY, 6)}T15:00:00Z`)
    const list = await get(client, 'gilda.', '/configuration?state=overdue')
    list.assertTextIncludes('Limite de exemplo')
    list.assertTextIncludes('emergência sem ratificação desde 27/11/2026')
    const report = await get(client, 'gilda.', '/configuration/emergencies')
    assert.match(report.text(), /Com prazo vencido<\/dt><dd class="tnum">1</)
    await watch(async () => 10)
    const open = await db.from('alerts_causes').where('topic', 'emergency').firstOrFail()
    assert.include(open.title, 'Limite de exemplo')
    assert.include(open.detail, 'Ana Ribeiro')
    assert.isNull(open.closed_at)
    const done = await post(client, 'diego.', `${first}/ratify`, { reason: 'Conferido' })
    assert.include(done.flashMessage('done'), 'ratificada')
    await watch(async () => 10)
    const closed = await db.from('alerts_causes').where('topic', 'emergency').firstOrFail()
    assert.isNotNull(closed.closed_at)
    const page = await get(client, 'gilda.', first)
    page.assertTextIncludes('emergência ratificada')
    assert.equal(await limitOn(addDays(TODAY, 6)), 20)
    const again = await post(client, 'diego.', `${first}/ratify`)
    assert.equal(again.flashMessage('problem').code, 'E_CONFIGURATION_NO_EMERGENCY')
  })

  test('not ratified: what was in force before answers again, from that day on', async ({
    assert,
    client,
  }) => {
    const path = await draft(client, 'ana.', 90)
    await post(client, 'ana.', `${path}/emergency`, { reason: 'Enchente' })
    assert.equal(await limitOn(TODAY), 90)
    clock.freeze(`${addDays(TODAY, 2)}T15:00:00Z`)
    const done = await post(client, 'diego.', `${path}/refuse-emergency`, { reason: 'Indevida' })
    assert.include(done.flashMessage('done'), 'deixa de valer em 24/11/2026')
    assert.equal(await limitOn(addDays(TODAY, 1)), 90)
    assert.equal(await limitOn(addDays(TODAY, 2)), 20)
    const page = await get(client, 'gilda.', path)
    page.assertTextIncludes('Emergência não ratificada por Diego Farias')
  })

  test('the chain holds with emergencies and decisions, and breaks when one is changed', async ({
    assert,
  }) => {
    const whole = await verifyVersions(db)
    assert.isNull(whole.firstBreak)
    await assert.rejects(
      () => db.from('configuration_acts').update({ note: 'outra' }),
      /permission denied/
    )
    await tamper(
      ['configuration_acts'],
      `update configuration_acts set note = 'outra' where act = 'refused'`
    )
    const broken = await verifyVersions(db)
    assert.include(broken.firstBreak!.reason, 'ratificação')
  })
})

async function lend(from: string, to: string, permission: string) {
  const [lender, receiver] = [await userNamed(from), await userNamed(to)]
  const { municipalityId } = await people()
  await db.rawQuery(
    `insert into access_delegations (municipality_id, from_user_id, to_user_id, permissions, from_on, until_on, reason,
                                     created_by, created_at)
     values (?, ?, ?, ?::text[], ?, ?, 'Férias', ?, now())`,
    [
      ...[String(municipalityId), String(lender.id), String(receiver.id), [permission]],
      ...[TODAY, addDays(TODAY, 30), String(lender.id)],
    ]
  )
}

test.group('Configuration | who may approve', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  frozen(group)

  const submit = { from: addDays(TODAY, 1), reason: 'Ajuste' }

  test('who approves with the author’s own delegation counts as the author', async ({
    assert,
    client,
  }) => {
    await lend('ana.', 'carla.', 'configuration.approve')
    await lend('diego.', 'carla.', 'configuration.read')
    const path = await draft(client, 'ana.', 40)
    await post(client, 'ana.', `${path}/submit`, submit)
    const refused = await post(client, 'carla.', `${path}/approve`)
    assert.equal(refused.flashMessage('problem').code, 'E_CONFIGURATION_FOUR_EYES_LENT')
    const trail = await entries(path)
    const last = trail.at(-1)!
    assert.equal(JSON.parse(last.payload).refused, 'E_CONFIGURATION_FOUR_EYES_LENT')
    const done = await post(client, 'diego.', `${path}/approve`)
    assert.include(done.flashMessage('done'), 'aprovada')
  })

  test('what was written on somebody’s behalf is not theirs to approve', async ({
    assert,
    client,
  }) => {
    await lend('diego.', 'elisa.', 'configuration.edit')
    await lend('diego.', 'elisa.', 'configuration.read')
    const path = await draft(client, 'elisa.', 41)
    await post(client, 'elisa.', `${path}/submit`, { ...submit, from: addDays(TODAY, 2) })
    const refused = await post(client, 'diego.', `${path}/approve`)
    assert.equal(refused.flashMessage('problem').code, 'E_CONFIGURATION_FOUR_EYES_LENT')
    const done = await post(client, 'ana.', `${path}/approve`)
    assert.include(done.flashMessage('done'), 'aprovada')
    const page = await get(client, 'ana.', path)
    page.assertTextIncludes('Diego Farias (delegação)')
  })

  test('each kind names its own permission to approve', async ({ assert, client }) => {
    const { approver } = await people()
    const saved = await post(client, 'bruno.', '/configuration/sample-table/prices/draft', {
      content: '{"m3":"4"}',
    })
    const path = `/configuration/versions/${/versions\/(\d+)$/.exec(saved.header('location')!)![1]!}`
    await post(client, 'bruno.', `${path}/submit`, submit)
    await db.rawQuery(`delete from access_profile_permissions where permission = 'sample.approve'`)
    const refused = await post(client, 'ana.', `${path}/approve`)
    assert.equal(refused.flashMessage('problem').code, 'E_ACCESS_DENIED')
    assert.include(refused.flashMessage('problem').people, 'Aprovar a tabela de exemplo')
    await db.rawQuery(
      `insert into access_profile_permissions (profile_id, permission)
       select profile_id, 'sample.approve' from access_user_profiles where user_id = ?`,
      [String(approver)]
    )
    const done = await post(client, 'ana.', `${path}/approve`)
    assert.include(done.flashMessage('done'), 'aprovada')
  })

  test('an approved version that has not started is taken back, and its date is free', async ({
    assert,
    client,
  }) => {
    const from = addDays(TODAY, 20)
    const path = await draft(client, 'bruno.', 50)
    await post(client, 'bruno.', `${path}/submit`, { ...submit, from })
    await post(client, 'ana.', `${path}/approve`)
    assert.equal(await limitOn(from), 50)
    const next = await draft(client, 'bruno.', 60)
    const taken = await post(client, 'bruno.', `${next}/submit`, { ...submit, from })
    assert.equal(taken.flashMessage('problem').code, 'E_CONFIGURATION_SAME_START')
    assert.include(taken.flashMessage('problem').people, 'retire a versão')
    const gone = await post(client, 'ana.', `${path}/withdraw-approved`, { reason: 'Valor errado' })
    assert.include(gone.flashMessage('done'), 'retirada antes de valer')
    assert.equal(await limitOn(from), 41)
    await post(client, 'bruno.', `${next}/submit`, { ...submit, from })
    await post(client, 'ana.', `${next}/approve`)
    assert.equal(await limitOn(from), 60)
    const page = await get(client, 'ana.', path)
    page.assertTextIncludes('Aprovada e retirada em 22/11/2026 por Ana Ribeiro, antes de valer')
    clock.freeze(`${from}T15:00:00Z`)
    const late = await post(client, 'ana.', `${next}/withdraw-approved`, { reason: 'Tarde' })
    assert.equal(late.flashMessage('problem').code, 'E_CONFIGURATION_STARTED')
    const chain = await verifyVersions(db)
    assert.isNull(chain.firstBreak)
  })
})
