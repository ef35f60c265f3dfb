import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import type { CreatedPremise } from '../../services/create_premise.ts'
import { DEFAULT_REGISTRATION_RULE, isRegistration } from '../../domain/registration_number.ts'
import { premiseAt } from './support.ts'

async function house(more: Record<string, unknown> = {}) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  const [holder] = await query<{ id: bigint }>(
    db,
    `select id from registry_customers where name = 'Luzia Figueiredo'`
  )
  return {
    kind: 'single',
    street: 'Rua das Acácias',
    number: '150',
    district: 'Centro',
    zip_code: '78899-000',
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    category: 'RES',
    economies: 1,
    holder_id: String(holder!.id),
    holder_from: '2026-10-01',
    ...more,
  }
}

async function create(more: Record<string, unknown> = {}): Promise<CreatedPremise> {
  const { municipality_id: municipalityId } = await premiseAt('Rua das Acácias', '100')
  const input = await house(more)
  return runAction('registry.premises.create', { actor: systemActor(municipalityId), input })
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
  } catch (error) {
    return (error as { code?: string }).code
  }
  return 'accepted'
}

async function post(client: ApiClient, email: string, input: Record<string, unknown>) {
  const user = await User.findByOrFail('email', email)
  return client
    .post('/api/registry/premises')
    .loginAs(user)
    .withCsrfToken()
    .accept('json')
    .json(input)
}

test.group('Registry | create premise', (group) => {
  freshDatabase(group)

  test('gives the next registration number and writes all that belongs to the premise', async ({
    assert,
  }) => {
    const first = await create({ water_connected_on: '2026-10-02' })
    const second = await create({ number: '152' })
    assert.isTrue(isRegistration(first.registrationNumber, DEFAULT_REGISTRATION_RULE))
    const sequence = ({ registrationNumber }: CreatedPremise) =>
      Number(registrationNumber.slice(0, -1))
    assert.equal(sequence(second), sequence(first) + 1)
    const [row] = await query(
      db,
      `select p.holder_name, p.zip_code, e.category, e.economies, c.title, c.situation,
              (select count(*) from registry_connections where premise_id = p.id) as connections,
              (select description from audit_entries where subject_type = 'registry.premises' and subject_id = p.id) as told,
              (select title from records_search where record_type = 'registry.premises' and record_id = p.id) as found
         from registry_premises p join registry_premise_economies e on e.premise_id = p.id
         join registry_connections c on c.premise_id = p.id where p.id = ?`,
      [first.id]
    )
    const number = first.registrationNumber
    const written = `${number.slice(0, -1)}-${number.slice(-1)}`
    assert.deepEqual(row, {
      holder_name: 'Luzia Figueiredo',
      zip_code: '78899000',
      category: 'RES',
      economies: 1,
      title: `${written} água`,
      situation: 'active',
      connections: 1n,
      told: `Imóvel ${number} cadastrado: Rua das Acácias, 150, Centro`,
      found: `${written} · Luzia Figueiredo · Rua das Acácias · 150 · Centro`,
    })
  })

  test('gives different numbers to two operators at once and leaves no gap when one is refused', async ({
    assert,
  }) => {
    const before = await create()
    assert.equal(await codeOf(create({ holder_id: '999999' })), 'E_REGISTRY_CUSTOMER_UNKNOWN')
    const created = await Promise.all([create(), create(), create()])
    const sequences = created.map(({ registrationNumber }) =>
      Number(registrationNumber.slice(0, -1))
    )
    const start = Number(before.registrationNumber.slice(0, -1))
    assert.deepEqual(
      sequences.sort((a, b) => a - b),
      [start + 1, start + 2, start + 3]
    )
  })

  test('puts a child only under a master of its billing group', async ({ assert }) => {
    const master = await premiseAt('Rua dos Ipês', '200', 'condominium_master')
    const other = await premiseAt('Rua das Acácias', '112')
    const [group2] = await query<{ id: bigint }>(
      db,
      `select id from registry_billing_groups where code = '02'`
    )
    const child = (parent: bigint, more = {}) =>
      codeOf(create({ kind: 'condominium_child', parent_id: String(parent), ...more }))
    assert.equal(await child(master.id), 'accepted')
    assert.equal(await child(other.id), 'E_REGISTRY_PARENT')
    assert.equal(
      await child(master.id, { billing_group_id: String(group2!.id) }),
      'E_REGISTRY_PARENT'
    )
    assert.equal(await codeOf(create({ parent_id: String(master.id) })), 'E_REGISTRY_PARENT')
  })

  test('refuses what the form must not hold: {title}')
    .with([
      { title: 'no street', wrong: { street: '' } },
      { title: 'an unknown kind', wrong: { kind: 'castle' } },
      { title: 'a day that no month has', wrong: { due_day: 32 } },
      { title: 'no category', wrong: { category: null } },
      { title: 'a category without economies', wrong: { economies: null } },
      { title: 'a date that does not exist', wrong: { holder_from: '2026-02-30' } },
      { title: 'a short postal code', wrong: { zip_code: '123' } },
      { title: 'a fraction above one', wrong: { fraction: '1.5' } },
      { title: 'sewage without class', wrong: { sewage_connected_on: '2026-10-02' } },
    ])
    .run(async ({ assert }, { wrong }) => {
      assert.equal(await codeOf(create(wrong)), 'E_VALIDATION_ERROR')
    })

  test('creates through the API for who may write and refuses who may only read', async ({
    client,
    assert,
  }) => {
    const input = await house({ number: '160' })
    const refused = await post(client, 'carla.atendimento@demo.aqueduto', input)
    refused.assertStatus(403)
    const accepted = await post(client, 'bruno.faturamento@demo.aqueduto', input)
    accepted.assertStatus(201)
    const { id } = accepted.body() as { id: string }
    const [row] = await query<{ number: string }>(
      db,
      'select number from registry_premises where id = ?',
      [id]
    )
    assert.equal(row!.number, '160')
  })

  test('changes the copied name when a holder is renamed', async ({ assert }) => {
    const premise = await premiseAt('Rua das Acácias', '140')
    const [holder] = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where name = 'Sebastião Moraes'`
    )
    const { updateAction } = await import('#core/records/index')
    const { registries } = await import('#core/kernel/index')
    await runAction(updateAction(registries().records.get('registry.customers')), {
      actor: systemActor(premise.municipality_id),
      input: { id: String(holder!.id), changes: { name: 'Sebastião Moraes Leite' } },
    })
    const after = await premiseAt('Rua das Acácias', '140')
    assert.equal(after.holder_name, 'Sebastião Moraes Leite')
    const found = await query(
      db,
      `select record_id from records_search where record_type = 'registry.premises' and document like '%moraes leite%'`
    )
    assert.deepEqual(found, [{ record_id: premise.id }])
  })
})
