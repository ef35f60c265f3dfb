import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import {
  TARIFF_TABLE,
  type TariffTable,
  contentOnScreen,
  putInForce,
  submitVersion,
  versionIn,
} from './support/configuration.ts'
import { open, problemOf, send } from './support/people.ts'
import { bill, readMonth, registrationOf } from './support/reading_month.ts'

const TABLE = `/configuration/${TARIFF_TABLE}`
const CHARGES = 'ruleset/tariffs.charges'
const RULES = `/configuration/${CHARGES}`
const TABLE_B = { item: TARIFF_TABLE, from: '2026-10-20', legalBasis: 'Resolução 45/2026, art. 2º' }
const TABLE_C = { item: TARIFF_TABLE, from: '2026-12-05', legalBasis: 'Resolução 51/2026, art. 1º' }

interface Invoice {
  readonly id: bigint
  readonly number: string
  readonly total_cents: bigint
  readonly third_party_cents: bigint
  readonly period_from: CivilDate
  readonly period_until: CivilDate
}

/** A house of two dwellings that uses 30 m³ and a flat that uses 15, both with sewage collected and treated. */
const HOUSE = { street: 'Rua das Acácias', number: '100', complement: null }
const FLAT = { street: 'Rua dos Ipês', number: '200', complement: 'Apto 101' }
const MASTER = { ...FLAT, complement: 'Condomínio Residencial Buriti' }
const FLATS = 4

type Place = typeof HOUSE | typeof FLAT

const numberOf = ({ street, number, complement }: Place) =>
  registrationOf(street, number, complement)

async function invoiceOf(place: Place, reference: string): Promise<Invoice> {
  const [row] = await query<Invoice>(
    db,
    `select i.id, i.number, i.total_cents, i.third_party_cents, i.period_from, i.period_until
       from billing_invoices i join registry_premises p on p.id = i.premise_id
      where p.registration_number = ? and i.reference = ?`,
    [await numberOf(place), reference]
  )
  return row!
}

/** Cents by type of charge. */
async function chargesOf({ id }: Invoice): Promise<Record<string, bigint>> {
  const rows = await query<{ charge_type: string; amount_cents: bigint }>(
    db,
    'select charge_type, amount_cents from billing_charges where invoice_id = ?',
    [id]
  )
  return Object.fromEntries(rows.map((row) => [row.charge_type, row.amount_cents]))
}

async function month(client: ApiClient, reference: string): Promise<void> {
  const house = await numberOf(HOUSE)
  const master = await numberOf(MASTER)
  const used = new Map([
    [house, 30],
    [master, FLATS * 15],
  ])
  const read = await readMonth(client, {
    reference,
    consumption: ({ registration }) => used.get(registration) ?? 15,
  })
  await bill(client, read)
}

/** New prices of dwellings, and a garbage fee of the city hall. */
async function tableB(client: ApiClient): Promise<TariffTable> {
  const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
  table.title = 'Tabela B'
  table.categories['RES']!.blocks = [
    { over: 0, to: 10, price: '3.00' },
    { over: 10, to: 20, price: '4.50' },
    { over: 20, to: null, price: '6.00' },
  ]
  table.garbage = { RES: '12.00' }
  return table
}

