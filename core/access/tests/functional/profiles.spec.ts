import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, profileNamed, send, userNamed } from '../support/people.ts'

/** Paths of the menu that a page shows. */
const menuOf = (html: string): string[] =>
  [...html.matchAll(/<a class="nav-item" href="([^"]+)"/g)].map(([, path]) => path!)

const giveOnly = async (who: string, profileId: string) => {
  const user = await userNamed(who)
  await query(db, 'delete from access_user_profiles where user_id = ?', [user.id])
  await query(db, 'insert into access_user_profiles (user_id, profile_id) values (?, ?)', [
    user.id,
    profileId,
  ])
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
    const functions = { 'readings.read': 0, 'metering.read': 0, 'jobs.read': 0 }
    const wanted = registries().menu.filter(({ permission }) => permission in functions)
    const written = await send(client, 'ana.', '/access/profiles', {
      ...{ name: 'Leitura', description: 'Equipe de leitura' },
      permissions: Object.keys(functions),
    })
    assert.include(written.flashMessage('done'), '“Leitura” criado com 3 funções')
    await giveOnly('carla.', await profileNamed('Leitura'))
    const home = await open(client, 'carla.', '/')
    const paths = wanted.map(({ path }) => path)
    assert.sameMembers(menuOf(home.text()), ['/', ...paths])
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
    const page = await open(client, 'gilda.', `/registry/premises/${premise!.id}`)
    page.assertStatus(200)
    page.assertTextIncludes(premise!.street)
    for (const word of ['Editar', 'Salvar', 'Excluir']) assert.notInclude(page.text(), `> ${word}`)
    const main = page.text().slice(page.text().indexOf('<main'))
    assert.notMatch(main, /<form[^>]*method="post"/)
    const editor = await open(client, 'bruno.', `/registry/premises/${premise!.id}`)
    editor.assertTextIncludes('Editar')
    const gilda = await userNamed('gilda.')
    const patched = await client
      .patch(`/api/registry/premises/${premise!.id}`)
      .json({ street: 'Rua Trocada' })
      .accept('json')
      .withCsrfToken()
      .loginAs(gilda)
    patched.assertStatus(403)
    const [after] = await query<{ street: string }>(
      db,
      'select street from registry_premises where id = ?',
      [premise!.id]
    )
    assert.equal(after!.street, premise!.street)
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
  }).tags(['@TR-3.2.1.12'])

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
})
