import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { textOf } from '#tests/support/requests'
import { format } from '#core/web/index'
import { LIST, type Unit, as, filled, openReview, reviewOf, send, unitsOf } from './reviewing.ts'

test.group('Reviews | the form', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  const unit = (index: number) => units[index]!

  group.setup(async () => {
    units = await unitsOf(12)
  })
  group.each.teardown(() => clock.restore())

  const panel = async (
    client: Parameters<typeof as>[0],
    form: Record<string, string>,
    who = 'ana.'
  ) => {
    const request = client
      .post('/reviews/unit')
      .form(form)
      .withCsrfToken()
      .loginAs(await userNamed(who))
    const text = await textOf(request)
    return text.replaceAll(/[\u00A0\u202F]/g, ' ')
  }

  test('a review is opened for the customer and by the utility, each with its origin and who opened it', async ({
    client,
    assert,
  }) => {
    const first = await openReview(client, 'carla.', filled(unit(0)))
    const second = await openReview(
      client,
      'ana.',
      filled(unit(0), { origin: 'user', reference: '08/2026', requester_name: '' })
    )
    assert.notEqual(first, second)
    const asked = await as(client, 'ana.', `${LIST}/${first}`)
    assert.include(asked, 'Pedido do cliente')
    assert.match(asked, /Aberta por[\s\S]{0,200}Carla Nunes/)
    const own = await as(client, 'ana.', `${LIST}/${second}`)
    assert.include(own, 'Iniciativa do prestador')
    assert.match(own, /Aberta por[\s\S]{0,200}Ana Ribeiro/)
    const again = await send(client, 'ana.', LIST, filled(unit(0)))
    again.assertStatus(422)
    again.assertTextIncludes('ainda está aberta')
  }).tags(['@TR-3.2.6.1'])

  const answers = {
    residents: '5',
    has_pool: 'yes',
    pool_note: '12 mil litros',
    has_washing_machine: 'yes',
    has_water_tank: 'no',
    has_alternative_source: 'yes',
    alternative_source_type: 'well',
  }

  test('all twelve items stand when it is opened again, whoever opened it', async ({
    client,
    assert,
  }) => {
    for (const [index, who, origin] of [
      [1, 'carla.', 'customer'],
      [2, 'ana.', 'user'],
    ] as const) {
      const id = await openReview(client, who, filled(unit(index), { ...answers, origin }))
      const kept = await reviewOf(client, id)
      assert.containSubset(kept, {
        reference: '2026-09',
        requested_on: '2026-10-05',
        requester_name: 'João Pereira',
        ...{ ...answers, residents: 5 },
        description: 'A conta veio o triplo do costume.',
      })
      assert.match(String(kept.number), /^2026\/\d+$/)
      const { name, taxpayer_id: cpf, registration_number: number, street } = unit(index)
      const page = await as(client, 'ana.', `${LIST}/${id}`)
      const words = [
        ...['09/2026', '05/10/2026', 'João Pereira', '12 mil litros', 'Poço', 'triplo do costume'],
        ...[name, format.taxpayer(cpf), format.registration(number), street, 'Máquina de lavar'],
      ]
      for (const text of words) assert.include(page, text)
    }
    const fieldsOf = async (who: string) => {
      const form = await as(client, who, `${LIST}/new`)
      return [...form.matchAll(/data-field="(\w+)"/g)].map(([, name]) => name)
    }
    const asked = await fieldsOf('carla.')
    assert.includeMembers(asked, [...Object.keys(answers), 'requester_name', 'description'])
    assert.deepEqual(asked, await fieldsOf('ana.'))
  }).tags(['@TR-3.2.6.2'])

  test('the number is of the year of the request; at the same moment nobody gets the same', async ({
    client,
    assert,
  }) => {
    const on = (index: number, day: string) =>
      openReview(client, 'ana.', filled(unit(index), { requested_on: day, reference: '11/2024' }))
    const numberOf = async (id: string) => {
      const { number } = await reviewOf(client, id)
      return number
    }
    const first = await on(3, '2025-03-10')
    const second = await on(4, '2025-12-30')
    assert.deepEqual([await numberOf(first), await numberOf(second)], ['2025/1', '2025/2'])
    const [{ last }] = (await query<{ last: number }>(
      db,
      'select coalesce(max(sequence), 0)::int as last from reviews_reviews where year = 2026'
    )) as [{ last: number }]
    const made = await Promise.all(
      [5, 6, 7, 8, 9].map((index) => on(index, '2026-01-02').then(numberOf))
    )
    assert.sameMembers(
      made,
      [1, 2, 3, 4, 5].map((step) => `2026/${last + step}`)
    )
    const refused = await send(
      client,
      'ana.',
      LIST,
      filled(unit(5), { requested_on: '2026-01-03', reference: '11/2024' })
    )
    refused.assertStatus(422)
    const after = await on(10, '2026-01-04')
    assert.equal(await numberOf(after), `2026/${last + 6}`, 'a refused one leaves no hole')
  }).tags(['@TR-3.2.6.2.1'])

  test('choosing a unit brings its customer, address, reading and invoice; without a holder nothing is opened', async ({
    client,
    assert,
  }) => {
    const { premise_id: id, name, taxpayer_id: cpf, registration_number: number } = unit(0)
    const [reading] = await query<{ reference: string; reading: number }>(
      db,
      `select reference, reading from readings_readings where premise_id = ? and reading is not null order by reference desc limit 1`,
      [id]
    )
    const shown = await panel(client, {
      premise_id: String(id),
      reference: reading!.reference.replace(/^(\d{4})-(\d{2})$/, '$2/$1'),
    })
    const { street, district, zip_code: zip } = unit(0)
    const expected = [name, format.taxpayer(cpf), format.registration(number), street, district]
    for (const text of [...expected, unit(0).number, `${zip.slice(0, 5)}-${zip.slice(5)}`])
      assert.include(shown, text)
    assert.include(shown, format.integer(reading!.reading))
    assert.include(shown, 'Águas Claras do Norte')
    const hidden = await panel(client, { premise_id: String(id) }, 'carla.')
    assert.include(hidden, name)
    await query(
      db,
      'update registry_premises set has_water_tank = true, residents = 4 where id = ?',
      [id]
    )
    assert.include(
      await panel(client, { premise_id: String(id) }),
      'has_water_tank&quot;:&quot;yes'
    )
    await query(db, `update registry_holdings set until_on = '2026-01-01' where premise_id = ?`, [
      unit(11).premise_id,
    ])
    const refused = await send(client, 'ana.', LIST, filled(unit(11)))
    refused.assertStatus(422)
    refused.assertTextIncludes('não tem titular no cadastro')
  }).tags(['@TR-3.2.6.2.3'])
})
