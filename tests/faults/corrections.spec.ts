import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { closeBridges } from '#core/reports/index'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleGroup, demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

const REFERENCE = '2026-10' as RefMonth

const start = (job: string, args: unknown) => startJob(job, args, { TESTS_CHUNK_SECONDS: '0.2' })

async function one<T = bigint>(sql: string): Promise<T> {
  const [row] = await query<Record<string, T>>(db, sql)
  return Object.values(row!)[0]!
}

const cancelled = () => one(`select count(*) from billing_invoices where settlement = 'cancelled'`)

test.group('Faults | corrections', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.each.teardown(killRunning)
  group.teardown(() => clock.restore())

  let billed: CycleGroup
  let municipalityId = 0n

  group.setup(async () => {
    municipalityId = await one('select id from access_municipalities')
    const [first] = await demoGroups(municipalityId, REFERENCE)
    billed = first!
    const actor = systemActor(municipalityId)
    await readGroup(quietConsole(actor), billed)
    const { id, reference, dates } = billed
    await runInline('billing.run', { group: id, reference, issuedOn: dates.issuedOn }, actor)
  })

  test('killed in the middle and started again, each invoice is cancelled once and wholly', async ({
    assert,
  }) => {
    const invoices = await query<{ id: bigint }>(
      db,
      `select id from billing_invoices where total_cents > 0 and settlement = 'open' order by id`
    )
    const args = {
      ...{ record: 'billing.invoices', key: 'billing.cancel_invoice', timeZone: 'America/Cuiaba' },
      ...{ selection: { ids: invoices.map(({ id }) => String(id)) }, reason: 'Emitidas em dobro' },
      ...{ input: { reason_code: 'duplicate' }, label: 'Cancelar faturas', token: 'fault' },
    }
    const { child } = await start('records.bulk', args)
    while ((await cancelled()) < 2n) await sleep(20)
    await killHard(child)
    const before = await cancelled()
    assert.isTrue(before < BigInt(invoices.length), `in the middle: ${before}`)
    const again = await start('records.bulk', args)
    const { status } = await again.end
    assert.equal(status, 'done')
    assert.equal(await cancelled(), BigInt(invoices.length))
    assert.equal(await one('select count(*) from billing_corrections'), BigInt(invoices.length))
    assert.equal(
      await one(`select count(*) from audit_entries where action = 'billing.cancel_invoice'`),
      BigInt(invoices.length)
    )
    assert.equal(
      await one(
        `select count(*) from receivables_items where origin_type = 'billing.invoice' and open_cents > 0`
      ),
      0n
    )
    assert.equal(
      await one(
        `select coalesce(sum(case when reverses_id is null then amount_cents else -amount_cents end), 0)::bigint
           from accounting_postings where source_type = 'billing.invoices'`
      ),
      0n
    )
    const scope = { municipalityId, billingGroupId: billed.id, reference: REFERENCE }
    const bridges = await db.transaction((tx) => closeBridges(tx, scope))
    for (const { name, isClosed, remainder } of bridges) {
      assert.isTrue(isClosed, `${name}: ${remainder}`)
    }
  })
})
