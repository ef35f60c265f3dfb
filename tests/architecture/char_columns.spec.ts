import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'

const SOURCES = globSync(['core/**/*.ts', 'plugins/**/*.ts'], {
  exclude: (path) => path.includes('/tests/'),
})
const LITERAL = /`[^`]*`|'[^'\n]*'/g
const TABLE =
  /\b(?:from|join|update|into)\s+([a-z_]+)(?:\s+(?:as\s+)?(?!where|join|set|on\b|order|group)([a-z]+)\b)?/g
const COMPARED = /(?:\b([a-z]+)\.)?\b([a-z_]+) = any\(\?::text\[\]\)/g

/** Columns of a statement that are compared with a list of texts. */
function* comparedIn(sql: string): Generator<{ tables: string[]; column: string }> {
  const tables = [...sql.matchAll(TABLE)].map(([, table, alias]) => ({ table: table!, alias }))
  for (const [, alias, column] of sql.matchAll(COMPARED)) {
    const meant = tables.filter((one) => alias === undefined || one.alias === alias)
    yield { tables: meant.map(({ table }) => table), column: column! }
  }
}

test.group('Architecture | columns of fixed length', (group) => {
  freshDatabase(group)

  test('are compared with lists of their own type: beside a list of texts their index is not used', async ({
    assert,
  }) => {
    const rows = await query<{ name: string }>(
      db,
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.atttypid = 'bpchar'::regtype and a.attnum > 0 and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
      []
    )
    const fixed = new Set(rows.map(({ name }) => name))
    assert.isTrue(fixed.has('receivables_documents.barcode'))
    const wrong = SOURCES.flatMap((path) =>
      (readFileSync(path, 'utf8').match(LITERAL) ?? []).flatMap((literal) =>
        [...comparedIn(literal)].flatMap(({ tables, column }) =>
          tables
            .filter((table) => fixed.has(`${table}.${column}`))
            .map((table) => `${path}: ${table}.${column}`)
        )
      )
    )
    assert.deepEqual(wrong, [])
  })
})
