import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { workRun } from '#core/jobs/work_run'
import { open } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type CutLevel, SITUATIONS } from '../../domain/cut_policy.ts'
import { CUT_BY_CUT, setCollectionPolicy } from './collection_policy.ts'
import {
  type CutWorld,
  type House,
  at,
  bankToldUntil,
  casesOf,
  cutWorld,
  levelPolicy,
  notice,
  orderOf,
  pay,
  runOrders,
  setPolicy,
} from './cut_world.ts'

let world: CutWorld

/** Issued on 1 March and due on the 31st; Monday 1 April 2024 is the first day after. */
const NOTICE = { issuedOn: '2024-03-01', dueOn: '2024-03-31' }

test.group('Dunning | cut-off orders from expired notices', (group) => {
  freshDatabase(group)
  group.each.setup(async () => {
    world = await cutWorld('2024-04-01')
    await bankToldUntil('2024-04-01')
    return () => clock.restore()
  })

  test('of five expired notices, the blocked unit and the small debt are left out, and the log says why', async ({
    assert,
  }) => {
    await setPolicy({ minimum_cents: '12000' })
    const houses = world.houses.slice(0, 5)
    for (const [index, house] of houses.entries()) {
      const cents = index === 4 ? 11_999n : 12_000n
      await notice(world, house, { ...NOTICE, debts: [{ cents }] })
    }
    await query(
      db,
      `insert into dunning_blocks (municipality_id, premise_id, what, since_on, opinion, placed_by)
       values (?, ?, 'orders', '2024-03-20', 'Em negociação', 'Ana')`,
      [world.municipalityId, houses[3]!.id]
    )
    const run = await runOrders(world)
    assert.containsSubset(run, { status: 'done', parked: 0 })
    assert.containsSubset(run.figures, { examined: 5n, orders: 3n, left_out: 2n })
    assert.lengthOf(run.issues, 2)
    const why = run.issues.map(({ message }) => message).join('\n')
    assert.match(why, /bloqueado para ordens de corte/)
    assert.match(why, /abaixo do valor mínimo/)
    for (const house of houses.slice(0, 3)) {
      const [only, ...more] = await casesOf(house)
      assert.lengthOf(more, 0)
      assert.containsSubset(only, { level: 1, state: 'ordered', amount_cents: 12_000n })
      const order = await orderOf(only!.order_id)
      assert.containsSubset(order, { service_type: 'cut_standpipe', state: 'open' })
    }
    const again = await runOrders(world)
    assert.containsSubset(again.figures, { orders: 0n })
  }).tags(['@TR-3.2.9.13'])

  test('a notice of 31 March that is unpaid becomes an order; one paid on the 30th ends its cycle', async ({
    assert,
    client,
  }) => {
    await setPolicy()
    const [late, paid] = world.houses
    const unpaid = await notice(world, late!, { ...NOTICE, debts: [{ cents: 18_735n }] })
    const settled = await notice(world, paid!, { ...NOTICE, debts: [{ cents: 18_735n }] })
    at('2024-03-30')
    await pay(world, settled.documents[0]!, '2024-03-30')
    at('2024-04-01')
    await runOrders(world)
    const [only] = await casesOf(late!)
    assert.containsSubset(only, { notice_id: unpaid.noticeId, state: 'ordered' })
    assert.lengthOf(await casesOf(paid!), 0)
    const page = await open(client, 'ana', `/dunning/cases/${only!.id}`)
    page.assertTextIncludes('Ordem de corte aberta')
    const ended = await open(client, 'ana', `/dunning/notices/${settled.noticeId}`)
    ended.assertTextIncludes('Encerrada por pagamento')
  }).tags(['@TR-3.2.9.11'])

  test('with room for two, priority by amount and by due date choose differently', async ({
    assert,
  }) => {
    const given = [
      { cents: 10_000n, dueOn: '2024-03-01' },
      { cents: 30_000n, dueOn: '2024-03-03' },
      { cents: 20_000n, dueOn: '2024-03-02' },
    ]
    const chosen = async (priority: 'amount' | 'due_date') => {
      await setPolicy({ daily_maximum: 2, minimum_cents: '0', priority })
      await runOrders(world)
      const made = []
      for (const house of world.houses.slice(0, 3)) {
        for (const { amount_cents: cents } of await casesOf(house)) made.push(cents)
      }
      return made
    }
    for (const [index, { cents, dueOn }] of given.entries()) {
      const debts = [{ cents, dueOn: '2024-01-15' }]
      await notice(world, world.houses[index]!, { issuedOn: '2024-01-30', dueOn, debts })
    }
    assert.sameMembers(await chosen('amount'), [30_000n, 20_000n])
    for (const table of ['dunning_case_debts', 'dunning_cases', 'services_orders'])
      await query(db, `delete from ${table}`)
    assert.sameMembers(await chosen('due_date'), [10_000n, 20_000n])
  }).tags(['@TR-3.2.9.12.1'])

  test('a notice of R$ 119,99 stays below the minimum of R$ 120,00, one of R$ 120,00 does not', async ({
    assert,
  }) => {
    await setPolicy({ minimum_cents: '12000' })
    const [below, just] = world.houses
    await notice(world, below!, { ...NOTICE, debts: [{ cents: 11_999n }] })
    await notice(world, just!, { ...NOTICE, debts: [{ cents: 12_000n }] })
    await runOrders(world)
    assert.lengthOf(await casesOf(below!), 0)
    assert.lengthOf(await casesOf(just!), 1)
  }).tags(['@TR-3.2.9.12.3'])

  test('what was paid, is held, waits for the bank or belongs to others does not lead to an order', async ({
    assert,
  }) => {
    await setPolicy({ minimum_cents: '0' })
    const [old, third, social, safe, unknown] = world.houses
    const debts = [{ cents: 20_000n }]
    await notice(world, old!, { ...NOTICE, debts: [{ cents: 20_000n, dueOn: '2022-12-10' }] })
    await notice(world, third!, { ...NOTICE, debts: [{ cents: 20_000n, type: 'garbage' }] })
    await notice(world, social!, { ...NOTICE, debts })
    await notice(world, safe!, { ...NOTICE, debts })
    await query(
      db,
      `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number, income_cents,
         family_size, from_on, until_on, registered_by, registered_at)
       values (?, ?, ?, 'bpc', '12345678901', 1000, 3, '2024-01-01', '2025-01-01', 'Ana', now())`,
      [world.municipalityId, social!.id, social!.holderId]
    )
    await query(
      db,
      `insert into dunning_protections (municipality_id, premise_id, kind, basis, since_on, placed_by)
       values (?, ?, 'health', 'CNES 1234567', '2024-01-01', 'Ana')`,
      [world.municipalityId, safe!.id]
    )
    const run = await runOrders(world)
    assert.containsSubset(run.figures, { orders: 0n, left_out: 4n })
    const why = run.issues.map(({ message }) => message).join('\n')
    for (const reason of [/débito antigo/, /débito de terceiros/, /tarifa social/, /protegido/])
      assert.match(why, reason)
    // What could have been paid until the day of the notice is not all known yet.
    await bankToldUntil('2024-03-27')
    await notice(world, unknown!, { ...NOTICE, debts })
    const early = await runOrders(world)
    assert.match(early.issues.at(-1)!.message, /arrecadação até o vencimento/)
    assert.lengthOf(await casesOf(unknown!), 0)
  })
})

