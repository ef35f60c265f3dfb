import { test } from '@japa/runner'
import { type PluginManifest, Registry, buildRegistries } from '../../index.ts'

const manifest = (name: string, more: Partial<PluginManifest> = {}): PluginManifest => ({
  name,
  title: name,
  contract: '1.0',
  requires: [],
  tables: [],
  events: [],
  permissions: {},
  ...more,
})
const NO_CORE = { permissions: {} }

test.group('Kernel | registries', () => {
  test('a contribution is found by name and by the plugin that gave it', async ({ assert }) => {
    const point = { point: 'billing.issued' as const, run: async () => [] }
    const built = await buildRegistries(
      [
        manifest('a', {
          permissions: { 'a.read': 'Ver' },
          participants: async () => ({ default: [point] }),
        }),
      ],
      NO_CORE
    )
    assert.equal(built.permissions.get('a.read'), 'Ver')
    assert.equal(built.permissions.pluginOf('a.read'), 'a')
    assert.deepEqual(built.participants.get('billing.issued'), [point])
  })

  test('after boot nothing can be added', async ({ assert }) => {
    const { permissions } = await buildRegistries([], NO_CORE)
    assert.throws(() => permissions.add('late', 'x', 'y'), /E_KERNEL_FROZEN/)
  })

  test('two plugins may not give the same name', async ({ assert }) => {
    const both = ['a', 'b'].map((name) => manifest(name, { permissions: { same: 'x' } as never }))
    await assert.rejects(
      () => buildRegistries(both, NO_CORE),
      /"same" is given by both "a" and "b"/
    )
  })

  test('a plugin that fails to load stops the start with its name and the cause', async ({
    assert,
  }) => {
    const broken = manifest('broken', {
      jobs: async () => {
        throw new Error('no such file')
      },
    })
    await assert.rejects(
      () => buildRegistries([broken], NO_CORE),
      /plugin "broken" failed to load its jobs: no such file/
    )
  })

  test('asking for a name that nobody gave is told', ({ assert }) => {
    assert.throws(() => new Registry<string>('job').get('x.y'), /there is no job "x.y"/)
  })
})
