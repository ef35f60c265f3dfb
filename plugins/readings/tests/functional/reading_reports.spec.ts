import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { anotherRouteOf, knownLoad, put, report, routeOf } from './reported_load.ts'

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test.group('Readings | reports of a month', (group) => {
  freshDatabase(group)

  test('occurrences by month, group, route, reader and code are exactly those readings', async ({
    assert,
    client,
  }) => {
    const load = await knownLoad('2027-03')
    const other = await knownLoad('2027-03', '02')
    const route = await routeOf(load)
    const elsewhere = await anotherRouteOf(load)
    const [one, two, three, four, five, six] = load.premises
    const at = { route: route.id, reader: 'L07', anomaly: '01', measured: null }
    await put(load, [
      { ...at, premise: one! },
      { ...at, premise: two! },
      { ...at, premise: three!, anomaly: '02' },
      { ...at, premise: four!, reader: 'L08' },
      { premise: five!, route: route.id, reader: 'L07' },
      { ...at, premise: six!, route: elsewhere.id },
    ])
    const later = await knownLoad('2027-02')
    await put(later, [{ ...at, premise: one! }])
    await put(other, [{ ...at, premise: other.premises[1]!, route: route.id }])
    await put(other, [{ ...at, premise: other.premises[0]!, route: null }])
    const filters = `reference=2027-03&billing_group=${load.group}&route=${route.id}&reader=L07&anomaly=01`
    const { count, rows } = await report(client, 'readings.occurrences', filters)
    assert.equal(count, rows.length)
    assert.sameMembers(
      rows.map(({ premise_id: id }) => id),
      [String(one), String(two)]
    )
    assert.deepEqual([...new Set(rows.map(({ anomaly }) => anomaly))], ['01'])
    const all = await report(client, 'readings.occurrences', 'reference=2027-03&anomaly=01')
    assert.equal(all.count, 6)
    assert.equal(all.rows.length, 6)
    const none = await report(client, 'readings.occurrences', 'reference=2027-04&anomaly=01')
    assert.equal(none.count, 0)
  }).tags(['@TR-3.2.4.12'])

  test('consumption above its upper limit is listed with what passed it; at the limit it is not', async ({
    assert,
    client,
  }) => {
    const load = await knownLoad('2027-05')
    const [above, at, below] = load.premises
    await put(load, [
      { premise: above!, measured: 55, limit: 40 },
      { premise: at!, measured: 40, limit: 40 },
      { premise: below!, measured: 12, limit: 40 },
    ])
    const { rows } = await report(client, 'readings.excess', 'reference=2027-05')
    assert.deepEqual(
      rows.map((row) => [
        row.premise_id,
        Number(row.limit_m3),
        Number(row.consumption_m3),
        Number(row.excess_m3),
      ]),
      [[String(above), 40, 55, 15]]
    )
  }).tags(['@TR-3.2.4.16'])

  test('the readers: what each did by group and route, and the group adds up its routes', async ({
    assert,
    client,
  }) => {
    const load = await knownLoad('2027-06')
    const fifth = await routeOf(load)
    const sixth = await anotherRouteOf(load)
    const many = (count: number, occurrences: number, route: bigint, from: number) =>
      Array.from({ length: count }, (_, index) => ({
        premise: BigInt(5_000_000 + from + index),
        ...{ route, reader: 'L05', at: `2027-06-07T08:${String(index % 60).padStart(2, '0')}:00` },
        ...(index < occurrences ? { anomaly: '01', measured: null } : {}),
      }))
    await put(load, [...many(200, 10, fifth.id, 0), ...many(40, 3, sixth.id, 500)])
    const period = 'from_on=2027-06-01&until_on=2027-06-30'
    const { rows, totals } = await report(
      client,
      'readings.reader_productivity',
      `${period}&reader=L05`
    )
    const lines = Object.fromEntries(rows.map((row) => [row.route, row]))
    const line = lines[fifth.name]!
    assert.deepEqual(
      [line.reader, line.readings, line.occurrences, Number(line.occurrence_percent)],
      ['L05', '200', '10', 5]
    )
    assert.deepEqual([lines[sixth.name]!.readings, lines[sixth.name]!.occurrences], ['40', '3'])
    assert.deepEqual([totals.readings, totals.occurrences], ['240', '13'])
    const page = await client
      .get(`/reports/readings.reader_productivity?${period}&reader=L05&group=billing_group`)
      .loginAs(await ana())
    page.assertStatus(200)
    const [, ...after] = words(page.text()).split(String(line.billing_group))
    assert.isTrue(
      after.some((text) => /^ 2 240 13\b/.test(text)),
      'the line of the group has the readings and the occurrences of both routes'
    )
    const other = await report(client, 'readings.reader_productivity', `${period}&reader=L06`)
    assert.equal(other.count, 0)
  }).tags(['@TR-3.2.4.17.1'])

  test('the time from one reading to the next, and its mean of the day', async ({
    assert,
    client,
  }) => {
    const load = await knownLoad('2027-07')
    const [one, two, three, four, five] = load.premises
    const at = (premise: bigint | undefined, time: string, reader = 'L09') => ({
      ...{ premise: premise!, reader, at: `2027-07-${time}:00` },
    })
    await put(load, [
      at(one, '06T08:00'),
      at(two, '06T08:03'),
      at(three, '06T08:10'),
      at(four, '07T09:00'),
      at(five, '06T08:01', 'L10'),
    ])
    const filters = 'from_on=2027-07-06&until_on=2027-07-06&reader=L09'
    const { rows } = await report(client, 'readings.reading_intervals', filters)
    assert.deepEqual(
      rows.map(({ moment, since_last: since }) => [moment, since]),
      [
        ['08:00:00', null],
        ['08:03:00', '00:03:00'],
        ['08:10:00', '00:07:00'],
      ]
    )
    assert.deepEqual(
      [...new Set(rows.map(({ reader, day, day_average: mean }) => [reader, day, mean].join(' ')))],
      ['L09 2027-07-06 00:05:00']
    )
  }).tags(['@TR-3.2.4.17.2'])

  test('both reports of readers are in the list, filtered by period and reader, and exported', async ({
    assert,
    client,
  }) => {
    const user = await ana()
    const list = await client.get('/reports').loginAs(user)
    for (const name of ['reader_productivity', 'reading_intervals']) {
      assert.include(list.text(), `/reports/readings.${name}`)
      const filters = 'from_on=2027-07-01&until_on=2027-07-31&reader=L09'
      const page = await client.get(`/reports/readings.${name}?${filters}`).loginAs(user)
      page.assertStatus(200)
      assert.include(words(page.text()), 'L09')
      assert.notInclude(words(page.text()), 'L10')
      for (const format of ['csv', 'xlsx']) {
        const file = await client
          .get(`/reports/readings.${name}/file?format=${format}&${filters}`)
          .loginAs(user)
        file.assertStatus(200)
        if (format === 'csv') assert.include(file.text(), 'L09')
      }
    }
  }).tags(['@TR-3.2.4.17'])
})
