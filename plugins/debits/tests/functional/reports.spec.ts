import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send } from '#tests/scenarios/support/people'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { freshDatabase } from '#tests/support/database'
import { answerRemittance } from '#database/demo/collection/debit_bank'
import { ana } from '#tests/support/people'
import {
  type OrderRow,
  act,
  agreementWith,
  bringReturn,
  lastRemittance,
  municipality,
  optIn,
  orders,
  premisesOf,
} from '../support/debits.ts'

/** A real for each m³. */
const FLAT = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '1.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}

interface Answer {
  readonly count: number
  readonly totals: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as Answer
}

const parameter = (client: ApiClient, key: string, value: unknown, from: string) =>
  putInForce(client, { value }, { item: `parameter/${key}`, from, legalBasis: 'Resolução 1/2026' })

async function sendGroup(group: bigint, on: string) {
  const actor = systemActor(await municipality())
  return runInline('debits.send', { on, group, title: 'Grupo' }, actor)
}

test.group('Direct debit | reports', (group) => {
  freshDatabase(group)
  let agreement: bigint
  let first: BuiltHouse[]
  let second: BuiltHouse[]
  let due: CivilDate

  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  const ofHouses = async (houses: readonly BuiltHouse[]): Promise<OrderRow[]> => {
    const all = await orders()
    return houses.flatMap(({ id }) => all.filter(({ premise_id: premise }) => premise === id))
  }

  test('of three who opted, two invoices are for debit: the one below the minimum was not issued, who left before is absent', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-30T15:00:00Z')
    await putVersion('tariff-table', 'default', FLAT)
    await parameter(client, 'billing.minimum_issue_cents', 1000, '2026-10-31')
    agreement = await agreementWith(client, '001', 'DEB001')
    first = await buildGroup(client, 'RPA', [{}, {}, {}, {}])
    second = await buildGroup(client, 'RPB', [{}, {}, {}])
    for (const [index, house] of [...first, ...second].entries()) {
      await optIn(client, house, { agreementId: agreement, account: `30001${index}` })
    }
    clock.freeze('2026-11-01T15:00:00Z')
    const [last] = await query<{ id: bigint }>(
      db,
      'select id from debits_enrolments where premise_id = ?',
      [first[3]!.id]
    )
    const left = await act(client, 'debits.end', {
      id: Number(last!.id),
      reason: 'Pediu para sair',
    })
    left.assertStatus(200)
    const month = { reference: '2026-11' }
    await billHouses(client, { code: 'RPA', houses: first }, { ...month, m3: [40, 50, 5, 30] })
    await billHouses(client, { code: 'RPB', houses: second }, { ...month, m3: [20, 21, 22] })
    const filters = `reference=2026-11&billing_group=${await groupOf('RPA')}`
    const issued = await report(client, 'debits.issued', filters)
    assert.equal(issued.count, 2)
    assert.equal(issued.totals.amount_cents, '9000')
    assert.deepEqual(issued.rows.map(({ account, status }) => [account, status]).sort(), [
      ['••••010', 'waiting'],
      ['••••011', 'waiting'],
    ])
  }).tags(['@TR-3.2.19.69'])

  test('three sent, two debited and one paid at the counter: the remittance paid two', async ({
    client,
    assert,
  }) => {
    const three = await ofHouses(second)
    due = three[0]!.due_on
    clock.freeze(`${addDays(due, -5)}T15:00:00Z`)
    await sendGroup(await groupOf('RPB'), 'RPB')
    const remittance = await lastRemittance(agreement)
    assert.lengthOf(remittance.debits, 3)
    clock.freeze(`${addDays(due, 1)}T15:00:00Z`)
    await bringReturn(
      agreement,
      answerRemittance(remittance, {
        ...{ sequence: 1, generatedOn: addDays(due, 1) },
        answer: ({ companyUse }) => (companyUse.startsWith(three[2]!.number) ? '01' : '00'),
      })
    )
    const [collection] = await query<{ id: bigint }>(
      db,
      `select g.id from payments_agreements g join payments_agents a on a.id = g.agent_id
        where a.code = '001' and g.kind = 'collection_return'`
    )
    const municipalityId = await municipality()
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId, agreementId: collection!.id, companyName: 'SAAE', seed: 'counter' },
        documents: [{ number: three[2]!.number, behaviour: 'on_time', paidOn: due }],
        generatedOn: addDays(due, 1),
      })
    )
    await bringReturn(collection!.id, file.content)
    const [paidAtCounter] = await query<{ settlement: string }>(
      db,
      'select settlement from billing_invoices where id = ?',
      [three[2]!.invoice_id]
    )
    assert.equal(paidAtCounter!.settlement, 'settled')
    const period = `from_on=${addDays(due, -10)}&until_on=${addDays(due, 5)}`
    const sent = await report(client, 'debits.remitted', period)
    assert.equal(sent.count, 3)
    assert.deepInclude(sent.totals, {
      ...{ debits: '3', paid: '2', outstanding: '1' },
      ...{ sent_cents: '6300', paid_cents: '4100', outstanding_cents: '2200' },
    })
    const line = sent.rows.find(({ occurrence }) => occurrence === '01')!
    assert.equal(line.paid_on ?? null, null)
  }).tags(['@TR-3.2.19.8'])

  test('one without funds and one of an invalid account: a line in each occurrence, and the first resent is marked so', async ({
    client,
    assert,
  }) => {
    clock.freeze(`${addDays(due, -5)}T15:00:00Z`)
    await sendGroup(await groupOf('RPA'), 'RPA')
    const two = await ofHouses(first)
    clock.freeze(`${addDays(due, 2)}T15:00:00Z`)
    await bringReturn(
      agreement,
      answerRemittance(await lastRemittance(agreement), {
        ...{ sequence: 2, generatedOn: addDays(due, 2) },
        answer: ({ companyUse }) => (companyUse.startsWith(two[0]!.number) ? '01' : '15'),
      })
    )
    const filters = `from_on=${addDays(due, 2)}&until_on=${addDays(due, 2)}`
    const codes = async () => {
      const { rows } = await report(client, 'debits.occurrences', filters)
      return rows.map(({ code, occurrence, resent }) => [code, occurrence, String(resent)]).sort()
    }
    assert.deepEqual(await codes(), [
      ['01', '01', 'false'],
      ['15', '15', 'false'],
    ])
    const debitOn = addDays(due, 8)
    const again = await act(client, 'debits.resend', {
      ...{ id: Number(two[0]!.id), reason_code: 'funds', debit_on: debitOn },
    })
    again.assertStatus(200)
    assert.deepEqual(await codes(), [
      ['01', '01', 'true'],
      ['15', '15', 'false'],
    ])
    const { rows } = await report(client, 'debits.occurrences', `${filters}&code=01`)
    assert.equal(rows[0]!.new_on, debitOn)
    const page = await client.get(`/reports/debits.occurrences?${filters}`).loginAs(await ana())
    page.assertTextIncludes('Insuficiência de fundos')
    page.assertTextIncludes('Conta inválida')
  }).tags(['@TR-3.2.19.70'])

  test('ten at the start, three that entered and one that left are twelve at the end, and banks add up to who opted', async ({
    client,
    assert,
  }) => {
    const places = [
      ...(await premisesOf(await groupOf('01'), 13)),
      ...(await premisesOf(await groupOf('02'), 13)),
    ].slice(0, 13)
    assert.lengthOf(places, 13)
    clock.freeze('2026-12-20T15:00:00Z')
    const other = await agreementWith(client, '104', 'CEF01')
    for (const [index, place] of places.slice(0, 10).entries()) {
      await optIn(client, place, { agreementId: other, account: `4000${index}` })
    }
    clock.freeze('2027-01-10T15:00:00Z')
    for (const [index, place] of places.slice(10).entries()) {
      await optIn(client, place, { agreementId: other, account: `5000${index}` })
    }
    const [one] = await query<{ id: bigint }>(
      db,
      'select id from debits_enrolments where premise_id = ?',
      [places[0]!.id]
    )
    const left = await act(client, 'debits.end', { id: Number(one!.id), reason: 'Pediu para sair' })
    left.assertStatus(200)
    clock.freeze('2027-02-02T15:00:00Z')
    const january = 'from_on=2027-01-01&until_on=2027-01-31'
    const { rows, totals } = await report(client, 'debits.by_bank', january)
    const bank = rows.find(({ bank: name }) => name!.startsWith('104'))!
    assert.deepEqual([bank.at_start, bank.included, bank.excluded, bank.at_end].map(String), [
      '10',
      '3',
      '1',
      '12',
    ])
    const [opted] = await query<{ n: number }>(
      db,
      `select count(*)::int as n from debits_enrolments where state = 'active'`
    )
    assert.equal(totals.at_end, String(opted!.n))
  }).tags(['@TR-3.2.19.71'])
})

