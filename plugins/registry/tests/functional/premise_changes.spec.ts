import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { created, customerId, house, plainText, screen, submit } from './premise_forms.ts'
import { premiseAt } from './support.ts'

test.group('Registry | what changes of a premise', (group) => {
  freshDatabase(group)

  test('replacing the tenant keeps the former one with an end, and the owner stays', async ({
    client,
    assert,
  }) => {
    const id = await created(client, '/registry/premises', await house())
    const change = (what: string, form: Record<string, string>) =>
      submit(client, `/registry/premises/${id}/change/${what}`, form)
    const names = ['Sebastião Moraes', 'Paulo Henrique Dias', 'Vera Lúcia Campos'] as const
    const [owner, first, second] = await Promise.all(names.map(customerId))
    const done = [
      await change('owner', { customer_id: owner!, from_on: '2026-10-01' }),
      await change('tenant', {
        customer_id: first!,
        from_on: '2026-10-02',
        lease_until: '2027-10-01',
      }),
    ]
    for (const response of done) response.assertStatus(302)
    const page = await screen(client, `/registry/premises/${id}`)
    for (const text of [
      'Proprietário',
      'Sebastião Moraes',
      'Inquilino',
      'Paulo Henrique Dias',
      '01/10/2026',
      '02/10/2026',
    ]) {
      assert.include(page, text)
    }
    const replaced = await change('tenant', {
      customer_id: second!,
      from_on: '2026-11-01',
      is_holder: 'true',
    })
    replaced.assertStatus(302)
    const rows = await query(
      db,
      `select c.name, h.role, h.from_on, h.until_on from registry_holdings h join registry_customers c on c.id = h.customer_id
        where h.premise_id = ? order by h.role, h.from_on`,
      [id]
    )
    assert.deepEqual(rows, [
      { name: 'Luzia Figueiredo', role: 'holder', from_on: '2026-10-01', until_on: '2026-10-31' },
      { name: 'Vera Lúcia Campos', role: 'holder', from_on: '2026-11-01', until_on: null },
      { name: 'Sebastião Moraes', role: 'owner', from_on: '2026-10-01', until_on: null },
      {
        name: 'Paulo Henrique Dias',
        role: 'tenant',
        from_on: '2026-10-02',
        until_on: '2026-10-31',
      },
      { name: 'Vera Lúcia Campos', role: 'tenant', from_on: '2026-11-01', until_on: null },
    ])
    const later = await screen(client, `/registry/premises/${id}`)
    const [, tab] = /tabs\/([\w.]+)"[^>]*>Titulares e responsáveis/.exec(later) ?? []
    const panel = await screen(client, `/registry/premises/${id}/tabs/${tab}`)
    const lines = panel.split('<tr').map((row) => plainText(`<tr${row}`))
    const lineOf = (name: string, role: string) =>
      lines.find((line) => line.includes(name) && line.includes(role)) ?? ''
    assert.match(lineOf(names[1], 'Inquilino'), /02\/10\/2026.*31\/10\/2026/)
    assert.match(lineOf(names[2], 'Inquilino'), /01\/11\/2026/)
    assert.match(lineOf(names[0], 'Proprietário'), /01\/10\/2026/)
  }).tags(['@TR-3.2.2.2.5'])

  test('the change of holder says its effects first, does them, and tells who listens', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const path = `/registry/premises/${id}/change/holder`
    const form = {
      customer_id: await customerId('Vera Lúcia Campos'),
      from_on: '2026-11-02',
      reason: 'Venda do imóvel',
    }
    const preview = await submit(client, path, form)
    preview.assertStatus(200)
    for (const text of [
      'O dia de vencimento escolhido (20) deixa de valer',
      'Fica com a pessoa',
      'Fica com o imóvel',
    ]) {
      assert.include(preview.text(), text)
    }
    const holderNow = async () => {
      const [row] = await query(
        db,
        'select holder_name, due_day, holder_taxpayer_id from registry_premises where id = ?',
        [id]
      )
      return row
    }
    assert.include(await holderNow(), { holder_name: 'Juliana Cardoso', due_day: 20 })
    const confirmed = await submit(client, path, { ...form, confirmed: 'true' })
    confirmed.assertStatus(302)
    assert.include(await holderNow(), { holder_name: 'Vera Lúcia Campos', due_day: null })
    const events = await query<{ payload: string }>(
      db,
      `select payload from actions_outbox where event = 'registry.holder_changed' and (payload::jsonb->>'premise_id') = ?`,
      [String(id)]
    )
    assert.include(events[0]!.payload, '2026-11-02')
  })

  test('economies change from a day on, by whom and why, and past days stay as they were', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Avenida Brasil', '520')
    const path = `/registry/premises/${id}/change/economies`
    const form = { from_on: '2026-11-01', economies_RES: '3', economies_COM: '1' }
    const silent = await submit(client, path, form)
    assert.equal(silent.status(), 422)
    const changed = await submit(client, path, { ...form, reason: 'Vistoria' })
    changed.assertStatus(302)
    const rows = await query(
      db,
      `select category, economies, until_on, reason, changed_by from registry_premise_economies
        where premise_id = ? order by category, from_on`,
      [id]
    )
    const untold = { reason: null, changed_by: null }
    assert.deepEqual(rows, [
      { category: 'COM', economies: 1, until_on: null, ...untold },
      { category: 'RES', economies: 2, until_on: '2026-10-31', ...untold },
      {
        category: 'RES',
        economies: 3,
        until_on: null,
        reason: 'Vistoria',
        changed_by: 'Bruno Matos',
      },
    ])
    const again = await submit(client, path, {
      ...form,
      economies_RES: '4',
      from_on: '2026-10-15',
      reason: 'x',
    })
    assert.equal(again.status(), 422)
  })

  test('a paying body lists the units it pays, with what each owes and the sum', async ({
    client,
    assert,
  }) => {
    const body = await created(client, '/registry/paying-bodies', {
      code: 'PM',
      name: 'Prefeitura (todas as unidades)',
      customer_id: await customerId('Prefeitura Municipal de Águas Claras do Norte'),
    })
    const premises = await query<{
      id: bigint
      registration_number: string
      municipality_id: bigint
    }>(
      db,
      'select id, registration_number, municipality_id from registry_premises order by id limit 5'
    )
    for (const [index, one] of premises.entries()) {
      const linked = await submit(client, `/registry/paying-bodies/${body}/change/link`, {
        premise_id: String(one.id),
        from_on: '2026-10-01',
      })
      linked.assertStatus(302)
      await query(
        db,
        `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id,
           component, amount_cents, open_cents, due_on, origin_type, origin_id, state)
         select ?, ?, 1, '2026-09', 'water', id, 'principal', ?, ?, '2026-10-10', 'test', ?, 'open'
           from receivables_beneficiaries limit 1`,
        [one.municipality_id, one.id, 10_000 * (index + 1), 10_000 * (index + 1), index + 1]
      )
    }
    const debts = await query<{ premise_id: bigint; open: string }>(
      db,
      `select premise_id, sum(open_cents)::text as open from receivables_items
        where premise_id = any(?::bigint[]) and state = 'open' group by premise_id`,
      [premises.map(({ id }) => id)]
    )
    const user = await bruno()
    const unlinked = await client
      .post('/api/actions/registry.paying_bodies.unlink')
      .loginAs(user)
      .withCsrfToken()
      .json({ body_id: body, premise_id: String(premises[4]!.id), on: '2026-10-31' })
    unlinked.assertStatus(200)
    const page = await screen(client, `/registry/paying-bodies/${body}`)
    assert.lengthOf(page.match(/data-unit/g) ?? [], 4)
    const total = debts
      .filter(({ premise_id: id }) => id !== premises[4]!.id)
      .reduce((sum, { open }) => sum + BigInt(open), 0n)
    const { formatMoney } = await import('#core/money/index')
    const plain = (text: string) => text.replace(/\s/g, ' ')
    assert.include(plain(page), `data-total>${plain(formatMoney(total))}<`)
    const units = page
      .split('data-unit')
      .slice(1)
      .map((row) => plain(row.split('</tr>')[0]!))
    for (const one of premises.slice(0, 4)) {
      const written = `${one.registration_number.slice(0, -1)}-${one.registration_number.slice(-1)}`
      const { open } = debts.find(({ premise_id: id }) => id === one.id)!
      const line = units.find((row) => row.includes(`/registry/premises/${one.id}"`))!
      assert.include(line, written)
      assert.include(line, `>${plain(formatMoney(BigInt(open)))}<`)
    }
    assert.notInclude(page, `/registry/premises/${premises[4]!.id}"`)
  }).tags(['@TR-3.2.2.2.6'])

  test('a condominium has its units, each with number, holder and meter', async ({
    client,
    assert,
  }) => {
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const master = await created(client, '/registry/premises', {
      ...(await house({ kind: 'condominium_master', category: '', economies: '' })),
      water_connected_on: '2026-10-01',
    })
    const holders = ['Sebastião Moraes', 'Paulo Henrique Dias', 'Vera Lúcia Campos']
    const unit = async (name: string, more: Record<string, string>) =>
      created(client, '/registry/premises', {
        ...(await house({ ...more, complement: `Apto de ${name}` })),
        holder_id: await customerId(name),
        water_connected_on: '2026-10-01',
      })
    const units = [
      await unit(holders[0]!, { kind: 'condominium_child', parent_id: master }),
      await unit(holders[1]!, { kind: 'condominium_child', parent_id: master }),
      await unit(holders[2]!, {}),
    ]
    const joined = await submit(client, `/registry/premises/${units[2]!}/change/condominium`, {
      master_id: master,
    })
    joined.assertStatus(302)
    const stock = await query<{ number: string }>(
      db,
      `select number from metering_meters where situation = 'stock' and municipality_id = ? order by id limit 4`,
      [neighbour.municipality_id]
    )
    for (const [index, premise] of [master, ...units].entries()) {
      const [water] = await query<{ id: bigint }>(
        db,
        `select id from registry_connections where premise_id = ? and service = 'water'`,
        [premise]
      )
      const installed = await submit(client, '/metering/installations', {
        meter_number: stock[index]!.number,
        connection_id: String(water!.id),
        installed_on: '2026-10-02',
        initial_reading: '0',
        reason_code: 'new',
        opinion: 'Ligação nova',
      })
      installed.assertStatus(302)
    }
    const page = await screen(client, `/registry/premises?parent_id=${master}`)
    const rows = await query<{
      registration_number: string
      holder_name: string
      meter_number: string
    }>(
      db,
      'select registration_number, holder_name, meter_number from registry_premises where parent_id = ? order by id',
      [master]
    )
    assert.deepEqual(
      rows.map((row) => row.holder_name),
      holders
    )
    const [main] = await query<{ meter_number: string; kind: string }>(
      db,
      'select meter_number, kind from registry_premises where id = ?',
      [master]
    )
    assert.equal(main!.kind, 'condominium_master')
    assert.equal(new Set([main!.meter_number, ...rows.map((row) => row.meter_number)]).size, 4)
    assert.equal(new Set(rows.map((row) => row.registration_number)).size, 3)
    const tabs = await screen(client, `/registry/premises/${master}`)
    const [, tab] = /tabs\/([\w.]+)"[^>]*>Unidades do condomínio/.exec(tabs) ?? []
    const panel = await screen(client, `/registry/premises/${master}/tabs/${tab}`)
    for (const row of rows) {
      const written = `${row.registration_number.slice(0, -1)}-${row.registration_number.slice(-1)}`
      for (const text of [written, row.holder_name, row.meter_number]) assert.include(panel, text)
    }
    assert.include(page, rows[0]!.holder_name)
  }).tags(['@TR-3.2.2.2.7'])
})
