import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type SimulatedDocument, simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import {
  TARIFF_TABLE,
  type TariffTable,
  contentOnScreen,
  putInForce,
} from './support/configuration.ts'
import { open, send, upload, work } from './support/people.ts'
import { bill, readMonth, registrationOf } from './support/reading_month.ts'

const CORRECTION = 'parameter/receivables.monetary_correction'
const INTEREST = 'parameter/receivables.monthly_interest_percent'

/** A flat price and sewage at 100 %: so that invoices come to round amounts. */
const PRICE = '5.00'

interface Invoice {
  readonly id: bigint
  readonly number: string
  readonly total_cents: bigint
  readonly credits_cents: bigint
  readonly due_on: CivilDate
}

type Place = 'payer' | 'debtor'

/** The payer has water only and chose day 20; the debtor water and sewage. */
const PLACES: Readonly<Record<Place, readonly [string, string]>> = {
  payer: ['Rua dos Ipês', '220'],
  debtor: ['Rua das Acácias', '100'],
}

async function month(client: ApiClient, reference: string, payerM3: number): Promise<void> {
  const payer = await registrationOf(...PLACES.payer)
  const read = await readMonth(client, {
    reference,
    consumption: ({ registration }) => (registration === payer ? payerM3 : 10),
  })
  await bill(client, read)
}

async function invoiceOf(place: Place, reference: string): Promise<Invoice> {
  const [row] = await query<Invoice>(
    db,
    `select i.id, i.number, i.total_cents, i.credits_cents, i.due_on
       from billing_invoices i join registry_premises p on p.id = i.premise_id
      where p.registration_number = ? and i.reference = ?`,
    [await registrationOf(...PLACES[place]), reference]
  )
  return row!
}

/** Cents of fine and interest on an invoice. */
async function lateCharges({ id }: Invoice): Promise<Record<string, bigint>> {
  const rows = await query<{ component: string; amount_cents: bigint }>(
    db,
    `select component, amount_cents from billing_charges where invoice_id = ? and component <> 'principal'`,
    [id]
  )
  return Object.fromEntries(rows.map((row) => [row.component, row.amount_cents]))
}

/** The bank's file of the day, sent through the upload screen. @returns the page of the imported file. */
async function pay(client: ApiClient, on: CivilDate, documents: readonly SimulatedDocument[]) {
  clock.freeze(`${on}T15:00:00Z`)
  const [agreement] = await query<{ id: bigint; municipality_id: bigint }>(
    db,
    'select id, municipality_id from payments_agreements order by id limit 1'
  )
  const file = await db.transaction((tx) =>
    simulateReturnFile(tx, {
      municipalityId: agreement!.municipality_id,
      agreementId: agreement!.id,
      documents,
      generatedOn: on,
      companyName: 'SAAE',
      seed: on,
    })
  )
  const sent = await upload(client, 'bruno', {
    path: '/payments/files',
    name: file.name,
    content: file.content,
    fields: { agreement_id: String(agreement!.id) },
  })
  const { figures } = await work(sent, 'bruno')
  return open(client, 'bruno', `/payments/files/${figures['file']}`)
}

