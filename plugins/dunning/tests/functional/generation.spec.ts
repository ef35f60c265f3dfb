import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { putParameter } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { actorOf, open, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { noticesJob } from '../../jobs/notices.ts'
import { printJob } from '../../jobs/print.ts'
import {
  type Unit,
  at,
  generate,
  noticesOf,
  owe,
  setTerms,
  termsInForce,
  unitsOwingNothing,
} from './owing.ts'

/** A premise on a route of a code, and on no other. */
async function onRoute({ id, municipality_id: municipality }: Unit, code: string): Promise<void> {
  const [route] = await query<{ id: bigint }>(
    db,
    `insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id)
     select municipality_id, ?, 'Rota ' || ?, billing_group_id, locality_id from registry_premises where id = ?
     on conflict (municipality_id, locality_id, code) do update set name = excluded.name returning id`,
    [code, code, id]
  )
  await query(db, 'delete from readings_route_stops where premise_id = ?', [id])
  await query(
    db,
    `insert into readings_route_stops (municipality_id, route_id, premise_id, sequence)
     select ?, ?, ?, coalesce(max(sequence), 0) + 1 from readings_route_stops where route_id = ?`,
    [municipality, route!.id, id, route!.id]
  )
}

const setCategory = ({ id }: Unit, category: string) =>
  query(
    db,
    'update registry_premise_economies set category = ? where premise_id = ? and until_on is null',
    [category, id]
  )

test.group('Dunning | generation', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  let used = 0
  const take = (count: number) => units.slice(used, (used += count))

  const afresh = async () => {
    units = await unitsOwingNothing()
    used = 0
    await query(db, 'delete from dunning_notices')
  }
  group.setup(async () => {
    at('2024-02-28')
    await afresh()
    await setTerms({ minimum_days: 1, minimum_cents: 5_000 })
  })
  group.each.teardown(() => clock.restore())

  test('from the menu of collection, only who meets debts, amount and days of the terms is noticed', async ({
    client,
    assert,
  }) => {
    at('2024-02-29')
    const terms = { minimum_debts: 2, minimum_cents: 10_000, minimum_days: 30 }
    await setTerms(terms)
    const [meets, oneBill, little, recent] = take(4) as [Unit, Unit, Unit, Unit]
    const owing: [Unit, bigint, string[]][] = [
      [meets, 5_000n, ['2023-12-10', '2024-01-30']],
      [oneBill, 30_000n, ['2023-12-10']],
      [little, 4_999n, ['2023-12-10', '2024-01-10']],
      [recent, 5_000n, ['2023-12-10', '2024-01-31']],
    ]
    for (const [unit, cents, days] of owing)
      for (const dueOn of days) await owe(unit, { cents, dueOn })
    const home = await open(client, 'bruno', '/')
    const [, menu = ''] = /Cobrança([\s\S]*)/.exec(home.text())!
    const [, path] = /href="([^"]+)"[^>]*>(?:(?!<\/a>)[\s\S])*?Gerar notificações/.exec(menu)!
    assert.equal(path, '/dunning/generate/notices')
    const run = await generate(client)
    const issued = await query(db, 'select premise_id from dunning_notices')
    assert.deepEqual(issued, [{ premise_id: meets.id }])
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    for (const { registration_number: number } of [oneBill, little, recent])
      page.assertTextIncludes(number)
    at('2024-03-01')
    await afresh()
    await setTerms({ minimum_debts: 1, minimum_days: 1, minimum_cents: 5_000 })
  }).tags(['@TR-3.1.6'])

  test('the scheduled run notices exactly who is eligible, each with its debts; again on the day it adds nothing', async ({
    client,
    assert,
  }) => {
    at('2024-03-01')
    const eligible = take(10)
    const others = take(15)
    for (const one of eligible) {
      await owe(one, { cents: 4_000n, dueOn: '2024-01-10' })
      await owe(one, { cents: 4_000n, dueOn: '2024-02-10' })
    }
    for (const one of others.slice(0, 8)) await owe(one, { cents: 4_999n, dueOn: '2024-02-10' })
    for (const one of others.slice(8)) await owe(one, { cents: 9_000n, dueOn: '2024-03-10' })
    const preview = await generate(client, true)
    assert.deepEqual(
      [preview.figures.cut_notices, preview.figures.skipped, preview.figures.notified_cents],
      [10n, 8n, 80_000n]
    )
    const none = await query(db, 'select id from dunning_notices')
    assert.lengthOf(none, 0)
    const actor = await actorOf('bruno')
    const run = await runInline(noticesJob, { on: '2024-03-01' }, actor)
    assert.equal(run.status, 'done')
    const issued = await query<{ premise_id: bigint; state: string; debts: number }>(
      db,
      `select premise_id, state, (select count(*)::int from dunning_notice_debts d where d.notice_id = n.id) as debts
         from dunning_notices n order by premise_id`
    )
    assert.deepEqual(
      issued,
      eligible.map(({ id }) => ({ premise_id: id, state: 'pending', debts: 2 }))
    )
    const repeated = await runInline(noticesJob, { on: '2024-03-01' }, actor)
    assert.isTrue(repeated.isRepeat)
    const again = await generate(client)
    assert.equal(again.figures.cut_notices, 0n)
    assert.lengthOf(await query(db, 'select id from dunning_notices'), 10)
    const printed = await runInline(printJob, { run: run.id, title: 'Teste' }, actor)
    assert.deepEqual([printed.figures.papers, printed.figures.fresh], [10n, 10n])
    const page = await open(client, 'bruno', `/jobs/${printed.id}`)
    const [path] = /\/dunning\/files\/\d+/.exec(page.text())!
    const file = await open(client, 'bruno', path)
    file.assertHeader('content-type', 'application/pdf')
  }).tags(['@TR-3.2.9.8a'])

  test('letters reach exactly who meets every filter of the operator', async ({
    client,
    assert,
  }) => {
    at('2024-04-01')
    await afresh()
    const [a, b, onOther, once, shop, little, much] = take(7) as [
      Unit,
      Unit,
      Unit,
      Unit,
      Unit,
      Unit,
      Unit,
    ]
    const routes: [Unit, string][] = [
      ...([
        [a, '10'],
        [b, '20'],
        [onOther, '9'],
      ] as [Unit, string][]),
      ...([once, shop, little, much].map((one) => [one, '15']) as [Unit, string][]),
    ]
    for (const [unit, code] of routes) await onRoute(unit, code)
    await setCategory(shop, 'COM')
    const twice = async (unit: Unit, cents: bigint) => {
      await owe(unit, { cents, dueOn: '2024-01-20' })
      await owe(unit, { cents, dueOn: '2024-02-20' })
    }
    await twice(a, 5_000n)
    await twice(b, 25_000n)
    for (const unit of [onOther, shop]) await twice(unit, 10_000n)
    await twice(little, 4_999n)
    await twice(much, 25_001n)
    await owe(once, { cents: 20_000n, dueOn: '2024-01-20' })
    const page = await open(client, 'bruno', '/dunning/generate/letters')
    for (const text of [
      'Rotas de leitura',
      'Competência',
      'Meses vencidos',
      'Situação da ligação',
    ]) {
      page.assertTextIncludes(text)
    }
    assert.notInclude(page.text(), '@each')
    const write = async (client_: ApiClient, more: object) =>
      work(
        await send(client_, 'bruno', '/dunning/generate/letters', {
          ...{ route_from: '10', route_until: '20', amount_from: '100', amount_until: '500,00' },
          ...{ 'invoices_from': '2', 'categories[]': 'RES', ...more },
        }),
        'bruno'
      )
    const preview = await write(client, { preview: 'true' })
    assert.deepEqual([preview.figures.letters, preview.figures.letters_cents], [2n, 60_000n])
    clock.freeze('2024-04-01T17:00:00Z')
    await write(client, {})
    const letters = await query<{ premise_id: bigint; amount_cents: bigint }>(
      db,
      `select premise_id, amount_cents from dunning_notices where kind = 'letter' order by amount_cents`
    )
    assert.deepEqual(letters, [
      { premise_id: a.id, amount_cents: 10_000n },
      { premise_id: b.id, amount_cents: 50_000n },
    ])
    const [letter] = await noticesOf(a)
    const pdf = await open(client, 'bruno', `/dunning/notices/${letter!.id}/pdf`)
    pdf.assertHeader('content-type', 'application/pdf')
  }).tags(['@TR-3.2.9.6'])

  test('one screen has the eleven terms; a change is kept with who, when, before and after, and decides the next run', async ({
    client,
    assert,
  }) => {
    at('2024-05-02')
    await afresh()
    const form = await open(client, 'bruno', '/configuration/parameter/dunning.notices')
    for (const words of [
      ...['Faturas em atraso, pelo menos', 'Débito, pelo menos', 'Dias de atraso, pelo menos'],
      ...['Notificar débito sem água', 'Prazo até o vencimento', 'Mensagem impressa'],
      ...['Cobrar a emissão', 'Taxa de emissão', 'Incluir cobranças diversas'],
      ...['Permitir mais de uma pendente', 'Notificar quem já está cortado'],
      'Imprimir o código de barras',
    ]) {
      form.assertTextIncludes(words)
    }
    const [unit] = take(1) as [Unit]
    await owe(unit, { cents: 3_000n, dueOn: '2024-03-10' })
    await generate(client)
    assert.lengthOf(await noticesOf(unit), 0)
    at('2024-05-03')
    const [before] = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'parameter' and i.key = 'dunning.notices' and v.status = 'approved' order by v.id desc limit 1`
    )
    await putParameter(client, 'dunning.notices', {
      ...(await termsInForce()),
      minimum_cents: 3_000,
    })
    const history = await open(client, 'bruno', '/configuration/parameter/dunning.notices')
    for (const words of ['Bruno', '03/05/2024']) history.assertTextIncludes(words)
    const [after] = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'parameter' and i.key = 'dunning.notices' and v.status = 'approved' order by v.id desc limit 1`
    )
    const page = await open(
      client,
      'bruno',
      `/configuration/compare?before=${before!.id}&after=${after!.id}`
    )
    const told = page.text().replaceAll(/\s+/g, ' ')
    assert.include(told, 'Débito, pelo menos')
    assert.match(told, /de “R\$.50,00” para “R\$.30,00”/)
    await generate(client)
    assert.lengthOf(await noticesOf(unit), 1)
  }).tags(['@TR-3.2.9.7'])
})
