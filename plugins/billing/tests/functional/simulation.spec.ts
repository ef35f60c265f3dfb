import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#core/access/models/user'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import type { SimulationReport } from '#core/configuration/simulation/report'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { TariffTable } from '#plugins/tariffs/api'
import { tamper } from '#tests/support/as_owner'
import { freshDatabase } from '#tests/support/database'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const REFERENCE = '2026-11' as RefMonth
const TABLE = '/configuration/tariff-table/default'

const userNamed = (start: string) => User.query().where('email', 'like', `${start}%`).firstOrFail()
const get = async (client: ApiClient, who: string, path: string) =>
  client.get(path).loginAs(await userNamed(who))
const post = async (client: ApiClient, who: string, path: string, form: object) =>
  client
    .post(path)
    .loginAs(await userNamed(who))
    .withCsrfToken()
    .form(form)
    .redirects(0)

async function run(name: string, args: string[]) {
  ace.ui.switchMode('raw')
  try {
    const command = await ace.exec(name, args)
    const lines = command.logger.getLogs().map(({ message }) => message)
    return { exitCode: command.exitCode ?? 0, text: lines.join('\n') }
  } finally {
    ace.ui.switchMode('normal')
  }
}

const idIn = (location: string | undefined) => /\/(\d+)$/.exec(location ?? '')?.[1] ?? ''

async function tableInForce(municipalityId: bigint): Promise<TariffTable> {
  const version = await inForce('tariff-table', 'default', municipalityId, '2026-11-22' as never)
  return version!.content as unknown as TariffTable
}

/** All prices times a factor: limits and percentages of sewage stay. */
const timesPrices = (table: TariffTable, factor: string): TariffTable => ({
  ...table,
  title: `${table.title} × ${factor}`,
  categories: Object.fromEntries(
    Object.entries(table.categories).map(([code, category]) => [
      code,
      {
        ...category,
        blocks: category.blocks.map((block) => ({
          ...block,
          price: Dec.of(block.price).times(Dec.of(factor)).toString(),
        })),
      },
    ])
  ) as TariffTable['categories'],
})

/** Waits for nothing: does what a worker would do with the run that a page started. */
async function work(id: string): Promise<void> {
  const { workRun } = await import('#core/jobs/work_run')
  while ((await workRun(BigInt(id))) !== 'over');
}

interface Evidence {
  readonly hash: string
  readonly is_fresh: boolean
  readonly is_intact: boolean
  readonly content_hash: string
  readonly results_hash: string
  readonly report: SimulationReport
}

/** Everything stored of the bills, so that a change of any column is seen. */
async function billsHash(): Promise<string> {
  const [row] = await query<{ hash: string }>(
    db,
    `select md5(coalesce((select string_agg(i::text, '|' order by id) from billing_invoices i), '') ||
                coalesce((select string_agg(c::text, '|' order by id) from billing_charges c), '') ||
                coalesce((select string_agg(d::text, '|' order by id) from receivables_items d), '')) as hash`
  )
  return row!.hash
}

