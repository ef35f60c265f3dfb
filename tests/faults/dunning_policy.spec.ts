import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { verifyTrail } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { quietConsole } from '#database/demo/cycle/console'
import { createRandom } from '#database/demo/generator/random'
import {
  type Unit,
  at,
  owe,
  setTerms,
  unitsOwingNothing,
} from '#plugins/dunning/tests/functional/owing'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

/** Two in every run; the long suite asks for more: `FAULT_KILLS=60`. */
const KILLS = Math.max(2, Math.floor(Number(process.env.FAULT_KILLS ?? 10) / 5))
const WITHIN_MS = 1200
const DAY = '2024-05-06'
const NOON = `${DAY}T16:00:00Z`
const FEE = 790

const one = async (sql: string): Promise<bigint> => {
  const [row] = await query<Record<string, bigint>>(db, sql)
  return Object.values(row!)[0]!
}

test.group('Faults | a night of collection', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000 + KILLS * 30_000)
  group.each.teardown(killRunning)
  group.teardown(() => clock.restore())

  const random = createRandom('dunning kills')
  let units: Unit[] = []

  group.setup(async () => {
    at('2024-05-02')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 30, is_charged: true, fee_cents: FEE })
    for (const unit of units.slice(0, 12)) await owe(unit, { cents: 8_000n, dueOn: '2024-01-10' })
    for (const unit of units.slice(12, 18)) await owe(unit, { cents: 8_000n, dueOn: '2024-03-20' })
    clock.freeze(NOON)
  })

  /** Kills a run as often as asked, each time somewhere else, then lets it end. @returns how often it was not through. */
  async function hammer(job: string, args: object): Promise<number> {
    let middle = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const env = { TESTS_CHUNK_SECONDS: '0.2', TESTS_CLOCK: NOON }
      const { child } = await startJob(job, args, env)
      await sleep(random.integer(0, WITHIN_MS))
      await killHard(child)
      const done = await one(
        `select count(*) from jobs_runs where job = '${job}' and status = 'done'`
      )
      if (done === 0n) middle++
    }
    const { status } = await quietConsole(systemActor(units[0]!.municipality_id)).run(
      job,
      job,
      args
    )
    if (status !== 'done') throw new Error(`${job}: ${status}`)
    return middle
  }

  test('the policy, killed again and again, performs every step once', async ({ assert }) => {
    const middle = await hammer('dunning.policy', { on: DAY })
    assert.isAtLeast(middle, 1, 'a kill found work to do')
    const steps = await query<{ step: string; count: bigint; premises: bigint }>(
      db,
      `select step, count(*) as count, count(distinct premise_id) as premises from dunning_steps
        where state = 'performed' group by step order by step`
    )
    // To six of them the extrajudicial notice has not come yet.
    assert.deepEqual(steps, [
      { step: 'extrajudicial', count: 12n, premises: 12n },
      { step: 'notice', count: 18n, premises: 18n },
    ])
    assert.equal(await one('select count(*) from dunning_notices'), 30n)
    assert.equal(await one(`select count(*) from receivables_marks where kind = 'noticed'`), 18n)
    assert.equal(
      await one(
        `select count(*) from dunning_steps s where result_id is null or not exists (select from dunning_notices n where n.id = s.result_id)`
      ),
      0n
    )
    assert.equal(
      await one(
        `select coalesce(sum(amount_cents), 0)::bigint from receivables_pending_charges where source_type = 'dunning.notices'`
      ),
      18n * BigInt(FEE)
    )
    const { breach } = await verifyTrail()
    assert.isNull(breach)
  })
})
