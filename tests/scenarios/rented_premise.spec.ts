import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { maskedTaxpayer } from '#core/web/view/format'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { workRun } from '#core/jobs/work_run'
import { freshDatabase } from '#tests/support/database'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { generate, noticesOf, setTerms } from '#plugins/dunning/tests/functional/owing'
import { photograph } from '#tests/support/pictures'
import { open, send, userOf } from './support/people.ts'
import { bill, readMonth } from './support/reading_month.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '3.00' }] },
    COM: { title: 'Comercial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  fraud_fines: [{ type: 'bypass', degree: 'severe', amount: '1200.00' }],
}
const OWNER = 'Sebastião Moraes'
const TENANT = 'Paulo Henrique Dias'

interface Person {
  readonly id: bigint
  readonly name: string
  readonly taxpayer_id: string
}

async function person(name: string): Promise<Person> {
  const [row] = await query<Person>(
    db,
    'select id, name, taxpayer_id from registry_customers where name = ?',
    [name]
  )
  return row!
}

async function premise(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `select id from registry_premises where street = 'Rua das Acácias' and number = '100'`
  )
  return row!.id
}

/** What a worker does at an instant: standing schedules are there, what is due starts and is worked. */
async function workerAt(instant: string): Promise<void> {
  clock.freeze(instant)
  await standSchedules()
  await runSchedules()
  const runs = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'registry.leases' and status in ('planned', 'running')`
  )
  for (const { id } of runs) await workRun(id)
}

/** The month of the group read and billed; the premise's invoice as paper and in the ledger. */
async function invoiceOf(client: ApiClient, id: bigint, reference: string) {
  const loadedOn = `${reference}-12` as CivilDate
  await bill(client, await readMonth(client, { reference, loadedOn, consumption: () => 12 }))
  const [invoice] = await query<{ id: bigint; debtor_id: bigint; issued_on: CivilDate }>(
    db,
    `select i.id, i.issued_on, (select min(t.debtor_id) from receivables_items t
        where t.premise_id = i.premise_id and t.reference = i.reference) as debtor_id
       from billing_invoices i where i.premise_id = ? and i.reference = ?`,
    [id, reference]
  )
  const paper = await open(client, 'bruno', `/billing/invoices/${invoice!.id}/document`)
  return {
    ...{ paper: paper.text(), debtor: invoice!.debtor_id },
    issuedOn: invoice!.issued_on,
  }
}

interface Rented {
  readonly id: bigint
  readonly tenant: Person
  readonly owner: Person
}

/** In a plan of the tenant only the bills of the contract are offered, and an older one of the unit is refused (TR-3.2.7.21.2a). */
async function tenantNegotiates(client: ApiClient, assert: Assert, { id, tenant, owner }: Rented) {
  const invoices = await query<{ id: bigint; reference: string; debtor_id: bigint }>(
    db,
    `select id, reference, debtor_id from billing_invoices where premise_id = ? and reference in ('2027-02', '2027-04')
      order by reference`,
    [id]
  )
  const [february, april] = invoices
  assert.deepEqual(
    invoices.map((invoice) => invoice.debtor_id),
    [owner.id, tenant.id]
  )
  const keyOf = (invoice: { readonly id: bigint }) => `bill:billing.invoice:${invoice.id}`
  const quoted = await client
    .get('/api/plans/simulation')
    .qs({ premise_id: String(id), debts: keyOf(april!) })
    .accept('json')
    .loginAs(await userOf('ana'))
  quoted.assertStatus(200)
  const { debts } = quoted.body() as { debts: { key: string }[] }
  assert.include(
    debts.map(({ key }) => key),
    keyOf(april!)
  )
  assert.notInclude(
    debts.map(({ key }) => key),
    keyOf(february!)
  )
  const signed = await client
    .post('/api/actions/plans.sign')
    .json({
      ...{ premise_id: Number(id), debts: [keyOf(april!), keyOf(february!)], instalments: 2 },
    })
    .withCsrfToken()
    .accept('json')
    .loginAs(await userOf('ana'))
  assert.equal((signed.body() as { code: string }).code, 'E_PLANS_DEBT_UNKNOWN')
}

/** What a page says, with the paper that it leads to. */
async function issuedAt(client: ApiClient, path: string): Promise<string> {
  const page = await open(client, 'bruno', path)
  const [address] = /\/documents\/issued\/\d+/.exec(page.text()) ?? []
  const paper = await open(client, 'bruno', address!)
  return paper.text()
}

/** A fraud found at the premise, notified and fined at once; the paper of its notice and who owes the fine. */
async function fineOf(client: ApiClient, id: bigint) {
  const ordered = await send(client, 'bruno', '/services/orders', {
    ...{ service_type: 'fraud_inspection', premise_id: String(id), requester: 'Denúncia' },
    reason: 'Vizinho denunciou',
  })
  const order = /\d+$/.exec(ordered.header('location')!)![0]
  for (const name of ['um.jpg', 'dois.jpg']) {
    await client
      .post(`/services/orders/${order}/attachments`)
      .field('kind', 'photo')
      .file('file', await photograph(), { filename: name })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await userOf('bruno'))
  }
  const found = await send(client, 'bruno', '/irregularities/cases', {
    ...{ order_id: order, fraud_type: 'bypass', police_report: 'BO 118/2027', degree: 'severe' },
    findings: 'Derivação antes do hidrômetro',
  })
  const path = found.header('location')!
  await send(client, 'bruno', `${path}/change/notify`, {})
  const [one] = await query<{ customer_id: bigint }>(
    db,
    'select customer_id from irregularities_cases where id = ?',
    [/\d+$/.exec(path)![0]]
  )
  return { paper: await issuedAt(client, path), debtor: one!.customer_id }
}

/** On 15 April, with the bill of March overdue: a fine and a debt notice are of the tenant (TR-3.2.7.21.1). */
async function tenantIsAddressed(client: ApiClient, assert: Assert, { id, tenant, owner }: Rented) {
  clock.freeze('2027-04-15T16:00:00Z')
  const fine = await fineOf(client, id)
  await setTerms({ minimum_debts: 1, minimum_days: 1, minimum_cents: 0 })
  await generate(client)
  const notices = await noticesOf({ id })
  const own = notices.filter(({ debtor_id: debtor }) => debtor === tenant.id)
  assert.lengthOf(own, 1)
  assert.equal(own[0]!.issued_on, '2027-04-15')
  const pdf = await open(client, 'bruno', `/dunning/notices/${own[0]!.id}/pdf`)
  pdf.assertStatus(200)
  const [issued] = await query<{ id: bigint }>(
    db,
    `select id from documents_issued where subject_type = 'dunning.notices' and subject_id = ?`,
    [own[0]!.id]
  )
  const notice = await open(client, 'bruno', `/documents/issued/${issued!.id}`)
  assert.equal(fine.debtor, tenant.id)
  for (const paper of [fine.paper, notice.text()]) {
    assert.include(paper, TENANT)
    assert.include(paper, maskedTaxpayer(tenant.taxpayer_id))
    assert.notInclude(paper, OWNER)
    assert.notInclude(paper, maskedTaxpayer(owner.taxpayer_id))
  }
}

test.group('Scenario | rented premise', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('the tenant answers while the contract is valid and the owner again from the day after, by itself', async ({
    assert,
    client,
  }) => {
    const id = await premise()
    const page = `/registry/premises/${id}`
    const owner = await person(OWNER)
    const tenant = await person(TENANT)
    clock.freeze('2027-02-01T15:00:00Z')
    const form = { customer_id: String(owner.id), from_on: '2027-01-15', reason: 'Compra' }
    await send(client, 'bruno', `${page}/change/holder`, { ...form, confirmed: 'true' })
    await send(client, 'bruno', `${page}/change/owner`, { ...form, reason: '' })

    const february = await invoiceOf(client, id, '2027-02')
    assert.include(february.paper, OWNER)
    assert.include(february.paper, maskedTaxpayer(owner.taxpayer_id))
    assert.notInclude(february.paper, TENANT)
    assert.equal(february.debtor, owner.id)

    clock.freeze('2027-02-20T15:00:00Z')
    const contract = {
      ...{ customer_id: String(tenant.id), number: '2027/15', is_holder: 'true' },
      ...{ from_on: '2027-03-01', lease_until: '2027-08-31' },
    }
    const registered = await send(client, 'bruno', `${page}/change/tenant`, contract)
    registered.assertStatus(302)
    const planned = await open(client, 'bruno', '/registry/leases?status=planned')
    assert.include(planned.text(), TENANT)
    const before = await open(client, 'bruno', page)
    assert.include(before.text(), `<span>${OWNER}</span>`)

    await workerAt('2027-02-28T15:00:00Z')
    await workerAt('2027-03-01T04:30:00Z')
    const during = await open(client, 'bruno', page)
    assert.include(during.text(), `<span>${TENANT}</span>`)
    await invoiceOf(client, id, '2027-03')
    const april = await invoiceOf(client, id, '2027-04')
    assert.deepEqual([february.issuedOn, april.issuedOn], ['2027-02-15', '2027-04-15'])
    assert.include(april.paper, TENANT)
    assert.include(april.paper, maskedTaxpayer(tenant.taxpayer_id))
    assert.notInclude(april.paper, maskedTaxpayer(owner.taxpayer_id))
    assert.notInclude(april.paper, OWNER)
    assert.equal(april.debtor, tenant.id)
    await tenantIsAddressed(client, assert, { id, tenant, owner })
    await tenantNegotiates(client, assert, { id, tenant, owner })

    await workerAt('2027-08-31T23:00:00Z')
    const last = await open(client, 'bruno', page)
    assert.include(last.text(), `<span>${TENANT}</span>`)
    await workerAt('2027-09-01T04:30:00Z')
    const after = await open(client, 'bruno', page)
    assert.include(after.text(), `<span>${OWNER}</span>`)
    const history = await open(client, 'bruno', `${page}?tab=history`)
    assert.include(
      history.text(),
      `Locação de ${TENANT} encerrada em 31/08/2027; ${OWNER} responde pelas faturas`
    )
    const september = await invoiceOf(client, id, '2027-09')
    assert.include(september.paper, OWNER)
    assert.equal(september.debtor, owner.id)
    const debts = await query<{ debtor_id: bigint }>(
      db,
      `select distinct debtor_id from receivables_items where premise_id = ? and reference = '2027-04'`,
      [id]
    )
    assert.deepEqual(debts, [{ debtor_id: tenant.id }])
  }).tags(['@TR-3.2.7.21.2b', '@TR-3.2.7.21.2a', '@TR-3.2.7.21.1'])
})
