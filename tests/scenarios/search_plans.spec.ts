import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { loadDemo } from '#database/demo/load_demo'
import { emptyDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const UNITS = 20_000
/** Units of flats and shops have more than one economy, so that as many units take more of them. */
const ECONOMIES = 26_000
const WATCHED = new Set(['registry_premises', 'registry_customers', 'records_search'])

interface Statement {
  readonly sql: string
  readonly bindings: readonly unknown[]
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Plans'?: readonly PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** What the pages ask of the database about units, customers and the search, while something is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const knex = db.connection().getReadClient()
  const heard: Statement[] = []
  const listen = ({ sql, bindings = [] }: { sql: string; bindings?: readonly unknown[] }) => {
    const isSearch = [...WATCHED].some((table) => sql.includes(table))
    if (/^\s*(select|with)/i.test(sql) && isSearch) heard.push({ sql, bindings })
  }
  knex.on('query', listen)
  try {
    await work()
  } finally {
    knex.removeListener('query', listen)
  }
  return heard
}

/** The plan that the database makes of a statement with those very values. */
async function planOf({ sql, bindings }: Statement): Promise<PlanNode[]> {
  const { client } = db.connection().getReadClient()
  const session = await client.acquireConnection()
  try {
    const { rows } = await session.query({
      text: `explain (format json) ${sql}`,
      values: bindings,
    })
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await client.releaseConnection(session)
  }
}

interface Unit {
  readonly id: bigint
  readonly number: string
  readonly taxpayer: string
  readonly name: string
  readonly meter: string
  readonly street: string
  readonly address: string
}

test.group('Search | execution plans on twenty thousand units', (group) => {
  emptyDatabase(group)
  group.each.timeout(120_000)
  let unit: Unit

  group.setup(async () => {
    await loadDemo({ economies: ECONOMIES })
    await db.connection('owner').rawQuery('analyze')
    const [found] = await query<Unit>(
      db,
      `select id, registration_number as number, holder_taxpayer_id as taxpayer, holder_name as name, meter_number as meter,
              street, street || ' ' || number as address
         from registry_premises
        where holder_taxpayer_id is not null and meter_number is not null and number is not null
        order by id offset 9000 limit 1`
    )
    unit = found!
  })

  const asked = async (client: ApiClient, path: string, q: string) => {
    let text = ''
    const statements = await statementsOf(async () => {
      const page = await client
        .get(path)
        .qs({ q })
        .loginAs(await userNamed('ana.'))
      page.assertStatus(200)
      text = page.text()
    })
    return { text, statements }
  }

  test('the base has its size, and families in the social tariff', async ({ assert }) => {
    const [row] = await query<{ units: number; families: number; others: number }>(
      db,
      `select (select count(*)::int from registry_premises) as units, count(*)::int as families,
              (select count(*)::int from registry_leases where number is not null) as others from registry_social_benefits`
    )
    assert.isAtLeast(row!.units, UNITS)
    assert.isAbove(row!.families, 300)
    assert.isAbove(row!.others, 500)
  })

  test('number, CPF, name, meter and address are found by an index, never by reading a table through', async ({
    client,
    assert,
  }) => {
    const [company] = await query<{ id: bigint; taxpayer: string }>(
      db,
      `select id, holder_taxpayer_id as taxpayer from registry_premises
        where length(holder_taxpayer_id) = 14 order by id offset 20 limit 1`
    )
    assert.exists(company, 'a unit of a company')
    const named = (what: string) => (what === 'CNPJ' ? company!.id : unit.id)
    const words = {
      'registration number': unit.number,
      'CNPJ': company!.taxpayer,
      'CPF': unit.taxpayer,
      'name': unit.name,
      'meter': unit.meter,
      'address': unit.address,
    }
    for (const [what, q] of Object.entries(words)) {
      for (const path of ['/search', '/registry/premises']) {
        const { text, statements } = await asked(client, path, q)
        // Doors of one street are many: the page has some of them, the other words name one unit.
        const found = what === 'address' ? unit.street : `/registry/premises/${named(what)}`
        assert.include(text, found, `${what} by ${path}`)
        assert.match(text, /href="\/registry\/premises\/\d+"/, `${what} by ${path}`)
        assert.isAbove(statements.length, 0, what)
        const plans = await Promise.all(statements.map(planOf))
        const nodes = plans.flat()
        const through = nodes.filter(
          (node) => node['Node Type'] === 'Seq Scan' && WATCHED.has(node['Relation Name'] ?? '')
        )
        assert.deepEqual(through, [], `${what} by ${path}`)
        const indexes = nodes.flatMap((node) => node['Index Name'] ?? [])
        assert.isTrue(
          indexes.some((name) => /^(registry_premises|records_search)/.test(name)),
          `${what} by ${path}: ${indexes.join(', ')}`
        )
      }
    }
    const customer = await asked(client, '/registry/customers', unit.taxpayer)
    assert.include(customer.text, unit.name)
    const plans = await Promise.all(customer.statements.map(planOf))
    const nodes = plans.flat()
    assert.notInclude(
      nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
      'registry_customers'
    )
  }).tags(['@TR-3.1.4.2a'])
})
