import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { conformance } from '#core/conformance/index'

test.group('Conformance', () => {
  test('every row of the matrix has a state and every tag names a row', ({ assert }) => {
    const rows = conformance(app.makePath())
    assert.lengthOf(rows, 1003)
    assert.isAbove(rows.filter(({ state }) => state === 'proved').length, 0)
  })

  test('an id whose test failed in the last run proves nothing', ({ assert }) => {
    const proved = conformance(app.makePath()).find(({ state }) => state === 'proved')!
    const after = conformance(app.makePath(), new Set([proved.id])).find(
      ({ id }) => id === proved.id
    )!
    assert.equal(after.state, 'open')
  })
})
