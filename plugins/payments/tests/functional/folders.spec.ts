import { mkdtemp, mkdir, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { systemActor } from '#core/access/index'
import { deliverEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query, sha256 } from '#core/database/index'
import { readStoredFile, storeFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { importFile } from '../../jobs/import.ts'
import { leaveOutbound } from '../../api.ts'
import { type Invoice, type World, issueInvoices, openWorld } from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

let world: World
let invoices: Invoice[]
let root: string

const at = (part: string, name = '') =>
  join(root, String(world.municipalityId), '001-123456', part, name)

/** What the workers do after a time has come: schedules, runs and what follows from them. */
async function workers(instant: string): Promise<void> {
  clock.freeze(instant)
  await runSchedules()
  for (let round = 0; round < 3; round++) {
    const waiting = await query<{ id: bigint }>(
      db,
      `select id from jobs_runs where status in ('planned', 'running') order by id`
    )
    for (const { id } of waiting) await workRun(id)
    await deliverEvents()
  }
}

const files = () =>
  query<{ status: string; line_count: number }>(
    db,
    'select status, line_count from payments_files order by id'
  )

const pickups = () =>
  query<{ name: string; state: string }>(
    db,
    `select name, state from payments_pickups where true order by id`
  )

/** A file that was last written to so long ago. */
async function drop(name: string, content: string, when: string): Promise<void> {
  await writeFile(at('in', name), content)
  await utimes(at('in', name), new Date(when), new Date(when))
}

test.group('Payments | exchange folders', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'van-'))
    process.env.BANK_FILES_FOLDER = root
    clock.freeze('2026-10-20T12:00:00-04:00')
    await db.rawQuery('update jobs_schedules set is_active = false')
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 6 }, (_, i) => ({ waterCents: 4000n + BigInt(i) }))
    )
    await mkdir(at('in'), { recursive: true })
  })
  group.teardown(async () => {
    clock.restore()
    delete process.env.BANK_FILES_FOLDER
    await rm(root, { recursive: true, force: true })
  })

  const contentOf = (sequence: number) =>
    returnFile(world, {
      ...{ sequence, generatedOn: '2026-10-20' },
      payments: [
        {
          ...{ barcode: invoices[sequence - 1]!.barcode, paidOn: '2026-10-19' },
          cents: invoices[sequence - 1]!.amountCents,
        },
      ],
    })

  test('with the check each five minutes a file is fetched, processed and put away, once; off, nothing is', async ({
    assert,
    client,
  }) => {
    const made = await client
      .post('/api/actions/jobs.save_schedule')
      .withCsrfToken()
      .loginAs(await ana())
      .json({
        ...{ name: 'Pastas dos bancos', job: 'payments.watch_folders', recurrence: 'cron' },
        ...{ settings: { agreement: 'all' }, cron: '*/5 * * * *', day_rule: 'any' },
        ...{ catch_up: 'once', starts_on: '2026-10-20' },
      })
    made.assertStatus(200)
    await drop('RET001.TXT', await contentOf(1), '2026-10-20T12:01:00-04:00')
    await workers('2026-10-20T12:05:01-04:00')
    assert.deepEqual(await files(), [])
    assert.deepEqual(await readdir(at('in')), ['RET001.TXT'])
    await query(db, `update payments_agreements set is_watched = true where id = ?`, [
      world.agreementId,
    ])
    await workers('2026-10-20T12:10:01-04:00')
    assert.deepEqual(await files(), [{ status: 'imported', line_count: 1 }])
    assert.deepEqual(await pickups(), [{ name: 'RET001.TXT', state: 'done' }])
    assert.deepEqual(await readdir(at('in')), [])
    const done = await readdir(at('done'))
    assert.match(done.join(' '), /^\d+__RET001\.TXT$/)
    const [paid] = await query<{ state: string }>(
      db,
      'select state from receivables_documents where id = ?',
      [invoices[0]!.documentId]
    )
    assert.equal(paid!.state, 'covered')
    await workers('2026-10-20T12:15:01-04:00')
    assert.lengthOf(await files(), 1)
  }).tags(['@TR-3.2.8.13'])

  test('the original keeps its hash: one byte changed is found and nothing is processed', async ({
    assert,
  }) => {
    const sixth = await contentOf(6)
    const [kept] = await query<{ id: bigint; sha256: string; stored_as: string }>(
      db,
      `select o.id, o.sha256, o.stored_as from payments_files f join files_objects o on o.id = f.file_object_id order by f.id limit 1`
    )
    assert.equal(sha256(await drive.use().getBytes(kept!.stored_as)), kept!.sha256)
    const stored = await db.transaction((tx) =>
      storeFile(tx, {
        ...{ municipalityId: world.municipalityId, name: 'RET006.TXT', mediaType: 'text/plain' },
        ...{ content: new TextEncoder().encode(sixth), createdBy: null },
      })
    )
    const key = `${stored.sha256.slice(0, 2)}/${stored.sha256}`
    const bytes = await drive.use().getBytes(key)
    const changed = Uint8Array.from(bytes)
    changed[30]! ^= 1
    const process = () =>
      runInline(
        importFile,
        { agreementId: world.agreementId, fileObjectId: stored.id, title: 'RET006.TXT' },
        systemActor(world.municipalityId)
      )
    await drive.use().put(key, changed)
    try {
      const refused = await process()
      assert.equal(refused.status, 'failed')
      await assert.rejects(
        () => db.transaction((tx) => readStoredFile(tx, world.municipalityId, stored.id)),
        /has other content than its hash/
      )
    } finally {
      await drive.use().put(key, bytes)
    }
    assert.lengthOf(await files(), 1)
  })

  test('a file that grows is left alone, one of half its bytes is refused, and hidden ones and links are not read', async ({
    assert,
  }) => {
    const whole = await contentOf(2)
    const half = whole.slice(0, 200)
    await drop('RET002.TXT', half, '2026-10-20T12:19:50-04:00')
    await drop('.RET003.TXT', whole, '2026-10-20T11:00:00-04:00')
    await symlink('/etc/hostname', at('in', 'link.txt'))
    await workers('2026-10-20T12:20:01-04:00')
    assert.include(await readdir(at('in')), 'RET002.TXT')
    assert.lengthOf(await files(), 1)
    await drop('RET002.TXT', whole, '2026-10-20T12:24:50-04:00')
    await workers('2026-10-20T12:25:01-04:00')
    assert.lengthOf(await files(), 1)
    // The same size and instant as five minutes before: whole.
    await workers('2026-10-20T12:30:01-04:00')
    const all = await files()
    assert.deepEqual(all.at(-1), { status: 'imported', line_count: 1 })
    await drop('RET009.TXT', half, '2026-10-20T12:00:00-04:00')
    await workers('2026-10-20T12:35:01-04:00')
    const known = await pickups()
    assert.includeDeepMembers(known, [
      { name: 'link.txt', state: 'rejected' },
      { name: 'RET009.TXT', state: 'rejected' },
    ])
    assert.notInclude(
      known.map(({ name }) => name),
      '.RET003.TXT'
    )
  })

  test('what a killed process had taken is taken up again', async ({ assert }) => {
    await writeFile(at('taken', '0123456789ab__RET003.TXT'), await contentOf(3))
    await workers('2026-10-20T12:40:01-04:00')
    const known = await pickups()
    assert.deepEqual(known.at(-1), { name: 'RET003.TXT', state: 'done' })
    assert.deepEqual(await readdir(at('taken')), [])
  })

  test('a file is left for the bank once, whole, and never over another', async ({ assert }) => {
    const bank = { agentCode: '001', code: '123456' }
    const leave = (name: string, text: string) =>
      leaveOutbound(world.municipalityId, bank, { name, content: new TextEncoder().encode(text) })
    await leave('REM001.TXT', 'A1')
    await leave('REM001.TXT', 'A1')
    assert.deepEqual(await readdir(at('out')), ['REM001.TXT'])
    assert.equal(await readFile(at('out', 'REM001.TXT'), 'utf8'), 'A1')
    await assert.rejects(() => leave('REM001.TXT', 'A2'), /outbound/)
    assert.equal(await leave('../../REM002.TXT', 'A2'), '001-123456/out/_.._REM002.TXT')
  })
})
