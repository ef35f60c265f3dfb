import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'

const run = promisify(execFile)

/** Starts or finds the embedded server of a folder of its own, in a process of its own. @returns its owner's address. */
async function ensure(folder: string): Promise<string> {
  const env = { ...process.env, AQUEDUTO_VAR: folder }
  Reflect.deleteProperty(env, 'DATABASE_URL')
  Reflect.deleteProperty(env, 'DATABASE_OWNER_URL')
  const script = `
    import { ensureDatabase } from '#core/database/embedded/index'
    await ensureDatabase(new URL('file://${app.makePath()}/'))
    process.stdout.write(process.env.DATABASE_OWNER_URL)`
  const args = ['--import=#typescript', '--input-type=module', '-e', script]
  const { stdout } = await run(process.execPath, args, {
    cwd: app.makePath(),
    env,
  })
  return stdout
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

const serverPid = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])

test.group('Faults | embedded database', (group) => {
  let folder: string

  group.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'aqueduto-db-'))
    chmodSync(folder, 0o755)
    return async () => {
      if (existsSync(join(folder, 'postgres/data/postmaster.pid')))
        process.kill(serverPid(folder), 'SIGINT')
      await new Promise((done) => setTimeout(done, 1000))
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 })
    }
  })

  test('one server for all: started twice at once it is the same, it outlives its starter, sorts in Portuguese and survives kill -9', async ({
    assert,
  }) => {
    const [first, second] = await Promise.all([ensure(folder), ensure(folder)])
    assert.equal(first, second)
    const words = await query(
      first!,
      `select w from (values ('Zeta'), ('Água'), ('Bica')) v(w) order by w`
    )
    assert.deepEqual(words, [{ w: 'Água' }, { w: 'Bica' }, { w: 'Zeta' }])
    await query(first!, 'create table kept (n int); insert into kept values (7)')

    const pid = serverPid(folder)
    process.kill(pid, 'SIGKILL')
    writeFileSync(join(folder, 'postgres/start.lock'), '999999999')
    const again = await ensure(folder)
    assert.notEqual(serverPid(folder), pid)
    assert.deepEqual(await query(again, 'select n from kept'), [{ n: 7 }])
  }).timeout(120_000)
})
