import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { participate } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type MarkKind, setMarks } from '#plugins/receivables/api'
import { userNamed } from '#tests/support/people'
import {
  type Debtor,
  type Owed,
  act,
  bureau,
  bureausGroup,
  day,
  debtors,
  done,
  late,
  later,
  municipality,
  notify,
  now,
  on,
  owe,
  pay,
  postponeOpen,
  run,
  setTerms,
} from '../support/bureaus.ts'
import { bringReturn } from '../support/lots.ts'
import { listed, movementsOf, causeOf, standOf, stateOf } from '../support/movements.ts'

/** As the plugin of agreements marks what enters one. */
async function mark(kind: MarkKind, { origin }: Owed): Promise<void> {
  const municipalityId = await municipality()
  await db.transaction(async (tx) => {
    const actor = systemActor(municipalityId)
    const context = { tx, municipalityId, actor, now: clock.now() }
    await setMarks(
      tx,
      {
        municipalityId,
        participate: (point, payload) => participate(point, payload, context),
      },
      { kind, source: { type: 'plans.plans', id: 1n }, origins: [origin], on: now() }
    )
  })
}

/** Operations asked of a bureau for a debtor, with their reasons. */
const askedOf = (debtor: Debtor, bureauId: bigint) =>
  movementsOf(debtor, bureauId).then((all) =>
    all.map(({ operation, reason }) => [operation, reason])
  )

test.group('Bureaus | what is taken off', (group) => {
  bureausGroup(group)

  let spc: bigint
  let people: Debtor[]

  test('a payment, an agreement and one made again each ask at once for one removal', async ({
    client,
    assert,
  }) => {
    await postponeOpen()
    spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    people = await debtors(7)
    const three = people.slice(1, 4)
    await setTerms(client, {})
    const owed: Owed[] = []
    for (const one of three) owed.push(await owe(one, { due: late(90), cents: 30_000n }))
    await notify(client)
    later(10)
    await bringReturn(client, spc, await listed(client, spc))
    later(10)
    await run('bureaus.daily', { on: now() })
    const before = await query(
      db,
      `select id from receivables_marks where kind = 'listed' and until is null`
    )

    await pay(client, owed[0]!)
    await mark('plan', owed[1]!)
    await mark('renegotiated', owed[2]!)
    const asked = await Promise.all(three.map((one) => movementsOf(one, spc)))
    assert.deepEqual(
      asked.map((all) =>
        all.slice(1).map(({ operation, reason, state }) => [operation, reason, state])
      ),
      [
        [['exclusion', 'payment', 'waiting']],
        [['exclusion', 'agreement', 'waiting']],
        [['exclusion', 'agreement', 'waiting']],
      ]
    )
    const after = await query(
      db,
      `select id from receivables_marks where kind = 'listed' and until is null`
    )
    assert.equal(before.length - after.length, 3)
    // Five business days from the payment (Súmula 548), and who sends is told when it is near.
    const deadline = asked[0]![1]!.deadline_on!
    assert.isAbove(Date.parse(deadline) - Date.parse(now()), 6 * 86_400_000)
    await run('bureaus.daily', { on: `${now()}/send` })
    on(day(deadline))
    await run('bureaus.daily', { on: `${now()}/late` })
    const told = await query<{ text: string }>(
      db,
      `select distinct text from alerts_inbox where dedupe_key like 'bureaus/%'`
    )
    assert.lengthOf(told, 1)
    assert.include(told[0]!.text, '3 baixas de SPC Brasil')
  })

  test('what is older than five years leaves by the daily run', async ({ client, assert }) => {
    const [, , , , , five] = people as [Debtor, Debtor, Debtor, Debtor, Debtor, Debtor]
    await setTerms(client, {})
    const old = await owe(five, { due: late(1780), cents: 30_000n })
    await notify(client)
    later(10)
    await listed(client, spc)
    later(60)
    await run('bureaus.daily', { on: now() })
    assert.deepEqual(await askedOf(five, spc), [
      ['inclusion', null],
      ['cancellation', 'prescription'],
    ])
    assert.equal(await causeOf(old, spc), 'prescription')
  })

  test('one of two invoices is taken off by a person, with the reason and a service record; the other stays', async ({
    client,
    assert,
  }) => {
    const [one] = people as [Debtor, ...Debtor[]]
    await setTerms(client, {})
    const two = [
      await owe(one, { due: late(50), cents: 40_000n }),
      await owe(one, { due: late(80), cents: 41_000n }),
    ]
    await notify(client)
    later(10)
    await listed(client, spc)
    const [first, second] = [await standOf(two[0]!, spc), await standOf(two[1]!, spc)]
    const options = { who: 'ana.', reason: 'Pedido do cliente, protocolo 77' }
    await done(act(client, 'bureaus.exclude_debt', { id: Number(first.id) }, options))
    const every = await movementsOf(one, spc)
    const all = every.slice(-1)
    assert.deepEqual(
      all.map(({ operation, reason, created_on: made, created_by: by }) => [
        operation,
        reason,
        made,
        by,
      ]),
      [['cancellation', 'request', now(), 'Ana Ribeiro']]
    )
    assert.isNull(await causeOf(two[1]!, spc))
    const again = await act(client, 'bureaus.exclude_debt', { id: Number(first.id) }, options)
    assert.equal((again.body() as { code: string }).code, 'E_BUREAUS_NOT_LISTED')
    const gone = await client.get(`/bureaus/debts/${first.id}`).loginAs(await userNamed('ana.'))
    assert.notInclude(gone.text(), 'Retirar do órgão')
    const stays = await client.get(`/bureaus/debts/${second.id}`).loginAs(await userNamed('ana.'))
    stays.assertTextIncludes('Retirar do órgão')
    const [record] = await query<{ task: string }>(
      db,
      'select task from actions_service_records order by id desc limit 1'
    )
    assert.equal(record!.task, 'Retirada do SPC ou da SERASA')
  })

  test('a payment that is undone before its removal went leaves the listing as it stood', async ({
    client,
    assert,
  }) => {
    await setTerms(client, {})
    const one = people.at(-1)!
    const debt = await owe(one, { due: late(60), cents: 7_000n })
    await notify(client)
    later(10)
    await bringReturn(client, spc, await listed(client, spc))
    const before = await stateOf(debt, spc)
    await pay(client, debt)
    assert.equal(await stateOf(debt, spc), 'removing')
    const [receipt] = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where document_id = ?',
      [debt.documentId]
    )
    const [cause] = await query<{ code: string }>(
      db,
      'select code from receivables_reversal_reasons where is_active order by code limit 1'
    )
    const undone = await client
      .post(`/receivables/receipts/${receipt!.id}/change/reverse`)
      .loginAs(await userNamed('ana.'))
      .withCsrfToken()
      .form({ reason_code: cause!.code, reason: 'Lançado em duplicidade', confirmed: 'true' })
      .redirects(0)
    undone.assertStatus(302)
    assert.equal(await stateOf(debt, spc), before)
    const waiting = await query(
      db,
      `select m.id from bureaus_movements m join bureaus_debts d on d.listing_id = m.listing_id
        where d.origin_id = ? and m.operation <> 'inclusion' and m.state = 'waiting'`,
      [debt.origin.id]
    )
    assert.lengthOf(waiting, 0)
    const marks = await query(
      db,
      `select id from receivables_marks where origin_id = ? and kind = 'listed' and until is null`,
      [debt.origin.id]
    )
    assert.lengthOf(marks, 1)
  })
})