test.group('Scenario | paid twice, paid late', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  test('a flat price and 0.033 % of interest a day are put in force', async ({ client }) => {
    clock.freeze('2026-08-01T15:00:00Z')
    const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
    table.categories['RES']!.blocks = [{ over: 0, to: null, price: PRICE }]
    table.sewage['collected_treated'] = '100'
    await putInForce(client, table, { item: TARIFF_TABLE, from: '2026-08-01' })
    // 0.99 % a month is 0.033 % a day.
    await putInForce(client, { value: '0.99' }, { item: INTEREST, from: '2026-08-01' })
    const item = await open(client, 'ana', `/configuration/${INTEREST}`)
    item.assertTextIncludes('Em vigor desde 01/08/2026')
  })

  test('an index of 1.50 % in November corrects by its days', async ({ client }) => {
    const content = { value: { index: 'own', period: 'days' } }
    await putInForce(client, content, { item: CORRECTION, from: '2026-08-01' })
    const value = { index_code: 'own', month: '11/2026', percent: '1,50' }
    const typed = await send(client, 'bruno', '/receivables/index-values', value)
    typed.assertStatus(302)
    const again = await send(client, 'bruno', '/receivables/index-values', value)
    again.assertStatus(422)
  })

  test('what is paid twice is an occurrence and a credit that lowers the next invoices', async ({
    assert,
    client,
  }) => {
    await month(client, '2026-10', 16)
    const first = await invoiceOf('payer', '2026-10')
    assert.equal(first.total_cents, 8000n) // 16 × 5.00
    const page = await pay(client, '2026-10-23' as CivilDate, [
      { number: first.number, behaviour: 'duplicate' },
    ])
    page.assertTextIncludes('O documento já estava pago: o valor virou crédito do cliente.')
    const lines = await query<{ fate: string; credit_cents: bigint }>(
      db,
      'select fate, credit_cents from payments_file_lines order by number'
    )
    assert.deepEqual(
      lines.map((row) => ({ ...row })),
      [
        { fate: 'settled', credit_cents: 0n },
        { fate: 'duplicate', credit_cents: 8000n },
      ]
    )
    await month(client, '2026-11', 10)
    const second = await invoiceOf('payer', '2026-11')
    assert.deepEqual([second.credits_cents, second.total_cents], [5000n, 0n]) // 50.00 − 50.00
    const owed = await invoiceOf('debtor', '2026-10')
    await pay(client, '2026-11-23' as CivilDate, [
      { number: owed.number, behaviour: 'late', paidOn: '2026-11-20' as CivilDate },
    ])
    await month(client, '2026-12', 10)
    const third = await invoiceOf('payer', '2026-12')
    assert.deepEqual([third.credits_cents, third.total_cents], [3000n, 2000n]) // 50.00 − 30.00
  }).tags(['@TR-3.2.8.5'])

  test('ten days late cost 0.033 % a day of the invoice, nothing with the parameter at zero', async ({
    assert,
    client,
  }) => {
    const october = await invoiceOf('debtor', '2026-10')
    // Water 10 × 5.00 and as much for sewage; due on 10 November, paid on the 20th.
    assert.deepEqual([october.total_cents, october.due_on], [10000n, '2026-11-10'])
    const december = await invoiceOf('debtor', '2026-12')
    // Ten of the thirty days of November: a third of 1.50 % is 0.50 %.
    const charged = { fine: 200n, interest: 33n, correction: 50n }
    assert.deepEqual(await lateCharges(december), charged)
    assert.equal(december.total_cents, 10283n)
    const page = await open(client, 'bruno', `/billing/invoices/${december.id}`)
    const said = page.text().replaceAll('\u00A0', ' ')
    for (const text of [
      'R$ 100,00 vencidos em 10/11/2026 e pagos em 20/11/2026: 10 dias de atraso.',
      'R$ 100,00 × 2 % = R$ 2,00',
      'R$ 100,00 × 0,99 % ao mês ÷ 30 × 10 dias = R$ 0,33',
      'R$ 100,00 × 0,5 % (Índice do regulamento: 11/2026 0,5 %) = R$ 0,50',
      'Código Civil, arts. 389 e 395 (correção monetária)',
    ])
      assert.include(said, text)
    // Paid on its due date.
    assert.deepEqual(await lateCharges(await invoiceOf('payer', '2026-12')), {})

    clock.freeze('2026-12-09T15:00:00Z')
    await putInForce(client, { value: '0' }, { item: INTEREST, from: '2026-12-10' })
    await putInForce(client, { value: null }, { item: CORRECTION, from: '2026-12-10' })
    const november = await invoiceOf('debtor', '2026-11')
    assert.deepEqual([november.total_cents, november.due_on], [10000n, '2026-12-10'])
    await pay(client, '2026-12-22' as CivilDate, [
      { number: november.number, behaviour: 'late', paidOn: '2026-12-20' as CivilDate },
    ])
    await month(client, '2027-01', 10)
    assert.deepEqual(await lateCharges(await invoiceOf('debtor', '2027-01')), { fine: 200n })
  }).tags(['@TR-3.2.7.12.2', '@TR-3.2.8.8'])
})
