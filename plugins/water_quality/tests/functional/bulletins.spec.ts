import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { open, problemOf, send } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type PrintShopBill, billRecords } from '#plugins/billing/domain/print_shop_file'
import {
  type TestMonth,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'

const GOOD = 'A água atendeu ao padrão de potabilidade.'
const house = { economies: [{ category: 'RES', economies: 1 }], m3: '10' }

test.group('Water quality | bulletins on the bills', (group) => {
  let month: TestMonth
  let invoices: { readonly id: bigint }[]
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth([house, house, house])
    await run(month)
    const issued = await invoicesOf(month)
    invoices = month.premiseIds.map((id) => issued.find((one) => one.premise_id === id)!)
  })
  group.teardown(() => clock.restore())

  /** A record written on its form. @returns its id */
  const made = async (client: ApiClient, path: string, form: object) => {
    const answer = await send(client, 'bruno.', path, form)
    const id = /\/(\d+)$/.exec(String(answer.header('location')))?.[1]
    if (!id) throw new Error(JSON.stringify(answer.flashMessages()).slice(0, 500))
    return id
  }
  const bulletinOf = (client: ApiClient, system: string, reference: string, conclusion = GOOD) =>
    made(client, '/water-quality/bulletins', { system_id: system, reference, conclusion })
  const type = (client: ApiClient, id: string, ...rows: readonly (readonly string[])[]) =>
    send(client, 'bruno.', `/water-quality/bulletins/${id}/results`, {
      ...Object.fromEntries(
        rows.flatMap(([parameter, required, analysed, conforming, average], index) =>
          Object.entries({ parameter, required, analysed, conforming, average }).map(
            ([name, value]) => [`results[${index}][${name}]`, value ?? '']
          )
        )
      ),
    })
  const publish = (client: ApiClient, id: string) => act(client, 'water_quality.publish', { id })
  /** The invoice printed as a clerk does, and what its paper says. */
  const printed = async (client: ApiClient, invoice: { readonly id: bigint }) => {
    const answer = await client
      .get(`/billing/invoices/${invoice.id}/pdf`)
      .loginAs(await userNamed('bruno.'))
    answer.assertStatus(200)
    const [row] = await query<{ content: string }>(
      db,
      `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'billing.invoices' and i.subject_id = ? order by i.id desc limit 1`,
      [invoice.id]
    )
    const paper = JSON.parse(row!.content) as PrintShopBill
    const sheet = billRecords(paper, 1).filter(([kind]) => kind === 'Q' || kind === 'P')
    return { quality: paper.water_quality, sheet }
  }

  test('what was published of the system of the premise comes out on its bill; what was printed stays', async ({
    client,
    assert,
  }) => {
    const places = await query<{ locality_id: bigint }>(
      db,
      'select distinct locality_id from registry_premises where id = any(?::bigint[])',
      [month.premiseIds]
    )
    const locality = String(places[0]!.locality_id)
    const central = await made(client, '/water-quality/systems', {
      ...{ code: 'CENTRAL', name: 'Sistema Central', source: 'Rio Claro, superficial.' },
    })
    await made(client, '/water-quality/supplied', { system_id: central, locality_id: locality })

    const october = await bulletinOf(client, central, '2026-10')
    const early = await publish(client, october)
    assert.equal(codeOf(early), 'E_WATER_QUALITY_EMPTY')
    const wrong = await type(client, october, ['chlorine', '62', '64', '65', '0,9'])
    assert.equal(problemOf(wrong)?.code, 'E_WATER_QUALITY_COUNT')
    assert.include(problemOf(wrong)?.people, 'Cloro residual livre: 65 amostras conformes de 64')
    await type(
      client,
      october,
      ['chlorine', '62', '64', '64', '0,9'],
      ['turbidity', '', '', '', ''],
      ['e_coli', '62', '64', '63', '']
    )
    const { quality: none } = await printed(client, invoices[0]!)
    assert.isNull(none, 'a draft is told to nobody')
    await publish(client, october)

    const { quality: told, sheet } = await printed(client, invoices[1]!)
    assert.deepEqual(told, {
      ...{ system: 'Sistema Central', reference: '2026-10', source: 'Rio Claro, superficial.' },
      conclusion: GOOD,
      parameters: [
        {
          ...{ name: 'Cloro residual livre', limit: '0,2 a 5,0 mg/L', average: '0,9' },
          ...{ required: 62, analysed: 64, conforming: 64 },
        },
        {
          ...{ name: 'Escherichia coli', limit: 'ausência', average: null },
          ...{ required: 62, analysed: 64, conforming: 63 },
        },
      ],
    })
    assert.deepEqual(
      sheet.map((columns) => columns.slice(2, 5)),
      [
        ['Sistema Central', '2026-10', GOOD],
        ['Cloro residual livre', '0,2 a 5,0 mg/L', 62],
        ['Escherichia coli', 'ausência', 62],
      ],
      'the print shop is told the same'
    )
    const page = await open(client, 'bruno.', `/water-quality/bulletins/${october}`)
    for (const text of ['Publicado', 'Cloro residual livre', '0,2 a 5,0 mg/L'])
      page.assertTextIncludes(text)

    assert.notInclude(page.text(), `/water-quality/bulletins/${october}/edit`)
    const api = `/api/water-quality/bulletins/${october}`
    const ana = await userNamed('ana.')
    const deleted = await client.delete(api).withCsrfToken().loginAs(ana)
    assert.equal(codeOf(deleted), 'E_RECORDS_FIXED')
    const renamed = await client
      .patch(api)
      .json({ conclusion: 'Outra' })
      .withCsrfToken()
      .loginAs(ana)
    assert.equal(codeOf(renamed), 'E_RECORDS_FIXED')
    const changed = await type(client, october, ['chlorine', '1', '1', '1', ''])
    assert.equal(problemOf(changed)?.code, 'E_WATER_QUALITY_PUBLISHED')
    const opened = await send(
      client,
      'bruno.',
      `/water-quality/bulletins/${october}/change/correct`,
      {
        reason: 'E. coli conferida',
      }
    )
    opened.assertStatus(302)
    const [draft] = await query<{ id: bigint }>(
      db,
      `select id from water_quality_bulletins where state = 'draft'`
    )
    await type(client, String(draft!.id), ['e_coli', '62', '64', '64', ''])
    await publish(client, String(draft!.id))
    const { quality: again } = await printed(client, invoices[1]!)
    assert.deepEqual(again, told, 'a paper that was kept does not change')
    const { quality: later } = await printed(client, invoices[2]!)
    assert.deepEqual(
      later?.parameters.map(({ name, conforming }) => [name, conforming]),
      [['Escherichia coli', 64]]
    )
    const states = await query<{ state: string }>(
      db,
      'select state from water_quality_bulletins order by id'
    )
    assert.deepEqual(
      states.map(({ state }) => state),
      ['replaced', 'published']
    )
  })
})
