import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { decode, encode } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { openImport, readImport, readLines } from '#core/records/import/imports'
import { goOn, setMapping } from '#core/records/import/steps'
import { freshDatabase } from '#tests/support/database'

const PROCESS = fileURLToPath(new URL('support/job_process.ts', import.meta.url))
const TYPE = 'registry.materials'
const GOOD = 19_500
const BAD = 500

/** Every fortieth line names a unit that is not there. */
const file = Buffer.from(
  [
    'Código;Descrição;Unidade',
    ...Array.from({ length: GOOD + BAD }, (_, index) => {
      const unit = index % 40 === 39 ? 'ZZ' : 'UN'
      return `M${String(index).padStart(6, '0')};Material nº ${index};${unit}`
    }),
  ].join('\r\n')
)

const actorOf = async () => {
  const { id } = await db.from('access_municipalities').select('id').firstOrFail()
  return systemActor(id as bigint)
}

async function opened() {
  const actor = await actorOf()
  const type = registries().records.get(TYPE)
  const sent = { name: 'materiais.csv', content: file }
  const id = await db.transaction((tx) => openImport(tx, { type, actor, sent }))
  const read = () => readImport(db, { type: TYPE, municipalityId: actor.municipalityId, id })
  const { mapping } = await read()
  const step = { type, actor, id }
  const { revision } = await setMapping(step, mapping)
  return { id, step, read, revision }
}

/** The loading alone: that a check finds the same is proved elsewhere, and costs as much again. */
async function loadHere({ id, step }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  await query(db, "update records_imports set status = 'checked' where id = ?", [id])
  await goOn({ ...step, mode: 'load', isHere: true })
}

/** What a load left behind: the rows, and every line that was refused with its reason. */
async function resultOf(id: bigint) {
  const [rows] = await query<{ rows: bigint; digest: string }>(
    db,
    `select count(*) as rows, md5(string_agg(code || name || unit, ',' order by code)) as digest from registry_materials`,
    []
  )
  const bad = await readLines(db, id, { fate: 'bad' })
  return {
    ...rows,
    bad: bad.map(({ number, problems }) => `${number}: ${problems[0]!.reason}`),
  }
}

interface Slice {
  readonly from: number
  readonly to: number
  readonly done: number
  readonly parked: number
}

/** The slices of the run of the processes, in the order of the file, each with what became of its lines. */
async function slicesOf(): Promise<Slice[]> {
  const rows = await query<{ spec: string; done: number; parked: number }>(
    db,
    `select spec, done, parked from jobs_chunks where status = 'done' order by number`
  )
  return rows.map(({ spec, done, parked }) => ({ ...decode<Slice>(spec), done, parked }))
}

/** How many other connections write now, none of them waiting for another, once the run has begun. */
async function transactionsNow(): Promise<number> {
  const [row] = await query<{ count: number }>(
    db,
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
        and coalesce(wait_event_type, '') <> 'Lock' and exists (select from jobs_chunks where status = 'done')`
  )
  return row!.count
}

interface Ended {
  readonly status: string
  readonly chunks: number
}

function worker(args: object) {
  const child = fork(PROCESS, ['records.import', encode(args)], {
    execArgv: ['--import', '#typescript'],
    env: { ...process.env, TESTS_CHUNK_SECONDS: '0.05' },
  })
  return child
}

async function endOf(child: ReturnType<typeof worker>): Promise<Ended> {
  for (;;) {
    const [message] = (await once(child, 'message')) as ['ready' | Ended]
    if (message !== 'ready') return message
  }
}

test.group('Faults | import of 20,000 lines', (group) => {
  freshDatabase(group)
  group.each.timeout(420_000)

  test('four processes take slices at once, one of them is killed, and the result is that of one', async ({
    assert,
  }) => {
    const many = await opened()
    const args = {
      importId: many.id,
      recordType: TYPE,
      revision: many.revision,
      mode: 'load',
      title: 'teste',
    }
    const workers = Array.from({ length: 4 }, () => worker(args))
    let atOnce = 0
    const watching = setInterval(() => {
      void transactionsNow().then((count) => (atOnce = Math.max(atOnce, count)))
    }, 50)
    const killed = workers[0]!
    await once(killed, 'message')
    setTimeout(() => killed.kill('SIGKILL'), 1500)
    const [, ...ends] = await Promise.all([once(killed, 'exit'), ...workers.slice(1).map(endOf)])
    assert.isTrue(ends.every(({ status }) => status === 'done'))
    assert.isAtLeast(
      ends.filter(({ chunks }) => chunks > 0).length,
      3,
      'each process that lived took slices'
    )
    clearInterval(watching)
    assert.isAtLeast(atOnce, 3, 'slices are written at the same time')
    const slices = await slicesOf()
    assert.equal(slices[0]!.from, 2)
    for (const [index, { from, to, done, parked }] of slices.entries()) {
      assert.equal(from, (slices[index - 1]?.to ?? 1) + 1, 'no line is in two slices or in none')
      assert.equal(done + parked, to - from + 1)
    }
    assert.equal(slices.at(-1)!.to, GOOD + BAD + 1)
    const taken = ends.reduce((sum, { chunks }) => sum + chunks, 0)
    assert.isAtMost(taken, slices.length, 'no slice is taken twice')
    const byMany = await resultOf(many.id)
    assert.equal(byMany.rows, BigInt(GOOD))
    assert.lengthOf(byMany.bad, BAD)
    assert.equal(byMany.bad[0], '41: “ZZ” não existe em Unidades de medida.')

    const again = await opened()
    await loadHere(again)
    const { counts } = await again.read()
    assert.deepEqual(counts, { unchanged: GOOD, bad: BAD })
    assert.deepEqual(await resultOf(again.id), byMany)

    await query(db, 'delete from registry_materials', [])
    const single = await opened()
    await loadHere(single)
    assert.deepEqual(await resultOf(single.id), byMany)
  }).tags(['@TR-3.1.5.4'])
})
