import { test } from '@japa/runner'
import { findDatabase } from '#core/database/embedded/index'

test.group('Database | roles of a server of one’s own', (group) => {
  const kept = { ...process.env }
  group.each.teardown(() => {
    for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
      if (kept[name] === undefined) delete process.env[name]
      else process.env[name] = kept[name]
    }
  })
  const find = async (application: string, owner: string) => {
    process.env.DATABASE_URL = `postgres://${application}:x@db.example/aqueduto`
    process.env.DATABASE_OWNER_URL = `postgres://${owner}:x@db.example/aqueduto`
    await findDatabase(new URL('file:///'))
  }

  test('the application enters as the role that migrations give rights to, or as the owner', async ({
    assert,
  }) => {
    await find('aqueduto_app', 'gestor')
    await find('gestor', 'gestor')
    await assert.rejects(
      () => find('sistema', 'gestor'),
      /^E_DATABASE_ROLE: o papel de DATABASE_URL é “sistema”; .* se chama aqueduto_app/
    )
  })
})
