import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, clock } from '#core/calendar/index'
import { inForce, verifyVersions } from '#core/configuration/index'
import { query } from '#core/database/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { simulatePast } from '#tests/support/simulate_past'
import { userNamed } from '#tests/support/people'
import { createMonth, municipality, run } from './billed_month.ts'

/** The month is read on the 18th and billed on the 20th: days until the 18th are charged. */
const TODAY = '2026-11-22' as CivilDate
const TABLE = '/configuration/tariff-table/default'

async function post(client: ApiClient, who: string, path: string, form: object) {
  const person = await userNamed(who)
  return client.post(path).loginAs(person).withCsrfToken().form(form).redirects(0)
}

async function draftOf(client: ApiClient, path: string, content: unknown): Promise<string> {
  const saved = await post(client, 'bruno.', `${path}/draft`, { content: JSON.stringify(content) })
  const id = /versions\/(\d+)$/.exec(saved.header('location') ?? '')![1]!
  await simulatePast(id)
  return `/configuration/versions/${id}`
}

interface Table {
  readonly title: string
  readonly categories: Record<string, { minimum_m3: number }>
}

/** The table in force, with another title so that each draft differs. */
async function table(title: string): Promise<Table> {
  const version = await inForce('tariff-table', 'default', await municipality(), TODAY)
  return { ...(version!.content as unknown as Table), title }
}

async function backdating(client: ApiClient, days: number): Promise<void> {
  const path = '/configuration/parameter/configuration.backdating_days'
  const version = await draftOf(client, path, { value: days })
  await post(client, 'bruno.', `${version}/submit`, { from: TODAY, reason: 'Implantação' })
  await post(client, 'ana.', `${version}/approve`, {})
}

test.group('Billing | days charged already are closed for what decides amounts', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze(`${TODAY}T15:00:00Z`)
    return () => clock.restore()
  })

  test('a version that would start in a billed month is refused with period, person and way out', async ({
    assert,
    client,
  }) => {
    await backdating(client, 60)
    const month = await createMonth([{ economies: [{ category: 'RES', economies: 1 }], m3: '12' }])
    await run(month)
    const version = await draftOf(client, TABLE, await table('Tabela de novembro'))
    const refused = await post(client, 'bruno.', `${version}/submit`, {
      from: '2026-11-10',
      reason: 'Reajuste',
      legal_basis: 'Resolução 9/2026',
    })
    const { code, people } = refused.flashMessage('problem')
    assert.equal(code, 'E_CONFIGURATION_CLOSED_PERIOD')
    assert.match(
      String(people),
      /Faturamento do grupo T\d+, referência 11\/2026 \(até 18\/11\/2026, por .+\)/
    )
    assert.include(people, 'a partir de 19/11/2026')
    assert.include(people, 'correção da fatura')
    const [entry] = await query<{ payload: string; subject_id: bigint }>(
      db,
      `select payload, subject_id from audit_entries
        where action = 'configuration.submit' and description like 'Recusado:%' order by id desc limit 1`
    )
    assert.include(JSON.stringify(entry!.payload), 'E_CONFIGURATION_CLOSED_PERIOD')
    assert.equal(`/configuration/versions/${entry!.subject_id}`, version)
    const open = await post(client, 'bruno.', `${version}/submit`, {
      from: '2026-11-19',
      reason: 'Reajuste',
    })
    assert.isUndefined(open.flashMessage('problem'))
  })

  test('what decides no amount is free to start there', async ({ assert, client }) => {
    const version = await draftOf(client, '/configuration/parameter/access.password_history', {
      value: 7,
    })
    const sent = await post(client, 'bruno.', `${version}/submit`, {
      from: '2026-11-10',
      reason: 'Segurança',
    })
    assert.isUndefined(sent.flashMessage('problem'))
  })

  test('a month billed between submission and approval is found at the approval', async ({
    assert,
    client,
  }) => {
    const version = await draftOf(client, TABLE, await table('Tabela de outubro'))
    const sent = await post(client, 'bruno.', `${version}/submit`, {
      from: '2026-11-21',
      reason: 'Reajuste',
    })
    assert.isUndefined(sent.flashMessage('problem'))
    const month = await createMonth([{ economies: [{ category: 'RES', economies: 1 }], m3: '9' }])
    await query(db, `update readings_readings set read_on = '2026-11-22' where load_id = ?`, [
      month.loadId,
    ])
    await run(month, TODAY)
    await query(
      db,
      `update billing_invoices set period_until = '2026-11-22' where premise_id = any(?)`,
      [month.premiseIds]
    )
    const refused = await post(client, 'ana.', `${version}/approve`, {})
    assert.equal(refused.flashMessage('problem').code, 'E_CONFIGURATION_CLOSED_PERIOD')
    const entries = await query(
      db,
      `select id from audit_entries where action = 'configuration.approve' and description like 'Recusado:%'`
    )
    assert.lengthOf(entries, 1)
  })

  test('a correction goes the explicit way: its permission, its legal basis, another person', async ({
    assert,
    client,
  }) => {
    const version = await draftOf(client, TABLE, await table('Tabela corrigida'))
    const form = { from: '2026-11-10', reason: 'Preço publicado errado', correction: 'true' }
    const lacking = await post(client, 'bruno.', `${version}/submit`, form)
    assert.equal(lacking.flashMessage('problem').code, 'E_ACCESS_DENIED')
    const own = await post(client, 'ana.', `${TABLE}/draft`, {
      content: JSON.stringify(await table('Tabela corrigida por Ana')),
    })
    const path = `/configuration/versions/${/versions\/(\d+)$/.exec(own.header('location') ?? '')![1]}`
    const baseless = await post(client, 'ana.', `${path}/submit`, form)
    assert.equal(baseless.flashMessage('problem').code, 'E_CONFIGURATION_CORRECTION_BASIS')
    await simulatePast(path.split('/').at(-1)!)
    const legal = { ...form, legal_basis: 'Resolução 9/2026, errata' }
    const sent = await post(client, 'ana.', `${path}/submit`, legal)
    assert.isUndefined(sent.flashMessage('problem'))
    const diego = await userNamed('diego.')
    const page = await client.get(path).loginAs(diego)
    page.assertTextIncludes('Alcança período encerrado: Faturamento do grupo')
    await post(client, 'diego.', `${path}/approve`, {})
    const [row] = await query<{ status: string; is_correction: boolean; closed_periods: string }>(
      db,
      'select status, is_correction, closed_periods from configuration_versions where id = ?',
      [path.split('/').at(-1)!]
    )
    assert.equal(row!.status, 'approved')
    assert.isTrue(row!.is_correction)
    assert.include(row!.closed_periods, 'referência 11/2026')
    const { firstBreak } = await verifyVersions(db)
    assert.isNull(firstBreak)
    const invoices = await query<{ count: number }>(
      db,
      'select count(*)::int as count from billing_invoices where version > 1'
    )
    assert.equal(invoices[0]!.count, 0)
  })

  test('the command is refused in the same words', async ({ assert, client }) => {
    const version = await draftOf(client, TABLE, await table('Tabela por comando'))
    const { exitCode, text } = await command('configuration:submit', [
      ...[version.split('/').at(-1)!, '--user=bruno.faturamento@demo.aqueduto'],
      ...['--from=2026-11-01', '--reason=Reajuste'],
    ])
    assert.equal(exitCode, 1)
    assert.include(text, 'E_CONFIGURATION_CLOSED_PERIOD')
    assert.include(text, 'referência 11/2026')
  })
})
