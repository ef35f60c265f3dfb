import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { archivedTables } from '#core/archive/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'

/** What the application may add to and read, and no more. */
const APPEND_ONLY = [
  'accounting_explanations',
  'accounting_facts',
  'accounting_histories',
  'accounting_period_balances',
  'accounting_provision_lines',
  'accounting_reviews',
  'actions_service_records',
  'audit_blocks',
  'audit_entries',
  'audit_personal_reads',
  'audit_reviews',
  'bureaus_layout_checks',
  'configuration_acts',
  'configuration_decisions',
  'configuration_environment',
  'configuration_evidence',
  'configuration_kept_defaults',
  'configuration_replay_chunks',
  'configuration_replay_differences',
  'configuration_replays',
  'configuration_submissions',
  'debt_register_operations',
  'documents_data',
  'documents_issued',
  'documents_reprints',
  'large_customers_decisions',
  'payments_closing_receipts',
  'payments_closing_services',
  'payments_closing_units',
  'payments_closings',
  'payments_forwardings',
  'receivables_reallocations',
  'receivables_reassignments',
  'registry_take_over_signoff_lines',
  'registry_take_over_signoffs',
]
/** Columns that are written once, besides `is_system` and `system_code` of the look-ups. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  // All but the file that hands it over.
  accounting_postings: [
    ...['amount_cents', 'beneficiary_id', 'credit_account', 'debit_account', 'event', 'facts_id'],
    ...['history_id', 'id', 'moved_from', 'municipality_id', 'pack_id', 'posted_on', 'reference'],
    ...['reverses_id', 'rule', 'source_id', 'source_line', 'source_type', 'version_id'],
  ],
  // Computed again as a whole, and never changed in part.
  accounting_tax_lines: [
    ...['assessment_id', 'base_cents', 'because', 'id', 'municipality_id', 'percent', 'revenue'],
    ...['tax', 'tax_cents'],
  ],
  // Bills printed at the door stay as they came; what became of them stands beside.
  billing_site_bill_lines: [
    ...['amount_cents', 'category', 'charge', 'id', 'municipality_id', 'number', 'quantity_m3'],
    ...['side', 'site_bill_id', 'version_id'],
  ],
  billing_site_bills: [
    ...['barcode', 'billed_m3', 'device', 'device_id', 'due_on', 'id', 'issued_at', 'latitude'],
    ...['lines_cents', 'load_id', 'load_item_id', 'longitude', 'municipality_id', 'number'],
    ...['premise_id', 'reader_code', 'received_at', 'reference', 'sha256', 'total_cents'],
  ],
  registry_premises: ['registration_number'],
}
const NEVER_DELETED = [
  'accounting_entries',
  'accounting_exports',
  'accounting_findings',
  'accounting_informed',
  'accounting_loan_months',
  'accounting_loans',
  'accounting_periods',
  'accounting_postings',
  'accounting_provisions',
  'accounting_unposted',
  'receivables_offsets',
  'registry_premises',
]
/** What a seal does not cover: the key, and the seals themselves. */
const OUTSIDE_SEALS = ['decision_seal', 'id', 'submission_seal']

const lookupTables = () =>
  registries()
    .lookups.all()
    .map(({ name }) => name.replace('.', '_'))
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)

/** Tables of the product on which the application's role lacks a right. */
async function without(right: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    db,
    `select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname !~ '^adonis_'
        and not has_table_privilege(oid, ?) order by 1`,
    [right]
  )
  return namesOf(rows)
}

test.group('Architecture | what the database keeps', (group) => {
  freshDatabase(group)

  test('no table has a trigger of ours, and no rule', async ({ assert }) => {
    const triggers = await query<{ name: string }>(
      db,
      `select c.relname || '.' || t.tgname as name
         from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
      []
    )
    assert.deepEqual(namesOf(triggers), [])
    const rules = await query<{ name: string }>(
      db,
      `select tablename || '.' || rulename as name from pg_rules where schemaname not in ('pg_catalog', 'information_schema')`,
      []
    )
    assert.deepEqual(namesOf(rules), [])
    const events = await query<{ name: string }>(
      db,
      'select evtname as name from pg_event_trigger',
      []
    )
    assert.deepEqual(namesOf(events), [])
  }).tags(['@TR-3.1.2.4'])

  test('the application lacks the rights that are declared here, and no others', async ({
    assert,
  }) => {
    assert.deepEqual(await without('insert'), [])
    assert.deepEqual(await without('select'), [])
    assert.deepEqual(await without('delete'), [...APPEND_ONLY, ...NEVER_DELETED].toSorted())
    const kept = await query<{ table: string; columns: string[] }>(
      db,
      `select c.relname as table, array_agg(a.attname::text order by a.attname) as columns
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> all (?)
          and c.relname !~ '^adonis_' and not has_column_privilege(c.oid, a.attnum, 'update')
        group by 1`,
      [APPEND_ONLY]
    )
    const declared = {
      ...KEPT,
      ...Object.fromEntries(lookupTables().map((table) => [table, ['is_system', 'system_code']])),
    }
    assert.deepEqual(
      Object.fromEntries(kept.map(({ table, columns }) => [table, columns])),
      declared
    )
    for (const table of APPEND_ONLY) {
      const [row] = await query<{ may: boolean }>(
        db,
        `select has_any_column_privilege(?, 'update') or has_table_privilege(?, 'truncate') as may`,
        [table, table]
      )
      assert.isFalse(row!.may, table)
    }
  })

  test('the application adds to the dead file and reads it, and no more', async ({ assert }) => {
    const tables = await query<{ name: string; may: boolean[] }>(
      db,
      `select relname as name, array(select has_table_privilege(oid, one)
                from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) one) as may
         from pg_class where relkind = 'r' and relnamespace = 'archive'::regnamespace`
    )
    assert.sameMembers(namesOf(tables), archivedTables())
    for (const { name, may } of tables)
      assert.deepEqual(may, [true, true, false, false, false], name)
  })

  test('every look-up refuses to lose rows of the system', async ({ assert }) => {
    const guarded = await query<{ name: string }>(
      db,
      `select c.relname as name from pg_class c
         join pg_policy p on p.polrelid = c.oid and p.polcmd = 'd' and p.polpermissive
        where c.relrowsecurity and c.relforcerowsecurity and pg_get_expr(p.polqual, c.oid) = '(NOT is_system)'`,
      []
    )
    assert.sameMembers(namesOf(guarded), lookupTables())
  })

  test('the two seals of a configuration version cover all its columns', async ({ assert }) => {
    const outside = await query<{ name: string }>(
      db,
      `select a.attname as name from pg_attribute a
        where a.attrelid = 'configuration_versions'::regclass and a.attnum > 0 and not a.attisdropped
          and not exists (
            select from pg_attrdef d join pg_depend on classid = 'pg_attrdef'::regclass and objid = d.oid
              join pg_attribute seal on seal.attrelid = d.adrelid and seal.attnum = d.adnum
             where d.adrelid = a.attrelid and refobjid = a.attrelid and refobjsubid = a.attnum
               and seal.attname in ('submission_seal', 'decision_seal') and seal.attname <> a.attname)
        order by 1`,
      []
    )
    assert.deepEqual(namesOf(outside), OUTSIDE_SEALS)
  })
})
