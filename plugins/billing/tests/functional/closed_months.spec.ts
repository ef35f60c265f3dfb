import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { type Who, open, problemOf, send, userOf, work } from '#tests/scenarios/support/people'
import { codeOf } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { type TestMonth, createMonth, invoicesOf, run } from './billed_month.ts'

const RESIDENCE = [{ category: 'RES', economies: 1 }]
const JULY = '2026-07' as RefMonth
const CLOSE = 'billing.close_group_month'
const REOPEN = 'billing.reopen_group_month'

test.group('Billing | the closed month of a group', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.each.timeout(120_000)
  group.each.teardown(() => clock.restore())
  group.setup(async () => {
    clock.freeze('2026-07-20T15:00:00Z')
    month = await createMonth(
      [
        { economies: RESIDENCE, m3: '12' },
        { economies: RESIDENCE, m3: '31' },
        { economies: RESIDENCE, m3: '9' },
        { economies: RESIDENCE, m3: '14', state: 'held' },
      ],
      JULY
    )
  })

  const act = async (client: ApiClient, who: Who, name: string, more = {}) =>
    client
      .post(`/api/actions/${name}`)
      .loginAs(await userOf(who))
      .withCsrfToken()
      .accept('json')
      .json({ group: String(month.billingGroupId), reference: JULY, ...more })

  /** The bridges that do not close, with their documents, as other systems read them. */
  const differing = async (client: ApiClient) => {
    const [place] = await query<{ code: string }>(
      db,
      'select code from registry_billing_groups where id = ?',
      [month.billingGroupId]
    )
    const answer = await open(
      client,
      'bruno',
      `/api/bridges?group=${place!.code}&reference=${JULY}`
    )
    const { bridges } = answer.body() as {
      bridges: {
        name: string
        isClosed: boolean
        isOfMunicipality: boolean
        documents: { title: string; path: string; left: string; right: string }[]
      }[]
    }
    return bridges.filter((one) => !one.isClosed && !one.isOfMunicipality)
  }

  test('a remainder stops it and names its invoice; without any it closes, and what waits stays for the next load', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-07-21T15:00:00Z')
    const early = await act(client, 'bruno', CLOSE)
    assert.equal(codeOf(early), 'E_BILLING_MONTH_NOT_BILLED')
    await run(month, '2026-07-20' as CivilDate)
    const [first, second] = await invoicesOf(month)
    assert.deepEqual(await differing(client), [])

    const change = (sql: string, id: bigint) => query(db.connection('owner'), sql, [id])
    await change(
      'update billing_invoices set own_cents = own_cents + 700, total_cents = total_cents + 700 where id = ?',
      first!.id
    )
    await change('update billing_invoices set billed_m3 = billed_m3 + 5 where id = ?', second!.id)
    const found = await differing(client)
    const documents = (name: string) => found.find((one) => one.name === name)?.documents ?? []
    assert.deepEqual(documents('billing.issued'), [
      {
        ...{ title: `Fatura ${first!.number}`, path: `/billing/invoices/${first!.id}` },
        left: String(first!.total_cents),
        right: String(first!.total_cents + 700n),
      },
    ])
    const named = (name: string) => documents(name).map(({ title }) => title)
    assert.deepEqual(named('billing.documents'), [`Fatura ${first!.number}`])
    assert.deepEqual(named('billing.volume'), [`Fatura ${second!.number}`])
    assert.deepEqual(named('billing.charged_volume'), [`Fatura ${second!.number}`])
    assert.lengthOf(found, 4)

    const refused = await act(client, 'bruno', CLOSE)
    assert.equal(refused.status(), 409)
    assert.equal(codeOf(refused), 'E_BILLING_MONTH_DIFFERS')
    const told = refused.text().replaceAll(/\s/g, ' ')
    assert.match(told, new RegExp(`Fatura ${first!.number} \\([^)]*7,00\\)`))
    assert.match(told, new RegExp(`Fatura ${second!.number} \\([^)]*5 m³\\)`))
    const [{ id: runId } = { id: 0n }] = await query<{ id: bigint }>(
      db,
      'select id from billing_runs where billing_group_id = ?',
      [month.billingGroupId]
    )
    const checks = await open(client, 'bruno', `/billing/runs/${runId}/bridges`)
    checks.assertTextIncludes(`href="/billing/invoices/${first!.id}"`)

    await change(
      'update billing_invoices set own_cents = own_cents - 700, total_cents = total_cents - 700 where id = ?',
      first!.id
    )
    await change('update billing_invoices set billed_m3 = billed_m3 - 5 where id = ?', second!.id)
    const closed = await act(client, 'bruno', CLOSE)
    assert.equal(closed.status(), 200, closed.text())
    const page = await open(client, 'bruno', `/billing/runs/${runId}`)
    page.assertTextIncludes('Fechado em 21/07/2026')
    assert.equal(codeOf(await act(client, 'bruno', CLOSE)), 'E_BILLING_MONTH_CLOSED')
  })

  test('no run and no single invoice is issued in it, by screen or job; opened again, what waits is billed', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-07-22T15:00:00Z')
    const asked = {
      ...{ group: String(month.billingGroupId), reference: JULY },
      ...{ issued_on: '2026-07-20', round: '2' },
    }
    const refused = await send(client, 'bruno', '/billing/runs', asked)
    assert.equal(problemOf(refused).code, 'E_BILLING_MONTH_CLOSED')
    assert.match(problemOf(refused).people, /fechado desde 21\/07\/2026/)
    const scheduled = await runInline(
      'billing.run',
      { group: month.billingGroupId, reference: JULY, issuedOn: '2026-07-20', round: 3 },
      systemActor(month.municipalityId)
    ).catch((error: unknown) => error as { status: unknown })
    assert.notEqual(scheduled.status, 'done')
    assert.lengthOf(await invoicesOf(month), 3)
    const single = await act(client, 'bruno', 'billing.issue_single', {
      ...{ premise_id: String(month.premiseIds[3]), reason: 'Titular pediu' },
    })
    assert.equal(codeOf(single), 'E_BILLING_MONTH_CLOSED')

    const withoutReason = await act(client, 'ana', REOPEN)
    assert.equal(withoutReason.status(), 422)
    const stranger = await act(client, 'carla', REOPEN, { reason: 'Quero faturar' })
    assert.equal(stranger.status(), 403)
    const opened = await act(client, 'ana', REOPEN, { reason: 'Leitura retida foi resolvida' })
    assert.equal(opened.status(), 200, opened.text())
    const [entry] = await query<{ reason: string }>(
      db,
      'select reason from audit_entries where action = ? order by id desc limit 1',
      [REOPEN]
    )
    assert.equal(entry!.reason, 'Leitura retida foi resolvida')
    await query(
      db.connection('owner'),
      `update readings_readings set state = 'accepted' where load_id = ? and state = 'held'`,
      [month.loadId]
    )
    await work(await send(client, 'bruno', '/billing/runs', asked), 'bruno')
    assert.lengthOf(await invoicesOf(month), 4)
    const again = await act(client, 'bruno', CLOSE)
    assert.equal(again.status(), 200, again.text())
  })
})
