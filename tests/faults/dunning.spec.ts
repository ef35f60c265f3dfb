import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { actorOfUser, systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import {
  bureau,
  debtors,
  late,
  later,
  notify,
  on as standOn,
  day,
  owe as oweBureau,
  setTerms as setListing,
} from '#plugins/bureaus/tests/support/bureaus'
import { oldBills } from '#plugins/debt_register/tests/support/debts'
import { bankToldUntil, setPolicy } from '#plugins/dunning/tests/functional/cut_world'
import { at, owe, setTerms, unitsOwingNothing } from '#plugins/dunning/tests/functional/owing'
import { createRandom } from '#database/demo/generator/random'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

/** Of each run; the long suite asks for more: `FAULT_KILLS=60`. */
const KILLS = Math.max(1, Math.floor(Number(process.env.FAULT_KILLS ?? 5) / 5))
const WITHIN_MS = 600
const random = createRandom('dunning kills')

const one = async (sql: string): Promise<bigint> => {
  const [row] = await query<Record<string, bigint>>(db, sql)
  return Object.values(row!)[0]!
}

/** Kills a run as often as asked, each time somewhere else, then lets it end, and asks it again. */
async function hammer(job: string, args: object, instant: string): Promise<void> {
  const municipalityId = await one('select id from access_municipalities')
  for (let kill = 0; kill < KILLS; kill++) {
    const env = { TESTS_CHUNK_SECONDS: '0.15', TESTS_CLOCK: instant }
    const { child } = await startJob(job, args, env)
    await sleep(random.integer(0, WITHIN_MS))
    await killHard(child)
  }
  clock.freeze(instant)
  for (const isAgain of [false, true]) {
    const { status, isRepeat } = await runInline(job, args, systemActor(municipalityId))
    if (status !== 'done' || (isAgain && !isRepeat)) throw new Error(`${job}: ${status}`)
  }
}

async function assertFigures(assert: Assert, wanted: Readonly<Record<string, bigint>>) {
  for (const [sql, figure] of Object.entries(wanted)) assert.equal(await one(sql), figure, sql)
}

test.group('Faults | collection of debts', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000 + KILLS * 30_000)
  group.each.teardown(killRunning)
  group.each.teardown(() => clock.restore())

  test('notices and cut-off orders, killed and begun again, are each once, with one mark, one fee and one order', async ({
    assert,
  }) => {
    at('2024-01-29')
    await setPolicy()
    await setTerms({ minimum_days: 1, is_charged: true, fee_cents: 500 })
    const units = await unitsOwingNothing()
    const owing = units.slice(0, 30)
    for (const unit of owing) await owe(unit, { cents: 18_735n, dueOn: '2023-12-10' })
    await hammer('dunning.notices', { on: '2024-01-30' }, '2024-01-30T16:00:00Z')
    const count = BigInt(owing.length)
    await assertFigures(assert, {
      'select count(*) from dunning_notices': count,
      'select count(distinct premise_id) from dunning_notices': count,
      [`select count(*) from receivables_marks where kind = 'noticed' and until is null`]: count,
      [`select count(*) from receivables_pending_charges where source_type = 'dunning.notices'`]:
        count,
      [`select count(*) from receivables_documents d join dunning_notices n on n.document_id = d.id`]:
        count,
    })
    await query(
      db,
      `update dunning_notices set delivered_on = '2024-01-30', delivery = 'hand', delivery_proof = 'Assinada'`
    )
    await bankToldUntil('2024-03-03')
    await hammer('dunning.cut_orders', { on: '2024-03-04', levels: [1] }, '2024-03-04T13:00:00Z')
    await assertFigures(assert, {
      'select count(*) from dunning_cases': count,
      'select count(distinct premise_id) from dunning_cases': count,
      'select max(sequence)::bigint from dunning_cases': count,
      'select count(*) from dunning_case_debts': count,
      [`select count(*) from services_orders where origin_type = 'dunning.cases'`]: count,
      'select count(*) from dunning_cases c join services_orders o on o.id = c.order_id and o.origin_id = c.id':
        count,
    })
  })

  test('a lot of a bureau, killed and begun again, is one, with one inclusion and one mark of each debt', async ({
    assert,
    client,
  }) => {
    standOn(day('2026-11-02'))
    await query(db, `update receivables_items set due_on = '2027-06-30' where state = 'open'`)
    await bureau(client, 'SERASA', { name: 'SERASA', layout: 'serasa', grouping: 'per_debtor' })
    const people = await debtors(12)
    for (const person of people) {
      await oweBureau(person, { due: late(70), cents: 12_000n })
      await oweBureau(person, { due: late(100), cents: 11_000n })
    }
    await setListing(client, { min_days: 30 })
    await notify(client)
    const today = later(10)
    const args = { on: today, isConfirmed: true, bureau: null }
    await hammer('bureaus.lots', args, `${today}T16:00:00Z`)
    await assertFigures(assert, {
      [`select count(*) from bureaus_lots where state = 'confirmed'`]: 1n,
      'select count(*) from bureaus_listings': 12n,
      'select count(*) from bureaus_debts': 24n,
      [`select count(*) from bureaus_movements where operation = 'inclusion'`]: 12n,
      [`select count(*) from bureaus_files where direction = 'sent'`]: 1n,
      [`select count(*) from receivables_marks where kind = 'listed' and until is null`]: 24n,
    })
  })
})

test.group('Faults | active debt', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000 + KILLS * 30_000)
  group.each.teardown(killRunning)
  group.each.teardown(() => clock.restore())

  test('a proposal, a book and notices, killed and begun again, have each debt once, in one place', async ({
    assert,
  }) => {
    clock.freeze('2026-12-20T15:00:00Z')
    const wanted = Array.from({ length: 8 }, (_, house) => ({
      ...{ house, dueOn: '2025-03-10', cents: 10_000n },
    }))
    await oldBills(wanted)
    const span = { dueFrom: '2024-01-01', dueUntil: '2026-12-18', on: '2026-12-20' }
    await hammer('debt_register.propose', span, '2026-12-20T15:00:00Z')
    await assertFigures(assert, {
      'select count(*) from debt_register_proposals': 1n,
      'select count(*) from debt_register_terms': 8n,
      'select count(*) from debt_register_entries': 8n,
      'select count(distinct origin_id) from debt_register_entries': 8n,
    })
    const [officer] = await query<{ id: bigint }>(
      db,
      `select id from access_users where email = 'diego.admin@demo.aqueduto'`
    )
    const actor = (await actorOfUser(officer!.id))!
    const terms = await query<{ id: bigint }>(db, 'select id from debt_register_terms order by id')
    for (const { id } of terms)
      await runAction('debt_register.approve_term', { actor, input: { id: Number(id) } })
    await hammer('debt_register.book', span, '2026-12-20T15:00:00Z')
    await hammer(
      'debt_register.papers',
      { kind: 'notice', on: '2026-12-20' },
      '2026-12-20T15:00:00Z'
    )
    await assertFigures(assert, {
      'select count(*) from debt_register_books': 1n,
      'select count(distinct (book_id, leaf, line)) from debt_register_entries': 8n,
      [`select count(*) from debt_register_papers where kind = 'notice'`]: 8n,
      [`select count(*) from receivables_marks where kind = 'inscribed' and until is null`]: 8n,
    })
  })
})
