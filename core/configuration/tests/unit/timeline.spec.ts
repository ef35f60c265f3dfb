import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, addDays, daysBetween } from '#core/calendar/index'
import {
  type DatedVersion,
  PRECEDENCE,
  lastDayOf,
  pickVersion,
  splitSegments,
} from '../../timeline.ts'

const day = (text: string) => text as CivilDate
const AT = new Date('2026-06-01T12:00:00Z')

function version(id: number, from: string, more: Partial<DatedVersion> = {}): DatedVersion {
  return {
    id: BigInt(id),
    owner: 'utility',
    isLocal: true,
    from: day(from),
    until: null,
    decidedAt: new Date('2026-01-01T00:00:00Z'),
    ...more,
  }
}

const idAt = (versions: DatedVersion[], date: string, knownAt = AT) =>
  pickVersion(versions, day(date), knownAt)?.id ?? null

test.group('Configuration | pickVersion', () => {
  test('the latest start on or before the date answers', ({ assert }) => {
    const versions = [version(1, '2026-01-01'), version(2, '2026-03-01')]
    assert.isNull(idAt(versions, '2025-12-31'))
    assert.equal(idAt(versions, '2026-02-28'), 1n)
    assert.equal(idAt(versions, '2026-03-01'), 2n)
  })

  test('owner precedence comes before dates', ({ assert }) => {
    const versions = [
      version(1, '2000-01-01', { owner: 'product', isLocal: false }),
      version(2, '2026-05-01', { owner: 'regulator' }),
      version(3, '2026-01-01', { owner: 'utility' }),
      version(4, '2026-02-01', { owner: 'experiment', until: day('2026-02-28') }),
    ]
    assert.equal(idAt(versions, '2025-01-01'), 1n)
    assert.equal(idAt(versions, '2026-01-15'), 3n)
    assert.equal(idAt(versions, '2026-02-15'), 4n)
    assert.equal(idAt(versions, '2026-03-01'), 3n)
    assert.equal(idAt(versions.slice(0, 2), '2026-05-02'), 2n)
  })

  test('the municipality comes before the installation, of the same owner', ({ assert }) => {
    const versions = [version(1, '2026-05-01', { isLocal: false }), version(2, '2026-01-01')]
    assert.equal(idAt(versions, '2026-05-20'), 2n)
  })

  test('a version that ended does not bring back the one it superseded', ({ assert }) => {
    const versions = [
      version(9, '2000-01-01', { owner: 'product', isLocal: false }),
      version(1, '2026-01-01'),
      version(2, '2026-03-01', { until: day('2026-03-31') }),
    ]
    assert.equal(idAt(versions, '2026-03-31'), 2n)
    assert.equal(idAt(versions, '2026-04-01'), 9n)
  })

  test('what was decided after the instant does not count', ({ assert }) => {
    const late = version(2, '2026-02-01', { decidedAt: new Date('2026-05-01T00:00:00Z') })
    const versions = [version(1, '2026-01-01'), late]
    assert.equal(idAt(versions, '2026-03-01', new Date('2026-04-30T23:59:59Z')), 1n)
    assert.equal(idAt(versions, '2026-03-01', new Date('2026-05-01T00:00:00Z')), 2n)
  })

  test('the first defaults of the product are known since ever', ({ assert }) => {
    const product = version(1, '2000-01-01', { owner: 'product', decidedAt: AT })
    assert.equal(idAt([product], '2010-01-01', new Date('2010-01-01T00:00:00Z')), 1n)
  })
})

test.group('Configuration | lastDayOf', () => {
  test('ends on the eve of the next start, or on its own end when that is earlier', ({
    assert,
  }) => {
    const first = version(1, '2026-01-01')
    const second = version(2, '2026-03-01', { until: day('2026-03-10') })
    const third = version(3, '2026-06-01')
    const other = version(4, '2026-02-01', { owner: 'regulator' })
    const all = [first, second, third, other]
    assert.equal(lastDayOf(first, all), '2026-02-28')
    assert.equal(lastDayOf(second, all), '2026-03-10')
    assert.isNull(lastDayOf(third, all))
    assert.isNull(lastDayOf(other, all))
  })
})

const START = day('2026-01-01')
const SPAN = 60
const dateIn = fc.integer({ min: -20, max: SPAN + 20 }).map((days) => addDays(START, days))
const arbitraryVersion = fc
  .record({
    owner: fc.constantFrom(...PRECEDENCE),
    isLocal: fc.boolean(),
    from: dateIn,
    length: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    decidedDay: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ owner, isLocal, from, length, decidedDay }) => ({
    owner,
    isLocal,
    from,
    until: length === null ? null : addDays(from, length),
    decidedAt: new Date(Date.UTC(2026, 0, 1 + decidedDay)),
  }))
const arbitraryTimelines = fc
  .array(fc.array(arbitraryVersion, { maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((timelines) => {
    let id = 0n
    return timelines.map((timeline) => timeline.map((one) => ({ ...one, id: ++id })))
  })

test.group('Configuration | splitSegments', () => {
  test('every date is in exactly one segment, which holds what is in force on it', ({ assert }) => {
    const until = addDays(START, SPAN)
    fc.assert(
      fc.property(arbitraryTimelines, fc.integer({ min: 0, max: 10 }), (timelines, known) => {
        const knownAt = new Date(Date.UTC(2026, 0, 1 + known))
        const segments = splitSegments(timelines, { from: START, until, knownAt })
        for (let offset = 0; offset <= SPAN; offset++) {
          const date = addDays(START, offset)
          const holding = segments.filter((one) => one.from <= date && date <= one.until)
          assert.lengthOf(holding, 1)
          const expected = timelines.map((one) => pickVersion(one, date, knownAt)?.id ?? null)
          assert.deepEqual(
            holding[0]!.versions.map((one) => one?.id ?? null),
            expected
          )
        }
      }),
      { numRuns: 100 }
    )
  })

  test('segments are contiguous and neighbours differ', ({ assert }) => {
    fc.assert(
      fc.property(arbitraryTimelines, (timelines) => {
        const until = addDays(START, SPAN)
        const segments = splitSegments(timelines, { from: START, until, knownAt: AT })
        assert.equal(segments[0]!.from, START)
        assert.equal(segments.at(-1)!.until, until)
        for (const [index, segment] of segments.slice(1).entries()) {
          const before = segments[index]!
          assert.equal(daysBetween(before.until, segment.from), 1)
          assert.notDeepEqual(
            before.versions.map((one) => one?.id),
            segment.versions.map((one) => one?.id)
          )
        }
      }),
      { numRuns: 100 }
    )
  })
})
