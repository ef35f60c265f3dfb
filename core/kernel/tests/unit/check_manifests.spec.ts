import { test } from '@japa/runner'
import {
  type PluginManifest,
  buildRegistries,
  checkContributions,
  checkManifests,
} from '../../index.ts'

const manifest = (more: Partial<PluginManifest> = {}): PluginManifest => ({
  name: 'wells',
  title: 'Poços',
  contract: '1.0',
  requires: [],
  tables: ['wells_wells'],
  events: ['wells.well_sealed'],
  permissions: { 'wells.read': 'Ver' },
  ...more,
})

test.group('Kernel | manifests checked whole', () => {
  test('one that says what it may say passes', ({ assert }) => {
    assert.doesNotThrow(() => checkManifests([manifest()]))
  })

  test('every strange name is told, of every plugin', ({ assert }) => {
    const plugins = [
      manifest({ tables: ['billing_wells'] as never, events: ['sealed'] as never }),
      manifest({ name: 'Bad', contract: '1' as never, permissions: {}, tables: [], events: [] }),
    ]
    for (const text of [
      /plugin "wells": table "billing_wells" does not begin with its name/,
      /plugin "wells": event "sealed" does not begin with its name/,
      /"Bad" is no name for a plugin/,
      /plugin "Bad": contract "1" is not like 1.0/,
    ])
      assert.throws(() => checkManifests(plugins), text)
  })

  test('a permission that nobody declares, and a contribution under another name, stop the start', async ({
    assert,
  }) => {
    const job = { name: 'billing.run', title: 'x', permission: 'wells.nobody' } as never
    const built = await buildRegistries([manifest({ jobs: async () => ({ default: [job] }) })], {
      permissions: {},
    })
    assert.throws(
      () => checkContributions(built),
      /plugin "wells": jobs "billing.run" does not begin with its name; "billing.run" asks for permission "wells.nobody"/
    )
  })
})
