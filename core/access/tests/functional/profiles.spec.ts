import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { open, problemOf, profileNamed, send } from '../support/people.ts'

/** Paths of the menu that a page shows. */
const menuOf = (html: string): string[] =>
  [...html.matchAll(/<a class="nav-item" href="([^"]+)"/g)].map(([, path]) => path!)

const giveOnly = async (client: ApiClient, who: string, profileId: string) => {
  const { id } = await userNamed(who)
  await send(client, 'ana.', `/access/users/${id}/profiles`, { profiles: [profileId] })
}

/** Texts of the buttons and of the links that look like one, and what each form of the page sends. */
const controlsOf = (html: string) => {
  const main = html.slice(html.indexOf('<main'))
  const words = /<(?:button|a)\b[^>]*class="[^"]*\bbtn\b[^"]*"[^>]*>([\s\S]*?)<\/(?:button|a)>/g
  return {
    buttons: [...main.matchAll(words)].map(([, text]) => text!.replace(/<[^>]+>/g, '').trim()),
    posts: [...main.matchAll(/<form[^>]*method="post"/g)].length,
  }
}

test.group('Access | profiles', (group) => {
  freshDatabase(group)

  test('the form shows every permission by the plugin or room that declares it', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'ana.', '/access/profiles/new')
    page.assertStatus(200)
    const { permissions, plugins } = registries()
    for (const name of permissions.names()) assert.include(page.text(), `value="${name}"`)
    for (const plugin of plugins) {
      if (Object.keys(plugin.permissions).length) page.assertTextIncludes(plugin.title)
    }
  })

  test('a profile with three functions gives a menu of exactly those three', async ({
    client,
    assert,
  }) => {
    const functions = ['calendar.read', 'tariffs.read', 'system.read']
    const written = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'Leitura', description: 'Equipe de leitura' },
      permissions: functions,
    })
    assert.include(written.flashMessage('done'), '“Leitura” criado com 3 funções')
    await giveOnly(client, 'carla.', await profileNamed('Leitura'))
    const home = await open(client, 'carla.', '/')
    const paths = ['/calendar', '/tariffs/prices', '/plugins']
    assert.sameMembers(menuOf(home.text()), ['/', ...paths])
    for (const path of paths) {
      const page = await open(client, 'carla.', path)
      page.assertStatus(200)
    }
    const closed = await open(client, 'carla.', '/registry/premises')
    closed.assertStatus(403)
  }).tags(['@TR-3.2.1.11a'])

  test('a query-only profile holds nothing that writes', async ({ client, assert }) => {
    const refused = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'Só olha', is_query_only: 'true' },
      permissions: ['registry.read', 'registry.write'],
    })
    const problem = problemOf(refused)
    assert.equal(problem?.code, 'E_ACCESS_QUERY_ONLY')
    assert.include(problem?.people, registries().permissions.get('registry.write'))
    const known = await query(db, `select 1 from access_profiles where name = 'Só olha'`)
    assert.isEmpty(known)
    const invented = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'Só olha', permissions: ['registry.fly'] },
    })
    assert.equal(problemOf(invented)?.code, 'E_ACCESS_PERMISSION')
  })

  test('who only queries sees a premise without buttons that write, and writes nothing by any door', async ({
    client,
    assert,
  }) => {
    const [premise] = await query<{ id: bigint; street: string }>(
      db,
      'select id, street from registry_premises order by id limit 1'
    )
    const made = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'Só consulta cadastro', is_query_only: 'true', permissions: ['registry.read'] },
    })
    assert.include(made.flashMessage('done'), 'Só consulta cadastro')
    await giveOnly(client, 'elisa.', await profileNamed('Só consulta cadastro'))
    const path = `/registry/premises/${premise!.id}`
    const page = await open(client, 'elisa.', path)
    page.assertStatus(200)
    page.assertTextIncludes(premise!.street)
    const editor = await open(client, 'bruno.', path)
    const [theirs, own] = [controlsOf(editor.text()), controlsOf(page.text())]
    assert.includeMembers(theirs.buttons, ['Editar'])
    assert.deepEqual(own.buttons, ['Fechar'], 'of the dialog of keys')
    assert.equal(own.posts, 0)
    const form = await open(client, 'elisa.', `${path}/edit`)
    form.assertStatus(403)
    const patch = async (who: string, street: string) =>
      client
        .patch(`/api${path}`)
        .json({ street })
        .accept('json')
        .withCsrfToken()
        .loginAs(await userNamed(who))
    const streetNow = async () => {
      const [row] = await query<{ street: string }>(
        db,
        'select street from registry_premises where id = ?',
        [premise!.id]
      )
      return row!.street
    }
    const patched = await patch('elisa.', 'Rua Trocada')
    patched.assertStatus(403)
    const posted = await send(client, 'elisa.', path, { street: 'Rua Trocada' })
    assert.equal(problemOf(posted)?.code, 'E_ACCESS_DENIED')
    const acted = await client
      .post('/api/actions/registry.premises.change_economies')
      .json({ premise_id: Number(premise!.id), from_on: '2026-11-01', economies: { COM: 9 } })
      .withCsrfToken()
      .loginAs(await userNamed('elisa.'))
    acted.assertStatus(403)
    assert.equal(await streetNow(), premise!.street)
    const allowed = await patch('bruno.', 'Rua Trocada')
    allowed.assertStatus(200)
    assert.equal(await streetNow(), 'Rua Trocada')
  }).tags(['@TR-3.2.1.11b'])

  test('a function taken from a profile is gone at the next request of who has it', async ({
    client,
    assert,
  }) => {
    const profile = await profileNamed('Arrecadação e finanças')
    const [{ rights }] = (await query<{ rights: string[] }>(
      db,
      'select array_agg(permission) as rights from access_profile_permissions where profile_id = ?',
      [profile]
    )) as [{ rights: string[] }]
    const fabio = await userNamed('fabio.')
    const act = () =>
      client.post('/api/payments/agents').json({}).accept('json').withCsrfToken().loginAs(fabio)
    const before = await open(client, 'fabio.', '/payments/files/new')
    before.assertStatus(200)
    const saved = await send(client, 'ana.', `/access/profiles/${profile}`, {
      name: 'Arrecadação e finanças',
      permissions: rights.filter((name) => name !== 'payments.import'),
    })
    assert.include(saved.flashMessage('done'), '1 retiradas')
    const home = await open(client, 'fabio.', '/')
    assert.notInclude(menuOf(home.text()), '/payments/files/new')
    const after = await open(client, 'fabio.', '/payments/files/new')
    after.assertStatus(403)
    const other = await act()
    assert.notEqual(other.status(), 403, 'what was not taken stays')
  })

  test('a copy has the same rights; what is in use is not deleted, what is not is', async ({
    client,
    assert,
  }) => {
    const from = await profileNamed('Consulta')
    await send(client, 'ana.', '/actions/access.copy_profile', { id: from, name: 'Consulta 2' })
    const copy = await profileNamed('Consulta 2')
    const same = await query(
      db,
      `select permission from access_profile_permissions where profile_id = ?
       except select permission from access_profile_permissions where profile_id = ?`,
      [from, copy]
    )
    assert.isEmpty(same)
    const reason = 'Não se usa'
    const used = await send(client, 'ana.', '/actions/access.delete_profile', { id: from, reason })
    assert.equal(problemOf(used)?.code, 'E_ACCESS_PROFILE_USED')
    const gone = await send(client, 'ana.', '/actions/access.delete_profile', { id: copy, reason })
    assert.include(gone.flashMessage('done'), 'excluído')
    const twice = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'CONSULTA', permissions: [] },
    })
    assert.isDefined(problemOf(twice) ?? twice.flashMessage('inputErrorsBag'))
  })

  test('functions of a later release wait for an administrator, who gives them as the product proposes', async ({
    client,
    assert,
  }) => {
    const holders = (permission: string) =>
      query<{ name: string }>(
        db,
        `select p.name from access_profile_permissions r join access_profiles p on p.id = r.profile_id
          where r.permission = ? order by p.name`,
        [permission]
      )
    const before = [await holders('plans.negotiate'), await holders('calendar.write')]
    const quiet = await open(client, 'ana.', '/')
    assert.notInclude(
      quiet.text(),
      '/access/profiles/new-functions',
      'a new installation asks nothing'
    )
    // As an installation looks whose release did not have these two.
    for (const table of ['access_known_permissions', 'access_profile_permissions'])
      await query(
        db,
        `delete from ${table} where permission in ('plans.negotiate', 'calendar.write')`
      )
    const home = await open(client, 'ana.', '/')
    home.assertTextIncludes('2 funções novas ainda não foram dadas a nenhum perfil')
    const others = await open(client, 'carla.', '/')
    assert.notInclude(others.text(), 'funções novas')

    const page = await open(client, 'ana.', '/access/profiles/new-functions')
    const values = (pattern: RegExp) =>
      [...page.text().matchAll(pattern)].map(([, value]) => value!)
    const decided = values(/name="decided\[\]" value="([^"]+)"/g)
    assert.sameMembers(decided, ['plans.negotiate', 'calendar.write'])
    const offered = values(/name="grants\[\]" value="([^"]+)"/g)
    assert.notIncludeMembers(offered, [`plans.negotiate|${await profileNamed('Consulta')}`])
    const proposed = values(/name="grants\[\]" value="([^"]+)" checked/g)
    const saved = await send(client, 'ana.', '/access/profiles/new-functions', {
      ...{ decided, grants: proposed.filter((value) => value.startsWith('plans.')) },
    })
    assert.include(saved.flashMessage('done'), '2 funções novas decididas')
    assert.deepEqual(await holders('plans.negotiate'), before[0])
    assert.isEmpty(await holders('calendar.write'), 'nobody was marked')

    const after = await open(client, 'ana.', '/access/profiles/new-functions')
    after.assertTextIncludes('Nenhuma função nova')
    const twice = await send(client, 'ana.', '/access/profiles/new-functions', {
      decided,
      grants: [],
    })
    assert.equal(problemOf(twice)?.code, 'E_ACCESS_NEW_DECIDED')
  })
})