test.group('Billing | simulation of drafts on past bills', (group) => {
  let month: GroupMonth
  freshDatabase(group)
  group.setup(async () => {
    month = await readMonth('01', REFERENCE)
    await billMonth(month)
  })
  group.each.setup(() => {
    clock.freeze('2026-11-22T15:00:00Z')
    return () => clock.restore()
  })

  let versionId = ''
  let simulationId = ''

  async function draft(client: ApiClient, content: unknown): Promise<string> {
    const saved = await post(client, 'bruno.', `${TABLE}/draft`, {
      content: JSON.stringify(content),
    })
    return idIn(saved.header('location'))
  }
  const submit = (client: ApiClient, id: string) =>
    post(client, 'bruno.', `/configuration/versions/${id}/submit`, {
      from: '2026-12-01',
      reason: 'Reajuste anual',
      legal_basis: 'Resolução 7/2026',
    })
  const stateOf = async (id: string) => {
    const [row] = await query<{ status: string }>(
      db,
      'select status from configuration_versions where id = ?',
      [BigInt(id)]
    )
    return row!.status
  }

  test('a tariff table is not sent for approval before it was tried on past bills', async ({
    assert,
    client,
  }) => {
    versionId = await draft(client, timesPrices(await tableInForce(month.municipalityId), '1.1'))
    const refused = await submit(client, versionId)
    assert.equal(refused.status(), 302)
    assert.equal(await stateOf(versionId), 'draft')
    const page = await get(client, 'bruno.', `/configuration/versions/${versionId}`)
    assert.include(page.text(), 'e sem isso não segue para aprovação')
    const answer = await client
      .post('/api/actions/configuration.submit')
      .loginAs(await userNamed('bruno.'))
      .withCsrfToken()
      .accept('json')
      .json({ version_id: Number(versionId), from: '2026-12-01', reason: 'Reajuste' })
    assert.equal(answer.status(), 409)
    assert.include(answer.text(), 'E_CONFIGURATION_SIMULATION_MISSING')
  })

  test('10 % more on a past month is the billed revenue times 1.10, and no bill changes', async ({
    assert,
    client,
  }) => {
    const before = await billsHash()
    const form = await get(client, 'bruno.', `/configuration/versions/${versionId}/simulate`)
    assert.include(form.text(), 'Faturas emitidas')
    assert.include(form.text(), '11/2026')
    const started = await post(client, 'bruno.', `/configuration/versions/${versionId}/simulate`, {
      population: 'billing.month',
      from: REFERENCE,
      until: REFERENCE,
    })
    simulationId = idIn(started.header('location'))
    const waiting = await get(client, 'bruno.', `/configuration/simulations/${simulationId}`)
    assert.include(waiting.text(), 'Preparando')
    await work(simulationId)

    const json = await get(client, 'bruno.', `/api/configuration/simulations/${simulationId}`)
    const { evidence, status } = json.body() as { status: string; evidence: Evidence }
    assert.equal(status, 'done')
    const { report } = evidence
    const [billed] = await query<{ invoices: number; revenue: bigint }>(
      db,
      `select count(distinct i.id)::int as invoices, sum(c.amount_cents)::bigint as revenue
         from billing_invoices i join billing_charges c on c.invoice_id = i.id
        where i.reference = ? and c.charge_type in ('water', 'sewage')`,
      [REFERENCE]
    )
    assert.isAbove(billed!.invoices, 10)
    const services = report.dims
      .find(({ name }) => name === 'charge')!
      .rows.filter(({ value }) => value === 'water' || value === 'sewage')
    const sum = (side: 'before' | 'after') =>
      services.reduce((all, row) => all + BigInt(row[side]), 0n)
    assert.equal(sum('before'), billed!.revenue)
    const off = sum('after') * 10n - billed!.revenue * 11n
    const tenths = off < 0n ? -off : off
    assert.isTrue(tenths <= BigInt(billed!.invoices) * 10n, `${tenths} tenths of a cent off`)
    assert.isAbove(report.totals.more, 0)
    assert.equal(report.totals.less, 0)
    // Each bill alone rises by a tenth of its water and sewage, within the roundings of its brackets, at most four a charge.
    const bills = await query<{ key: string; rise: bigint; priced: bigint; charges: number }>(
      db,
      `select r.key, r.after_amount - r.before_amount as rise, sum(c.amount_cents)::bigint as priced,
              count(*)::int as charges
         from configuration_simulation_results r join billing_charges c on c.invoice_id = r.key::bigint
        where r.run_id = ? and c.charge_type in ('water', 'sewage') group by 1, 2`,
      [BigInt(simulationId)]
    )
    assert.lengthOf(bills, billed!.invoices)
    for (const { key, rise, priced, charges } of bills) {
      const apart = rise * 10n - priced
      const size = apart < 0n ? -apart : apart
      assert.isTrue(
        size <= BigInt(charges * 4) * 11n,
        `bill ${key} is ${apart} tenths of a cent off`
      )
    }
    assert.equal(await billsHash(), before)

    const shown = await get(client, 'bruno.', `/configuration/simulations/${simulationId}`)
    const page = shown.text()
    for (const words of ['Por categoria', 'Por faixa de consumo', 'Por bairro', '+10,0 %']) {
      assert.include(page, words)
    }
  }).tags(['@CM-07'])

  test('sums by each dimension come to the whole, and the evidence proves itself', async ({
    assert,
    client,
  }) => {
    const json = await get(client, 'bruno.', `/api/configuration/versions/${versionId}/evidence`)
    const { evidence, demanded } = json.body() as {
      evidence: Evidence[]
      demanded: { is_met: boolean }[]
    }
    assert.deepEqual(demanded, [{ population: 'billing.month', is_met: true }] as never)
    const [{ report, is_fresh: isFresh, is_intact: isIntact }] = evidence as [Evidence]
    assert.isTrue(isFresh && isIntact)
    for (const dim of report.dims) {
      for (const side of ['before', 'after'] as const) {
        const all = dim.rows.reduce((sum, row) => sum + BigInt(row[side]), 0n)
        assert.equal(String(all), report.totals[side], `${dim.name} ${side}`)
      }
    }
    for (const change of report.changes) {
      assert.equal(
        change.rows.reduce((sum, { count }) => sum + count, 0),
        report.totals.count
      )
    }
    const [largest] = report.largest
    const [stored] = await query<{ most: bigint }>(
      db,
      'select max(abs(after_amount - before_amount)) as most from configuration_simulation_results where run_id = ?',
      [BigInt(simulationId)]
    )
    assert.equal(BigInt(largest!.after) - BigInt(largest!.before), stored!.most)
  })

  test('one bill is explained line by line on both sides', async ({ assert, client }) => {
    const json = await get(client, 'bruno.', `/api/configuration/simulations/${simulationId}`)
    const [largest] = (json.body() as { evidence: Evidence }).evidence.report.largest
    const path = `/configuration/simulations/${simulationId}/results/${largest!.key}`
    const page = await get(client, 'bruno.', path)
    assert.include(page.text(), 'Como foi')
    const table = await tableInForce(month.municipalityId)
    const prices = Object.values(table.categories).map(({ blocks }) => Dec.of(blocks[0]!.price))
    const says = (price: Dec) => page.text().includes(`× R$ ${formatDecimal(price)} =`)
    assert.isTrue(prices.some((price) => says(price) && says(price.times(Dec.of('1.1')))))
    const unknown = await get(client, 'bruno.', `${path}999999`)
    assert.equal(unknown.status(), 404)
  })

  test('all results leave as CSV and XLSX', async ({ assert, client }) => {
    const path = `/configuration/simulations/${simulationId}/export?format=`
    const csv = await get(client, 'bruno.', `${path}csv`)
    const [{ count } = { count: 0 }] = await query<{ count: number }>(
      db,
      'select count(*)::int as count from configuration_simulation_results where run_id = ?',
      [BigInt(simulationId)]
    )
    assert.equal(csv.text().trim().split('\r\n').length, count + 1)
    assert.include(csv.text(), 'Com o rascunho')
    const xlsx = await get(client, 'bruno.', `${path}xlsx`)
    assert.equal(xlsx.status(), 200)
    const bad = await client
      .get(`${path}pdf`)
      .loginAs(await userNamed('bruno.'))
      .accept('json')
    assert.equal(bad.status(), 422)
  })

  test('what changes after the simulation makes it stale; a fresh one lets it pass', async ({
    assert,
    client,
  }) => {
    const table = timesPrices(await tableInForce(month.municipalityId), '1.12')
    await post(client, 'bruno.', `/configuration/versions/${versionId}`, {
      content: JSON.stringify(table),
    })
    await submit(client, versionId)
    assert.equal(await stateOf(versionId), 'draft')
    const page = await get(client, 'bruno.', `/configuration/versions/${versionId}`)
    assert.include(page.text(), 'mudou depois da simulação')
    const old = await get(client, 'bruno.', `/configuration/simulations/${simulationId}`)
    assert.include(old.text(), 'o que está aqui não é o que seria aprovado')

    const { text, exitCode } = await run('configuration:simulate', [
      ...[versionId, '--population=billing.month', `--from=${REFERENCE}`, '--json'],
    ])
    assert.equal(exitCode, 0, text)
    const evidence = JSON.parse(text) as Evidence
    assert.isTrue(evidence.is_fresh)
    await submit(client, versionId)
    assert.equal(await stateOf(versionId), 'in_review')
    const review = await get(client, 'ana.', `/configuration/versions/${versionId}`)
    assert.include(review.text(), 'simulada sobre 11/2026')
    assert.include(review.text(), '+12,0')
    await post(client, 'ana.', `/configuration/versions/${versionId}/approve`, {})
    assert.equal(await stateOf(versionId), 'approved')
  })

  test('evidence cannot be changed, and one that was is no evidence', async ({
    assert,
    client,
  }) => {
    await assert.rejects(
      () => query(db, 'update configuration_evidence set report = ?', ['{}']),
      /permission denied/
    )
    await assert.rejects(() => query(db, 'delete from configuration_evidence'), /permission denied/)
    const [kept] = await query<{ report: string }>(
      db,
      'select report from configuration_evidence where run_id = ?',
      [BigInt(simulationId)]
    )
    const report = (text: string) =>
      tamper(
        ['configuration_evidence'],
        ['update configuration_evidence set report = ? where run_id = ?', [text, simulationId]]
      )
    await report(kept!.report.replace(/"after":"\d+"/, '"after":"1"'))
    const json = await get(client, 'bruno.', `/api/configuration/simulations/${simulationId}`)
    assert.isFalse((json.body() as { evidence: Evidence }).evidence.is_intact)
    const { exitCode, text } = await run('configuration:verify', [])
    assert.equal(exitCode, 1)
    assert.include(text, `execução ${simulationId}: a evidência da simulação foi alterada`)
    const api = await get(client, 'gilda.', '/api/configuration/verify')
    assert.containsSubset(api.body(), { intact: false, reason: null, run: { id: simulationId } })
    await report(kept!.report)
  })

  test('verify computes evidence, tried content and stored results again, and misses what is gone', async ({
    assert,
  }) => {
    const whole = await run('configuration:verify', [])
    assert.equal(whole.exitCode, 0, whole.text)
    assert.match(whole.text, /simulações [2-9]/)
    const where = `where run_id = ${simulationId}`
    const one = `${where} and key = (select min(key) from configuration_simulation_results ${where})`
    const row = `configuration_evidence ${where}`
    for (const [change, back, reason] of [
      [
        `update configuration_simulation_results set after_amount = after_amount + 1 ${one}`,
        `update configuration_simulation_results set after_amount = after_amount - 1 ${one}`,
        'os resultados da simulação foram alterados ou removidos',
      ],
      [
        `update configuration_simulations set content = content || ' ' ${where}`,
        `update configuration_simulations set content = rtrim(content) ${where}`,
        'o conteúdo que a simulação experimentou foi alterado',
      ],
      [
        `create table evidence_aside as select * from ${row}; delete from ${row}`,
        `insert into configuration_evidence select * from evidence_aside; drop table evidence_aside`,
        'a evidência da simulação foi removida',
      ],
    ] as const) {
      await tamper(['configuration_evidence'], change)
      const { exitCode, text } = await run('configuration:verify', [])
      assert.equal(exitCode, 1, reason)
      assert.include(text, `execução ${simulationId}: ${reason}`)
      await tamper(['configuration_evidence'], back)
    }
    const again = await run('configuration:verify', [])
    assert.equal(again.exitCode, 0, again.text)
  })

  test('categories that the draft forgets are told by reason, and count in no total', async ({
    assert,
    client,
  }) => {
    const table = await tableInForce(month.municipalityId)
    const { COM: gone, ...categories } = table.categories
    assert.isDefined(gone)
    const id = await draft(client, { ...table, title: 'Sem comércio', categories })
    const { text, exitCode } = await run('configuration:simulate', [
      ...[id, '--population=billing.month', `--from=${REFERENCE}`, '--json'],
    ])
    assert.equal(exitCode, 0, text)
    const { report } = JSON.parse(text) as Evidence
    assert.deepEqual(
      report.errors.map(({ code }) => code),
      ['tariff_missing']
    )
    assert.equal(report.errors[0]!.count, report.results - report.totals.count)
    assert.isAbove(report.errors[0]!.count, 0)
  })

  test('what cannot be asked is refused in words', async ({ assert }) => {
    for (const [args, code] of [
      [['--population=nada.nada', '--from=2026-11'], 'E_CONFIGURATION_POPULATION'],
      [['--population=billing.month', '--from=2026-13'], 'E_CONFIGURATION_SCOPE_MONTHS'],
      [['--population=billing.month', '--from=2020-01'], 'E_CONFIGURATION_SCOPE_EMPTY'],
      [
        ['--population=billing.month', '--from=2000-01', '--until=2026-11'],
        'E_CONFIGURATION_SCOPE_LONG',
      ],
      [
        ['--population=billing.month', '--from=2026-11', '--groups=0'],
        'E_CONFIGURATION_SCOPE_GROUP',
      ],
      [['--population=readings.month', '--from=2026-11'], 'E_CONFIGURATION_POPULATION_CONCERNS'],
    ] as const) {
      const { text, exitCode } = await run('configuration:simulate', [versionId, ...args])
      assert.equal(exitCode, 1)
      assert.include(text, code)
    }
  })

  test('who may not simulate, or not see bills, is refused', async ({ assert, client }) => {
    const path = `/configuration/versions/${versionId}/simulate`
    for (const [who, where, status] of [
      ['carla.', path, 403],
      ['elisa.', `/configuration/simulations/${simulationId}`, 403],
      ['gilda.', `/configuration/simulations/${simulationId}`, 200],
    ] as const) {
      const answer = await get(client, who, where)
      assert.equal(answer.status(), status, who)
    }
  })

  test('more readings are held with narrower limits, and which is told', async ({
    assert,
    client,
  }) => {
    const path = '/configuration/parameter/readings.expected_range'
    const version = await inForce(
      'parameter',
      'readings.expected_range',
      month.municipalityId,
      '2026-11-22' as never
    )
    const { value } = version!.content as unknown as { value: object[] }
    const saved = await post(client, 'bruno.', `${path}/draft`, {
      content: JSON.stringify({ value: narrowed(value) }),
    })
    const id = idIn(saved.header('location'))
    const { text, exitCode } = await run('configuration:simulate', [
      ...[id, '--population=readings.month', `--from=${REFERENCE}`, '--json'],
    ])
    assert.equal(exitCode, 0, text)
    const { report } = JSON.parse(text) as Evidence
    assert.equal(report.unit, 'count')
    const [held] = await query<{ held: number }>(
      db,
      `select count(*)::int as held from readings_readings where reference = ? and hold_reason is not null`,
      [REFERENCE]
    )
    assert.equal(report.totals.before, String(held!.held))
    assert.notEqual(report.totals.after, report.totals.before)
    assert.equal(
      BigInt(report.totals.after) - BigInt(report.totals.before),
      BigInt(report.totals.more - report.totals.less)
    )
  })

  test('old results are deleted by age, the evidence stays', async ({ assert, client }) => {
    await query(
      db,
      `update configuration_simulations set created_at = '2026-01-01' where run_id = ?`,
      [BigInt(simulationId)]
    )
    await runInline(
      'configuration.purge_simulations',
      { date: '2026-11-22' },
      systemActor(month.municipalityId)
    )
    const left = await query(
      db,
      'select 1 from configuration_simulation_results where run_id = ?',
      [BigInt(simulationId)]
    )
    assert.lengthOf(left, 0)
    const page = await get(client, 'bruno.', `/configuration/simulations/${simulationId}`)
    assert.include(page.text(), 'Apagados por idade')
    const gone = await get(
      client,
      'bruno.',
      `/configuration/simulations/${simulationId}/export?format=csv`
    )
    assert.equal(gone.status(), 410)
  })
})

/** Limits so narrow that ordinary readings fall outside. */
const narrowed = (value: readonly object[]) =>
  value.map((range) => ({ ...range, below_percent: 1, above_percent: 1 }))
