import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { freshDatabase } from '#tests/support/database'
import { open, send } from './support/people.ts'
import { bill, readMonth } from './support/reading_month.ts'

test.group('Scenario | where the bill goes', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  test('three addresses stand under their labels, the physical one stays, and the next bill goes to the chosen one', async ({
    assert,
    client,
  }) => {
    const [house] = await query<{ id: bigint }>(
      db,
      `select id from registry_premises where street = 'Rua das Acácias' and number = '100'`
    )
    await putVersion(
      'parameter',
      'billing.delivery_fee',
      { value: { is_charged: true, cents: 350 } },
      '2026-01-02' as CivilDate
    )
    const [former] = await query<{ id: bigint }>(
      db,
      `select id from registry_premises where street = 'Rua das Acácias' and number = '130'`
    )
    const formerPath = `/registry/premises/${former!.id}`
    await send(client, 'bruno', `${formerPath}/change/address`, {
      ...{ kind: 'alternative', street: 'Rua Antiga', number: '9', city: 'Cuiabá', state: 'MT' },
      zip_code: '78000-000',
    })
    for (const delivery of ['alternative', 'physical'])
      await send(client, 'bruno', `${formerPath}/change/delivery`, { delivery })
    const path = `/registry/premises/${house!.id}`
    const address = (kind: string, street: string) =>
      send(client, 'bruno', `${path}/change/address`, {
        ...{ kind, street, number: '77', city: 'Cuiabá', state: 'MT', zip_code: '78000-000' },
        recipient: 'Escritório Contábil',
      })
    await address('alternative', 'Rua da Entrega')
    await address('secondary', 'Rua do Contato')
    await send(client, 'bruno', `${path}/change/delivery`, { delivery: 'alternative' })

    const opened = await open(client, 'bruno', path)
    const page = opened.text()
    for (const [label, text] of [
      ['Endereço físico', 'Rua das Acácias, 100'],
      ['Endereço alternativo', 'Rua da Entrega, 77'],
      ['Endereço secundário', 'Rua do Contato, 77'],
    ]) {
      assert.match(page, new RegExp(`${label}</span>(?:(?!</li>)[\\s\\S])*${text}`))
    }
    const refused = await send(client, 'bruno', '/actions/registry.premises.remove_address', {
      premise_id: String(house!.id),
      kind: 'physical',
    })
    const { problem } = refused.flashMessages() as { problem?: { code: string } }
    assert.equal(problem?.code, 'E_REGISTRY_ADDRESS_PHYSICAL')
    const [kept] = await query(db, 'select street, delivery from registry_premises where id = ?', [
      house!.id,
    ])
    assert.deepEqual(kept, { street: 'Rua das Acácias', delivery: 'alternative' })

    const read = await readMonth(client, { reference: '2026-10', consumption: () => 12 })
    await bill(client, read)
    const [invoice] = await query<{ id: bigint }>(
      db,
      'select id from billing_invoices where premise_id = ?',
      [house!.id]
    )
    const paper = await open(client, 'bruno', `/billing/invoices/${invoice!.id}/document`)
    assert.include(
      paper.text(),
      'Entrega: A/C Escritório Contábil · Rua da Entrega, 77 · Cuiabá/MT · 78000-000'
    )
    const [other] = await query<{ id: bigint }>(
      db,
      'select id from billing_invoices where premise_id <> ? limit 1',
      [house!.id]
    )
    const plain = await open(client, 'bruno', `/billing/invoices/${other!.id}/document`)
    assert.notInclude(plain.text(), 'Entrega:')
    const { rows } = await report(client, 'billing.delivered_elsewhere', 'reference=2026-10')
    assert.lengthOf(rows, 1)
    assert.containsSubset(rows[0], {
      ...{ kind: 'alternative', premise_id: String(house!.id), invoice_id: String(invoice!.id) },
      ...{ fee_cents: '350', zip_code: '78000000' },
    })
    assert.include(rows[0]!.delivery, 'Rua da Entrega, 77')
  }).tags(['@TR-3.2.2.2.2', '@TR-3.2.19.73'])
})
