import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { open, profileNamed, send } from '#core/access/tests/support/people'
import { deliverEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { forget, inboxes, programEvent } from '#core/alerts/tests/support/inbox'
import { systemActor } from '#core/access/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

/** The daily run on a day, and what reached whom. */
async function told(on: string) {
  clock.freeze(`${on}T10:40:00Z`)
  await runInline('services.late', { on }, systemActor(1n))
  await deliverEvents()
  const all = await inboxes()
  return all.map(({ email, title, text }) => [email.split('.')[0], title, text])
}

test.group('Services | late orders', (group) => {
  freshDatabase(group)
  group.each.setup(forget)
  group.teardown(() => clock.restore())

  test('an order past its deadline is told to each person of the profile programmed, once for each deadline', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-18T15:00:00Z')
    await programEvent(client, {
      ...{
        event: 'services.order_late',
        name: 'Ordem atrasada',
        title: 'Ordem {{number}} atrasada',
      },
      ...{
        'text': '{{title}} no imóvel {{registration_number}}, prazo {{due_on}}',
        'profiles[]': 'attendant',
      },
    })
    const elisa = await userNamed('elisa.')
    const profiles = [await profileNamed('Atendente')]
    await send(client, 'ana.', `/access/users/${elisa.id}/profiles`, { profiles })

    const premises = await query<{ id: bigint; registration: string }>(
      db,
      `select id, registration_number as registration from registry_premises where kind = 'single' order by id limit 3`
    )
    const orders: string[] = []
    for (const { id } of premises) {
      const asked = await send(client, 'bruno.', '/services/orders', {
        ...{ service_type: 'riser_repair', premise_id: String(id), requester: 'Maria' },
        reason: 'Cavalete pingando',
      })
      orders.push(/\/orders\/(\d+)/.exec(String(asked.header('location')))![1]!)
    }
    const change = (order: string, name: string, form: object) =>
      send(client, 'bruno.', `/services/orders/${order}/change/${name}`, { ...form })
    const [late, onTime, closed] = orders as [string, string, string]
    for (const [order, due] of [
      [late, '2026-11-20'],
      [onTime, '2026-11-24'],
      [closed, '2026-11-20'],
    ] as const)
      await change(order, 'assign', { team: 'water', due_on: due })
    await change(closed, 'close', { result: 'done', findings: 'Registro trocado' })

    assert.isEmpty(await told('2026-11-20'), 'the last day of the deadline is on time')
    const page = await open(client, 'bruno.', `/services/orders/${late}`)
    const [, number] = /(20\d\d-\d{6})/.exec(page.text())!
    const notice = (due: string) => [
      `Ordem ${number} atrasada`,
      `Conserto de cavalete no imóvel ${premises[0]!.registration}, prazo ${due}`,
    ]
    const first = ['carla', 'elisa'].map((who) => [who, ...notice('20/11/2026')])
    assert.sameDeepMembers(await told('2026-11-21'), first)
    assert.sameDeepMembers(await told('2026-11-22'), first, 'and not again the next day')

    await forget()
    await change(late, 'assign', { team: 'water', due_on: '2026-11-23' })
    const again = ['carla', 'elisa'].map((who) => [who, ...notice('23/11/2026')])
    assert.sameDeepMembers(await told('2026-11-24'), again, 'a deadline put off and missed again')
  }).tags(['@TR-3.1.6.1'])
})
