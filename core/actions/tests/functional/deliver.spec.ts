import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type Listener, deliverEvents, writeEvents } from '#core/actions/index'
import { installRegistries, registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'

const EVENT = 'jobs.run_finished'

async function withListeners(listeners: readonly Listener[], work: () => Promise<void>) {
  const real = registries()
  installRegistries({ ...real, listeners })
  try {
    await work()
  } finally {
    installRegistries(real)
  }
}

const listener = (name: string, run: Listener['run']): Listener => ({ event: EVENT, name, run })
const send = (text: string) =>
  db.transaction((tx) => writeEvents(tx, 1n, [{ event: EVENT, payload: { text } }]))
const dueNow = () =>
  db.rawQuery('update actions_outbox set next_attempt_at = now() where delivered_at is null')
const last = () => db.from('actions_outbox').orderBy('id', 'desc').firstOrFail()

test.group('Actions | deliverEvents', (group) => {
  freshDatabase(group)

  test('tells each listener once and marks the event', async ({ assert }) => {
    const told: string[] = []
    await send('a')
    await withListeners(
      [
        listener('one', async ({ name, payload }) => void told.push(`one ${name} ${payload.text}`)),
        listener('two', async ({ payload }) => void told.push(`two ${payload.text}`)),
        { ...listener('other', async () => void told.push('other')), event: 'jobs.run_failed' },
      ],
      async () => {
        assert.equal(await deliverEvents(), 1)
        assert.equal(await deliverEvents(), 0)
      }
    )
    assert.deepEqual(told, [`one ${EVENT} a`, 'two a'])
    const row = await last()
    assert.isNotNull(row.delivered_at)
    assert.deepEqual(row.delivered_to, ['one', 'two'])
  })

  test('tells only the listener that failed again, later, and keeps its error', async ({
    assert,
  }) => {
    const told: string[] = []
    let isBroken = true
    await send('b')
    const listeners = [
      listener('good', async () => void told.push('good')),
      listener('weak', async () => {
        if (isBroken) throw new Error('servidor fora do ar')
        told.push('weak')
      }),
    ]
    await withListeners(listeners, async () => {
      await deliverEvents()
      assert.containsSubset(await last(), {
        delivered_at: null,
        attempts: 1,
        last_error: 'weak: servidor fora do ar',
      })
      assert.equal(await deliverEvents(), 0, 'it waits before it tries again')
      isBroken = false
      await dueNow()
      await deliverEvents()
    })
    assert.deepEqual(told, ['good', 'weak'])
    assert.containsSubset(await last(), { attempts: 2, last_error: null })
  })

  test('does not tell of what was undone', async ({ assert }) => {
    const failure = await db
      .transaction(async (tx) => {
        await writeEvents(tx, 1n, [{ event: EVENT, payload: {} }])
        throw new Error('undone')
      })
      .catch((error: Error) => error.message)
    assert.equal(failure, 'undone')
    assert.equal(await deliverEvents(), 0)
  })

  test('is told to one process at a time', async ({ assert }) => {
    let told = 0
    for (let i = 0; i < 20; i++) await send(`c${i}`)
    await withListeners([listener('count', async () => void told++)], async () => {
      await Promise.all([deliverEvents(), deliverEvents(), deliverEvents()])
    })
    assert.equal(told, 20)
  })
})
