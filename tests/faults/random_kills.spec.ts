import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { verifyTrail } from '#core/audit/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { createRandom } from '#database/demo/generator/random'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleGroup, demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

const REFERENCE = '2026-10' as RefMonth
/** Six in every run, two of each step; the long suite asks for more: `FAULT_KILLS=60`. */
const KILLS = Math.max(3, Number(process.env.FAULT_KILLS ?? 6))
const PATIENCE_MS = 120_000 + KILLS * 30_000
/** A step goes on for a second or two: a kill finds it anywhere, before its first row and after its last too. */
const WITHIN_MS = 900

const one = async (sql: string, bindings: readonly (string | bigint)[] = []): Promise<bigint> => {
  const [row] = await query<Record<string, bigint>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

test.group('Faults | kills at random points', (group) => {
  freshDatabase(group)
  group.each.timeout(PATIENCE_MS)
  group.each.teardown(killRunning)
  group.teardown(() => clock.restore())

  let billed: CycleGroup
  let municipalityId = 0n
  const random = createRandom('kills')

  group.setup(async () => {
    municipalityId = await one('select id from access_municipalities')
    const [first] = await demoGroups(municipalityId, REFERENCE)
    billed = first!
  })

  /** Kills a step as often as asked, each time somewhere else, then lets it end. @returns in how many a chunk was still to do. */
  async function hammer(job: string, args: unknown): Promise<number> {
    let middle = 0
    for (let kill = 0; kill < KILLS / 3; kill++) {
      const { child } = await startJob(job, args, { TESTS_CHUNK_SECONDS: '0.3' })
      await sleep(random.integer(0, WITHIN_MS))
      await killHard(child)
      const open = await one(
        `select count(*) from jobs_runs where job = ? and status in ('planned', 'running')`,
        [job]
      )
      if (open > 0n) middle++
    }
    const { end } = await startJob(job, args, { TESTS_CHUNK_SECONDS: '0' })
    const { status } = await end
    if (status !== 'done') throw new Error(`${job}: ${status}`)
    return middle
  }

  const bridgesOpen = async () => {
    const scope = { municipalityId, billingGroupId: billed.id, reference: REFERENCE }
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    return results
      .filter(({ isClosed }) => !isClosed)
      .map(({ name, remainder }) => `${name}: ${remainder}`)
  }

  test('load, billing and cancellation, killed again and again, leave every row once and every cent in its place', async ({
    assert,
  }) => {
    const { id, reference, dates, name } = billed
    const premises = await one(
      `select count(*) from registry_premises where billing_group_id = ? and status = 'active'`,
      [id]
    )
    let middle = await hammer('readings.load', {
      ...{ group: id, reference, loadedOn: dates.loadedOn, title: name },
    })
    assert.equal(await one('select count(*) from readings_loads'), 1n)
    const items = await one('select count(*) from readings_load_items')
    assert.equal(items, await one('select count(distinct premise_id) from readings_load_items'))
    assert.isAtLeast(Number(premises), Number(items))
    assert.equal(await one('select item_count::bigint from readings_loads'), items)

    await readGroup(quietConsole(systemActor(municipalityId)), billed)
    const args = { group: id, reference, issuedOn: dates.issuedOn }
    middle += await hammer('billing.run', args)
    const invoices = await one('select count(*) from billing_invoices')
    assert.isAbove(Number(invoices), 10)
    assert.equal(invoices, await one('select count(distinct premise_id) from billing_invoices'))
    assert.equal(
      await one(
        'select count(*) from receivables_documents d join billing_invoices i on i.document_id = d.id'
      ),
      invoices
    )
    const total = await one('select sum(total_cents)::bigint from billing_invoices')
    const sums = {
      charged: 'select sum(amount_cents)::bigint from billing_charges',
      owed: `select sum(amount_cents)::bigint from receivables_items where origin_type = 'billing.invoice'`,
      posted: `select sum(amount_cents)::bigint from accounting_postings where source_type = 'billing.invoices'`,
    }
    for (const [what, sql] of Object.entries(sums)) assert.equal(await one(sql), total, what)
    assert.deepEqual(await bridgesOpen(), [])

    const ids = await query<{ id: bigint }>(
      db,
      `select id from billing_invoices where total_cents > 0 and settlement = 'open' order by id`
    )
    middle += await hammer('records.bulk', {
      ...{ record: 'billing.invoices', key: 'billing.cancel_invoice', timeZone: 'America/Cuiaba' },
      ...{ selection: { ids: ids.map((row) => String(row.id)) }, reason: 'Emitidas em dobro' },
      ...{ input: { reason_code: 'duplicate' }, label: 'Cancelar faturas', token: 'kills' },
    })
    assert.equal(await one('select count(*) from billing_corrections'), BigInt(ids.length))
    assert.equal(
      await one(`select count(*) from audit_entries where action = 'billing.cancel_invoice'`),
      BigInt(ids.length)
    )
    assert.equal(
      await one(
        `select count(*) from receivables_items where origin_type = 'billing.invoice' and open_cents > 0`
      ),
      0n
    )
    assert.deepEqual(await bridgesOpen(), [])
    const { breach } = await verifyTrail()
    assert.isNull(breach)
    assert.isAtLeast(middle, Math.ceil(KILLS / 3), 'most kills found work to do')
  })

  test('the connections of a run are cut, as when its database restarts: it goes on where it was', async ({
    assert,
  }) => {
    const [, second] = await demoGroups(municipalityId, REFERENCE)
    await readGroup(quietConsole(systemActor(municipalityId)), second!)
    const args = {
      ...{ group: second!.id, reference: REFERENCE, issuedOn: second!.dates.issuedOn },
    }
    const before = await one('select count(*) from billing_invoices')
    const done = () =>
      one(`select count(*) from jobs_chunks c join jobs_runs r on r.id = c.run_id
            where r.job = 'billing.run' and c.status = 'done'`)
    const chunks = await done()
    const { child, end } = await startJob('billing.run', args, { TESTS_CHUNK_SECONDS: '0.1' })
    while ((await done()) < chunks + 3n) await sleep(20)
    await query(
      db.connection('owner'),
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
    )
    await end.catch(() => undefined)
    await killHard(child)
    const again = await startJob('billing.run', args, { TESTS_CHUNK_SECONDS: '0' })
    const { status } = await again.end
    assert.equal(status, 'done')
    const made = (await one('select count(*) from billing_invoices')) - before
    const premises = await one(
      `select count(*) from readings_load_items i join readings_loads l on l.id = i.load_id where l.billing_group_id = ?`,
      [second!.id]
    )
    const parked = await one(
      `select count(*) from billing_parked p join billing_runs r on r.id = p.run_id where r.billing_group_id = ?`,
      [second!.id]
    )
    assert.equal(made + parked, premises)
    const scope = { municipalityId, billingGroupId: second!.id, reference: REFERENCE }
    const bridges = await db.transaction((tx) => closeBridges(tx, scope))
    assert.deepEqual(
      bridges.filter(({ isClosed }) => !isClosed).map(({ name }) => name),
      []
    )
  })
})
