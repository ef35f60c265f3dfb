import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { resultsOf, usageOf } from '../../usage/usage.ts'

const get = async (client: ApiClient, who: string, path: string) =>
  client.get(path).loginAs(await userNamed(who))

interface Facts {
  readonly municipality: bigint
  readonly version: bigint
  readonly unused: bigint
  readonly packs: readonly bigint[]
}

/** Divides by the packs, so that half of them stand in those of the version. */
const MANY = 250_032
const PACKS = 24

/** Many postings in some packs: the largest of the sources, with no table behind it that must be filled too. */
async function fill(): Promise<Facts> {
  const [{ id: municipality }] = (await query<{ id: bigint }>(
    db,
    'select id from access_municipalities order by id limit 1'
  )) as [{ id: bigint }]
  const versions = await query<{ id: bigint }>(
    db,
    `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
      where v.status = 'approved' and i.kind = 'parameter' order by v.id limit 2`
  )
  const [version, unused] = versions.map(({ id }) => id)
  const packs = await query<{ id: bigint }>(
    db,
    `insert into configuration_packs (hash, municipality_id, from_on, until_on, segments)
     select encode(sha256(n::text::bytea), 'hex'), ?, '2026-11-01', '2026-11-30', '[]'
       from generate_series(1, ?) n returning id`,
    [municipality, PACKS * 2]
  )
  const mine = packs.slice(0, PACKS).map(({ id }) => id)
  await query(
    db,
    'insert into configuration_pack_versions (pack_id, version_id) select p, ? from unnest(?::bigint[]) p',
    [version!, mine]
  )
  const [facts] = await query<{ id: bigint }>(
    db,
    `insert into accounting_facts (municipality_id, hash, facts) values (?, repeat('a', 64), '{}') returning id`,
    [municipality]
  )
  await query(
    db,
    `insert into accounting_postings
       (municipality_id, posted_on, event, debit_account, credit_account, amount_cents, source_type, source_id, rule,
        version_id, pack_id, facts_id)
     select ?, '2026-11-10', 'issued', '1.1', '4.1', n, 'invoice', n, 'r', ?, (?::bigint[])[1 + n % ?], ?
       from generate_series(1, ?) n`,
    [municipality, version!, packs.map(({ id }) => id), PACKS * 2, facts!.id, MANY]
  )
  await query(db, 'analyze accounting_postings')
  return { municipality, version: version!, unused: unused!, packs: mine }
}

