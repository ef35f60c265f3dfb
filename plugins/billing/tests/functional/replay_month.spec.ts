import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { command } from '#tests/support/command'
import { tamper } from '#tests/support/as_owner'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { billMonth, readMonth } from './read_month.ts'

const REFERENCE = '2026-11' as RefMonth

const get = async (client: ApiClient, who: string, path: string) =>
  client.get(path).loginAs(await userNamed(who))

interface Replayed {
  readonly id: string
  readonly is_equal: boolean
  readonly outcome: { readonly results: number; readonly different: number; readonly hash: string }
  readonly differences: readonly { readonly key: string; readonly step: string }[]
}

const TABLES = [
  'configuration_replays',
  'configuration_replay_chunks',
  'configuration_replay_differences',
]
const MONTH = ['--population=billing.month', `--from=${REFERENCE}`]

async function replayMonth(args: readonly string[] = MONTH) {
  const { exitCode, text } = await command('configuration:replay', [...args, '--json'])
  return { exitCode, ...(JSON.parse(text) as Replayed) }
}

/** Changes a stored row behind the system's back, and puts it back. */
async function tampered(sql: string, back: string, during: () => Promise<void>) {
  await query(db, sql)
  try {
    await during()
  } finally {
    await query(db, back)
  }
}

