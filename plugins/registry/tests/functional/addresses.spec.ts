import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { created, house, submit } from './premise_forms.ts'

test.group('Registry | addresses', (group) => {
  freshDatabase(group)

  test('a street and a number give neighbourhood and postal code, and a number outside every range is warned', async ({
    client,
    assert,
  }) => {
    const city = await created(client, '/registry/cities', {
      code: '5199998',
      name: 'Serra do Teste',
      state: 'MT',
    })
    const locality = await created(client, '/registry/localities', {
      code: '90',
      name: 'Sede de teste',
      city_id: city,
    })
    const district = await created(client, '/registry/districts', {
      code: 'B90',
      name: 'Bairro das Faixas',
      locality_id: locality,
    })
    const type = await created(client, '/registry/street-types', { code: 'AVT', name: 'Avenida T' })
    const street = await created(client, '/registry/streets', {
      code: 'L90',
      type_id: type,
      name: 'das Faixas',
      locality_id: locality,
    })
    const range = { street_id: street, district_id: district }
    await created(client, '/registry/street-ranges', {
      ...range,
      side: 'both',
      number_from: '1',
      number_until: '999',
      zip_code: '78899901',
    })
    const overlap = await submit(client, '/registry/street-ranges', {
      ...range,
      side: 'odd',
      number_from: '900',
      number_until: '1100',
      zip_code: '78899902',
    })
    assert.equal(overlap.status(), 422)

    const told = async (number: string) => {
      const answer = await submit(client, '/registry/premises/address', {
        street_id: street,
        number,
      })
      answer.assertStatus(200)
      return answer.text()
    }
    const inside = await told('500')
    assert.include(inside, 'data-district="Bairro das Faixas"')
    assert.include(inside, 'data-zip-code="78899901"')
    assert.notInclude(inside, 'fora de todas as faixas')
    assert.include(
      await told('1200'),
      'O número 1200 está fora de todas as faixas de Avenida T das Faixas'
    )

    const id = await created(client, '/registry/premises', {
      ...(await house({ street_id: street, number: '500' })),
    })
    const [row] = await query(
      db,
      'select street, district, zip_code from registry_premises where id = ?',
      [id]
    )
    assert.deepEqual(row, {
      street: 'Avenida T das Faixas',
      district: 'Bairro das Faixas',
      zip_code: '78899901',
    })
  }).tags(['@TR-3.2.2.1c'])
})
