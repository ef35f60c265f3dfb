import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { deliverEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query, sha256 } from '#core/database/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { freshDatabase } from '#tests/support/database'
import { upload, work } from '#tests/scenarios/support/people'
import { ana, carla } from '#tests/support/people'
import { leaveOutbound } from '../../api.ts'
import { exchangeFolder } from '../../services/exchange_folder.ts'
import { tellFindings } from '../../services/bank_findings.ts'
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

const rightsTold = async (client: ApiClient): Promise<object> => {
  const answer = await client.get('/api/payments/folders').loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as object
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
    await exchangeFolder(world.municipalityId, { agentCode: '001', code: '123456' })!.prepare()
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

  test('the original keeps its hash: one byte changed is found, nothing is processed, and who has no right gets to nothing', async ({
    assert,
    client,
  }) => {
    await drop('RET004.TXT', await contentOf(4), '2026-10-20T12:16:00-04:00')
    await workers('2026-10-20T12:20:01-04:00')
    const [kept] = await query<{ id: bigint; file: bigint; sha256: string; stored_as: string }>(
      db,
      `select o.id, f.id as file, f.sha256, o.stored_as from payments_files f join files_objects o on o.id = f.file_object_id
        where f.sequence = 4 and f.status = 'imported'`
    )
    const bytes = await drive.use().getBytes(kept!.stored_as)
    assert.equal(sha256(bytes), kept!.sha256)
    const original = `/payments/files/${kept!.file}/original`
    const taken = await client.get(original).loginAs(await ana())
    assert.equal(taken.text(), await contentOf(4))
    const [logged] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from audit_entries where action = 'payments.take_original'`
    )
    assert.equal(logged!.n, 1n)

    const changed = Uint8Array.from(bytes)
    changed[30]! ^= 1
    await drive.use().put(kept!.stored_as, changed)
    try {
      const once = await upload(client, 'ana', {
        ...{ path: '/payments/files', name: 'RET004.TXT', content: await contentOf(4) },
        fields: { agreement_id: String(world.agreementId) },
      })
      const again = await work(once, 'ana')
      assert.equal(again.status, 'failed')
      const failed = await client.get(`/jobs/${again.id}`).loginAs(await ana())
      failed.assertTextIncludes('não confere com o que foi recebido')
      const refused = await client.get(original).loginAs(await ana())
      assert.notEqual(refused.status(), 200)
      await db.transaction((tx) => tellFindings(tx, world.municipalityId))
      const page = await client.get('/payments/folders').loginAs(await ana())
      page.assertTextIncludes('RET004.TXT')
    } finally {
      await drive.use().put(kept!.stored_as, bytes)
    }
    assert.lengthOf(await files(), 2)
    const [alert] = await query<{ title: string }>(
      db,
      `select title from alerts_causes where key = 'payments/original/${kept!.file}' and closed_at is null`
    )
    assert.equal(alert!.title, 'RET004.TXT: o original guardado foi alterado')

    // Somebody else of the machine, when the tests may become one; and somebody of the utility without the right.
    const folder = join(root, String(world.municipalityId), '001-123456')
    const other = (command: string) =>
      spawnSync('/bin/sh', ['-c', command, 'sh', folder], { uid: 65_534, gid: 65_534 }).status
    if (process.getuid?.() === 0) {
      await chmod(root, 0o755)
      assert.notEqual(other('ls "$1"/in'), 0)
      assert.notEqual(other('cat "$1"/done/*'), 0)
      assert.notEqual(other('echo x > "$1"/in/RET900.TXT'), 0)
    }
    assert.containsSubset(await rightsTold(client), { level: 3, folders: [{ is_protected: true }] })
    for (const path of ['/payments/folders', '/api/payments/folders', original]) {
      const shut = await client.get(path).loginAs(await carla())
      shut.assertStatus(403)
    }
    const sent = await upload(client, 'carla', {
      ...{ path: '/payments/files', name: 'RET005.TXT', content: await contentOf(5) },
      fields: { agreement_id: String(world.agreementId) },
    })
    assert.notMatch(sent.header('location') ?? '', /jobs/)
    assert.lengthOf(await files(), 2)
    await chmod(folder, 0o777)
    const open = await rightsTold(client)
    await db.transaction((tx) => tellFindings(tx, world.municipalityId))
    await chmod(folder, 0o700)
    assert.containsSubset(open, { level: 2, folders: [{ is_protected: false, mode: '0777' }] })
    const causes = await query<{ key: string }>(
      db,
      `select key from alerts_causes where starts_with(key, 'payments/folder/') and closed_at is null`
    )
    assert.lengthOf(causes, 1)
  }).tags(['@AC-016'])

  test('a file that grows is left alone, one of half its bytes is refused, and hidden ones and links are not read', async ({
    assert,
  }) => {
    const whole = await contentOf(2)
    const half = whole.slice(0, 200)
    await drop('RET002.TXT', half, '2026-10-20T12:39:50-04:00')
    await drop('.RET003.TXT', whole, '2026-10-20T11:00:00-04:00')
    await symlink('/etc/hostname', at('in', 'link.txt'))
    await workers('2026-10-20T12:40:01-04:00')
    assert.include(await readdir(at('in')), 'RET002.TXT')
    assert.lengthOf(await files(), 2)
    await drop('RET002.TXT', whole, '2026-10-20T12:44:50-04:00')
    await workers('2026-10-20T12:45:01-04:00')
    assert.lengthOf(await files(), 2)
    // The same size and instant as five minutes before: whole.
    await workers('2026-10-20T12:50:01-04:00')
    const all = await files()
    assert.deepEqual(all.at(-1), { status: 'imported', line_count: 1 })
    await drop('RET009.TXT', half, '2026-10-20T12:00:00-04:00')
    await workers('2026-10-20T12:55:01-04:00')
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
    await workers('2026-10-20T13:00:01-04:00')
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