test.group('Billing | whole months computed again', (group) => {
  freshDatabase(group)
  let invoices: { id: bigint; load_item_id: bigint; set_key: bigint }[] = []
  group.setup(async () => {
    await billMonth(await readMonth('01', REFERENCE))
    invoices = await query(
      db,
      `select i.id, i.load_item_id, i.set_key from billing_invoices i
        where exists (select from billing_charges c where c.invoice_id = i.id and c.charge_type = 'water') order by i.id`
    )
  })

  test('all equal: how many, and one hash whoever computes it', async ({ assert }) => {
    const first = await replayMonth()
    assert.equal(first.exitCode, 0)
    assert.isTrue(first.is_equal)
    const [{ count } = { count: 0 }] = await query<{ count: number }>(
      db,
      'select count(*)::int as count from billing_invoices where reference = ?',
      [REFERENCE]
    )
    assert.equal(first.outcome.results, count)
    const again = await replayMonth()
    assert.notEqual(again.id, first.id)
    assert.equal(again.outcome.hash, first.outcome.hash)
    const { text } = await command('configuration:replay', [...MONTH])
    assert.include(text, 'IGUAL')
    assert.include(text, first.outcome.hash)
  })

  test('a stored charge that was changed is found, with its step', async ({ assert, client }) => {
    const { id } = invoices[3]!
    const one = `where invoice_id = ${id} and number = 1`
    await tampered(
      `update billing_charges set amount_cents = amount_cents + 1 ${one}`,
      `update billing_charges set amount_cents = amount_cents - 1 ${one}`,
      async () => {
        const { exitCode, outcome, differences, id: runId } = await replayMonth()
        assert.equal(exitCode, 1)
        assert.equal(outcome.different, 1)
        assert.deepEqual(
          differences.map(({ key, step }) => [key, step]),
          [[String(id), 'Linha 1']]
        )
        const page = await get(client, 'gilda.', `/configuration/replays/${runId}`)
        assert.include(page.text(), 'Linha 1')
        assert.include(page.text(), `/billing/invoices/${id}`)
        const single = await command('configuration:replay', [
          ...['--population=billing.month', `--key=${id}`],
        ])
        assert.equal(single.exitCode, 1)
        assert.include(single.text, 'DIFERENTE a partir de Linha 1')
        const api = await get(
          client,
          'gilda.',
          `/api/configuration/replays/one?population=billing.month&key=${id}`
        )
        assert.isFalse((api.body() as { is_equal: boolean }).is_equal)
      }
    )
    const after = await replayMonth()
    assert.isTrue(after.is_equal)
  })

  test('frozen facts, readings and items that were changed are found', async ({ assert }) => {
    const { id, load_item_id: item } = invoices[5]!
    for (const [sql, back, step] of [
      [
        `update readings_readings set billed_m3 = billed_m3 + 1 where load_item_id = ${item}`,
        `update readings_readings set billed_m3 = billed_m3 - 1 where load_item_id = ${item}`,
        'Leitura e consumo, do retorno do campo à crítica',
      ],
      [
        `update billing_invoices set live_facts = live_facts || ' ' where id = ${id}`,
        `update billing_invoices set live_facts = rtrim(live_facts) where id = ${id}`,
        'Créditos e débitos do dia da emissão (sha256)',
      ],
    ] as const) {
      await tampered(sql, back, async () => {
        const { differences } = await replayMonth()
        assert.include(
          differences.map((one) => `${one.key} ${one.step}`),
          `${id} ${step}`
        )
      })
    }
  })

  test('what a recalculation left behind is verified: its chunks, its sums and its differences', async ({
    assert,
  }) => {
    const whole = await command('configuration:verify', [])
    assert.equal(whole.exitCode, 0, whole.text)
    const { id: equal } = await replayMonth()
    const [unequal] = await query<{ run_id: bigint }>(
      db,
      'select run_id from configuration_replays where different > 0 order by run_id limit 1'
    )
    const replay = `where run_id = ${equal}`
    const chunk = `${replay} and chunk = 1`
    const other = `configuration_replay_differences where run_id = ${unequal!.run_id}`
    for (const [change, back, text] of [
      [
        `update configuration_replays set results = results + 1 ${replay}`,
        `update configuration_replays set results = results - 1 ${replay}`,
        `execução ${equal}: o resultado do recálculo foi alterado`,
      ],
      [
        `update configuration_replay_chunks set hash = reverse(hash) ${chunk}`,
        `update configuration_replay_chunks set hash = reverse(hash) ${chunk}`,
        `execução ${equal}: o resultado do recálculo foi alterado`,
      ],
      [
        `create table aside as select * from ${other}; delete from ${other}`,
        `insert into configuration_replay_differences select * from aside; drop table aside`,
        `execução ${unequal!.run_id}: as diferenças encontradas pelo recálculo foram alteradas`,
      ],
      [
        `create table aside as select * from configuration_replays ${replay}; delete from configuration_replays ${replay}`,
        `insert into configuration_replays select * from aside; drop table aside`,
        `execução ${equal}: o resultado do recálculo foi removido`,
      ],
    ] as const) {
      await tamper(TABLES, change)
      const found = await command('configuration:verify', [])
      assert.equal(found.exitCode, 1, text)
      assert.include(found.text, text)
      await tamper(TABLES, back)
    }
    const again = await command('configuration:verify', [])
    assert.equal(again.exitCode, 0, again.text)
  })

  test('readings are computed again too', async ({ assert }) => {
    const { exitCode, outcome } = await replayMonth([
      '--population=readings.month',
      `--from=${REFERENCE}`,
    ])
    assert.equal(exitCode, 0)
    assert.isAbove(outcome.results, 10)
  })

  test('auditors start it on the screen; who may not read the trail does not', async ({
    assert,
    client,
  }) => {
    const list = await get(client, 'gilda.', '/configuration/replays')
    assert.include(list.text(), 'Recalcular e comparar')
    assert.include(list.text(), 'Tudo igual')
    const refused = await get(client, 'carla.', '/configuration/replays')
    assert.equal(refused.status(), 403)
    const started = await client
      .post('/configuration/replays')
      .loginAs(await userNamed('gilda.'))
      .withCsrfToken()
      .form({ population: 'billing.month', from: REFERENCE, until: REFERENCE })
      .redirects(0)
    assert.match(started.header('location') ?? '', /^\/configuration\/replays\/\d+$/)
  })
})
