import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { ENVIRONMENTS, environmentOf } from '#core/database/index'
import { varFolder } from '#core/database/environment'
import { freshDatabase } from '#tests/support/database'
import { Visitor } from '#tests/support/visitor'
import { startWeb } from '#tests/support/web_process'

const NAMED = /role="note" aria-label="Ambiente">Homologação</
const HOMOLOGATION = { AQUEDUTO_ENVIRONMENT: 'homologation' }

async function stamp(environment: string): Promise<void> {
  const { rows } = await db.rawQuery('select current_database() as name')
  await ace.boot()
  await ace.exec('system:stamp', [environment, `--confirm=${rows[0].name}`])
}
const stamped = async () => {
  const { rows } = await db.rawQuery('select environment from configuration_environment')
  return (rows as { environment: string }[]).map(({ environment }) => environment)
}

test.group('Environments', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)

  test('homologation shows its name on every page, and only its own database', async ({
    assert,
  }) => {
    await stamp('homologation')
    assert.deepEqual(await stamped(), ['homologation'])
    const server = await startWeb(HOMOLOGATION)
    try {
      for (const path of ['/login', '/no-such-page']) {
        const page = await fetch(server.url + path)
        assert.match(await page.text(), NAMED, path)
      }
      const visitor = new Visitor(server.url)
      await visitor.login('ana.admin@demo.aqueduto', 'aqueduto-demo')
      for (const path of ['/', '/registry/premises', '/account']) {
        const page = await visitor.get(path)
        assert.equal(page.status, 200, path)
        assert.match(await page.text(), NAMED, path)
      }
    } finally {
      await server.stop()
    }
    await stamp('production')
    for (const variables of [HOMOLOGATION, {}]) {
      await assert.rejects(
        () => startWeb(variables),
        /E_DATABASE_ENVIRONMENT: o banco .* é de production/
      )
    }
    const production = await startWeb({ AQUEDUTO_ENVIRONMENT: 'production' })
    try {
      const page = await fetch(`${production.url}/login`)
      assert.notInclude(await page.text(), 'aria-label="Ambiente"')
    } finally {
      await production.stop()
    }
    const variable = process.env.AQUEDUTO_ENVIRONMENT
    const paths = Object.keys(ENVIRONMENTS).map((environment) => {
      process.env.AQUEDUTO_ENVIRONMENT = environment
      return varFolder('/srv/aqueduto')
    })
    process.env.AQUEDUTO_ENVIRONMENT = variable ?? ''
    assert.lengthOf(
      new Set(paths),
      3,
      'data, passwords and secrets of each stand in its own folder'
    )
  }).tags(['@TR-3.1.2.3a'])

  test('the application cannot change the stamp, and the command asks for the name of the database', async ({
    assert,
  }) => {
    const before = await stamped()
    for (const sql of [
      `update configuration_environment set environment = 'development'`,
      'delete from configuration_environment',
    ]) {
      await assert.rejects(() => db.rawQuery(sql), /permission denied/)
    }
    await ace.boot()
    const refused = await ace.exec('system:stamp', ['development', '--confirm=other'])
    assert.equal(refused.exitCode, 1)
    assert.deepEqual(await stamped(), before)
  })

  test('an unknown environment is refused by name', ({ assert }) => {
    assert.throws(() => environmentOf('staging'), /"staging"; it may be development, homologation/)
    assert.equal(environmentOf(''), 'development')
  })
})
