import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { type CalendarKind, municipalCalendar } from '#core/holidays/index'
import { DEMO_PASSWORD } from '#core/access/index'
import { browserOf, enter } from '#core/access/tests/support/people'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const PATH = '/api/calendar/holidays'

async function isBusinessDay(kind: CalendarKind, date: string): Promise<boolean> {
  const { id } = await db.from('access_municipalities').select('id').firstOrFail()
  const wanted = { municipalityId: id as bigint, kind, firstYear: 2026, lastYear: 2028 }
  const calendar = await municipalCalendar(db, wanted)
  return calendar.isBusinessDay(date as CivilDate)
}

test.group('Holidays | calendars of a municipality', (group) => {
  freshDatabase(group)

  test('a holiday counts in its calendars as soon as it is saved, every year', async ({
    client,
    assert,
  }) => {
    assert.isTrue(await isBusinessDay('bank', '2026-09-15'))
    const saved = await client
      .post(PATH)
      .json({
        name: 'Aniversário da cidade',
        rule: 'yearly',
        on_date: '2000-09-15',
        holiday_type: 'municipal',
        is_bank: true,
        is_legal: true,
      })
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
    saved.assertStatus(201)
    for (const kind of ['bank', 'legal'] as const) {
      assert.isFalse(await isBusinessDay(kind, '2026-09-15'), kind)
      assert.isFalse(await isBusinessDay(kind, '2027-09-15'), kind)
    }
    assert.isTrue(await isBusinessDay('service', '2026-09-15'))
  })

  test('one counted from Easter moves with it, and an optional day counts once', async ({
    client,
    assert,
  }) => {
    const holidays = [
      { name: 'Corpus Christi', rule: 'easter', easter_offset: 60, is_service: true },
      { name: 'Ponto facultativo', rule: 'once', on_date: '2026-12-24', is_service: true },
    ]
    for (const holiday of holidays) {
      const saved = await client
        .post(PATH)
        .json(holiday)
        .withCsrfToken()
        .loginAs(await userNamed('ana.admin'))
      saved.assertStatus(201)
    }
    assert.isFalse(await isBusinessDay('service', '2026-06-04'))
    assert.isFalse(await isBusinessDay('service', '2027-05-27'))
    assert.isTrue(await isBusinessDay('legal', '2026-06-04'))
    assert.isFalse(await isBusinessDay('bank', '2026-06-04'), 'banks close anyway')
    assert.isFalse(await isBusinessDay('service', '2026-12-24'))
    assert.isTrue(await isBusinessDay('service', '2027-12-24'))
  })

  test('one without a date, without Easter or for no calendar is refused in words', async ({
    client,
  }) => {
    for (const wrong of [
      { name: 'Sem data', rule: 'yearly', is_bank: true },
      { name: 'Sem calendário', rule: 'once', on_date: '2026-01-02' },
    ]) {
      const refused = await client
        .post(PATH)
        .json(wrong)
        .withCsrfToken()
        .loginAs(await userNamed('ana.admin'))
      refused.assertStatus(422)
      refused.assertTextIncludes('Estes valores não combinam entre si')
    }
  })

  test('a kind of holiday in use is not deleted', async ({ client }) => {
    const { id } = await db.from('calendar_holiday_types').where('code', 'municipal').firstOrFail()
    const refused = await client
      .delete(`/api/calendar/holiday-types/${id}`)
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
    refused.assertStatus(409)
    refused.assertTextIncludes('Feriados (Tipo): 1')
  })
})

test.group('Holidays | national and municipal', (group) => {
  freshDatabase(group)

  test('a national holiday is of every municipality, a municipal one only of its own, and removed it is a working day', async ({
    client,
    assert,
  }) => {
    const NATIONAL = '2027-09-07' // a Tuesday
    const OWN = '2027-09-15' // a Wednesday
    const first = await db.from('access_municipalities').select('id').firstOrFail()
    await db.rawQuery(
      `with made as (insert into access_municipalities (code, name, state, ibge_code, time_zone)
         values ('vizinha', 'Serra Vizinha', 'MT', '0000001', 'America/Cuiaba') returning id)
       insert into access_territories (user_id, municipality_id) select u.id, made.id from made, access_users u where u.email = ?`,
      ['ana.admin@demo.aqueduto']
    )
    const ana = await userNamed('ana.')
    const browser = browserOf(client, await enter(client, ana.login, DEMO_PASSWORD))
    const { id: there } = await db
      .from('access_municipalities')
      .where('code', 'vizinha')
      .select('id')
      .firstOrFail()
    const workIn = (id: unknown) =>
      browser.post('/account/municipality', { municipality: String(id) })
    const daysOf = async () => {
      const page = await browser.get('/calendar?year=2027')
      page.assertStatus(200)
      return page.text()
    }
    const answer = async (day: string) => {
      const response = await browser.get(`/api/calendar/days/${day}`)
      response.assertStatus(200)
      return response.body().business_day as Record<string, boolean>
    }
    const WORKING = { legal: true, bank: true, service: true }
    const OFF = { legal: false, bank: false, service: false }

    assert.deepEqual(await answer(OWN), WORKING)
    await browser.post('/calendar/holidays', {
      ...{ name: 'Aniversário da cidade', rule: 'once', on_date: OWN, holiday_type: 'municipal' },
      ...{ is_legal: 'true', is_bank: 'true', is_service: 'true' },
    })
    assert.deepEqual(await answer(OWN), OFF)
    assert.deepEqual(await answer(NATIONAL), OFF)
    assert.include(await daysOf(), 'Aniversário da cidade')

    await workIn(there)
    assert.deepEqual(await answer(OWN), WORKING)
    assert.deepEqual(await answer(NATIONAL), OFF)
    const elsewhere = await daysOf()
    assert.notInclude(elsewhere, 'Aniversário da cidade')
    assert.include(elsewhere, '07/09/2027')

    await workIn(first.id)
    const { id } = await db
      .from('calendar_holidays')
      .where('name', 'Aniversário da cidade')
      .firstOrFail()
    const removed = await client
      .delete(`/api/calendar/holidays/${id}`)
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
    removed.assertStatus(200)
    assert.deepEqual(await answer(OWN), WORKING)
    assert.notInclude(await daysOf(), 'Aniversário da cidade')
  }).tags(['@TR-3.2.7.4'])
})
