import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { caseNumber } from '../../domain/case_number.ts'
import { placeAt } from '../../domain/book_places.ts'
import { type Prescribing, prescribesOn } from '../../domain/prescription.ts'

const day = (text: string) => text as CivilDate

const tariff = (given: Partial<Prescribing> = {}): Prescribing => ({
  ...{ dueOn: day('2020-01-10'), years: 10, nature: 'tariff', inscribedOn: null, filedOn: null },
  ...{ events: [], today: day('2026-12-20') },
  ...given,
})

test.group('Debt register | prescribesOn', () => {
  test('counts the years from the due date, ten of a tariff and five of a tax', ({ assert }) => {
    assert.equal(prescribesOn(tariff()), '2030-01-10')
    assert.equal(prescribesOn(tariff({ nature: 'tax', years: 5 })), '2025-01-10')
  })

  test('inscription suspends 180 days of what is no tax, or until it is filed', ({ assert }) => {
    const inscribedOn = day('2026-01-01')
    assert.equal(prescribesOn(tariff({ inscribedOn })), '2030-07-09')
    // Filed on the eleventh day: ten days of suspension.
    assert.equal(prescribesOn(tariff({ inscribedOn, filedOn: day('2026-01-11') })), '2030-01-20')
    assert.equal(prescribesOn(tariff({ inscribedOn, nature: 'tax', years: 5 })), '2025-01-10')
  })

  test('what was prescribed when it was inscribed stays prescribed', ({ assert }) => {
    const late = tariff({ dueOn: day('2016-01-10'), inscribedOn: day('2026-01-11') })
    assert.equal(prescribesOn(late), '2026-01-10')
  })

  test('an interruption starts the years anew: the first of a tariff, the last of a tax', ({
    assert,
  }) => {
    const events = ['2022-03-01', '2024-03-01'].map((on) => ({
      ...{ kind: 'interruption' as const, fromOn: day(on), untilOn: null },
    }))
    assert.equal(prescribesOn(tariff({ events })), '2032-03-01')
    assert.equal(prescribesOn(tariff({ events, nature: 'tax', years: 5 })), '2029-03-01')
  })

  test('suspensions that overlap count each day once, and one that lasts counts until today', ({
    assert,
  }) => {
    const span = (from: string, until: string | null) => ({
      ...{ kind: 'suspension' as const, fromOn: day(from) },
      untilOn: until === null ? null : day(until),
    })
    const events = [span('2021-01-01', '2021-01-10'), span('2021-01-06', '2021-01-20')]
    assert.equal(prescribesOn(tariff({ events })), '2030-01-30')
    assert.equal(prescribesOn(tariff({ events: [span('2026-12-11', null)] })), '2030-01-20')
  })
})

test.group('Debt register | placeAt', () => {
  test('fills pages and then books', ({ assert }) => {
    const shape = { firstBook: 4, entriesPerPage: 10, pagesPerBook: 2 }
    assert.deepEqual(placeAt(0, shape), { book: 4, page: 1, line: 1 })
    assert.deepEqual(placeAt(19, shape), { book: 4, page: 2, line: 10 })
    assert.deepEqual(placeAt(20, shape), { book: 5, page: 1, line: 1 })
  })
})

test.group('Debt register | caseNumber', () => {
  test('writes a number as courts do, and refuses wrong check digits', ({ assert }) => {
    // 98 less the remainder by 97 of 0001234 2026 8 11 0001 and two zeros.
    assert.equal(caseNumber('00012342620268110001'), '0001234-26.2026.8.11.0001')
    assert.isNull(caseNumber('0001234-28.2026.8.11.0001'))
    assert.isNull(caseNumber('123'))
  })
})
