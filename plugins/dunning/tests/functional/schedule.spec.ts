import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bruno, carla } from '#tests/support/people'
import type { PolicyStep } from '../../domain/policy.ts'
import { setCollectionPolicy } from './collection_policy.ts'
import { type Unit, at, generate, owe, setTerms, unitsOwingNothing } from './owing.ts'

const STOPS = ['payment', 'agreement', 'hold', 'correction', 'holder_change', 'block'] as const
const EVERY_DAY = [
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as PolicyStep['weekdays']

const step = (id: string, kind: PolicyStep['kind'], days: number): PolicyStep => ({
  ...{ id, kind, days, title: `Etapa ${id}`, after: 'due', weekdays: EVERY_DAY },
  ...{ channel: 'paper', cost_cents: 0, stops: STOPS, because: 'Política de teste' },
})

const MAY = 'from_on=2024-05-01&until_on=2024-05-31'

test.group('Dunning | the timetable of collection', (group) => {
  freshDatabase(group)
  let here: readonly [Unit, Unit]
  let billingGroup: bigint

  group.setup(async () => {
    at('2024-05-06')
    const units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1, minimum_debts: 1, minimum_cents: 0 })
    await setCollectionPolicy({
      title: 'Política de teste',
      steps: [
        step('letter', 'letter', 3),
        step('reminder', 'reminder', 5),
        step('warning', 'extrajudicial', 20),
      ],
    })
    here = units.slice(0, 2) as [Unit, Unit]
    const rows = await query<{ billing_group_id: bigint }>(
      db,
      'select distinct billing_group_id from registry_premises where id = any(?::bigint[])',
      [here.map(({ id }) => id)]
    )
    ;[billingGroup] = [rows[0]!.billing_group_id]
    await owe(here[0], { cents: 5_000n, dueOn: '2024-05-05' })
    await owe(here[1], { cents: 3_000n, dueOn: '2024-05-05' })
  })
  group.teardown(() => clock.restore())

  const told = async (client: Parameters<typeof report>[0], asOf: string, filters = '') => {
    const { rows } = await report(client, 'dunning.schedule', `${MAY}&as_of=${asOf}${filters}`)
    return rows.map((row) => [
      ...[row.kind, row.planned_on, row.executed_on, row.state],
      ...[row.delay_days, row.planned_units, row.planned_cents].map((value) =>
        value === null ? null : Number(value)
      ),
      ...[row.executed_units, row.executed_cents].map((value) =>
        value === null ? null : Number(value)
      ),
    ])
  }

  test('the 10th done on the 12th is two days late, what was not done in time is flagged, and the future has no execution', async ({
    client,
    assert,
  }) => {
    const refused = await client
      .post('/api/actions/dunning.generate_schedule')
      .json({ reference: '2024-05' })
      .withCsrfToken()
      .loginAs(await carla())
    refused.assertStatus(403)
    const generated = await send(client, 'bruno', '/dunning/schedule', { reference: '2024-05' })
    generated.assertHeader('location', '/dunning/schedule?month=2024-05')
    const page = await open(client, 'bruno', '/dunning/schedule?month=2024-05')
    page.assertTextIncludes('3 etapas previstas')
    assert.deepEqual(await told(client, '2024-05-06'), [
      ['letter', '2024-05-08', null, 'planned', null, 2, 8_000, null, null],
      ['reminder', '2024-05-10', null, 'planned', null, 2, 8_000, null, null],
      ['extrajudicial', '2024-05-25', null, 'planned', null, 2, 8_000, null, null],
    ])

    at('2024-05-12')
    const blocked = await client
      .post('/api/actions/dunning.block')
      .json({ premise_id: Number(here[1].id), what: 'both', opinion: 'Visita pedida pelo morador' })
      .withCsrfToken()
      .loginAs(await bruno())
    blocked.assertStatus(200)
    await runInline('dunning.policy', { on: '2024-05-12' }, systemActor(here[0].municipality_id))
    // The letter was never written: who comes to the reminder is not written to twice.
    const onTheTwelfth = [
      ['letter', '2024-05-08', null, 'late', 4, 2, 8_000, null, null],
      ['reminder', '2024-05-10', '2024-05-12', 'done_late', 2, 2, 8_000, 1, 5_000],
      ['extrajudicial', '2024-05-25', null, 'planned', null, 2, 8_000, null, null],
    ]
    assert.deepEqual(await told(client, '2024-05-12'), onTheTwelfth)
    const inGroup = (state: string, id = billingGroup) =>
      told(client, '2024-05-12', `&state=${state}&billing_group=${id}`)
    assert.deepEqual(await inGroup('late'), onTheTwelfth.slice(0, 1))
    assert.deepEqual(await inGroup('late', 0n), [])
    assert.deepEqual(await told(client, '2024-05-12', '&kind=reminder'), onTheTwelfth.slice(1, 2))
    const calendar = await open(client, 'bruno', '/dunning/schedule?month=2024-05')
    calendar.assertTextIncludes('2 dias de atraso · 1 imóvel')
    calendar.assertTextIncludes('4 dias de atraso')
    calendar.assertTextIncludes('1 atrasada')
  }).tags(['@TR-3.2.19.40'])

  test('a step planned by hand has its responsible, is kept when the month is generated again, and counts what is done without the policy', async ({
    client,
    assert,
  }) => {
    at('2024-05-13')
    const planned = await client
      .post('/api/dunning/schedules')
      .json({
        ...{ reference: '2024-05', billing_group_id: String(billingGroup), kind: 'notice' },
        ...{ title: 'Notificação do grupo', planned_on: '2024-05-14', planned_units: 2 },
        responsible: 'Equipe de cobrança',
      })
      .withCsrfToken()
      .loginAs(await bruno())
    planned.assertStatus(201)
    const again = await send(client, 'bruno', '/dunning/schedule', { reference: '2024-05' })
    again.assertStatus(302)
    const [action] = await query<{ description: string }>(
      db,
      `select description from audit_entries where action = 'dunning.generate_schedule' order by id desc limit 1`
    )
    assert.include(action!.description, '0 etapas planejadas, 3 ficaram como estavam')
    await setCollectionPolicy({ title: 'Só notifica', steps: [step('notice', 'notice', 1)] })
    at('2024-05-14')
    await generate(client)
    assert.deepEqual(await told(client, '2024-05-14', '&kind=notice'), [
      ['notice', '2024-05-14', '2024-05-14', 'done', 0, 2, null, 1, 5_000],
    ])
  })
})
