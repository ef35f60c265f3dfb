import { test } from '@japa/runner'
import { referencesOf } from '../../index.ts'
import { contentOf } from './support.ts'

test.group('Rules | referencesOf', () => {
  test('tells each key, or how it begins, once and wherever it stands', ({ assert }) => {
    const content = contentOf([
      {
        when: { '>': [{ lookup: ['limit/days'] }, { lookup: ['limit', 'days'] }] },
        then: {
          a: { map: [[1], { lookup: ['table', { concat: ['x', { lookup: ['other/key'] }] }] }] },
          b: { lookup: ['table/RES-', { var: ['category'] }] },
          c: { literal: [{ lookup: ['not/one'] }] },
        },
      },
    ])
    assert.deepEqual(referencesOf(content), [
      { key: 'limit/days', exact: true },
      { key: 'table/', exact: false },
      { key: 'other/key', exact: true },
      { key: 'table/RES-', exact: false },
    ])
  })
})
