import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { DEMO_PASSWORD } from '#core/access/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { enter, open, problemOf } from '../support/people.ts'

function passwordFile(password: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'aqueduto-')), 'password')
  writeFileSync(file, `${password}\n`)
  return file
}

const place = [
  '--municipality=nova',
  '--municipality-name=Nova Fonte',
  '--state=MT',
  '--ibge=5100000',
]

test.group('Access | commands', (group) => {
  freshDatabase(group)

  test('the first administrator of an installation is made on the machine and enters', async ({
    client,
    assert,
  }) => {
    const make = (login: string, password: string, where = place) =>
      command('access:create-admin', [
        ...[login, '--name=Rita Sol', `--password-file=${passwordFile(password)}`, ...where],
      ])
    const weak = await make('rita', 'fraca')
    assert.equal(weak.exitCode, 1)
    assert.include(weak.text, 'E_ACCESS_PASSWORD')
    const unknown = await make('rita', 'Nascente-2026-Rio', ['--municipality=nova'])
    assert.include(unknown.text, 'E_ACCESS_MUNICIPALITY')
    const made = await make('rita', 'Nascente-2026-Rio')
    assert.equal(made.exitCode, 0, made.text)
    const twice = await make('RITA', 'Nascente-2026-Rio')
    assert.include(twice.text, 'E_ACCESS_LOGIN_TAKEN')
    const entered = await enter(client, 'rita', 'Nascente-2026-Rio')
    assert.equal(entered.header('location'), '/account/second-factor', 'asked of administrators')
    const users = await open(client, 'rita', '/access/users')
    users.assertStatus(200)
    users.assertTextIncludes('Rita Sol')
    assert.notInclude(users.text(), 'Ana Ribeiro', 'of another municipality')
  })

  test('who is blocked is unblocked on the machine', async ({ client, assert }) => {
    const login = 'ana.admin@demo.aqueduto'
    for (let attempt = 0; attempt < 5; attempt++) await enter(client, login, 'errada')
    assert.equal(problemOf(await enter(client, login, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')
    const done = await command('access:unblock', [login])
    assert.equal(done.exitCode, 0, done.text)
    const entered = await enter(client, login, DEMO_PASSWORD)
    assert.equal(entered.header('location'), '/')
    const again = await command('access:unblock', [login])
    assert.include(again.text, 'E_ACCESS_NOT_BLOCKED')
    const nobody = await command('access:unblock', ['ninguem'])
    assert.equal(nobody.exitCode, 1)
    const trail = await open(client, 'ana.', '/audit?action=access.unblock_user')
    trail.assertTextIncludes('Sistema')
  })
})
