import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type RunSummary } from '#core/jobs/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
  write,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import {
  act as register,
  entriesOf,
  approve,
  propose,
  termsOf,
  papersOf,
} from '#plugins/debt_register/tests/support/debts'
import { generate, noticesOf, unitsOwingNothing } from '#plugins/dunning/tests/functional/owing'
import {
  type World,
  fileOf,
  importContent,
  openWorld,
} from '#plugins/payments/tests/support/fixtures'
import { act, plain } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { open, send } from './support/people.ts'

const CODE = 'PAP'
const MONTHS = ['2026-06', '2026-07', '2026-08'] as const
const PAID_ON = '2026-11-13' as CivilDate
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: { circus: { title: 'Ligação provisória de circo', amount: '350.00' } },
}

interface Paper {
  readonly id: bigint
  readonly number: string
  readonly due_on: string
  readonly amount_cents: bigint
}

const paper = async (id: bigint): Promise<Paper> => {
  const [row] = await query<Paper>(
    db,
    'select id, number, due_on, amount_cents from receivables_documents where id = ?',
    [id]
  )
  return row!
}

test.group('Scenario | papers that ask for several debts', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())
  let world: World
  let houses: BuiltHouse[] = []
  const at = (index: number) => houses[index]!

  /** What the bank's file brings: the line of the paper. */
  async function bankPays(number: string, paidOn = PAID_ON) {
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId: world.municipalityId, agreementId: world.agreementId },
        documents: [{ number, behaviour: 'late' as const, paidOn }],
        ...{ generatedOn: '2026-11-14' as CivilDate, companyName: 'SAAE', seed: number },
      })
    )
    const stored = await fileOf(await importContent(world, file.content))
    return stored.lines[0]!
  }

  /** Settlement and day of payment of the three months of a house. */
  const settledOf = ({ id }: BuiltHouse) =>
    query(
      db,
      `select i.settlement, max(s.paid_on::text) as paid_on from billing_invoices i
         join receivables_items t on t.origin_type = 'billing.invoice' and t.origin_id = i.id
         left join lateral (select r.paid_on from receivables_settlements x join receivables_receipts r on r.id = x.receipt_id
                             where x.item_id = t.id) s on true
        where i.premise_id = ? group by i.id order by i.reference`,
      [id]
    )
  const ALL = MONTHS.map(() => ({ settlement: 'settled', paid_on: PAID_ON }))

  test('the bank’s record of a cut notice, a second copy, a confession term or a grouped copy settles all that the paper asks for', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-05-20T15:00:00Z')
    await unitsOwingNothing()
    await putVersion('tariff-table', 'default', TABLE)
    houses = await buildGroup(client, CODE, [{}, {}, {}, {}, {}, {}, {}, {}])
    const [body] = [await payingBody(client, houses.slice(3))]
    for (const reference of MONTHS) {
      await billHouses(
        client,
        { code: CODE, houses },
        { reference, m3: [30, 20, 20, 10, 4, 3, 2, 1] }
      )
    }
    clock.freeze('2026-11-02T16:00:00Z')
    world = await openWorld()

    const run: RunSummary = await generate(client)
    assert.isAbove(Number(run.figures.cut_notices ?? 0n), 0)
    const notices = await noticesOf(at(0))
    assert.deepInclude(notices[0]!, { kind: 'cut_notice', debts: 3, amount_cents: 45_000n })
    const asked = await paper(notices[0]!.document_id)
    const noticed = await bankPays(asked.number)
    assert.equal(noticed.fate, 'settled')
    assert.deepEqual(await settledOf(at(0)), ALL)

    for (const reference of MONTHS) {
      const [invoice] = await invoicesOfHouses([at(1)], reference)
      const made = await send(client, 'bruno', `/billing/invoices/${invoice!.id}/copies`, {
        due_on: '2026-11-20',
      })
      made.assertStatus(302)
      const [copy] = await query<{ number: string }>(
        db,
        `select number from receivables_documents where kind = 'second_copy' order by id desc limit 1`
      )
      await bankPays(copy!.number)
    }
    assert.deepEqual(await settledOf(at(1)), ALL)

    const bills = await query<{ id: bigint; premiseId: bigint; debtorId: bigint }>(
      db,
      `select id, premise_id as "premiseId", debtor_id as "debtorId" from billing_invoices where premise_id = ? order by id`,
      [at(2).id]
    )
    await propose(client, 'bruno', '2026-01-01', '2026-10-31')
    for (const { id } of await termsOf(bills as never)) {
      const approved = await approve(client, 'ana', id)
      approved.assertStatus(302)
    }
    const entries = await entriesOf(bills as never)
    const issued = await register(client, 'bruno', 'issue_acknowledgement', {
      entry_ids: entries.map(({ id }) => Number(id)),
      valid_until: '2026-12-01',
    })
    issued.assertStatus(200)
    const [term] = await papersOf(bills as never, 'acknowledgement')
    const confessed = await paper(term!.document_id!)
    await bankPays(confessed.number)
    assert.deepEqual(await settledOf(at(2)), ALL)

    const grouped = await groupOf(client, body!, '2026-08')
    const former = await paper(grouped.document_id)
    const redated = await act(client, 'billing.redate_group', {
      ...{ id: Number(grouped.id), due_on: '2026-11-28', reason: 'Pedido do órgão' },
    })
    redated.assertStatus(200)
    const copy = await latestGroup(grouped.id)
    assert.notEqual(copy.document_id, former.id)
    const copied = await paper(copy.document_id)
    await bankPays(copied.number)
    const states = await query<{ settlement: string }>(
      db,
      `select settlement from billing_invoices where reference = '2026-08' and premise_id = any(?::bigint[])`,
      [houses.slice(3).map(({ id }) => id)]
    )
    assert.deepEqual(
      states.map(({ settlement }) => settlement),
      Array.from({ length: 5 }, () => 'settled')
    )
  }).tags(['@TR-3.2.8.7'])

  test('a grouped invoice of five units prints its total alone or the five, and another due date stands on both', async ({
    client,
    assert,
  }) => {
    const [row] = await query<{ body_id: bigint }>(
      db,
      'select body_id from billing_grouped_invoices limit 1'
    )
    const grouped = await groupOf(client, String(row!.body_id), '2026-07')
    const printed = async () => {
      const { document_id: id } = await latestGroup(grouped.id)
      for (const form of ['', '?form=simple']) {
        const pdf = await open(client, 'bruno', `/billing/slips/${id}/pdf${form}`)
        pdf.assertStatus(200)
        pdf.assertHeader('content-type', 'application/pdf')
      }
      const kept = await query<{ content: string }>(
        db,
        `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
          where i.subject_type = 'billing.grouped_invoices' and i.subject_id = ? order by i.id desc limit 2`,
        [grouped.id]
      )
      return kept.reverse().map(
        ({ content }) =>
          JSON.parse(content) as {
            document: { due_on: string; total_cents: string }
            lines: { amount_cents: string }[]
          }
      )
    }
    const page = await open(client, 'bruno', `/billing/grouped-invoices/${grouped.id}`)
    page.assertTextIncludes('Em forma simples, só com o total')
    const [detailed, simple] = await printed()
    // 10, 4, 3, 2 and 1 m³ at R$ 5,00
    assert.deepEqual(
      detailed!.lines.map((line) => line.amount_cents),
      ['5000', '2000', '1500', '1000', '500']
    )
    assert.deepEqual(
      simple!.lines.map((line) => line.amount_cents),
      ['10000']
    )
    assert.equal(detailed!.document.total_cents, '10000')
    const redated = await send(
      client,
      'bruno',
      `/billing/grouped-invoices/${grouped.id}/change/due-date`,
      {
        ...{ due_on: '2026-12-18', reason: 'Empenho atrasado' },
      }
    )
    redated.assertStatus(302)
    const again = await printed()
    assert.deepEqual(
      again.map(({ document, lines }) => [document.due_on, lines.length]),
      [
        ['2026-12-18', 5],
        ['2026-12-18', 1],
      ]
    )
  }).tags(['@TR-3.2.13.16'])

  test('a service bill of R$ 350,00 takes another due date, and cancelled its bar code is money to be identified', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-02T16:00:00Z')
    const { id: customer } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Circo Estrela do Norte Ltda', taxpayer_id: '11444777000161' },
    })
    const sold = await send(client, 'bruno', '/billing/apart', {
      ...{ customer_id: String(customer), service: 'circus', executed_on: '2026-11-01' },
      ...{ due_on: '2026-11-10', quantity: '1', reason_code: 'service' },
    })
    sold.assertStatus(302)
    const first = sold.header('location')!
    const page = await open(client, 'bruno', first)
    for (const text of ['Ligação provisória de circo', '10/11/2026', 'R$ 350,00']) {
      assert.include(plain(page), text)
    }
    const silent = await send(client, 'bruno', `${first}/change/due-date`, { due_on: '2026-11-15' })
    silent.assertStatus(422)
    const dated = await send(client, 'bruno', `${first}/change/due-date`, {
      ...{ due_on: '2026-11-15', reason: 'Pedido do cliente' },
    })
    dated.assertStatus(302)
    const [charge] = await query<{
      id: bigint
      document_id: bigint
      number: string
      former: bigint
    }>(
      db,
      `select c.id, c.document_id, c.number, f.document_id as former from billing_customer_charges c
         join billing_customer_charges f on f.id = c.replaces_id`
    )
    const reprint = await open(client, 'bruno', `/billing/slips/${charge!.document_id}/pdf`)
    reprint.assertStatus(200)
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'billing.customer_charges' and i.subject_id = ?`,
      [charge!.id]
    )
    assert.include(kept!.content, '"due_on":"2026-11-15"')
    assert.include(kept!.content, '"total_cents":"35000"')
    const cancelled = await send(
      client,
      'bruno',
      `/billing/customer-charges/${charge!.id}/change/cancel`,
      { reason: 'O circo não veio' }
    )
    cancelled.assertStatus(302)
    const after = await open(client, 'bruno', `/billing/customer-charges/${charge!.id}`)
    after.assertTextIncludes('Cancelada')
    const [{ reversed = 0n } = {}] = await query<{ reversed: bigint }>(
      db,
      `select coalesce(sum(case when reverses_id is null then amount_cents else -amount_cents end), 0)::bigint as reversed
         from accounting_postings where source_type = 'billing.customer_charges'`
    )
    assert.equal(reversed, 0n)
    const line = await bankPays(charge!.number)
    assert.notEqual(line.fate, 'settled')
    const queue = await open(client, 'bruno', '/receivables/unidentified')
    assert.include(plain(queue), '350,00')
  }).tags(['@TR-3.2.13.12.10'])
})

interface Group {
  readonly id: bigint
  readonly document_id: bigint
}

const latestGroup = async (id: bigint): Promise<Group> => {
  const [row] = await query<Group>(
    db,
    'select id, document_id from billing_grouped_invoices where id = ?',
    [id]
  )
  return row!
}

async function groupOf(client: ApiClient, body: string, reference: string): Promise<Group> {
  const issued = await send(client, 'bruno', '/billing/grouped-invoices', {
    ...{ body_id: body, reference, due_on: '2026-11-20' },
  })
  issued.assertStatus(302)
  return latestGroup(BigInt(/(\d+)$/.exec(issued.header('location')!)![1]!))
}

async function payingBody(client: ApiClient, houses: readonly BuiltHouse[]): Promise<string> {
  const customer = await write(client, '/api/registry/customers', {
    ...{ kind: 'public_body', name: 'Prefeitura de Teste', taxpayer_id: '11222333000181' },
  })
  const body = await write(client, '/api/registry/paying-bodies', {
    ...{ code: '10', name: 'Prefeitura de Teste', customer_id: String(customer.id) },
  })
  for (const { id } of houses) {
    await write(client, '/api/actions/registry.paying_bodies.link', {
      ...{ body_id: String(body.id), premise_id: String(id), from_on: '2026-05-01' },
    })
  }
  return String(body.id)
}
