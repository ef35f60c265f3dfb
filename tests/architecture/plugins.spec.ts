import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { plugins } from '#config/plugins'
import { orderPlugins, registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'

const FRAMEWORK_TABLES = /^(adonis_|pg)/
const CORE_ROOMS = [
  'access',
  'actions',
  'alerts',
  'archive',
  'audit',
  'backup',
  'calendar',
  'configuration',
  'demo',
  'documents',
  'files',
  'jobs',
  'messaging',
  'monitoring',
  'records',
  'reports',
]

async function tables(): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  )
  return (rows as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => !FRAMEWORK_TABLES.test(name))
}

/** The plugin whose prefix a table has, of one word or more; else the room of the kernel. */
const ownerOf = (table: string): string =>
  plugins.find(({ name }) => table.startsWith(`${name}_`))?.name ?? table.split('_')[0]!

test.group('Architecture | plugins', (group) => {
  freshDatabase(group)

  test('a plugin stands in the folder of its name and every folder is listed', ({ assert }) => {
    const folders = globSync('plugins/*/plugin.ts', { cwd: app.makePath() }).map((file) =>
      basename(dirname(file))
    )
    assert.sameMembers(
      plugins.map(({ name }) => name),
      folders
    )
  })

  test('the tables that a plugin makes are the ones that its manifest names', async ({
    assert,
  }) => {
    const made = await tables()
    for (const plugin of plugins) {
      const own = made.filter((table) => ownerOf(table) === plugin.name)
      assert.sameMembers([...plugin.tables], own, plugin.name)
    }
    const known = new Set([...CORE_ROOMS, ...plugins.map(({ name }) => name)])
    assert.deepEqual(
      made.filter((table) => !known.has(ownerOf(table))),
      []
    )
  })

  test('foreign keys point to own tables, the kernel or required plugins', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace`
    )
    const requires = new Map(
      orderPlugins(plugins).map(({ name, requires: list }) => [name, list as readonly string[]])
    )
    const strangers = (rows as { child: string; parent: string }[]).filter(({ child, parent }) => {
      const [from, to] = [ownerOf(child), ownerOf(parent)]
      return from !== to && !CORE_ROOMS.includes(to) && !requires.get(from)?.includes(to)
    })
    assert.deepEqual(strangers, [])
  })

  test('every permission used by a contribution or a menu is declared', ({ assert }) => {
    const { actions, jobs, records, menu, permissions } = registries()
    const used = [
      ...actions.all().map((one) => one.permission),
      ...jobs.all().map((one) => one.permission),
      ...menu.map((one) => one.permission),
      ...records.all().flatMap((one) => [one.permissions.read, one.permissions.write]),
    ].filter((name) => name !== null)
    assert.deepEqual(
      [...new Set(used)].filter((name) => !permissions.find(name)),
      []
    )
  })

  test('every actions and record name that a record type points to exists', ({ assert }) => {
    const { actions, records } = registries()
    const missing = records
      .all()
      .flatMap((record) => [
        ...record.actions.filter((name) => !actions.find(name)),
        ...record.related.map((one) => one.record).filter((name) => !records.find(name)),
        ...record.fields.flatMap((field) =>
          field.record && !records.find(field.record) ? [field.record] : []
        ),
      ])
    assert.deepEqual(missing, [])
  })

  test('error codes are unique and each has a text for people', ({ assert }) => {
    const seen = new Map<string, string>()
    for (const file of globSync('{core,plugins}/**/errors.ts', { cwd: app.makePath() })) {
      const source = readFileSync(app.makePath(file), 'utf8')
      for (const [, code, body] of source.matchAll(/^ {2}(E_[A-Z_]+): \{([\s\S]*?)\n {2}\}/gm)) {
        assert.isUndefined(seen.get(code!), `${code} in ${file} and ${seen.get(code!)}`)
        seen.set(code!, file)
        assert.match(body!, /pt:/, `${code} in ${file} has no text in Portuguese`)
      }
    }
    assert.isAbove(seen.size, 10)
  })

  test('every plugin has its README', ({ assert }) => {
    const without = plugins.filter(
      ({ name }) => !globSync(`plugins/${name}/README.md`, { cwd: app.makePath() }).length
    )
    assert.deepEqual(
      without.map(({ name }) => name),
      []
    )
  })
})
