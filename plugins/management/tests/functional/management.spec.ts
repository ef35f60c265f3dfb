import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { query } from '#core/database/index'
import { createMonth, invoicesOf, run } from '#plugins/billing/tests/functional/billed_month'
import { correct, pay } from '#plugins/billing/tests/functional/correcting'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { TABLE } from '#plugins/plans/tests/support/set_up'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { profileNamed } from '#core/access/tests/support/people'
import { open, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

const HOME = [{ category: 'RES', economies: 1 }]
const thin = (text: string) => text.replaceAll(/[\s\u00A0\u202F]+/g, ' ')

async function measure(client: ApiClient) {
  clock.freeze(new Date(clock.now().getTime() + 60_000))
  return work(await send(client, 'ana', '/management/measure', {}), 'ana')
}

const alerts = () =>
  query<{ title: string; detail: string; path: string; closed_at: Date | null }>(
    db,
    `select title, detail, path, closed_at from alerts_causes where topic = 'goal' order by id`
  )

test.group('Management | panel, goals and times', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', {
      ...TABLE,
      categories: {
        RES: { ...TABLE.categories.RES, blocks: [{ over: 0, to: null, price: '1000.00' }] },
      },
    } as never)
  })
  group.teardown(() => clock.restore())

  test('100,000.00 billed and 92,000.00 collected are 92.0 %, red against a goal of 95 %, with one alert; the panel tells the sums of bills and payments', async ({
    assert,
    client,
  }) => {
    const month = await createMonth(['92', '8'].map((m3) => ({ economies: HOME, m3 })))
    await run(month)
    const [paid] = await invoicesOf(month)
    assert.equal(paid!.total_cents, 9_200_000n)
    await pay(month.municipalityId, {
      ...{ barcode: paid!.barcode!, amountCents: paid!.total_cents },
      paidOn: '2026-11-25' as CivilDate,
    })
    clock.freeze('2026-12-02T15:00:00Z')
    const responsible = await client
      .post('/api/actions/alerts.add_responsible')
      .json({ topic: 'goal', profile_id: await profileNamed('Analista de faturamento') })
      .withCsrfToken()
      .loginAs(await ana())
    responsible.assertStatus(200)
    const measured = await measure(client)
    assert.equal(measured.figures['missed'], 1n)
    const { rows } = await report(
      client,
      'management.indicators',
      'from_reference=2026-11&until_reference=2026-11&indicator=efficiency'
    )
    assert.lengthOf(rows, 1)
    assert.containsSubset(rows[0], {
      ...{ billed_cents: '10000000', collected_cents: '9200000', percent: '92.0', goal: '95' },
      standing: 'missed',
    })
    const page = await open(
      client,
      'ana',
      '/reports/management.indicators?from_reference=2026-11&until_reference=2026-11'
    )
    assert.match(thin(page.text()), /state-bad">\s*Não alcançada/)
    const [alert, ...others] = await alerts()
    assert.lengthOf(others, 0)
    assert.equal(alert!.title, 'Meta não alcançada em 11/2026: Eficiência da arrecadação')
    assert.equal(alert!.detail, '92,0 %, e a meta era de pelo menos 95 %.')
    await measure(client)
    assert.lengthOf(await alerts(), 1)
    const told = async (who: 'bruno' | 'carla' | 'ana') => {
      const inbox = await open(client, who, '/inbox')
      return inbox.text().split(`<h2>${alert!.title}`).length - 1
    }
    assert.deepEqual([await told('bruno'), await told('carla'), await told('ana')], [1, 0, 0])
    const [{ times } = { times: 0 }] = await query<{ times: number }>(
      db,
      `select times_told as times from alerts_causes where topic = 'goal'`
    )
    assert.equal(times, 1)
  }).tags(['@CM-12'])

  test('the menu leads to the reports and to a panel whose totals are those of the base', async ({
    assert,
    client,
  }) => {
    const [base] = await query<{ billed: bigint; collected: bigint }>(
      db,
      `select (select sum(total_cents)::bigint from billing_invoices where settlement not in ('cancelled', 'replaced')) as billed,
              (select sum(amount_cents)::bigint from receivables_receipts where state <> 'reversed') as collected`
    )
    const page = await open(client, 'ana', '/management')
    const text = thin(page.text())
    const shown = (name: string) => new RegExp(`data-total="${name}">([^<]+)<`).exec(text)?.[1]
    assert.deepEqual(
      [shown('billed'), shown('collected')],
      [thin(formatMoney(base!.billed)), thin(formatMoney(base!.collected))]
    )
    assert.match(text, /Gerencial.*href="\/management".*href="\/management\/reports"/)
    const list = await open(client, 'ana', '/management/reports')
    for (const code of ['3.2.19.1', '3.2.19.68', '3.2.19.88']) list.assertTextIncludes(`>${code}<`)
    list.assertTextIncludes('href="/reports/certificates.clearances"')
  }).tags(['@TR-3.1.12'])

  test('groups with 2 and 5 days from reading to issue, and the share of corrected bills of each; another period may be chosen', async ({
    assert,
    client,
  }) => {
    const four = Array.from({ length: 4 }, () => ({ economies: HOME, m3: '20' }))
    const billed = async (reference: string, issuedOn: string) => {
      clock.freeze(`${issuedOn}T15:00:00Z`)
      const month = await createMonth(four, reference as RefMonth)
      await run(month, issuedOn as CivilDate)
      return month
    }
    const early = await billed('2026-12', '2026-12-20')
    const late = await billed('2026-12', '2026-12-23')
    const [first] = await invoicesOf(late)
    const { done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form: { billed_m3: '12', reason_code: 'misread' },
    })
    done.assertStatus(302)
    const told = async (filters: string) => {
      const { rows } = await report(client, 'management.process_times', filters)
      return new Map(rows.map((row) => [row.billing_group_id, row]))
    }
    const december = await told('from_reference=2026-12&until_reference=2026-12')
    const line = ({ billingGroupId }: typeof late) => december.get(String(billingGroupId))!
    assert.deepEqual(
      [early, late].map((month) => [
        ...[Number(line(month).issue_days), Number(line(month).issued)],
        Number(line(month).corrected_percent),
      ]),
      [
        [2, 4, 0],
        [5, 4, 25],
      ]
    )
    const compared = await told(
      'from_reference=2026-11&until_reference=2026-11&compared_from=2026-12&compared_until=2026-12'
    )
    assert.containsSubset(compared.get(String(late.billingGroupId)), {
      ...{ issued: null, compared_issued: '4', compared_issue_days: '5.0' },
    })
  }).tags(['@CM-22'])
})
