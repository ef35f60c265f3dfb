import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

const PATH = '/registry/campaigns'
const UNITS = 120
let campaignId: bigint

interface Visit {
  readonly registration_number: string
  readonly customer_id: bigint
  readonly phone: string | null
}

const visits = () =>
  query<Visit>(
    db,
    `select p.registration_number, t.customer_id, c.phone from registry_campaign_targets t
       join registry_premises p on p.id = t.premise_id join registry_customers c on c.id = t.customer_id
      where t.campaign_id = ? order by p.id`,
    [campaignId]
  )

test.group('Registry | re-registration campaigns', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    const model = await premiseAt('Rua das Acácias', '100')
    await query(
      db,
      `with people as (
         insert into registry_customers (municipality_id, kind, name, phone)
         select ?, 'person', 'Vizinha do Bairro ' || n, '6590001' || lpad(n::text, 4, '0') from generate_series(1, ?) n returning id, name
       ), homes as (
         insert into registry_premises (municipality_id, registration_number, kind, street, number, district, locality_id, billing_group_id)
         select ?, '7' || lpad(n::text, 6, '0'), 'single', 'Rua Nova', n::text, 'Jardim Recadastro', ?, ? from generate_series(1, ?) n
         returning id, number
       )
       insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select ?, h.id, p.id, 'holder', '2020-01-01' from homes h join people p on p.name = 'Vizinha do Bairro ' || h.number`,
      [
        ...[model.municipality_id, UNITS, model.municipality_id, model.locality_id],
        ...[model.billing_group_id, UNITS, model.municipality_id],
      ]
    )
  })

  test('a campaign of one neighbourhood gives a visit to each of its units, and to no other', async ({
    assert,
    client,
  }) => {
    const made = await client
      .post(PATH)
      .loginAs(await bruno())
      .withCsrfToken()
      .redirects(0)
      .form({
        'name': 'Jardim 2026',
        'district': 'jardim recadastro',
        'from_on': '2026-11-01',
        'until_on': '2026-12-15',
        'team': 'Equipe A',
        'goal': '80',
        'fields[]': ['customer.name', 'customer.phone', 'customer.taxpayer_id'],
      })
    made.assertStatus(302)
    campaignId = BigInt(/(\d+)$/.exec(made.header('location')!)![1]!)
    const targets = await visits()
    assert.lengthOf(targets, UNITS)
    const [outside] = await query<{ n: number }>(
      db,
      `select count(*)::int as n from registry_campaign_targets t join registry_premises p on p.id = t.premise_id
        where p.district <> 'Jardim Recadastro'`
    )
    assert.equal(outside!.n, 0)
    const sheet = await client.get(`${PATH}/${campaignId}/sheet`).loginAs(await bruno())
    assert.include(sheet.text(), 'registration_number;titular;endereco;resultado')
    assert.lengthOf(sheet.text().trim().split('\n'), UNITS + 1)
  })

  test('ninety visits with thirty differences show 75% and thirty changes to decide', async ({
    assert,
    client,
  }) => {
    const targets = await visits()
    const lines = targets.slice(0, 90).map((one, index) => {
      const phone = index < 30 ? `(65) 98888-${String(index).padStart(4, '0')}` : (one.phone ?? '')
      return `${one.registration_number};visitado;10/11/2026;Joana;${phone}`
    })
    const csv = [
      'registration_number;resultado;visited_on;visited_by;customer.phone',
      ...lines,
      '999999999;visitado;10/11/2026;Joana;',
    ].join('\n')
    const sent = await client
      .post(`${PATH}/${campaignId}/answers`)
      .loginAs(await bruno())
      .withCsrfToken()
      .redirects(0)
      .file('file', Buffer.from(csv), { filename: 'visitas.csv' })
    sent.assertStatus(302)
    const page = await client.get(`${PATH}/${campaignId}`).loginAs(await bruno())
    page.assertStatus(200)
    assert.include(page.text(), '75% feito')
    assert.include(page.text(), '90 de 120')
    assert.match(page.text(), /Diferenças encontradas<\/dt><dd class="tnum">30</)
    assert.match(page.text(), /Joana: <span class="tnum">90/)
  })

  test('an accepted difference is a change of the record with its history; a refused one changes nothing', async ({
    assert,
    client,
  }) => {
    const answers = await query<{ id: bigint; new_value: string; customer_id: bigint }>(
      db,
      `select a.id, a.new_value, t.customer_id from registry_campaign_answers a join registry_campaign_targets t on t.id = a.target_id
        where a.campaign_id = ? order by a.id`,
      [campaignId]
    )
    const [first, second, third] = answers
    const decide = async (ids: readonly bigint[], what: string) =>
      client
        .post(`${PATH}/${campaignId}/decide`)
        .loginAs(await bruno())
        .withCsrfToken()
        .redirects(0)
        .form({ 'ids[]': ids.map(String), 'do': what, 'reason': 'Número errado' })
    await decide([first!.id, second!.id], 'accept')
    await decide([third!.id], 'reject')
    const rows = await query<{ phone: string }>(
      db,
      'select phone from registry_customers where id = any(?::bigint[]) order by id',
      [[first!.customer_id, second!.customer_id, third!.customer_id]]
    )
    assert.deepEqual(rows.map(({ phone }) => phone).slice(0, 2), [
      first!.new_value,
      second!.new_value,
    ])
    assert.match(rows[2]!.phone, /^6590001/)
    const history = await client
      .get(`/registry/customers/${first!.customer_id}?tab=history`)
      .loginAs(await bruno())
    assert.include(history.text(), 'telefone celular')
    const states = await query<{ status: string; n: number }>(
      db,
      'select status, count(*)::int as n from registry_campaign_answers group by status order by status'
    )
    assert.deepEqual(
      states.map(({ status, n }) => [status, n]),
      [
        ['accepted', 2],
        ['proposed', 27],
        ['rejected', 1],
      ]
    )
  })
})
