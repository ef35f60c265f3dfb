import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { generateSchedule } from '#plugins/billing/api'
import { freshDatabase } from '#tests/support/database'
import { type CycleConsole, quietConsole } from '../../cycle/console.ts'
import { runCycle } from '../../cycle/cycle.ts'
import { monthTotals } from '../../cycle/totals.ts'

const REFERENCE = '2026-10' as RefMonth

test.group('Demo | a whole month', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('follows the calendar, leaves papers and the file of the print shop, and corrects some invoices once', async ({
    assert,
  }) => {
    clock.freeze('2026-11-22T15:00:00Z')
    const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
    const municipalityId = row!.id
    await db.transaction((tx) =>
      generateSchedule(tx, { municipalityId, year: 2026, group: undefined, isReplacing: false })
    )
    const kept = new Map<string, string>()
    const on: CycleConsole = {
      ...quietConsole(systemActor(municipalityId)),
      keep(name, content) {
        kept.set(name, Buffer.from(content).toString())
        return name
      },
    }
    const options = { reference: REFERENCE, pdf: 1, corrections: true }
    const outcome = await runCycle(on, options)

    const days = await query<{ is_planned: boolean }>(
      db,
      `select l.loaded_on = s.load_on and r.issued_on = s.bill_on as is_planned
         from billing_runs r join readings_loads l on l.id = r.load_id
         join billing_schedules s on s.billing_group_id = r.billing_group_id and s.reference = r.reference`
    )
    assert.lengthOf(days, outcome.groups.length)
    assert.isTrue(days.every(({ is_planned: isPlanned }) => isPlanned))
    const printed = [...kept].filter(([name]) => name.startsWith('grafica-'))
    assert.lengthOf(printed, outcome.groups.length)
    const [billed] = await query<{ invoices: number }>(
      db,
      'select count(*)::int as invoices from billing_invoices where run_id is not null and version = 1'
    )
    const bills = printed.flatMap(([, text]) =>
      text.split('\r\n').filter((l) => l.startsWith('B;'))
    )
    assert.lengthOf(bills, billed!.invoices)

    const corrections = await query<{ kind: string; changed: boolean }>(
      db,
      'select kind, after_cents <> before_cents as changed from billing_corrections order by id'
    )
    assert.deepInclude(corrections, { kind: 'due_date', changed: false })
    assert.deepInclude(corrections, { kind: 'consumption', changed: true })
    const open = outcome.groups.flatMap(({ bridges }) => bridges.filter((one) => !one.isClosed))
    assert.deepEqual(open, [])
    const totals = await monthTotals(municipalityId, REFERENCE)
    const line = totals.find(([what]) => what.startsWith('Faturas corrigidas'))!
    assert.equal(line[1], String(corrections.length))

    await runCycle(on, options)
    const [again] = await query<{ n: number }>(
      db,
      'select count(*)::int as n from billing_corrections'
    )
    assert.equal(again!.n, corrections.length)
  }).timeout(180_000)
})