test.group(
  'Configuration | which results used a version, and which versions made a result',
  (group) => {
    freshDatabase(group)
    let facts: Facts

    group.setup(async () => {
      facts = await fill()
    })

    test('how many, and a list that pages through all of them once', async ({ assert, client }) => {
      const path = `/api/configuration/versions/${facts.version}/usage`
      const counts = await get(client, 'ana.', path)
      const { results } = counts.body() as { results: { source: string; count: number }[] }
      const count = results.find(({ source }) => source === 'accounting.postings')!.count
      assert.equal(count, MANY / 2)
      const first = await get(client, 'ana.', `${path}/accounting.postings?size=1000`)
      const { data, before } = first.body() as {
        data: { id: string; path: string }[]
        before: string
      }
      const second = await get(
        client,
        'ana.',
        `${path}/accounting.postings?size=1000&before=${before}`
      )
      const more = (second.body() as { data: { id: string }[] }).data
      const ids = [...data, ...more].map(({ id }) => Number(id))
      assert.lengthOf(new Set(ids), 2000)
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => b - a)
      )
      assert.equal(data[0]!.path, `/accounting/postings/${data[0]!.id}`)
      const none = await get(client, 'ana.', `/api/configuration/versions/${facts.unused}/usage`)
      const empty = (none.body() as { results: { count: number }[] }).results
      assert.isTrue(empty.every((one) => one.count === 0))
    })

    test('the pages show it, and the command too', async ({ assert, client }) => {
      const version = await get(client, 'ana.', `/configuration/versions/${facts.version}`)
      version.assertTextIncludes(`/configuration/versions/${facts.version}/usage/summary`)
      const card = await get(
        client,
        'ana.',
        `/configuration/versions/${facts.version}/usage/summary`
      )
      card.assertTextIncludes('125.016')
      const page = await get(client, 'ana.', `/configuration/versions/${facts.version}/usage`)
      page.assertTextIncludes('Lançamentos contábeis')
      page.assertTextIncludes('Mais antigos')
      page.assertTextIncludes('/configuration/results/accounting.postings/')
      const shown = await command('configuration:usage', [String(facts.version), '--json'])
      const { results } = JSON.parse(shown.text) as { results: { source: string; count: number }[] }
      assert.deepInclude(results, {
        source: 'accounting.postings',
        title: 'Lançamentos contábeis',
        count: MANY / 2,
      } as (typeof results)[number])
      const list = await command('configuration:usage', [
        ...[String(facts.version), '--source=accounting.postings', '--size=3', '--json'],
      ])
      assert.lengthOf((JSON.parse(list.text) as { data: unknown[] }).data, 3)
    })

    test('from a posting to every version of its pack', async ({ assert, client }) => {
      const [posting] = await query<{ id: bigint }>(
        db,
        'select id from accounting_postings where pack_id = ? limit 1',
        [facts.packs[0]!]
      )
      const own = `/configuration/results/accounting.postings/${posting!.id}`
      const rest = await get(client, 'ana.', `/api${own}`)
      const { versions } = rest.body() as { versions: { id: string }[] }
      assert.deepEqual(
        versions.map(({ id }) => id),
        [String(facts.version)]
      )
      const page = await get(client, 'ana.', own)
      page.assertStatus(200)
      page.assertTextIncludes(`/configuration/versions/${facts.version}`)
      const unknown = await get(client, 'ana.', '/api/configuration/results/accounting.postings/1')
      assert.include([200, 404], unknown.status())
      const missing = await get(
        client,
        'ana.',
        '/api/configuration/results/accounting.postings/999999999'
      )
      missing.assertStatus(404)
    })

    test('who may not see the results sees neither count nor list', async ({ assert, client }) => {
      const path = `/api/configuration/versions/${facts.version}/usage`
      const carla = await get(client, 'carla.', path)
      carla.assertStatus(403)
      const source = registries().results.get('accounting.postings')
      assert.equal(source.permission, 'accounting.read')
    })

    test('with 250,000 results each question is answered by index', async ({ assert }) => {
      const used = { versionId: facts.version, municipalityId: facts.municipality }
      const source = registries().results.get('accounting.postings')
      const timed = async (work: () => Promise<unknown>) => {
        await work()
        const start = performance.now()
        await work()
        return performance.now() - start
      }
      const plans: string[] = []
      const spied = {
        async rawQuery(sql: string, bindings: unknown) {
          const [name, values] = [`explain (costs off) ${sql}`, bindings as never]
          const { rows } = (await db.rawQuery(name, values)) as { rows: { 'QUERY PLAN': string }[] }
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
          return db.rawQuery(sql, values)
        },
      } as unknown as typeof db
      await resultsOf(spied, source, used)
      assert.match(plans[0]!, /Index (Only )?Scan.*accounting_postings_pack/)
      assert.notMatch(plans[0]!, /Seq Scan on accounting_postings/)
      assert.isBelow(await timed(() => resultsOf(db, source, used)), 200)
      assert.isBelow(await timed(() => usageOf(db, [source], used)), 1000)
    }).timeout(60_000)

    test('every source of the product can be asked', async ({ assert }) => {
      const sources = registries().results.all()
      assert.includeMembers(
        sources.map(({ name }) => name),
        [
          'billing.invoices',
          'readings.critiques',
          'receivables.late_charges',
          'accounting.postings',
        ]
      )
      const used = { versionId: facts.version, municipalityId: facts.municipality }
      for (const { source } of await usageOf(db, sources, used)) await resultsOf(db, source, used)
      const indexes = await query<{ table: string; definition: string }>(
        db,
        'select tablename as "table", indexdef as definition from pg_indexes'
      )
      for (const { table, pack } of sources) {
        const isServed = indexes.some(
          (one) => one.table === table && one.definition.includes(`(${pack}, id DESC)`)
        )
        assert.isTrue(isServed, `${table} has no index on (${pack}, id)`)
      }
    })
  }
)
