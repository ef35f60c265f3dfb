import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'

const FOREIGN_KEY = /foreign key constraint/

test.group('Database | the end of a transaction', (group) => {
  freshDatabase(group)
  const owner = () => db.connection('owner')
  const read = async (sql: string) => {
    const { rows } = (await owner().rawQuery(sql)) as { rows: unknown[] }
    return rows
  }
  const stored = () => read('select id from commit_b order by id')

  group.setup(async () => {
    await owner().rawQuery('create table commit_a (id int primary key)')
    await owner().rawQuery(
      'create table commit_b (id int references commit_a deferrable initially deferred)'
    )
    return async () => void (await owner().rawQuery('drop table commit_b, commit_a'))
  })

  test('what COMMIT refuses is an error for the caller, whichever way it was begun', async ({
    assert,
  }) => {
    const told: string[] = []
    const work = owner().transaction(async (tx) => {
      tx.after('commit', () => void told.push('commit'))
      tx.after('rollback', () => void told.push('rollback'))
      await tx.rawQuery('insert into commit_b values (1)')
    })
    await assert.rejects(() => work, FOREIGN_KEY)
    assert.deepEqual(told, ['rollback'])
    const tx = await owner().transaction()
    await tx.rawQuery('insert into commit_b values (1)')
    await assert.rejects(() => tx.commit(), FOREIGN_KEY)
    assert.deepEqual(await stored(), [])
  })

  test('a failed statement that nobody saw does not pass for work done', async ({ assert }) => {
    const work = owner().transaction(async (tx) => {
      await tx.rawQuery('insert into commit_a values (1)')
      await tx.rawQuery('select 1 / 0').catch(() => undefined)
    })
    await assert.rejects(() => work, /rolled back at its end/)
    assert.deepEqual(await read('select id from commit_a'), [])
  })

  test('the connection serves others after a failed end', async ({ assert }) => {
    for (let time = 0; time < 6; time++) {
      const work = owner().transaction((tx) => tx.rawQuery('insert into commit_b values (1)'))
      await assert.rejects(() => Promise.resolve(work), FOREIGN_KEY)
    }
    const done = await owner().transaction(async (tx) => {
      await tx.rawQuery('insert into commit_a values (7)')
      await tx.rawQuery('insert into commit_b values (7)')
      return 'done'
    })
    assert.equal(done, 'done')
    assert.deepEqual(await stored(), [{ id: 7 }])
  })

  test('isolation reaches the server', async ({ assert }) => {
    const level = await db.transaction(
      async (tx) => {
        const { rows } = (await tx.rawQuery('show transaction_isolation')) as { rows: unknown[] }
        return rows[0]
      },
      { isolationLevel: 'repeatable read' }
    )
    assert.deepEqual(level, { transaction_isolation: 'repeatable read' })
  })
})