test.group('Direct debit | messages of bills', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  const TEXTS = {
    excess: 'Procure vazamentos em casa.',
    overdue: 'Há contas vencidas.',
    zero: 'Nada a pagar este mês.',
    direct_debit: 'Deixe saldo na conta.',
  } as const

  test('nothing to pay, in debit, overdue and above the average: each bill bears its own text', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-07-30T15:00:00Z')
    await putVersion('tariff-table', 'default', FLAT)
    await parameter(
      client,
      'billing.excess_message',
      { is_on: true, percent_over: '50' },
      '2026-07-31'
    )
    for (const [condition, text] of Object.entries(TEXTS)) {
      const saved = await send(client, 'bruno', '/billing/messages', {
        ...{ title: `Aviso de ${condition}`, text, condition, tone: 'info', position: '1' },
        ...{ from_on: '2026-08-01', is_active: 'true' },
      })
      saved.assertStatus(302)
    }
    const people = await query<{ id: bigint }>(
      db,
      'select id from registry_customers order by id desc limit 4'
    )
    const houses = await buildGroup(
      client,
      'TXT',
      people.map(({ id: holder }) => ({ holder }))
    )
    const [, debited, , free] = houses as [BuiltHouse, BuiltHouse, BuiltHouse, BuiltHouse]
    const exempt = await send(client, 'bruno', '/billing/exemptions', {
      ...{ premise_id: String(free.id), service: 'water', from_on: '2026-08-01' },
      reason_code: 'law',
    })
    exempt.assertStatus(302)
    const agreementId = await agreementWith(client, '001', 'DEB001')
    await optIn(client, debited, { agreementId, account: '90909' })
    const texts = async (reference: string) => {
      const invoices = await invoicesOfHouses(houses, reference)
      return Promise.all(
        invoices.map(async (invoice) => {
          const page = await open(client, 'bruno', `/billing/invoices/${invoice!.id}/document`)
          return Object.entries(TEXTS)
            .filter(([, text]) => page.text().includes(text))
            .map(([condition]) => condition)
        })
      )
    }
    const month = (reference: string, m3: readonly number[]) =>
      billHouses(client, { code: 'TXT', houses }, { reference, m3 })
    // The first has no invoice overdue: everything that it owes is paid before the next month.
    await month('2026-08', [20, 20, 20, 20])
    assert.deepEqual(await texts('2026-08'), [[], ['direct_debit'], [], ['zero']])
    const { pay } = await import('#plugins/billing/tests/functional/correcting')
    const documents = await query<{ premise_id: bigint; barcode: string; amount_cents: bigint }>(
      db,
      `select premise_id, barcode, amount_cents from receivables_documents where reference = '2026-08' and barcode is not null`
    )
    for (const { premise_id: id, barcode, amount_cents: amountCents } of documents) {
      const isPaid = id === houses[0]!.id || id === debited.id
      if (isPaid) {
        await pay(await municipality(), { barcode, amountCents, paidOn: '2026-08-10' as CivilDate })
      }
    }
    await month('2026-09', [60, 20, 20, 20])
    assert.deepEqual(await texts('2026-09'), [['excess'], ['direct_debit'], ['overdue'], ['zero']])
  }).tags(['@TR-3.2.7.5'])
})
