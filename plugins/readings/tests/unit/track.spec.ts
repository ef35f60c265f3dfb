import { test } from '@japa/runner'
import { durationOf, lengthOf, metresBetween } from '../../domain/track.ts'

test.group('Readings | track', () => {
  test('a degree of latitude has 111.2 km, and one of longitude less the farther from the equator', ({
    assert,
  }) => {
    const at = (longitude: number, latitude: number) => ({ longitude, latitude })
    assert.closeTo(metresBetween(at(-55, -11), at(-55, -12)), 111_195, 1)
    assert.closeTo(metresBetween(at(-55, -60), at(-56, -60)), 55_597, 10)
    assert.equal(lengthOf([]), 0)
    assert.closeTo(lengthOf([at(0, 0), at(0, 0.01), at(0, 0)]), 2223.9, 0.1)
  })

  test('the time is told in hours and minutes', ({ assert }) => {
    const from = new Date('2026-10-04T12:00:00Z')
    assert.equal(durationOf(from, new Date('2026-10-04T16:00:59Z')), '04:00')
    assert.equal(durationOf(from, from), '00:00')
  })
})
