import { test } from '@japa/runner'
import { plugins } from '#config/plugins'
import { coreContributions } from '#core/contributions'
import { checkContributions, checkManifests } from '#core/kernel/check_manifests'
import { orderPlugins } from '#core/kernel/index'
import { buildRegistries } from '#core/kernel/registries'
import { ProductCopy } from '#tests/support/product_copy'

interface Described {
  readonly name: string
  readonly state: string
  readonly contributions: readonly { kind: string; items: readonly { name: string }[] }[]
}

/** A plugin with all that it requires, directly or not. */
function closureOf(name: string): Set<string> {
  const found = new Set<string>()
  const take = (one: string) => {
    if (found.has(one)) return
    found.add(one)
    const { requires } = plugins.find((plugin) => plugin.name === one)!
    for (const required of requires) take(required)
  }
  take(name)
  return found
}

async function listed(copy: ProductCopy, ...options: string[]): Promise<Described[]> {
  const { status, text } = await copy.node('ace.js', 'plugin:list', '--json', ...options)
  if (status !== 0) throw new Error(text)
  return JSON.parse(text) as Described[]
}

const PACKAGE: Readonly<Record<string, string>> = {
  'outside/package.json': '{ "name": "outside", "version": "1.0.0", "type": "module" }\n',
  'outside/plugin.js': `
export default {
  name: 'outside',
  title: 'De fora',
  contract: '1.0',
  root: import.meta.url,
  requires: ['registry'],
  tables: [],
  events: [],
  permissions: { 'outside.read': 'Ver o que vem de fora' },
  records: () => import('./records.js'),
}
`,
  'outside/records.js': `
import { formatMoney } from 'aqueduto/core/money'
import { nextRegistration } from 'aqueduto/plugins/registry'

export default [
  {
    name: 'outside.things',
    path: '/outside/things',
    table: 'registry_localities',
    title: { one: 'Coisa', many: 'Coisas de ' + formatMoney(123456n) + typeof nextRegistration, gender: 'f' },
    help: 'Um registro que veio de um pacote.',
    label: 'name',
    fields: [{ name: 'name', label: 'Nome', type: 'text' }],
    list: { columns: ['name'], sort: { column: 'name', direction: 'asc' }, sortable: [], filters: [] },
    search: [],
    related: [],
    permissions: { read: 'outside.read', write: null },
    actions: [],
  },
]
`,
}

test.group('Architecture | which plugins start', (group) => {
  let copy: ProductCopy

  group.setup(() => {
    copy = new ProductCopy()
    return () => copy.dispose()
  })

  test('each loads with only those that it requires, and that set holds together', async ({
    assert,
  }) => {
    for (const { name } of orderPlugins(plugins)) {
      const closure = closureOf(name)
      const active = orderPlugins(plugins).filter((plugin) => closure.has(plugin.name))
      checkManifests(active)
      const built = await buildRegistries(active, coreContributions)
      checkContributions(built)
      assert.sameMembers(
        built.plugins.map((plugin) => plugin.name),
        [...closure],
        name
      )
    }
  })

  test('one whose chain is the longest starts with only those that it requires', async ({
    assert,
  }) => {
    const chains = plugins.map(({ name }) => ({ name, closure: closureOf(name) }))
    const partial = chains.filter(({ closure }) => closure.size < plugins.length)
    const { name, closure } = partial.toSorted((a, b) => b.closure.size - a.closure.size)[0]!
    const others = plugins.map((plugin) => plugin.name).filter((one) => !closure.has(one))
    const described = await listed(copy, `--without=${others.join(',')}`)
    const on = described.filter(({ state }) => state === 'on').map((one) => one.name)
    assert.sameMembers(on, ['core', ...closure], name)
  }).timeout(60_000)

  test('one that fails to load stops the start by name and cause, and may be left out', async ({
    assert,
  }) => {
    copy.write('plugins/accounting/participants/index.ts', `throw new Error('planted failure')\n`)
    const { status, text } = await copy.node('ace.js', 'plugin:list', '--json')
    assert.equal(status, 1)
    assert.match(
      text,
      /E_KERNEL_PLUGINS: plugin "accounting" failed to load its participants: planted failure/
    )
    assert.match(text, /accounting\/participants\/index\.ts:1/)
    const described = await listed(copy, '--without=accounting')
    assert.equal(described.find(({ name }) => name === 'accounting')?.state, 'off')
    const slip = await copy.node('ace.js', 'plugin:list', '--without=acounting')
    assert.equal(slip.status, 1)
    assert.match(slip.text, /--without names "acounting", which is no plugin/)
  }).timeout(60_000)

  test('an npm package is a plugin like any other', async ({ assert }) => {
    for (const [file, content] of Object.entries(PACKAGE)) copy.write(file, content)
    copy.write(
      'config/plugins.ts',
      `import type { PluginManifest } from '#core/kernel/index'
import registry from '#plugins/registry/plugin'
// @ts-expect-error a package without types
import outside from '../outside/plugin.js'

export const plugins: readonly PluginManifest[] = [registry, outside]
`
    )
    const described = await listed(copy)
    const records = described
      .find(({ name }) => name === 'outside')
      ?.contributions.find(({ kind }) => kind === 'records')
    assert.containsSubset(records?.items, [
      { name: 'outside.things', title: 'Coisas de R$\u00A01.234,56function' },
    ])
  }).timeout(60_000)
})
