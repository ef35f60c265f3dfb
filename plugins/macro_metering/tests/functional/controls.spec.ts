import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { change, cityOf, controlsOn, made, meterAt, point, post } from './support.ts'

test.group('Macro metering | controls', (group) => {
  freshDatabase(group)
  let city = ''
  group.setup(async () => {
    clock.freeze('2026-11-23T15:00:00Z')
    city = await cityOf('5100000', 'Águas Claras')
  })
  group.teardown(() => clock.restore())

  const control = async (client: ApiClient, code: string, on: string) => {
    const { equipped } = await controlsOn(client, on)
    return equipped.find((one) => one.code === code)!
  }
  const level = async (client: ApiClient, code: string, on: string) => {
    const { level: found } = await control(client, code, on)
    return found
  }

  test('a meter without location or installation date is listed; complete and reviewed in time is level 3, overdue level 2', async ({
    client,
    assert,
  }) => {
    const place = await point(client, 'reservoir', city, { latitude: '', longitude: '' })
    const id = await made(client, '/macro-metering/meters', {
      ...{ number: 'MM-0', make: 'Krohne', model: 'Optiflux', principle: 'ultrasonic' },
      ...{ calibration_months: '12', point_id: place.id },
    })
    const seen = async (on = '2026-11-23') => {
      const { register } = await controlsOn(client, on)
      return [register.level, register.incomplete.map(({ number }) => number)]
    }
    assert.deepEqual(await seen(), [1, ['MM-0']])
    await change(client, `/macro-metering/meters/${id}`, { installed_on: '2026-01-05' })
    assert.deepEqual(await seen(), [1, ['MM-0']])
    await change(client, `/macro-metering/points/${place.id}`, {
      ...{ latitude: '-11.42', longitude: '-56.07' },
    })
    assert.deepEqual(await seen(), [2, []])
    const located = await point(client, 'reservoir', city)
    const undated = await made(client, '/macro-metering/meters', {
      ...{ number: 'MM-00', make: 'Krohne', model: 'Optiflux', principle: 'ultrasonic' },
      ...{ calibration_months: '12', point_id: located.id },
    })
    assert.deepEqual(await seen(), [1, ['MM-00']])
    await change(client, `/macro-metering/meters/${undated}`, { installed_on: '2026-01-05' })
    assert.deepEqual(await seen(), [2, []])
    await made(client, '/macro-metering/reviews', {
      ...{ reviewed_on: '2026-02-10', responsible: 'Ana', findings: 'Tudo no lugar' },
    })
    assert.deepEqual(await seen(), [3, []])
    clock.freeze('2027-02-11T15:00:00Z')
    assert.deepEqual(await seen('2027-02-11'), [2, []])
    clock.freeze('2026-11-23T15:00:00Z')
  }).tags(['@AC-074'])

  test('thirteen months after its calibration a meter of twelve is overdue; the certificate moves the next date twelve months', async ({
    client,
    assert,
  }) => {
    const place = await point(client, 'reservoir', city)
    const id = await meterAt(client, place.id, '2024-06-01', { number: 'MM-CAL' })
    const path = `/macro-metering/meters/${id}/change`
    const certificate = (on: string) =>
      post(client, `${path}/calibrate`, {
        ...{ calibrated_on: on, certificate: `C-${on}`, error_percent: '0,4', result: 'approved' },
      })
    await certificate('2025-10-20')
    const overdue = async () => {
      const { calibration } = await controlsOn(client, '2026-11-23')
      return calibration.overdue.map(({ number }) => number).includes('MM-CAL')
    }
    assert.isTrue(await overdue())
    const told = () =>
      query<{ title: string; is_open: boolean }>(
        db,
        `select title, closed_at is null as is_open from alerts_causes where key = ?`,
        [`macro_metering.calibration/${id}`]
      )
    const [municipality] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
    const { figures } = await runInline(
      'macro_metering.overdue',
      { on: '2026-11-23' },
      systemActor(municipality!.id)
    )
    assert.equal(figures['overdue'], 1n)
    const title = 'Calibração vencida: macromedidor MM-CAL'
    assert.deepEqual(await told(), [{ title, is_open: true }])
    const page = await client.get('/macro-metering/controls').loginAs(await bruno())
    page.assertTextIncludes(`${path}/order`)
    await post(client, `${path}/order`, {})
    const again = await post(client, `${path}/order`, {})
    again.assertTextIncludes('já está pedida')
    await certificate('2026-11-20')
    assert.isFalse(await overdue())
    assert.deepEqual(await told(), [{ title, is_open: false }])
    const [meter] = await query<object>(
      db,
      `select next_calibration_on::text as next, (select count(*)::int from macro_metering_calibrations k
          where k.meter_id = m.id and k.state = 'done') as done from macro_metering_meters m where id = ?`,
      [BigInt(id)]
    )
    assert.deepEqual(meter, { next: '2027-11-20', done: 2 })
    const { calibration: without } = await controlsOn(client, '2026-11-23')
    assert.equal(without.level, 1)
    await setVersion('parameter', 'macro_metering.policy', {
      value: { calibration_document: 'PO-MAC-002 Calibração', review_months: 12 },
    })
    const { calibration } = await controlsOn(client, '2026-11-23')
    assert.equal(calibration.level, 3)
  }).tags(['@AC-075'])

  test('four outlets with meters are level 3, three of four level 2 with the missing one, none level 1', async ({
    client,
    assert,
  }) => {
    const kinds = ['treatment_outlet', 'treatment_outlet', 'well', 'treatment_outlet']
    const outlets = []
    for (const kind of kinds) outlets.push(await point(client, kind, city))
    const meters = []
    for (const { id } of outlets) meters.push(await meterAt(client, id, '2025-01-01'))
    for (const [index, id] of meters.entries()) {
      const on = index === 2 ? '2026-05-01' : '2026-08-01'
      await change(client, `/macro-metering/meters/${id}`, { removed_on: on })
    }
    assert.containsSubset(await control(client, 'AC-076', '2026-04-30'), {
      ...{ level: 3, percent: '100.0' },
    })
    const three = await control(client, 'AC-076', '2026-05-01')
    assert.deepEqual(
      [three.level, three.percent, three.missing.map(({ name }) => name)],
      [2, '75.0', [outlets[2]!.name]]
    )
    assert.equal(await level(client, 'AC-076', '2026-08-01'), 1)
  }).tags(['@AC-076'])

  const twoPoints =
    (code: string, kind: string) =>
    async ({ client, assert }: TestContext) => {
      assert.isNull(await level(client, code, '2026-11-23'))
      const none = await client.get('/macro-metering/controls').loginAs(await bruno())
      assert.match(none.text(), new RegExp(`${code}(?:(?!AC-0)[\\s\\S])*Não se aplica`))
      const [one, other] = [await point(client, kind, city), await point(client, kind, city)]
      await meterAt(client, one.id, '2025-01-01')
      assert.equal(await level(client, code, '2026-11-23'), 2)
      await meterAt(client, other.id, '2026-11-01')
      assert.equal(await level(client, code, '2026-11-23'), 3)
    }

  test(
    'of two points of imported treated water one with meter is level 2 and both level 3; without points it does not apply',
    twoPoints('AC-077', 'imported_treated')
  ).tags(['@AC-077'])

  test(
    'of two points of imported sewage one with meter is level 2 and both level 3; without points it does not apply',
    twoPoints('AC-080', 'imported_sewage')
  ).tags(['@AC-080'])

  const onePoint =
    (code: string, kind: string) =>
    async ({ client, assert }: TestContext) => {
      assert.isNull(await level(client, code, '2026-11-23'))
      const { id } = await point(client, kind, city)
      assert.equal(await level(client, code, '2026-11-23'), 1)
      await meterAt(client, id, '2026-11-10')
      const found = []
      for (const on of ['2026-11-09', '2026-11-10']) found.push(await level(client, code, on))
      assert.deepEqual(found, [1, 3])
    }

  test(
    'a point of exported treated water without meter is level 1, and level 3 from the day on which it has one; without points it does not apply',
    onePoint('AC-078', 'exported_treated')
  ).tags(['@AC-078'])

  test(
    'a point of exported sewage without meter is level 1, and level 3 from the day on which it has one',
    onePoint('AC-081', 'exported_sewage')
  ).tags(['@AC-081'])

  test('of three inlets of sewage plants two with meter are level 2, three level 3, and a removal lowers it on its day', async ({
    client,
    assert,
  }) => {
    const inlets = []
    for (let n = 0; n < 3; n++) inlets.push(await point(client, 'sewage_inlet', city))
    const [first, second, third] = inlets
    await meterAt(client, first!.id, '2025-01-01')
    await meterAt(client, second!.id, '2025-01-01')
    const last = await meterAt(client, third!.id, '2026-03-01')
    const twice = await post(client, '/macro-metering/meters', {
      ...{ number: 'MM-2X', make: 'Krohne', model: 'W', principle: 'flume' },
      ...{ calibration_months: '12', point_id: third!.id, installed_on: '2026-06-01' },
    })
    twice.assertStatus(422)
    await change(client, `/macro-metering/meters/${last}`, { removed_on: '2026-09-15' })
    const found = []
    for (const on of ['2026-02-28', '2026-03-01', '2026-09-14', '2026-09-15'])
      found.push(await level(client, 'AC-079', on))
    assert.deepEqual(found, [2, 3, 3, 2])
  }).tags(['@AC-079'])
})
