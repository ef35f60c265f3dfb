import { test } from '@japa/runner'
import { migrationPaths, orderPlugins, withoutPlugins } from '../../index.ts'

const plugin = (name: string, ...requires: string[]) => ({ name, requires })
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)

test.group('Kernel | order of plugins', () => {
  test('each comes after all that it requires; the listed order stands among the free ones', ({
    assert,
  }) => {
    const list = [
      plugin('billing', 'readings', 'tariffs'),
      plugin('tariffs'),
      plugin('readings', 'registry'),
      plugin('registry'),
    ]
    assert.deepEqual(names(orderPlugins(list)), ['tariffs', 'registry', 'readings', 'billing'])
  })

  test('a missing requirement, a repeated name and a cycle are told by name', ({ assert }) => {
    assert.throws(
      () => orderPlugins([plugin('billing', 'tariffs')]),
      /"billing" requires "tariffs"/
    )
    assert.throws(() => orderPlugins([plugin('a'), plugin('a')]), /"a" is listed twice/)
    assert.throws(
      () => orderPlugins([plugin('a', 'b'), plugin('b', 'a')]),
      /circle: "a" requires b; "b" requires a/
    )
  })

  test('leaving one out takes those that require it', ({ assert }) => {
    const list = [plugin('registry'), plugin('readings', 'registry'), plugin('tariffs')]
    assert.deepEqual(names(withoutPlugins(list, ['registry'])), ['tariffs'])
  })

  test('migrations run in the same order', ({ assert }) => {
    assert.deepEqual(migrationPaths([plugin('b', 'a'), plugin('a')]), [
      'database/migrations',
      'plugins/a/migrations',
      'plugins/b/migrations',
    ])
  })
})
