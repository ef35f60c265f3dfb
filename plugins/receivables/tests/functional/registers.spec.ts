import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, carla } from '#tests/support/people'
import { openDebts } from '../../services/debts/open_debts.ts'
import { issue, municipality } from './issued.ts'

const BENEFICIARIES = '/api/receivables/beneficiaries'
const TYPES = '/api/receivables/charge-types'

const idOf = async (table: string, code: string): Promise<bigint> => {
  const [row] = await query<{ id: bigint }>(
    db,
    `select id from receivables_${table} where code = ? order by id limit 1`,
    [code]
  )
  return row!.id
}

test.group('Receivables | beneficiaries and charge types', (group) => {
  freshDatabase(group)

  test('an administrator keeps whom the utility collects for, and what each charge is', async ({
    client,
    assert,
  }) => {
    const hospital = { code: 'hospital', name: 'Hospital Municipal', nature: 'donation' }
    const post = async (path: string, json: object, who = ana) =>
      client
        .post(path)
        .json(json)
        .withCsrfToken()
        .loginAs(await who())
    const stranger = await post(BENEFICIARIES, hospital, carla)
    stranger.assertStatus(403)
    const counted = await post(BENEFICIARIES, { ...hospital, counts_for_cut: true })
    counted.assertStatus(422)
    counted.assertTextIncludes('E_RECEIVABLES_DONATION_COUNTS')
    const spelt = await post(BENEFICIARIES, { ...hospital, code: 'Hospital 1' })
    spelt.assertTextIncludes('E_RECEIVABLES_CODE')
    const made = await post(BENEFICIARIES, hospital)
    made.assertStatus(201)
    const beneficiary = await idOf('beneficiaries', 'hospital')
    const type = { code: 'doacao_hospital', name: 'Doação ao hospital' }
    const typed = await post(TYPES, { ...type, beneficiary_id: String(beneficiary) })
    typed.assertStatus(201)
    const [written] = await query(
      db,
      `select t.service, b.kind, b.is_severable, b.counts_for_cut, b.counts_for_listing
         from receivables_charge_types t join receivables_beneficiaries b on b.id = t.beneficiary_id where t.code = ?`,
      [type.code]
    )
    assert.deepEqual(written, {
      ...{ service: 'other', kind: 'third_party', is_severable: false },
      ...{ counts_for_cut: false, counts_for_listing: false },
    })
  })

  test('what was charged keeps its nature, and what is of the utility stays so', async ({
    client,
    assert,
  }) => {
    await issue([['water', 10_000n]])
    const patch = async (path: string, json: object) =>
      client
        .patch(path)
        .json(json)
        .withCsrfToken()
        .loginAs(await ana())
    const utility = `${BENEFICIARIES}/${await idOf('beneficiaries', 'utility')}`
    const hall = await idOf('beneficiaries', 'city_hall')
    for (const [path, change, code] of [
      [utility, { nature: 'tax' }, 'E_RECEIVABLES_NATURE_FIXED'],
      [utility, { counts_for_listing: false }, 'E_RECEIVABLES_UTILITY_COUNTS'],
      [utility, { code: 'saae' }, 'E_RECEIVABLES_CODE_FIXED'],
      [
        `${TYPES}/${await idOf('charge_types', 'water')}`,
        { beneficiary_id: String(hall) },
        'E_RECEIVABLES_TYPE_OWN',
      ],
    ] as const) {
      const refused = await patch(path, change)
      refused.assertTextIncludes(code)
    }
    const renamed = await patch(utility, { name: 'SAAE de Águas Claras' })
    renamed.assertStatus(200)
    const [entry] = await query<{ action: string }>(
      db,
      'select action from audit_entries order by id desc limit 1',
      []
    )
    assert.equal(entry!.action, 'receivables.beneficiaries.update')
  })

  test('a debt of a third party is told to bureaus once the administrator says so', async ({
    client,
    assert,
  }) => {
    const municipalityId = await municipality()
    const { itemIds } = await issue([
      ['water', 10_000n],
      ['garbage', 1500n],
    ])
    const listed = async () => {
      const [debt] = await openDebts(db, { municipalityId, itemIds })
      return debt!.listingCents
    }
    assert.equal(await listed(), 10_000n)
    const changed = await client
      .patch(`${BENEFICIARIES}/${await idOf('beneficiaries', 'city_hall')}`)
      .json({ counts_for_listing: true })
      .withCsrfToken()
      .loginAs(await ana())
    changed.assertStatus(200)
    assert.equal(await listed(), 11_500n)
  })
})
