import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { archivedTables } from '#core/archive/index'
import type { DesignContent } from '#core/reports/design/content'
import { asForm, premiseDesign } from '#core/reports/tests/support/designs'
import { quietConsole } from '#database/demo/cycle/console'
import { runCycle } from '#database/demo/cycle/cycle'
import { billKey, signed } from '#plugins/plans/tests/support/plans'
import { freshDatabase } from '#tests/support/database'
import { actorOf, open, send, userOf, work } from './support/people.ts'

const OCTOBER = '2026-10' as RefMonth

interface Bill {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly document_id: bigint
  readonly total_cents: bigint
}

/** Rows and cents of each table that takes part, active and archived apart. */
async function weights(): Promise<Record<string, { active: string; archived: string }>> {
  const found: Record<string, { active: string; archived: string }> = {}
  for (const table of archivedTables()) {
    const [{ cents }] = (await query<{ cents: string[] }>(
      db,
      `select coalesce(array_agg(attname::text), '{}') as cents from pg_attribute
        where attrelid = ?::regclass and attname like '%\\_cents'`,
      [table]
    )) as [{ cents: string[] }]
    const sums = ['count(*)', ...cents.map((one) => `coalesce(sum(${one}), 0)`)].join(` || ' ' || `)
    const of = async (schema: string) => {
      const [row] = await query<{ is: string }>(db, `select ${sums} as is from ${schema}.${table}`)
      return row!.is
    }
    found[table] = { active: await of('public'), archived: await of('archive') }
  }
  return found
}

const added = ({ active, archived }: { active: string; archived: string }) => {
  const other = archived.split(' ')
  return active.split(' ').map((one, at) => BigInt(one) + BigInt(other[at]!))
}

const MONTHS: DesignContent = premiseDesign({
  title: 'Faturas por mês',
  source: 'billing.invoices',
  columns: [{ field: 'total_cents', total: 'sum' }],
  groups: [{ field: 'reference' }, { field: 'settlement' }],
  is_summary: true,
})

test.group('Scenario | the dead file', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  let held: Bill, planned: Bill, left: Bill, paid: Bill
  let report = ''
  let before: Awaited<ReturnType<typeof weights>>

  const start = async (client: ApiClient, mode: 'check' | 'move', year = 2026) => {
    clock.freeze(new Date(clock.now().getTime() + 60_000))
    const form = { mode, year: String(year), ...(mode === 'move' && { reason: 'Fim do prazo' }) }
    return send(client, 'ana', '/archive', form)
  }
  const rowsOf = async (client: ApiClient, name: string) => {
    const answer = await client.get(`/api/reports/${name}`).loginAs(await userOf('ana'))
    answer.assertStatus(200)
    return answer.body() as { count: number; totals: object; rows: object[] }
  }

  test('a year of bills: paid, owed, held, in a plan; and a report of the generator over it', async ({
    client,
    assert,
  }) => {
    clock.freeze(`${OCTOBER}-25T15:00:00Z`)
    await runCycle(quietConsole(await actorOf('bruno')), { reference: OCTOBER, corrections: true })
    const owed = await query<Bill>(
      db,
      `select id, number, premise_id, document_id, total_cents from billing_invoices
        where settlement = 'open' and hold is null and reference = ? order by id`,
      [OCTOBER]
    )
    ;[held, planned, left] = owed as [Bill, Bill, Bill]
    const [settled] = await query<Bill>(
      db,
      `select id, number, premise_id, document_id, total_cents from billing_invoices
        where settlement = 'settled' and total_cents > 0 and reference = ? order by id limit 1`,
      [OCTOBER]
    )
    paid = settled!
    clock.freeze('2026-12-20T15:00:00Z')
    const silent = await send(client, 'bruno', `/billing/invoices/${held.id}/change/process`, {
      ...{ kind: 'judicial', reason_code: 'court', reason: 'Ação 1002345-67.2026' },
    })
    silent.assertStatus(302)
    await signed(client, {
      ...{ premise: planned.premise_id, debts: [billKey(planned.id)], instalments: 3 },
    })
    clock.freeze('2032-03-10T15:00:00Z')
    const saved = await send(client, 'ana', '/reports/designs', asForm(MONTHS, { do: 'save' }))
    report = String(saved.header('location')).replace('/reports/', '')
    assert.match(report, /^own\.\d+$/)
    before = await weights()
  })

  test('the check tells what would go and what would stay, and moves nothing', async ({
    client,
    assert,
  }) => {
    const recent = await start(client, 'check', 2027)
    recent.assertStatus(302)
    assert.include(JSON.stringify(recent.flashMessages()), 'E_ARCHIVE_RECENT')
    const summary = await work(await start(client, 'check'), 'ana')
    assert.equal(summary.status, 'done')
    assert.isAbove(Number(summary.figures.moved), 30)
    assert.deepEqual(await weights(), before)
    const page = await open(client, 'ana', `/archive?run=${summary.id}`)
    for (const text of ['em aberto', 'em processo', 'em parcelamento', 'última leitura'])
      page.assertTextIncludes(text)
  })
})
