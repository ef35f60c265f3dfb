import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type Unit, at, generate, noticesOf, owe, setTerms, unitsOwingNothing } from './owing.ts'

const OPINION = 'Cliente comprovou internação; prazo dado pela gerência.'

const recordsOf = ({ id }: Unit) =>
  query<{ task: string; description: string }>(
    db,
    `select task, description from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? order by id`,
    [id]
  )

test.group('Dunning | who is left alone, and for how long', (group) => {
  freshDatabase(group)
  let units: Unit[] = []

  group.setup(async () => {
    at('2024-02-28')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1 })
  })
  group.each.teardown(() => clock.restore())

  test('a blocked premise receives no notice until somebody lifts the block', async ({
    client,
    assert,
  }) => {
    at('2024-06-01')
    const [unit] = units as [Unit]
    await owe(unit, { cents: 8_000n, dueOn: '2024-02-10' })
    const made = await send(client, 'bruno', '/dunning/blocks', {
      ...{ premise_id: String(unit.id), what: 'notices', opinion: OPINION },
    })
    const block = made.header('location')!
    assert.match(block, /\/dunning\/blocks\/\d+$/)
    const twice = await send(client, 'bruno', '/dunning/blocks', {
      ...{ premise_id: String(unit.id), what: 'notices', opinion: OPINION },
    })
    twice.assertTextIncludes('já está bloqueado')
    const run = await generate(client)
    const [told] = run.issues.filter(({ path }) => path === unit.registration_number)
    assert.equal(told!.code, 'blocked')
    assert.match(told!.message, /bloqueado/)
    assert.lengthOf(await noticesOf(unit), 0)
    const [record] = await recordsOf(unit)
    assert.containsSubset(record, {
      task: 'Bloqueio de cobrança',
      description: `Imóvel bloqueado: notificações. Parecer: ${OPINION}`,
    })
    await send(client, 'bruno', `${block}/change/lift`, { reason: 'Perícia concluída' })
    at('2024-06-02')
    await generate(client)
    assert.lengthOf(await noticesOf(unit), 1)
    assert.lengthOf(await recordsOf(unit), 2)
  }).tags(['@TR-3.2.13.10.16'])

  test('the law is the floor of the term: 29 days are refused, naming the article', async ({
    client,
  }) => {
    at('2024-06-10')
    const drafted = await send(client, 'bruno', '/configuration/parameter/dunning.notices/draft', {
      content: JSON.stringify({
        value: {
          ...{ minimum_debts: 1, minimum_cents: 0, minimum_days: 30, debt_notices: false },
          ...{ due_days: 29, message: 'Mensagem do prestador.', is_charged: false, fee_cents: 0 },
          ...{ includes_sundry: false, allows_several: false, notices_cut: false },
          ...{ shows_barcode: true, valid_days: 90, with_readings: false },
        },
      }),
    })
    drafted.assertStatus(422)
    drafted.assertTextIncludes('Lei 11.445/2007, art. 40, § 2º')
  })
})