test.group('Scenario | a new tariff without code', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await query(
      db,
      `update registry_premise_economies set economies = 2
        where premise_id = (select id from registry_premises where registration_number = ?)`,
      [await numberOf(HOUSE)]
    )
  })
  group.teardown(() => clock.restore())
  group.each.timeout(30_000)

  let versionId = ''

  test('October is billed with the table of before', async ({ assert, client }) => {
    await month(client, '2026-10')
    const invoice = await invoiceOf(FLAT, '2026-10')
    assert.isTrue(invoice.period_until < TABLE_B.from)
    // Water: 10 × 3.457 = 34.57; 5 × 4.149 = 20.745 → 20.75; 55.32. Sewage: 80 % of 55.32 = 44.256 → 44.26.
    assert.deepEqual(await chargesOf(invoice), { water: 5532n, sewage: 4426n })
    assert.equal(invoice.total_cents, 9958n)
  })

  test('a table with a gap between brackets is refused at save, by category and path', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-10-15T15:00:00Z')
    const table = await tableB(client)
    table.categories['RES']!.blocks[1]!.over = 12
    const refused = await send(client, 'bruno', `${TABLE}/draft`, {
      content: JSON.stringify(table),
    })
    refused.assertStatus(422)
    refused.assertTextIncludes(
      'Residencial: a faixa 2 começa em 12 m³, com um vão depois da anterior (10); comece em 10'
    )
    refused.assertTextIncludes('/categories/RES/blocks/1')
    const drafts = await query(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'tariff-table' and v.owner = 'utility'`
    )
    assert.lengthOf(drafts, 0)
  })

  test('rules that name an unknown fact are refused at save, by rule and path', async ({
    client,
  }) => {
    const rules = await contentOnScreen<{ rules: Record<string, unknown>[] }>(client, CHARGES)
    rules.rules[0]!.when = { '>': [{ var: ['consumo_faturado'] }, 0] }
    const refused = await send(client, 'bruno', `${RULES}/draft`, {
      content: JSON.stringify(rules),
    })
    refused.assertStatus(422)
    refused.assertTextIncludes('consumo_faturado')
    refused.assertTextIncludes('Regra “Água por faixas de consumo” (water)')
    refused.assertTextIncludes('/rules/0/when/')
  })

  test('examples run with a draft of the rules; one that fails keeps it from approval', async ({
    assert,
    client,
  }) => {
    const rules = await contentOnScreen<{ examples: { facts: Record<string, unknown> }[] }>(
      client,
      CHARGES
    )
    const count = rules.examples.length
    const same = await send(client, 'bruno', `${RULES}/check`, { content: JSON.stringify(rules) })
    same.assertTextIncludes(`Exemplos: ${count} de ${count} passam`)
    rules.examples[0]!.facts['water_m3'] = '21'
    const saved = await send(client, 'bruno', `${RULES}/draft`, { content: JSON.stringify(rules) })
    const path = `/configuration/versions/${versionIn(saved.header('location'))}`
    const draft = await open(client, 'bruno', path)
    draft.assertTextIncludes(`Exemplos: ${count - 1} de ${count} passam`)
    const sent = await send(client, 'bruno', `${path}/submit`, {
      from: TABLE_B.from,
      reason: 'Teste',
    })
    assert.equal(problemOf(sent).code, 'E_CONFIGURATION_REFUSED')
    assert.include(problemOf(sent).people, 'Residencial, 20 m³, só água')
    await send(client, 'bruno', `${path}/withdraw`, { reason: 'Era só um ensaio' })
  })

  test('the new table is drafted and shows what changes, bracket by bracket', async ({
    assert,
    client,
  }) => {
    versionId = await submitVersion(client, await tableB(client), TABLE_B)
    assert.notEqual(versionId, '')
    const page = await open(client, 'ana', `/configuration/versions/${versionId}`)
    page.assertTextIncludes('Em revisão')
    page.assertTextIncludes('Residencial, faixa 0–10 m³: de 3,457 para 3,00 por m³')
    page.assertTextIncludes('Residencial, faixa acima de 20 m³: nova, 6,00 por m³')
    page.assertTextIncludes('Taxa de lixo, Residencial: de nada para 12')
  })

  test('the author does not approve; another administrator does, from a future date', async ({
    assert,
    client,
  }) => {
    const path = `/configuration/versions/${versionId}/approve`
    const own = await send(client, 'bruno', path, {})
    assert.equal(problemOf(own).code, 'E_ACCESS_DENIED')
    await query(
      db,
      `insert into access_user_profiles
       select u.id, p.id from access_users u, access_profiles p
        where u.email like 'bruno%' and p.code = 'administrator'`
    )
    const again = await send(client, 'bruno', path, {})
    assert.equal(problemOf(again).code, 'E_CONFIGURATION_FOUR_EYES')
    const done = await send(client, 'ana', path, {})
    assert.isUndefined(problemOf(done))
    const item = await open(client, 'ana', TABLE)
    item.assertTextIncludes('Aprovada — entra em vigor em 20/10/2026')
  })

  test('a period that contains the date is shared by days between both tables', async ({
    assert,
    client,
  }) => {
    await month(client, '2026-11')
    const invoice = await invoiceOf(FLAT, '2026-11')
    assert.deepEqual(
      [invoice.period_from, invoice.period_until],
      ['2026-10-04', '2026-11-04'],
      'the day of the previous reading does not count'
    )
    // 5 Oct to 4 Nov are 31 days: 15 before 20 Oct, 16 from it on. Table B: water 52.50, sewage 42.00.
    // Water: (55.32 × 15 + 52.50 × 16) / 31 = 1669.80 / 31 = 53.8645… → 53.86
    // Sewage: (44.26 × 15 + 42.00 × 16) / 31 = 1335.90 / 31 = 43.0935… → 43.09
    // Garbage, which table A did not have: 12.00 × 16 / 31 = 6.1935… → 6.19
    assert.deepEqual(await chargesOf(invoice), { water: 5386n, sewage: 4309n, garbage: 619n })
    assert.equal(invoice.third_party_cents, 619n)
  })

  test('15 m³ by the brackets of the table in force; a bracket that overlaps is refused', async ({
    assert,
    client,
  }) => {
    await month(client, '2026-12')
    const invoice = await invoiceOf(FLAT, '2026-12')
    assert.isTrue(addDays(invoice.period_from, 1) > TABLE_B.from)
    // 10 × 3.00 + 5 × 4.50 = 52.50
    const charges = await chargesOf(invoice)
    assert.equal(charges['water'], 5250n)
    const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
    assert.equal(table.title, 'Tabela B')
    table.categories['RES']!.blocks[2] = { over: 15, to: 25, price: '6.00' }
    const refused = await send(client, 'bruno', `${TABLE}/draft`, {
      content: JSON.stringify(table),
    })
    refused.assertStatus(422)
    refused.assertTextIncludes('a faixa 3 começa em 15 m³, sobreposta à anterior (20)')
  }).tags(['@TR-3.2.7.8.5'])

  test('water by economy, sewage in percent of it, garbage by economy', async ({ assert }) => {
    const invoice = await invoiceOf(HOUSE, '2026-12')
    // Two economies: 20 × 3.00 + 10 × 4.50 = 105.00; 80 % = 84.00; 2 × 12.00 = 24.00
    assert.deepEqual(await chargesOf(invoice), { water: 10500n, sewage: 8400n, garbage: 2400n })
    assert.equal(invoice.total_cents, 21300n)
  }).tags(['@TR-3.2.7.9'])

  test('the percentage of sewage changes only from the start of the next table', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-12-04T15:00:00Z')
    const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
    table.title = 'Tabela C'
    table.sewage['collected_treated'] = '100'
    await putInForce(client, table, TABLE_C)
    await month(client, '2027-01')
    // December ends on the eve of table C: 80 % of 52.50 = 42.00. January: 100 %.
    const december = await chargesOf(await invoiceOf(FLAT, '2026-12'))
    const january = await chargesOf(await invoiceOf(FLAT, '2027-01'))
    assert.deepEqual([december['water'], december['sewage']], [5250n, 4200n])
    assert.deepEqual([january['water'], january['sewage']], [5250n, 5250n])
  }).tags(['@TR-3.2.7.8.4'])

  test('the invoice of before replays to the cent with its old table, line by line', async ({
    assert,
  }) => {
    const old = await invoiceOf(FLAT, '2026-10')
    const { exitCode, text } = await command('billing:replay', [old.number])
    assert.equal(exitCode, 0, text)
    assert.include(text, 'IGUAL: o recálculo chega aos mesmos centavos.')
    assert.match(
      text,
      /Tabela de tarifas 2026, versão \d+, em vigor desde 01\/01\/2000: \d+ de \d+/
    )
    assert.notMatch(text, /Tabela [BC]/)
    assert.include(text, '0 a 10 m³: 10 m³ × R$ 3,457 = R$ 34,57')
    assert.include(text, '10 a 20 m³: 5 m³ × R$ 4,149 = R$ 20,75')
    assert.include(text, '80 % de R$ 55,32 = R$ 44,26')
    assert.equal(text.match(/Base legal: .*Lei 11\.445\/2007/g)?.length, 2)
  })

  test('the invoice between shows both tables with their days and acts', async ({
    assert,
    client,
  }) => {
    const between = await invoiceOf(FLAT, '2026-11')
    const { exitCode, text } = await command('billing:replay', [between.number])
    assert.equal(exitCode, 0, text)
    assert.match(text, /Tabela de tarifas 2026, versão \d+, em vigor desde 01\/01\/2000: 15 de 31/)
    assert.match(text, /Tabela B, versão \d+, em vigor desde 20\/10\/2026: 16 de 31/)
    assert.include(text, 'R$ 52,50 × 16/31 dias')
    assert.include(text, TABLE_B.legalBasis)
    const page = await open(client, 'carla', `/billing/invoices/${between.id}`)
    page.assertTextIncludes('Recálculo confere')
    page.assertTextIncludes(`desde 20/10/2026 (${TABLE_B.legalBasis}) · 16 de 31 dias`)
  })

  test('every invoice of the four months replays; the chain of versions is whole', async ({
    assert,
  }) => {
    const rows = await query<{ number: string }>(
      db,
      'select number from billing_invoices order by id'
    )
    assert.isAbove(rows.length, 50)
    for (const { number } of rows) {
      const { exitCode, text } = await command('billing:replay', [number])
      assert.equal(exitCode, 0, text)
    }
    const { exitCode, text } = await command('configuration:verify')
    assert.equal(exitCode, 0)
    assert.include(text, 'íntegra')
  })
})