test.group('Dunning | quota of cut-off orders', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())

  test('of eighty eligible notices fifty become orders in a day, none more on that day, thirty on the next one allowed', async ({
    assert,
  }) => {
    // Thursday 18 April 2024; Sunday 21 April is Tiradentes: the next day allowed is Monday.
    world = await cutWorld('2024-04-18', 80)
    await bankToldUntil('2024-04-18')
    await setPolicy({ daily_maximum: 50 })
    for (const house of world.houses) {
      await notice(world, house, { ...NOTICE, debts: [{ cents: 20_000n }] })
    }
    const first = await runOrders(world)
    assert.containsSubset(first.figures, { orders: 50n, waiting: 30n })
    const repeated = await runOrders(world)
    assert.containsSubset(repeated.figures, { orders: 0n, waiting: 30n })
    at('2024-04-19')
    const friday = await runOrders(world)
    assert.containsSubset(friday.figures, { orders: 0n, left_out: 30n })
    assert.match(friday.issues[0]!.message, /sexta-feira, sábado ou domingo \(Lei 8\.987/)
    at('2024-04-22')
    const next = await runOrders(world)
    assert.containsSubset(next.figures, { orders: 30n, waiting: 0n })
  }).tags(['@TR-3.2.9.12.2'])
})

test.group('Dunning | weekdays and times of cut-off orders', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())

  /** The half hours of a working day pass, and what the schedule asks is done. @returns what ran, with its orders */
  const passDay = async (day: string) => {
    const ran: string[] = []
    for (const time of ['06:30', '07:00', '07:30', '12:30', '13:00', '13:30', '15:00', '20:30']) {
      at(day, time)
      await runSchedules()
      const runs = await query<{ id: bigint; key: string }>(
        db,
        `select id, key from jobs_runs where job = 'dunning.cut_orders' and status = 'planned' order by id`
      )
      for (const { id, key } of runs) {
        await workRun(id)
        const [made] = await query<{ orders: number }>(
          db,
          `select count(*)::int as orders from dunning_cases c join jobs_runs r on r.id = c.run_id where r.id = ?`,
          [id]
        )
        ran.push(`${time} ${key}: ${made!.orders}`)
      }
    }
    return ran
  }

  /** The order of a house is out, and the team makes the cut. */
  const cut = async (house: House, level: CutLevel) => {
    await runOrders(world, [level])
    const cases = await casesOf(house)
    const { id, order_id: orderId } = cases.at(-1)!
    await query(
      db,
      `update dunning_cases set state = 'cut', executed_on = opened_on, executed_time = '10:00' where id = ?`,
      [id]
    )
    await query(
      db,
      `update services_orders set state = 'done', executed_on = opened_on, closed_on = opened_on, closed_by = 'Equipe' where id = ?`,
      [orderId]
    )
    await query(
      db,
      `update registry_connections set situation = ? where premise_id = ? and service = 'water'`,
      [SITUATIONS[level].to, house.id]
    )
  }

  test('each level is generated on its weekdays and at its hour, and none on Friday', async ({
    assert,
  }) => {
    world = await cutWorld('2024-04-01')
    await bankToldUntil('2024-04-01')
    await setCollectionPolicy(CUT_BY_CUT)
    const used = { is_used: true, days_after: 1 }
    await setPolicy({
      level_1: levelPolicy(1, { weekdays: ['mon', 'tue', 'wed', 'thu'], time: '07:00' }),
      level_2: levelPolicy(2, { ...used, weekdays: ['wed'], time: '13:00' }),
      level_3: levelPolicy(3, { ...used, weekdays: ['thu'], time: '15:00' }),
    })
    const [twice, once, whole] = world.houses as [House, House, House]
    const debts = [{ cents: 20_000n }]
    await notice(world, twice, { ...NOTICE, debts })
    await cut(twice, 1)
    at('2024-04-02')
    await cut(twice, 2)
    await notice(world, once, { ...NOTICE, debts })
    await cut(once, 1)
    await notice(world, whole, { ...NOTICE, debts })
    await standSchedules()
    await query(
      db,
      `update jobs_schedules set is_active = (job = 'dunning.cut_orders'), starts_on = '2024-04-01',
              next_at = '2024-04-09T04:00:00Z'`
    )
    assert.deepEqual(await passDay('2024-04-09'), ['07:00 2024-04-09/1: 1'])
    assert.deepEqual(await passDay('2024-04-10'), [
      '07:00 2024-04-10/1: 0',
      '13:00 2024-04-10/2: 1',
    ])
    assert.deepEqual(await passDay('2024-04-11'), [
      '07:00 2024-04-11/1: 0',
      '15:00 2024-04-11/3: 1',
    ])
    assert.deepEqual(await passDay('2024-04-12'), [])
    const levels = async (house: House) => {
      const cases = await casesOf(house)
      return cases.map(({ level, state }) => `${level} ${state}`)
    }
    assert.deepEqual(await levels(whole), ['1 ordered'])
    assert.deepEqual(await levels(once), ['1 followed', '2 ordered'])
    assert.deepEqual(await levels(twice), ['1 followed', '2 followed', '3 ordered'])
  }).tags(['@TR-3.2.9.12.6'])
})
