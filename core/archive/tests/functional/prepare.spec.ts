import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { archivedTables, clearReporting, prepareArchive, readThrough } from '../../index.ts'

/** Columns of the same tables in a schema, in order for the views. */
const columnsIn = (schema: string) =>
  query<{ name: string; columns: string[] }>(
    db,
    `select c.relname as name, array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'v') and c.relname = any(?::text[]) group by 1 order by 1`,
    [schema, archivedTables()]
  )

const asOwner = (work: (tx: Parameters<typeof prepareArchive>[0]) => Promise<void>) =>
  db.connection('owner').transaction(work)

test.group('Archive | the shape of the dead file', (group) => {
  freshDatabase(group)

  test('every table that goes there has a twin and a view of the same columns', async ({
    assert,
  }) => {
    const active = await columnsIn('public')
    assert.lengthOf(active, archivedTables().length)
    assert.deepEqual(await columnsIn('reporting'), active)
    assert.deepEqual(await columnsIn('archive'), active)
  })

  test('a migration that adds, changes and drops columns is followed, and rows put away before keep theirs', async ({
    assert,
  }) => {
    const values = `(id, municipality_id, invoice_id, premise_id, outcome, reference, on_date, recorded_by, recorded_at)
       values (1, 1, 1, 1, 'delivered', '2020-01', '2020-01-09', 'Ana', now())`
    await query(db, `insert into archive.billing_deliveries ${values}`)
    await asOwner(async (tx) => {
      await clearReporting(tx)
      await tx.rawQuery(
        `alter table billing_deliveries add column way text not null default 'hand',
           alter column recorded_by type varchar(80), drop column reason_code`
      )
      await prepareArchive(tx)
    })
    assert.deepEqual(await columnsIn('reporting'), await columnsIn('public'))
    const rows = await db.transaction((tx) =>
      readThrough(tx, () =>
        query(tx, 'select way, recorded_by from billing_deliveries where id = 1')
      )
    )
    assert.deepEqual(rows, [{ way: 'hand', recorded_by: 'Ana' }])
    const after = await db.transaction(async (tx) => {
      await readThrough(tx, () => query(tx, 'select 1 from billing_deliveries'))
      return query(tx, 'select 1 from billing_deliveries where id = 1')
    })
    assert.isEmpty(after, 'what is read afterwards is in use alone')
  })

  test('what would write while it reads through is refused', async ({ assert }) => {
    const writing = db.transaction((tx) =>
      readThrough(tx, () => query(tx, `update billing_invoices set settlement = 'open'`))
    )
    await assert.rejects(() => writing, /view/)
  })
})
