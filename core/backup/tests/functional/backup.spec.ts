import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import pg from 'pg'
import { systemActor } from '#core/access/index'
import { deliverEvents } from '#core/actions/index'
import { watch } from '#core/alerts/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { workRun } from '#core/jobs/work_run'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { createBackup, dropOld, readManifest, restoreBackup } from '../../index.ts'

const run = promisify(execFile)
const calmDisk = async () => 10

async function schedule(client: ApiClient) {
  const response = await client
    .post('/api/actions/jobs.save_schedule')
    .json({
      ...{ name: 'Cópia da noite', job: 'backup.create', recurrence: 'daily' },
      ...{ time_of_day: '02:00', day_rule: 'any', catch_up: 'once', starts_on: '2026-12-01' },
    })
    .withCsrfToken()
    .loginAs(await ana())
  response.assertStatus(200)
}

/** Lets the schedule fall due at an instant and does the run. @returns its status */
async function nightOf(instant: string): Promise<string> {
  clock.freeze(instant)
  await runSchedules()
  const [{ id }] = (await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'backup.create' order by id desc limit 1`
  )) as [{ id: bigint }]
  for (let time = 0; time < 5; time++) if ((await workRun(id)) === 'over') break
  await deliverEvents()
  const [{ status }] = (await query<{ status: string }>(
    db,
    'select status from jobs_runs where id = ?',
    [id]
  )) as [{ status: string }]
  return status
}

/** Rows and sums of cents, but for those that the database itself computes, of every table of a database. */
async function totals(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found: Record<string, string> = {}
  const { rows: tables } = await client.query<{ name: string; sums: string | null }>(
    `select case table_schema when 'archive' then 'archive.' else '' end || table_name as name, string_agg(format(' || '' '' || coalesce(sum(%I), 0)', column_name), ''
              order by column_name) filter (where column_name like '%\\_cents' and is_generated = 'NEVER') as sums
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema in ('public', 'archive') and table_type = 'BASE TABLE' and table_name !~ '^adonis_' group by 1`
  )
  for (const { name, sums } of tables) {
    const { rows } = await client.query<{ is: string }>(
      `select count(*)::text ${sums ?? ''} as is from ${name}`
    )
    found[name] = rows[0]!.is
  }
  await client.end()
  return found
}

test.group('Backup | made and put back', (group) => {
  freshDatabase(group)
  let folder = ''
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aqueduto-backup-'))
    process.env.BACKUP_FOLDER = folder
    return async () => {
      Reflect.deleteProperty(process.env, 'BACKUP_FOLDER')
      clock.restore()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('a scheduled backup, put into an empty server, has the rows and the money of its source', async ({
    assert,
    client,
    cleanup,
  }) => {
    const [{ id: place }] = (await query<{ id: bigint }>(
      db,
      'select id from access_municipalities limit 1'
    )) as [{ id: bigint }]
    const on = quietConsole(systemActor(place))
    const [billed] = await demoGroups(place, '2026-10' as RefMonth)
    await readGroup(on, billed!)
    const { id, reference, dates } = billed!
    await runInline(
      'billing.run',
      { group: id, reference, issuedOn: dates.issuedOn },
      systemActor(place)
    )
    // A bill of long ago, in the dead file.
    await query(
      db,
      `insert into archive.billing_invoices select * from billing_invoices order by id limit 1`
    )
    clock.freeze('2026-12-01T00:00:00Z')
    await schedule(client)
    const source = await totals(process.env.DATABASE_URL!)
    assert.equal(await nightOf('2026-12-01T06:10:00Z'), 'done')

    const entries = await readdir(folder)
    const name = entries.find((one) => /^\d{8}T\d{6}Z$/.test(one))
    const manifest = await readManifest(join(folder, name!))
    // An empty server of its own, started, migrated and filled by the command.
    const home = await mkdtemp(join(tmpdir(), 'aqueduto-restored-'))
    await chmod(home, 0o755)
    const env: NodeJS.ProcessEnv = { ...process.env, AQUEDUTO_VAR: home, NODE_ENV: 'production' }
    for (const variable of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'BACKUP_FOLDER'])
      Reflect.deleteProperty(env, variable)
    const ace = (...args: string[]) =>
      run(process.execPath, ['ace.js', ...args], { cwd: app.makePath(), env })
    cleanup(async () => {
      await ace('db:stop').catch(() => undefined)
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 })
    })
    const { stdout } = await ace('backup:restore', join(folder, name!))
    assert.include(stdout, 'Restauradas')

    const connection = JSON.parse(
      await readFile(join(home, 'postgres/connection.json'), 'utf8')
    ) as { port: number; appPassword: string }
    const restored = await totals(
      `postgres://aqueduto_app:${connection.appPassword}@127.0.0.1:${connection.port}/aqueduto`
    )
    for (const table of manifest.tables) {
      const sums = Object.entries(table.sums)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, sum]) => ` ${sum}`)
      assert.equal(restored[table.name], table.rows + sums.join(''), table.name)
    }
    assert.sameMembers(Object.keys(restored), Object.keys(source))
    // What the night's own run wrote before the snapshot was taken.
    const byTheRun = /^(jobs_|actions_outbox|audit_|alerts_|messaging_|monitoring_)/
    for (const [table, is] of Object.entries(source))
      if (!byTheRun.test(table)) assert.equal(restored[table], is, table)
    assert.notMatch(restored['billing_invoices']!, /^0/)
    assert.match(restored['archive.billing_invoices']!, /^1 /)
    assert.match(restored['receivables_items']!, /^\d+ [1-9]\d* [1-9]/)

    for (const check of ['configuration:verify', 'audit:verify']) await ace(check)
    await assert.rejects(() => ace('backup:restore', join(folder, name!)), /vazio/)
  })
    .tags(['@TR-3.1.4.2b'])
    .timeout(170_000)

  test('a backup that fails, and one that is missing, are told to the administrators', async ({
    assert,
  }) => {
    const titles = async () => {
      const rows = await query<{ title: string; email: string }>(
        db,
        'select i.title, u.email from alerts_inbox i join access_users u on u.id = i.user_id order by i.id'
      )
      return rows.filter(({ email }) => email.startsWith('ana.admin')).map(({ title }) => title)
    }
    await query(
      db,
      `insert into configuration_environment (environment, stamped_at) values ('development', '2026-11-01') on conflict do nothing`,
      []
    )
    clock.freeze('2026-12-02T00:00:00Z')
    await watch(calmDisk)
    const calm = await titles()
    assert.notInclude(calm.join('; '), 'Falta a cópia', 'the last one is of this day')

    const file = join(folder, 'no-folder')
    await writeFile(file, '')
    process.env.BACKUP_FOLDER = file
    assert.equal(await nightOf('2026-12-02T06:10:00Z'), 'failed')
    process.env.BACKUP_FOLDER = folder
    const failed = await titles()
    const told = failed.slice(calm.length)
    assert.deepEqual(told, ['Execução falhou: Cópia de 02/12/2026'])
    clock.freeze('2026-12-02T09:00:00Z')
    await watch(calmDisk)
    const missing = await titles()
    assert.include(missing.join('; '), 'Falta a cópia de segurança')
    assert.equal(await nightOf('2026-12-03T06:10:00Z'), 'done')
    await watch(calmDisk)
    const after = await titles()
    assert.include(after.join('; '), 'Voltou ao normal: Falta a cópia de segurança')
  }).tags(['@TR-3.1.4.2b'])

  test('a changed file or index is refused, and a used database is left alone', async ({
    assert,
  }) => {
    clock.freeze('2026-12-04T00:00:00Z')
    const backup = await createBackup()
    await assert.rejects(() => restoreBackup(backup.folder), /only restored into an empty one/)
    await writeFile(join(backup.folder, 'manifest.json'), '{}')
    await assert.rejects(() => readManifest(backup.folder), /holds no backup/)
    await assert.rejects(() => readManifest(folder), /holds no backup/)
    assert.lengthOf(await dropOld(1), 2)
    const left = await readdir(folder)
    assert.lengthOf(
      left.filter((name) => /^\d{8}T/.test(name)),
      1
    )
  })
})
