import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, type TestPremise, createMonth, invoicesOf, run } from './billed_month.ts'
import { correct } from './correcting.ts'
import { putVersion } from './put_version.ts'
import { report } from './reported_month.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 10, blocks: [{ over: 0, to: null, price: '3.00' }] },
  },
  sewage: { collected: '80', collected_treated: '80' },
  garbage: {},
}
const TOLD = {
  value: {
    ...{ collected_percent: 80, billed_percent: 80 },
    informed: [{ year: 2026, exported_m3: 250, imported_sewage_m3: 0 }],
  },
}
const house = (m3: string, more: Partial<TestPremise> = {}): TestPremise => ({
  ...{ economies: [{ category: 'RES', economies: 1 }], m3 },
  ...more,
})

/** The registry as it knew the premises of a month: one economy each, and sewage where it is billed. */
const known = ({ municipalityId, premiseIds }: TestMonth, sewage: readonly bigint[] = []) =>
  query(
    db,
    `with e as (
       insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
       select ?, id, 'RES', 1, '2020-01-01' from unnest(?::bigint[]) as p (id))
     insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
     select ?, id, id::text, 'sewage', 'active', 'collected', '2020-01-01' from unnest(?::bigint[]) as p (id)`,
    [municipalityId, premiseIds, municipalityId, sewage]
  )

test.group('Billing | volumes of a year', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-20T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE)
    await putVersion('parameter', 'billing.snis_volumes', TOLD)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  const volumes = async (client: ApiClient, year: string) => {
    const { rows } = await report(client, 'billing.snis_volumes', `year=${year}`)
    return new Map(rows.map((row) => [row.code!, row]))
  }
  const totals = async (client: ApiClient, year: string) => {
    const rows = await volumes(client, year)
    return Object.fromEntries([...rows].map(([code, row]) => [code, Number(row.total_m3)]))
  }

  test('water consumed is what was measured, estimated without a meter or with a stopped one, and exported, by month', async ({
    client,
    assert,
  }) => {
    const october = await createMonth(
      [house('600'), house('100', { measured: null }), house('50', { measured: null })],
      '2026-10' as RefMonth
    )
    await known(october)
    const [, unmetered, stopped] = october.premiseIds as [bigint, bigint, bigint]
    await query(
      db,
      `update readings_readings set kind = case premise_id when ? then 'unmetered' else 'average' end,
              anomaly_code = case premise_id when ? then '03' end where premise_id in (?, ?)`,
      [unmetered, stopped, unmetered, stopped]
    )
    await run(october, '2026-10-20' as CivilDate)
    const rows = await volumes(client, '2026')
    const consumed = rows.get('AG010')!
    assert.deepEqual(
      [consumed.measured_m3, consumed.estimated_m3, consumed.informed_m3, consumed.total_m3].map(
        Number
      ),
      [600, 150, 250, 1000]
    )
    assert.deepEqual(
      [Number(consumed.thousand_m3), Number(consumed.m10), Number(consumed.m9)],
      [1, 750, 0]
    )
    assert.equal(Number(rows.get('AG008')!.total_m3), 600)
  }).tags(['@SN-AG010'])

  test('billed volumes have the minimum, sewage its coefficient, and what is cancelled leaves the sums', async ({
    client,
    assert,
  }) => {
    clock.freeze('2027-02-20T15:00:00Z')
    const february = await createMonth(
      [house('4'), house('100', { sewage: 'collected' }), house('10', { sewage: 'collected' })],
      '2027-02' as RefMonth
    )
    const [, hundred, ten] = february.premiseIds as [bigint, bigint, bigint]
    // The one of 100 m³ first: sewage of the one of 10 m³ counts from its connection on.
    await known(february, [hundred])
    await run(february, '2027-02-20' as CivilDate)
    const first = await totals(client, '2027')
    assert.deepEqual(first, {
      ...{ AG008: 114, AG010: 114, AG011: 120, ES005: 80, ES007: 88 },
    })
    const invoices = await invoicesOf(february)
    const cancel = async (premise: bigint) => {
      const { id } = invoices.find(({ premise_id: own }) => own === premise)!
      const { done } = await correct(client, await ana(), {
        ...{ id, operation: 'cancel' },
        form: { reason_code: 'misread' },
      })
      done.assertStatus(302)
    }
    await cancel(hundred)
    const without = await totals(client, '2027')
    assert.deepEqual(without, {
      ...{ AG008: 14, AG010: 14, AG011: 20, ES005: 0, ES007: 8 },
    })
    await cancel(ten)
    assert.deepInclude(await totals(client, '2027'), { AG010: 4, AG011: 10, ES007: 0 })
  }).tags(['@SN-AG011', '@SN-ES005', '@SN-ES007'])
})
