import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno, carla } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'
import { PRICED_TABLE } from '../support/priced.ts'

type Row = Readonly<Record<string, string | boolean | null>>
const DECEMBER = '2026-12' as RefMonth
const house = (m3: string) => [{ economies: [{ category: 'RES', economies: 1 }], m3 }]

async function report(client: ApiClient, name: string, filters: string): Promise<readonly Row[]> {
  const answer = await client
    .get(`/api/reports/accounting.${name}?${filters}&size=200`)
    .loginAs(await ana())
  answer.assertStatus(200)
  return (answer.body() as { rows: Row[] }).rows
}

test.group('Accounting | months analysed and reviewed', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    await putVersion('parameter', 'accounting.analysis', {
      value: { horizontal_percent: 30, vertical_points: 50, minimum_cents: 100, review_days: 30 },
    })
    // 20 m³ in November, 36 in December: revenue of R$ 100.00 and R$ 180.00.
    month = await createMonth(house('20'))
    await run(month)
    clock.freeze('2026-12-20T15:00:00Z')
    await run(await nextMonthOf(month, DECEMBER, house('36')), '2026-12-20' as CivilDate)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  const close = async (reference: RefMonth) => {
    const on = `${reference}/${clock.now().toISOString()}`
    await runInline('accounting.close', { reference, on }, systemActor(month.municipalityId))
    const [period] = await query<{ id: bigint; round: number }>(
      db,
      'select id, round from accounting_periods where reference = ?',
      [reference]
    )
    return { id: Number(period!.id), round: period!.round }
  }
  const SIGNED = { statements: 'Balancete e razão de clientes', findings: 'Sem ressalvas' }
  const supported = async (client: ApiClient) => {
    const rows = await report(client, 'snis_revenue', 'year=2026')
    return rows.map(({ code, is_supported: is, missing }) => [code, is, missing])
  }

  const isSupported = async (client: ApiClient) => {
    const rows = await supported(client)
    return rows.every(([, is]) => is === true)
  }

  test('an account that grows 80 % with a bound of 30 % is listed and explained before the month is concluded', async ({
    assert,
    client,
  }) => {
    clock.freeze('2027-01-05T15:00:00Z')
    await close(REFERENCE)
    const { id } = await close(DECEMBER)
    const found = await query<Record<string, unknown>>(
      db,
      `select id, kind, account, before_cents, now_cents, change::float8 as change from accounting_findings where period_id = ? order by account`,
      [id]
    )
    assert.deepEqual(
      found.map(({ id: _, ...one }) => one),
      [
        // What the customer owes goes from R$ 100.00 to R$ 280.00.
        {
          ...{ kind: 'horizontal', account: '1.1.2.2.1.01', before_cents: 10_000n },
          ...{ now_cents: 28_000n, change: 180 },
        },
        {
          ...{ kind: 'horizontal', account: '4.3.3.1.01', before_cents: 10_000n },
          ...{ now_cents: 18_000n, change: 80 },
        },
      ]
    )
    const beyond = await report(client, 'analysis', 'reference=2026-12&only_beyond=1')
    assert.deepEqual(
      beyond.map(({ account, change_percent: change }) => [account, Number(change)]),
      [
        ['1.1.2.2.1.01', 180],
        ['4.3.3.1.01', 80],
      ]
    )
    const page = await client.get(`/accounting/periods/${id}`).loginAs(await ana())
    page.assertTextIncludes('Variações a explicar')
    const early = await act(client, 'accounting.review_month', { id, ...SIGNED })
    assert.equal(codeOf(early), 'E_ACCOUNTING_FINDINGS')
    const explain = (one: Record<string, unknown>, explanation: string) =>
      act(client, 'accounting.explain_finding', { id: Number(one.id), explanation })
    const first = await explain(found[0]!, 'Duas faturas em aberto em vez de uma')
    first.assertStatus(200)
    const half = await act(client, 'accounting.review_month', { id, ...SIGNED })
    assert.equal(codeOf(half), 'E_ACCOUNTING_FINDINGS')
    await explain(found[1]!, 'Consumo de verão')
    const [told] = await report(client, 'analysis', 'reference=2026-12&account=4.3.3.1.01')
    assert.containsSubset(told, { explanation: 'Consumo de verão', explained_by: 'Ana Ribeiro' })
    const done = await act(client, 'accounting.review_month', { id, ...SIGNED })
    done.assertStatus(200)
    const late = await explain(found[1]!, 'Outra explicação')
    assert.equal(codeOf(late), 'E_ACCOUNTING_FINDING_STATE')
  }).tags(['@AC-059'])

  test('months without a signed review are listed, and the figures of the year have no support while one lacks it', async ({
    assert,
    client,
  }) => {
    const missing = (on: string) =>
      report(client, 'month_reviews', `year=2026&position_on=${on}&only_missing=1`)
    const before = await missing('2027-01-05')
    assert.deepEqual(
      before.filter(({ reference }) => String(reference) >= '2026-10').map((row) => row.state),
      ['open', 'closed']
    )
    const overdue = (rows: readonly Row[]) =>
      rows.find(({ reference }) => reference === '2026-11')!.is_late
    assert.isTrue(overdue(before))
    assert.isFalse(overdue(await missing('2026-12-30')))
    for (const [, is, months] of await supported(client)) {
      assert.deepEqual([is, months], [false, '11/2026'])
    }
    const [november] = await query<{ id: bigint }>(
      db,
      `select id from accounting_periods where reference = '2026-11'`
    )
    const id = Number(november!.id)
    const forbidden = await act(client, 'accounting.review_month', { id, ...SIGNED }, carla())
    forbidden.assertStatus(403)
    const signed = await act(client, 'accounting.review_month', { id, ...SIGNED }, bruno())
    signed.assertStatus(200)
    const twice = await act(client, 'accounting.review_month', { id, ...SIGNED })
    assert.equal(codeOf(twice), 'E_ACCOUNTING_PERIOD_STATE')
    for (const [, is, months] of await supported(client)) {
      assert.deepEqual([is, months], [true, null])
    }
    const all = await report(client, 'month_reviews', 'year=2026&position_on=2027-01-05')
    assert.containsSubset(
      all.find(({ reference }) => reference === '2026-11'),
      { state: 'reviewed', reviewer: 'Bruno Matos', findings: 'Sem ressalvas', is_late: false }
    )
    const left = await missing('2027-01-05')
    assert.isTrue(left.every(({ reference }) => String(reference) < '2026-11'))
  }).tags(['@AC-063'])

  test('a month opened again and closed anew loses its review; what was said of the same figures stays', async ({
    assert,
    client,
  }) => {
    const [december] = await query<{ id: bigint }>(
      db,
      `select id from accounting_periods where reference = '2026-12'`
    )
    const id = Number(december!.id)
    await act(client, 'accounting.ask_reopening', { id, reason: 'Nota que chegou depois' })
    await act(client, 'accounting.reopen', { id }, bruno())
    for (const [, is, months] of await supported(client)) {
      assert.deepEqual([is, months], [false, '12/2026'])
    }
    clock.freeze('2027-01-06T15:00:00Z')
    const again = await close(DECEMBER)
    assert.deepEqual(again, { id, round: 2 })
    const kept = await query<{ explanation: string }>(
      db,
      'select explanation from accounting_findings where period_id = ? and round = 2 order by account',
      [id]
    )
    assert.deepEqual(
      kept.map(({ explanation }) => explanation),
      ['Duas faturas em aberto em vez de uma', 'Consumo de verão']
    )
    assert.isFalse(await isSupported(client))
    const signed = await act(client, 'accounting.review_month', { id, ...SIGNED })
    signed.assertStatus(200)
    assert.isTrue(await isSupported(client))
    const reviews = await client
      .get('/api/accounting/reviews?sort=reviewed_at')
      .loginAs(await ana())
    assert.lengthOf((reviews.body() as { data: unknown[] }).data, 3)
  })
})
