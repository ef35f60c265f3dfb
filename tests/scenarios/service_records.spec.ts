import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

interface Order {
  readonly id: bigint
  readonly number: string
  readonly task: string
  readonly user_name: string
  readonly description: string
  readonly entry_id: bigint
}
const orders = () => query<Order>(db, 'select * from actions_service_records order by id')

test.group('Service records | what people do leaves a closed order', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('the audit screen lists exactly the orders of one person and day, and one opens with its details', async ({
    assert,
    client,
  }) => {
    const [premise] = await query<{ id: bigint; registration_number: string }>(
      db,
      'select id, registration_number from registry_premises order by id limit 1'
    )
    const [customer] = await query<{ id: bigint }>(
      db,
      'select id from registry_customers order by id limit 1'
    )
    const change = async (path: string, changes: Record<string, string>, name: string) => {
      const sent = await client
        .patch(`/api/registry/${path}`)
        .json(changes)
        .withCsrfToken()
        .loginAs(await userNamed(name))
      sent.assertStatus(200)
    }
    const { id } = premise!
    clock.freeze('2026-11-16T14:00:00-04:00')
    await change(`premises/${id}`, { complement: 'Véspera' }, 'ana.admin')
    clock.freeze('2026-11-17T09:00:00-04:00')
    await change(`premises/${id}`, { complement: 'Fundos' }, 'ana.admin')
    await change(`customers/${customer!.id}`, { phone: '6635292000' }, 'ana.admin')
    await change(`premises/${id}`, { complement: 'Fundos' }, 'ana.admin')
    await change(`premises/${id}`, { complement: 'Frente' }, 'bruno.faturamento')
    // Eleven at night in the municipality is the next day in Greenwich.
    clock.freeze('2026-11-17T23:00:00-04:00')
    await change(`premises/${id}`, { complement: 'Noite' }, 'ana.admin')
    clock.restore()

    const written = await orders()
    assert.lengthOf(written, 5, 'a change that changed nothing leaves none')
    const page = await textOf(
      client
        .get('/audit?actor=Ana+Ribeiro&from=2026-11-17&until=2026-11-17&services=1')
        .loginAs(await userNamed('ana.admin'))
    )
    const listed = [...page.matchAll(/\/service-records\/(\d+)/g)].map(([, found]) =>
      BigInt(found!)
    )
    assert.deepEqual(
      listed.toSorted(),
      written
        .slice(1)
        .filter(({ user_name: name }) => name === 'Ana Ribeiro')
        .map((order) => order.id)
        .toSorted()
    )
    assert.lengthOf(listed, 3)

    const [, second] = written
    const detail = await textOf(
      client.get(`/service-records/${second!.id}`).loginAs(await userNamed('ana.admin'))
    )
    for (const text of [
      'Alteração de imóvel',
      'Encerrada',
      premise!.registration_number.replace(/(\d)$/, '-$1'),
      'Ana Ribeiro',
      'Administrador',
      'Cadastro',
      '17/11/2026',
      second!.number.replace(/(\d)$/, '-$1'),
    ]) {
      assert.include(detail, text)
    }
    assert.match(detail, /Complemento<\/td>(?:(?!<\/tr>)[\s\S])*Véspera(?:(?!<\/tr>)[\s\S])*Fundos/)
  }).tags(['@TR-3.2.1.15b'])

  test('changing the category of a unit opens and closes one order with all that tells it', async ({
    assert,
    client,
  }) => {
    const [premise] = await query<{ id: bigint; registration_number: string }>(
      db,
      `select p.id, p.registration_number from registry_premises p
         join registry_premise_economies e on e.premise_id = p.id and e.until_on is null
        where p.kind = 'single' group by p.id having max(e.category) = 'RES' and min(e.category) = 'RES' and sum(e.economies) = 1
        order by p.id limit 1`
    )
    const before = await orders()
    clock.freeze('2026-11-20T10:30:00-04:00')
    const sent = await client
      .post('/api/actions/registry.premises.change_economies')
      .json({
        premise_id: Number(premise!.id),
        from_on: '2026-11-20',
        economies: { RES: 0, COM: 1 },
        reason: 'Virou padaria',
      })
      .withCsrfToken()
      .loginAs(await userNamed('bruno.faturamento'))
    clock.restore()
    sent.assertStatus(200)
    const written = await orders()
    assert.lengthOf(written, before.length + 1)
    const page = await textOf(
      client.get(`/service-records/${written.at(-1)!.id}`).loginAs(await userNamed('ana.admin'))
    )
    for (const text of [
      premise!.registration_number.replace(/(\d)$/, '-$1'),
      'Alteração de categoria e economias',
      'Bruno Matos',
      'Analista de faturamento',
      'Virou padaria',
      'Encerrada',
    ]) {
      assert.include(page, text)
    }
    assert.equal(page.match(/20\/11\/2026 10:30/g)?.length, 2, 'opened and closed')
    assert.match(
      page,
      /Economias<\/td>(?:(?!<\/tr>)[\s\S])*1 residencial(?:(?!<\/tr>)[\s\S])*1 comercial/
    )
  }).tags(['@TR-3.2.1.15a'])

  test('the number ends with its check digit (modulo 11)', async ({ assert }) => {
    for (const { number } of await orders()) {
      const digits = [...number.slice(0, -1)].map(Number).toReversed().slice(0, 8)
      const rest = digits.reduce((sum, digit, index) => sum + digit * (index + 2), 0) % 11
      assert.equal(Number(number.at(-1)), rest < 2 ? 0 : 11 - rest, number)
    }
  })

  test('shows in the history of its subject and in its own list, and never changes', async ({
    assert,
    client,
  }) => {
    const [order] = await orders()
    const [{ subject_id: id }] = (await query<{ subject_id: bigint }>(
      db,
      'select subject_id from actions_service_records order by id limit 1'
    )) as [{ subject_id: bigint }]
    const history = await textOf(
      client
        .get(`/registry/premises/${id}/tabs/history`)
        .loginAs(await userNamed('carla.atendimento'))
    )
    assert.include(history, `/service-records/${order!.id}`)
    assert.notInclude(history, '/audit/', 'who may not read the trail is not sent there')
    const list = await textOf(
      client.get('/service-records').loginAs(await userNamed('carla.atendimento'))
    )
    assert.include(list, 'Alteração de imóvel')
    for (const sql of [
      "update actions_service_records set task = 'x'",
      'delete from actions_service_records',
    ]) {
      await assert.rejects(() => db.rawQuery(sql), /permission denied/)
    }
  })
})
