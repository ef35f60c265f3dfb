import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { bill, bringBack, takeToField } from '#tests/scenarios/support/reading_month'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses } from './built_group.ts'
import { putVersion } from './put_version.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '3.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}

async function person(name: string): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return row!.id
}

test.group('Billing | change of holder', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  const change = (client: ApiClient, house: BuiltHouse, form: object) =>
    send(client, 'bruno', `/registry/premises/${house.id}/change/holder`, {
      ...{ reason: 'Venda do imóvel' },
      ...form,
    })

  test('personal exemptions end with the former holder, whose final bill ends with the reading of the day before', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-03-01T15:00:00Z')
    const [former, next] = [await person('Luzia Figueiredo'), await person('Vera Lúcia Campos')]
    const houses = await buildGroup(client, 'TIT', [
      { holder: former, sewage: true },
      { holder: former },
    ])
    const [house, sold] = houses as [BuiltHouse, BuiltHouse]
    const grant = async (service: string, more: object) => {
      const answer = await send(client, 'bruno', '/billing/exemptions', {
        ...{ premise_id: String(house.id), service, from_on: '2026-02-01', ...more },
      })
      answer.assertStatus(302)
    }
    await grant('water', { reason_code: 'worship' })
    await grant('sewage', { reason_code: 'law' })
    await grant('garbage', { reason_code: 'law', belongs_to: 'person' })
    await billHouses(client, { code: 'TIT', houses }, { reference: '2026-03', m3: [10, 10] })
    const [march] = await invoicesOfHouses(houses, '2026-03')
    assert.isTrue(march === null || march?.lines.length === 0)

    clock.freeze('2026-03-20T15:00:00Z')
    const form = { customer_id: String(next), from_on: '2026-03-20' }
    const preview = await change(client, house, form)
    for (const title of ['Água', 'Taxa de lixo']) {
      preview.assertTextIncludes(`A isenção pessoal de Luzia Figueiredo termina: ${title}.`)
    }
    assert.notInclude(preview.text(), 'termina: Esgoto')
    const done = await change(client, house, { ...form, confirmed: 'true' })
    done.assertStatus(302)
    const rows = await query(
      db,
      'select service, belongs_to, ended_on from billing_exemptions where premise_id = ? order by service',
      [house.id]
    )
    assert.deepEqual(rows, [
      { service: 'garbage', belongs_to: 'person', ended_on: '2026-03-19' },
      { service: 'sewage', belongs_to: 'premise', ended_on: null },
      { service: 'water', belongs_to: 'person', ended_on: '2026-03-19' },
    ])

    // No load is open: the next bill is whole the new holder's, and the screen says so.
    const early = { customer_id: String(next), from_on: '2026-03-20' }
    const told = await change(client, sold, early)
    told.assertTextIncludes(
      'A próxima fatura conta desde 04/03/2026 e sai inteira em nome de Vera Lúcia Campos, também os dias de 05/03/2026 a 19/03/2026, que foram de Luzia Figueiredo.'
    )
    const refused = await change(client, sold, { ...early, reading: '17', confirmed: 'true' })
    refused.assertStatus(422)
    refused.assertTextIncludes('A leitura não pode virar fatura final agora')

    const taken = await takeToField(client, { group: 'TIT', reference: '2026-04' })
    const sale = { customer_id: String(next), from_on: '2026-04-06' }
    const whole = await change(client, sold, sale)
    whole.assertTextIncludes(
      'A fatura de 04/2026, que já está em leitura, sai inteira em nome de Luzia Figueiredo'
    )
    const shown = await change(client, sold, { ...sale, reading: '17' })
    shown.assertTextIncludes('com o consumo até 05/04/2026: 7 m³, R$\u00A033,00.')
    shown.assertTextIncludes('conta desde a leitura 17, de 05/04/2026')
    assert.deepEqual(await invoicesOfHouses([sold], '2026-04'), [null])
    const moved = await change(client, sold, { ...sale, reading: '17', confirmed: 'true' })
    moved.assertStatus(302)
    // The readers' later reading of the sold house does not count: its month is billed.
    await bill(client, await bringBack(client, taken, () => 10))
    const [april] = await invoicesOfHouses(houses, '2026-04')
    // 10 m³ × 3.00 and 12.00; the sewage stays exempt
    assert.deepEqual(april?.lines, ['water 30.00', 'garbage 12.00'])
    await putVersion('parameter', 'readings.average_holder', { value: 'holder' })
    await billHouses(client, { code: 'TIT', houses }, { reference: '2026-05', m3: [10, 12] })
    const bills = await query(
      db,
      `select reference, debtor_id, period_from, period_until, trim_scale(billed_m3)::text as m3, total_cents
         from billing_invoices where premise_id = ? and reference > '2026-03' order by reference`,
      [sold.id]
    )
    // 7 × 3.00 + 12.00 of who left; 12 × 3.00 + 12.00 of who came, from the reading of the change on
    assert.deepEqual(bills, [
      {
        ...{ reference: '2026-04', debtor_id: former, m3: '7', total_cents: 3300n },
        ...{ period_from: '2026-03-04', period_until: '2026-04-05' },
      },
      {
        ...{ reference: '2026-05', debtor_id: next, m3: '12', total_cents: 4800n },
        ...{ period_from: '2026-04-05', period_until: '2026-05-04' },
      },
    ])
    // Before its first day nothing enters an average of the holder's own: of the first house April's 10 m³ do.
    const averages = await query(
      db,
      `select l.reference, trim_scale(i.average_m3)::text as m3, i.facts::jsonb ->> 'average_since' as since
         from readings_load_items i join readings_loads l on l.id = i.load_id
        where i.premise_id = any(?::bigint[]) and l.reference > '2026-03' order by l.reference, i.premise_id`,
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(averages, [
      { reference: '2026-04', m3: '10', since: null },
      { reference: '2026-04', m3: '10', since: null },
      { reference: '2026-05', m3: '10', since: '2026-03-20' },
      { reference: '2026-05', m3: null, since: '2026-04-06' },
    ])
  })
})
