import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { verifyTrail } from '#core/audit/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { closeBridges } from '#core/reports/index'
import { type PaymentBehaviour, simulateReturnFile } from '#database/demo/bank_simulator'
import { createRandom } from '#database/demo/generator/random'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleGroup, demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

const REFERENCE = '2026-10' as RefMonth
/** Five in every run, three of them of the import; the long suite asks for more: `FAULT_KILLS=60`. */
const KILLS = Math.max(5, Number(process.env.FAULT_KILLS ?? 5))
const [IMPORTING, CLOSING] = [Math.ceil(KILLS * 0.6), Math.ceil(KILLS * 0.2)]
/** Each step takes about a second when its transactions wait: a kill finds it anywhere, before its first row too. */
const WITHIN_MS = 900
const [PAID_AT, CLOSED_AT] = ['2026-10-30T15:00:00Z', '2026-11-03T15:00:00Z'] as const
const BEHAVIOURS: readonly PaymentBehaviour[] = [
  ...(['on_time', 'on_time', 'late', 'duplicate', 'on_time', 'overpaid'] as const),
  ...(['on_time', 'underpaid', 'unknown', 'on_time'] as const),
]

const one = async (sql: string, bindings: readonly (string | bigint)[] = []): Promise<bigint> => {
  const [row] = await query<Record<string, bigint>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

interface Hammering {
  readonly at: string
  readonly kills: number
}

test.group('Faults | the money of a month', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000 + KILLS * 30_000)
  group.each.teardown(killRunning)
  group.teardown(() => clock.restore())

  let municipalityId = 0n
  let agreementId = 0n
  let groups: CycleGroup[]
  let lines = 0n
  let invoices: readonly { readonly number: string }[]
  const random = createRandom('collection kills')

  group.setup(async () => {
    clock.freeze(PAID_AT)
    municipalityId = await one('select id from access_municipalities')
    agreementId = await one('select id from payments_agreements order by id limit 1')
    groups = await demoGroups(municipalityId, REFERENCE)
    const on = quietConsole(systemActor(municipalityId))
    for (const each of groups) {
      await readGroup(on, each)
      const { id, reference, dates } = each
      await on.run('billing.run', each.name, { group: id, reference, issuedOn: dates.issuedOn })
    }
    invoices = await query<{ number: string }>(
      db,
      `select number from receivables_documents where amount_cents > 0 and barcode is not null order by id`
    )
  })

  /** A bank's file, stored as many times as it was sent. */
  async function bankFile(from: number, until: number, times = 1): Promise<bigint[]> {
    return db.transaction(async (tx) => {
      const { name, content, payments } = await simulateReturnFile(tx, {
        ...{ municipalityId, agreementId, companyName: 'SAAE', seed: 'faults' },
        generatedOn: '2026-10-30' as CivilDate,
        documents: invoices.slice(from, until).map(({ number }, place) => ({
          ...{ number, paidOn: '2026-10-28' as CivilDate },
          behaviour: BEHAVIOURS[place % BEHAVIOURS.length]!,
        })),
      })
      lines += BigInt(payments.length)
      const ids: bigint[] = []
      for (let time = 0; time < times; time++) {
        const stored = await storeFile(tx, {
          ...{ municipalityId, name: `${time}-${name}`, mediaType: 'text/plain', content },
          createdBy: null,
        })
        ids.push(stored.id)
      }
      return ids
    })
  }

  /** Kills a step as often as asked, each time somewhere else, then lets it end. @returns how often it was not through. */
  async function hammer(job: string, args: unknown, { at, kills }: Hammering): Promise<number> {
    let middle = 0
    for (let kill = 0; kill < kills; kill++) {
      const env = { TESTS_CHUNK_SECONDS: '0.15', TESTS_CLOCK: at }
      const { child } = await startJob(job, args, env)
      await sleep(random.integer(0, WITHIN_MS))
      await killHard(child)
      if (
        (await one(`select count(*) from jobs_runs where job = ? and status = 'done'`, [job])) ===
        0n
      )
        middle++
    }
    clock.freeze(at)
    const { status } = await quietConsole(systemActor(municipalityId)).run(job, job, args)
    if (status !== 'done') throw new Error(`${job}: ${status}`)
    return middle
  }

  const bridgesOpen = async () => {
    const found: string[] = []
    for (const { id: billingGroupId, reference } of groups) {
      const scope = { municipalityId, billingGroupId, reference }
      const results = await db.transaction((tx) => closeBridges(tx, scope))
      for (const { isClosed, name, remainder } of results)
        if (!isClosed) found.push(`${name}: ${remainder}`)
    }
    return found
  }

  /** Every line has one advice, every advice one receipt; each receipt was settled, credited and posted to the cent. */
  async function checkMoney(assert: { equal(a: unknown, b: unknown, what?: string): void }) {
    const sums: Readonly<Record<string, string>> = {
      'lines without fate': `select count(*) from payments_file_lines where fate = 'waiting'`,
      'lines whose money went nowhere': `select count(*) from payments_file_lines where amount_cents > 0 and advice_id is null`,
      'advices of two lines': `select count(*) - count(distinct advice_id) from payments_file_lines where advice_id is not null`,
      'advices without a line': `select count(*) from receivables_advices a
         where a.source_type = 'payments.file_lines' and not exists (select from payments_file_lines l where l.advice_id = a.id)`,
      'money that is not shared': `select coalesce(sum(r.amount_cents - r.applied_cents - r.credit_cents), 0)::bigint
         from receivables_receipts r where r.state <> 'unidentified'`,
    }
    for (const [what, sql] of Object.entries(sums)) assert.equal(await one(sql), 0n, what)
  }

  test('import with settlement and postings, killed again and again, leaves every line once and every cent in its place', async ({
    assert,
  }) => {
    const [fileObjectId] = await bankFile(0, 30)
    const args = { agreementId, fileObjectId: fileObjectId!, title: 'Retorno' }
    const middle = await hammer('payments.import', args, { at: PAID_AT, kills: IMPORTING })
    assert.isAtLeast(middle, 1, 'a kill found work to do')
    assert.equal(await one('select count(*) from payments_files'), 1n)
    assert.equal(await one('select count(*) from payments_file_lines'), lines)
    assert.equal(await one('select count(*) from receivables_receipts'), lines)
    await checkMoney(assert)
    assert.deepEqual(await bridgesOpen(), [])
  })

  test('two operators send the same file at once, each as an upload of its own: every line is settled once', async ({
    assert,
  }) => {
    const before = await one('select count(*) from receivables_receipts')
    const [first, second] = await bankFile(30, 44, 2)
    const env = { TESTS_CHUNK_SECONDS: '0.05', TESTS_CLOCK: PAID_AT, TESTS_WAIT: '1' }
    const args = (fileObjectId: bigint) => ({ agreementId, fileObjectId, title: 'Retorno' })
    const both = await Promise.all(
      [first!, second!].map((id) => startJob('payments.import', args(id), env))
    )
    for (const { child } of both) child.send('go')
    const ends = await Promise.all(both.map(({ end }) => end))
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['done', 'done']
    )
    assert.equal(await one('select count(*) from payments_file_lines'), lines)
    assert.equal(await one('select count(*) from receivables_receipts'), lines)
    assert.isAtLeast(Number(lines - before), 8)
    assert.equal(
      await one(`select count(*) from payments_files where status in ('importing', 'quarantined')`),
      0n
    )
    await checkMoney(assert)
    assert.deepEqual(await bridgesOpen(), [])
  })

  test('notices of the same Pix, eight times at once and in other orders, are one receipt each', async ({
    assert,
  }) => {
    const open = await query<{ txid: string; cents: bigint }>(
      db,
      `select pix_txid as txid, amount_cents as cents from receivables_documents
        where state = 'live' and pix_txid is not null and amount_cents > 0 order by id desc limit 4`
    )
    const before = await one('select count(*) from receivables_receipts')
    const actor = systemActor(municipalityId)
    const { token } = (await runAction('payments.renew_pix_token', {
      ...{ actor, input: { id: String(agreementId) } },
    })) as { token: string }
    const pix = open.map(({ txid, cents }, place) => ({
      endToEndId: `E0000000020261029153000000000${String(place).padStart(3, '0')}`,
      ...{ txid, valor: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}` },
      horario: '2026-10-29T15:30:00.000Z',
    }))
    await Promise.all(
      Array.from({ length: 8 }, (_, turn) => {
        const told = [...pix.slice(turn % pix.length), ...pix.slice(0, turn % pix.length)]
        return runAction('payments.pix_notice', { actor, input: { token, pix: told } })
      })
    )
    assert.isAbove(pix.length, 1)
    assert.equal(
      await one('select count(*) from receivables_receipts'),
      before + BigInt(pix.length)
    )
    await checkMoney(assert)
    assert.deepEqual(await bridgesOpen(), [])
  })

  test('the closings of the collection and of the books, killed again and again, freeze the month once', async ({
    assert,
  }) => {
    const args = { reference: REFERENCE }
    await hammer('payments.close_months', args, { at: CLOSED_AT, kills: CLOSING })
    const paid = await one(
      `select sum(amount_cents)::bigint from receivables_receipts where posted_on <= '2026-10-31'`
    )
    const [closing] = await query<{ n: number; cents: bigint; receipts: bigint }>(
      db,
      `select count(*)::int as n, sum(paid_cents)::bigint as cents,
              (select count(*) from payments_closing_receipts) as receipts from payments_closings`
    )
    const receipts = await one('select count(*) from receivables_receipts')
    assert.deepEqual(closing, { n: 1, cents: paid, receipts })

    const booksArgs = { ...args, on: 'faults' }
    await hammer('accounting.close', booksArgs, { at: CLOSED_AT, kills: CLOSING })
    const [books] = await query<{ n: number; debits: bigint; frozen: bigint }>(
      db,
      `select count(*)::int as n, sum(p.debit_cents)::bigint as debits,
              (select sum(debit_cents)::bigint from accounting_period_balances) as frozen from accounting_periods p`
    )
    const posted = await one(
      `select sum(amount_cents)::bigint from accounting_postings where posted_on between '2026-10-01' and '2026-10-31'`
    )
    assert.deepEqual(books, { n: 1, debits: posted, frozen: posted })
    const { breach } = await verifyTrail()
    assert.isNull(breach)
  })
})
