import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { quietConsole } from '../../cycle/console.ts'
import { runCycle } from '../../cycle/cycle.ts'

const TODAY = '2026-11-22' as CivilDate

test.group('Demo | a month that is not over', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('nobody has paid later than the day on which the month is run', async ({ assert }) => {
    clock.freeze(`${TODAY}T15:00:00Z`)
    const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
    const on = quietConsole(systemActor(row!.id))
    const outcome = await runCycle(on, { reference: '2026-11' as RefMonth, today: TODAY })
    const paid = await query<{ paid_on: CivilDate; issued_on: CivilDate | null }>(
      db,
      `select r.paid_on, d.issued_on from receivables_receipts r
         left join receivables_documents d on d.id = r.document_id`
    )
    assert.isAbove(paid.length, 10)
    assert.deepEqual(
      paid.filter(({ paid_on: day, issued_on: issued }) => day > TODAY || (issued && day < issued)),
      []
    )
    const [file] = await query<{ late: number }>(
      db,
      'select count(*)::int as late from payments_files where generated_on > ?',
      [TODAY]
    )
    assert.equal(file!.late, 0)
    const open = outcome.groups.flatMap(({ bridges }) =>
      bridges.filter(({ isClosed }) => !isClosed)
    )
    assert.deepEqual(open, [])
  }).timeout(120_000)
})
