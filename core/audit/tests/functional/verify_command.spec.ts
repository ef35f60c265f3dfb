import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { appendEntry } from '#core/audit/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { tamper } from '#tests/support/as_owner'

async function verify() {
  const { exitCode, text } = await command('audit:verify', ['--json'])
  return { exitCode, report: JSON.parse(text) as unknown }
}

test.group('Audit | audit:verify --json', (group) => {
  freshDatabase(group)

  test('tells other programs whether the trail is whole, and where it is not', async ({
    assert,
  }) => {
    const id = await db.transaction((tx) =>
      appendEntry(tx, {
        municipalityId: 1n,
        at: new Date('2026-11-22T12:00:00Z'),
        actor: { userId: null, name: 'Sistema' },
        action: 'tests.write',
        subject: null,
        description: 'Escreveu',
        reason: null,
        payload: {},
      })
    )
    assert.containsSubset(await verify(), { exitCode: 0, report: { intact: true, breach: null } })
    await tamper(
      ['audit_entries'],
      `update audit_entries set description = 'Outro' where id = ${id}`
    )
    assert.containsSubset(await verify(), {
      exitCode: 1,
      report: { intact: false, breach: { kind: 'entry', id: String(id) } },
    })
  })
})
