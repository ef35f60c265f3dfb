import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setParameter } from '#core/access/tests/support/people'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { oldBills } from '#plugins/debt_register/tests/support/debts'
import { bodyOf } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import {
  type Debt,
  type Unit,
  act,
  call,
  caseOf,
  day,
  done,
  later,
  morning,
  now,
  on,
  owe,
  pay,
  portfolio,
  promisesOf,
  refusal,
  unitsOwingNothing,
} from '../support/desk.ts'
import { PROMISES, type PromiseTerms } from '../../configuration/parameters.ts'

const TERMS: PromiseTerms = {
  ...{ max_days: 15, max_promises: 2, period_days: 90, grace_days: 2, suspends: false },
}

test.group('Collections | the desk', (group) => {
  freshDatabase(group)
  group.setup(() => {
    on(day('2026-11-02'))
    return () => clock.restore()
  })
  group.each.timeout(60_000)

  let small: Unit
  let large: Unit
  let old: Unit
  let debt: Debt
  let smallDebt: Debt

  const overdueOf = (unit: Unit) => caseOf(unit).then((one) => one.overdue_cents)
  const collectorOf = (unit: Unit) => caseOf(unit).then((one) => one.collector_id)
  const priorityOf = (unit: Unit) => caseOf(unit).then((one) => one.priority)
  const stateOf = (unit: Pick<Unit, 'id'>) => caseOf(unit).then((one) => one.state)
  const firstState = (unit: Unit) => promisesOf(unit).then(([one]) => one!.state)
  const slip = ({ document }: Debt, cents: bigint) => ({
    ...{ origin: { type: 'billing.invoice', id: 0n }, documentId: document.id, cents },
  })

  test('portfolios deal the overdue debtors, each to the first that fits, in the order of the points', async ({
    client,
    assert,
  }) => {
    ;[small, large, old] = (await unitsOwingNothing()) as [Unit, Unit, Unit]
    smallDebt = await owe(small, { cents: 12_000n, dueOn: '2026-09-20' })
    debt = await owe(large, { cents: 90_000n, dueOn: '2026-09-10' })
    await owe(large, { cents: 30_000n, dueOn: '2026-10-10' })
    await owe(old, { cents: 20_000n, dueOn: '2025-06-10' })
    await owe(old, { cents: 5_000n, dueOn: '2026-11-20' })
    await portfolio(client, { name: 'Grandes', place: '1', who: 'fabio.', min_cents: '1.000,00' })
    await portfolio(client, { name: 'Demais', place: '9', who: 'carla.' })
    await morning()
    const cases = await Promise.all([small, large, old].map(caseOf))
    assert.deepEqual(
      cases.map((one) => [one.debts, one.overdue_cents]),
      [
        [1, 12_000n],
        [2, 120_000n],
        [1, 20_000n],
      ]
    )
    const [carla, fabio] = await Promise.all(['carla.', 'fabio.'].map(userNamed))
    assert.deepEqual(
      cases.map((one) => one.collector_id),
      [carla!.id, fabio!.id, carla!.id].map(BigInt)
    )
    // 5 points each R$ 100,00, 5 each 30 days up to 60: 43 days, 53 days, 510 days.
    assert.deepEqual(
      cases.map(({ priority }) => priority),
      [5 + 5, 60 + 5, 10 + 60]
    )
    const queue = await client.get('/collections/queue').loginAs(carla!)
    queue.assertStatus(200)
    const at = (place: number) => queue.text().indexOf(`/collections/cases/${cases[place]!.id}"`)
    assert.isAbove(at(2), 0)
    assert.isAbove(at(0), at(2))
    assert.equal(at(1), -1)
  })

  test('a contact keeps who spoke and what was promised; what cannot be promised is refused', async ({
    client,
    assert,
  }) => {
    const { id } = await caseOf(large)
    const contact = { case_id: Number(id), channel: 'phone', result: 'promised' }
    const told = (more: object, who = 'fabio.') =>
      refusal(client, 'collections.contact', { ...contact, ...more }, { who })
    const promise = { promise_on: addDays(now(), 5), promise_cents: '50000' }
    assert.equal(await told({ promise_on: promise.promise_on }), 'E_COLLECTIONS_PROMISE_HALF')
    assert.equal(
      await told({ ...promise, promise_on: addDays(now(), -1) }),
      'E_COLLECTIONS_PROMISE_PAST'
    )
    assert.equal(
      await told({ ...promise, promise_on: addDays(now(), 16) }),
      'E_COLLECTIONS_PROMISE_FAR'
    )
    assert.equal(await told({ ...promise, promise_cents: '200000' }), 'E_COLLECTIONS_PROMISE_ABOVE')
    assert.equal(
      await told({ ...promise, promise_cents: '95000', promise_due_until: '2026-08-31' }),
      'E_COLLECTIONS_PROMISE_NOTHING'
    )
    assert.equal(await told({ next_on: addDays(now(), -3) }), 'E_COLLECTIONS_NEXT_PAST')
    assert.equal(await told({ result: 'nothing_like_it' }), 'E_COLLECTIONS_RESULT')
    assert.equal(await told({}, 'carla.'), 'E_COLLECTIONS_NOT_COLLECTOR')
    assert.equal(
      await refusal(
        client,
        'collections.contact',
        { ...contact, case_id: 999_999 },
        { who: 'fabio.' }
      ),
      'E_COLLECTIONS_UNKNOWN'
    )
    await call(client, id, { ...promise, spoke_with: 'Dona Célia', note: 'Recebe dia 7' }, 'fabio.')
    assert.equal(await told(promise), 'E_COLLECTIONS_PROMISE_OPEN')
    const after = await caseOf(large)
    assert.deepEqual(
      [after.promise_due_on, after.next_action_on, after.priority],
      ['2026-11-07', '2026-11-08', 0]
    )
  })

  test('the page of the case tells the debt by age and what happened, in order', async ({
    client,
    assert,
  }) => {
    const desk = await client.get('/collections/desk').loginAs(await userNamed('ana.'))
    desk.assertTextIncludes('Fábio Antunes')
    desk.assertTextIncludes('1.200,00')
    const { id } = await caseOf(large)
    const page = await client.get(`/collections/cases/${id}`).loginAs(await userNamed('ana.'))
    page.assertStatus(200)
    page.assertTextIncludes('31 a 60 dias')
    const text = page.text()
    assert.isAbove(text.indexOf('Contato por telefone: prometeu pagar'), 0)
    assert.isAbove(text.indexOf('Prometeu pagar até 07/11/2026'), 0)
  })

  test('a payment keeps the promise, its reversal opens it again, and a promise that lapses is broken', async ({
    client,
    assert,
  }) => {
    later(3)
    await pay(client, slip(debt, 90_000n))
    const [kept] = await promisesOf(large)
    assert.deepEqual([kept!.state, kept!.paid_cents], ['kept', 90_000n])
    assert.equal(await overdueOf(large), 30_000n)
    const { data: receipts } = await bodyOf<{ data: { id: string }[] }>(
      client
        .get(`/api/receivables/receipts?premise_id=${large.id}`)
        .loginAs(await userNamed('ana.'))
    )
    const reversal = { id: Number(receipts[0]!.id), reason_code: 'bank' }
    await done(act(client, 'receivables.reverse_receipt', reversal, { reason: 'Cheque voltou' }))
    const [again] = await promisesOf(large)
    assert.deepEqual([again!.state, again!.paid_cents, again!.ended_on], ['open', 0n, null])
    assert.equal(await overdueOf(large), 120_000n)
    // Promised for the 7th, with two days of grace.
    on(day('2026-11-09'))
    await morning()
    assert.equal(await firstState(large), 'open')
    later(1)
    await morning()
    assert.equal(await firstState(large), 'broken')
    const after = await caseOf(large)
    // The callback of the 8th is due, the promise broken, R$ 1.200,00 since 61 days.
    assert.deepEqual([after.broken_promises, after.priority], [1, 300 + 100 + 60 + 10])
  })

  test('more promises than the period admits are refused; a cancelled one does not count', async ({
    client,
    assert,
  }) => {
    const { id } = await caseOf(large)
    const promise = { promise_on: addDays(now(), 2), promise_cents: '1000' }
    await call(client, id, promise, 'fabio.')
    const [, second] = await promisesOf(large)
    const cancel = { id: Number(second!.id) }
    await done(
      act(client, 'collections.cancel_promise', cancel, { who: 'fabio.', reason: 'Engano' })
    )
    await call(client, id, promise, 'fabio.')
    later(5)
    await morning()
    const contact = { case_id: Number(id), channel: 'phone', result: 'promised' }
    assert.equal(
      await refusal(
        client,
        'collections.contact',
        { ...contact, promise_on: addDays(now(), 2), promise_cents: '1000' },
        { who: 'fabio.' }
      ),
      'E_COLLECTIONS_PROMISE_MANY'
    )
  })

  test('a case that somebody was given stays with them; one without debts closes and opens again', async ({
    client,
    assert,
  }) => {
    const { id } = await caseOf(old)
    const fabio = await userNamed('fabio.')
    const give = { id: Number(id), collector_id: Number(fabio.id) }
    assert.equal(
      await refusal(client, 'collections.assign', give, { who: 'carla.' }),
      'E_ACCESS_DENIED'
    )
    const gilda = await userNamed('gilda.')
    assert.equal(
      await refusal(client, 'collections.assign', { ...give, collector_id: Number(gilda.id) }),
      'E_COLLECTIONS_CANNOT_COLLECT'
    )
    await done(act(client, 'collections.assign', give))
    await morning()
    assert.equal(await collectorOf(old), BigInt(fabio.id))
    const wait = { id: Number(id), next_action_on: addDays(now(), 4), next_action: 'Visitar' }
    await done(act(client, 'collections.schedule', wait, { who: 'fabio.' }))
    assert.equal(await priorityOf(old), 0)
    await pay(client, slip(smallDebt, 12_000n))
    const closed = await caseOf(small)
    assert.deepEqual([closed.state, closed.debts, closed.priority], ['closed', 0, 0])
    const contact = { case_id: Number(closed.id), channel: 'phone', result: 'no_answer' }
    assert.equal(await refusal(client, 'collections.contact', contact), 'E_COLLECTIONS_CLOSED')
    await owe(small, { cents: 4_000n, dueOn: addDays(now(), -1) })
    await morning()
    const again = await caseOf(small)
    assert.deepEqual([again.id, again.state, again.overdue_cents], [closed.id, 'open', 4_000n])
  })

  test('an awaited promise suspends its bills where the parameter says so, until it ends', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: '2026-09-10', cents: 8_000n },
      { house: 0, dueOn: '2026-10-10', cents: 9_000n },
    ])
    await setParameter(PROMISES, { ...TERMS, suspends: true } as never)
    await morning()
    const unit = { id: bills[0]!.premiseId }
    const held = () =>
      query<{ hold: string | null }>(
        db,
        'select hold from billing_invoices where id = any(?::bigint[]) order by id',
        [bills.map((bill) => bill.id)]
      )
    const { id } = await caseOf(unit)
    const soon = { promise_on: addDays(now(), 2), promise_cents: '1000' }
    await call(client, id, { ...soon, promise_due_until: '2026-09-30' }, 'ana.')
    assert.deepEqual(await held(), [{ hold: 'administrative' }, { hold: null }])
    await morning()
    assert.equal(await stateOf(unit), 'open')
    later(5)
    await morning()
    assert.deepEqual(await held(), [{ hold: null }, { hold: null }])
  })
})
