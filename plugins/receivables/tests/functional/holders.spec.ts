import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { overdueOn } from '../../services/debts_on.ts'
import { liveFacts } from '../../services/live_facts.ts'
import { advice, issue, municipality, receive } from './issued.ts'

const on = '2026-12-20' as CivilDate

/** The holder of an issued document, and a customer who comes to hold its premise afterwards. */
async function holders(documentId: bigint) {
  const [document] = await query<{ debtor_id: bigint; premise_id: bigint }>(
    db,
    'select debtor_id, premise_id from receivables_documents where id = ?',
    [documentId]
  )
  const [other] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where id <> ? order by id limit 1',
    [document!.debtor_id]
  )
  const of = (holderId: bigint) => [{ premiseId: document!.premise_id, holderId }]
  return { former: of(document!.debtor_id), next: of(other!.id) }
}

test.group('Receivables | what belongs to each holder', (group) => {
  freshDatabase(group)

  test('a new holder gets no credit, no fine and no debt of the former one', async ({ assert }) => {
    const municipalityId = await municipality()
    const late = await issue([['water', 10_000n]])
    const twice = await issue([['water', 8000n]])
    await issue([['water', 4321n]])
    await receive([
      advice(late.document, { paidOn: '2026-11-20' as CivilDate }),
      advice(twice.document),
      advice(twice.document),
    ])
    const { former, next } = await holders(late.document.id)
    const live = async (pairs: typeof former) => {
      const found = await db.transaction((tx) =>
        liveFacts(tx, { municipalityId, holders: pairs, on, reference: '2026-12' as RefMonth })
      )
      return found.get(late.premiseId)
    }
    const owed = async (pairs: typeof former) => {
      const found = await db.transaction((tx) =>
        overdueOn(tx, municipalityId, { holders: pairs, on })
      )
      return found.get(late.premiseId)
    }
    const own = await live(former)
    assert.deepEqual(
      own!.credits.map(({ openCents }) => openCents),
      [8000n]
    )
    assert.deepEqual(
      own!.pending.map(({ amountCents }) => amountCents),
      [200n, 33n]
    )
    assert.equal(own!.holderId, former[0]!.holderId)
    assert.deepEqual(await owed(former), { count: 1, totalCents: 4321n })
    assert.isUndefined(await live(next))
    assert.isUndefined(await owed(next))
  })
})
