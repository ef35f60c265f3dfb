import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query, sha256 } from '#core/database/index'
import { systemActor } from '#core/access/index'
import { runInline } from '#core/jobs/index'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { type World, issueInvoices, openWorld } from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { exchangeFolder } from '../support/exchange.ts'
import { postings, tellIssued } from '../support/books.ts'
import { nightOf } from '../support/nights.ts'
import { putRules } from '../support/rules.ts'

const exported = () =>
  query<Record<string, unknown>>(db, 'select * from accounting_exports order by sequence')

test.group('Accounting | what is handed to the accounting system', (group) => {
  let world: World
  freshDatabase(group)
  const folder = exchangeFolder(group)
  group.setup(async () => {
    clock.freeze('2026-10-20T15:00:00Z')
    world = await openWorld()
    await standSchedules()
    await putVersion('parameter', 'accounting.export', { value: true })
    const wanted = Array.from({ length: 20 }, () => ({ waterCents: 5000n, garbageCents: 850n }))
    await tellIssued(world, await issueInvoices(world, wanted), '2026-10-20' as CivilDate)
  })
  group.teardown(() => clock.restore())
  const files = async () => {
    const names = await readdir(join(folder(), 'contabilidade')).catch(() => [])
    return names.sort()
  }

  test('each night once, whole, with equal debits and credits; what fails is told and tried again', async ({
    assert,
    client,
  }) => {
    assert.lengthOf(await postings(), 40)
    await nightOf('2026-10-21')
    assert.deepEqual(await files(), ['contabilidade-000001.csv'])
    const content = await readFile(
      join(folder(), 'contabilidade', 'contabilidade-000001.csv'),
      'utf8'
    )
    const lines = content.trimEnd().split('\r\n')
    assert.lengthOf(
      lines.filter((line) => line.startsWith('A;')),
      40
    )
    const [, count, debit, credit, hash] = lines.at(-1)!.split(';')
    assert.deepEqual([count, debit, credit], ['40', '1170.00', '1170.00'])
    assert.equal(hash, sha256(content.slice(0, content.lastIndexOf('T;'))))
    // Again on the same day: nothing is left to hand over.
    clock.freeze('2026-10-21T09:00:00Z')
    const again = await runInline(
      'accounting.export',
      { until: '2026-10-20', on: 'again' },
      systemActor(world.municipalityId)
    )
    assert.equal(again.figures.entries, 0n)
    await nightOf('2026-10-22')
    assert.deepEqual(await files(), ['contabilidade-000001.csv'])
    assert.lengthOf(await exported(), 1)

    // The folder cannot be written: people are told, and the next night delivers it.
    await tellIssued(
      world,
      await issueInvoices(world, [{ waterCents: 900n }]),
      '2026-10-22' as CivilDate
    )
    const broken = join(folder(), 'broken')
    await writeFile(broken, 'not a folder')
    process.env.EXCHANGE_FOLDER = broken
    await nightOf('2026-10-23')
    const [, failed] = await exported()
    assert.containsSubset(failed, { state: 'failed', attempts: 1, entries: 1n })
    const causes = () =>
      query<{ title: string }>(
        db,
        `select title from alerts_causes where key like 'accounting.export/%' and closed_at is null`
      )
    assert.deepEqual(await causes(), [
      { title: 'contabilidade-000002.csv não chegou ao sistema contábil' },
    ])
    process.env.EXCHANGE_FOLDER = folder()
    await nightOf('2026-10-24')
    assert.deepEqual(await files(), ['contabilidade-000001.csv', 'contabilidade-000002.csv'])
    assert.deepEqual(await causes(), [])
    const list = await client.get('/accounting/exports').loginAs(await ana())
    list.assertTextIncludes('Entregue')
    const file = await client
      .get(`/accounting/exports/${String(failed!.id)}/file`)
      .loginAs(await ana())
    assert.include(file.text(), 'A;')
  }).tags(['@TR-3.2.10.8'])
})

test.group('Accounting | the chart as a register', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-10-30T12:00:00-04:00'))
  group.teardown(() => clock.restore())

  const put = async (client: ApiClient, account: object) =>
    client
      .post('/accounting/chart')
      .form({ analytic: 'true', is_new: 'true', purpose: '', ...account })
      .withCsrfToken()
      .loginAs(await ana())
      .redirects(0)
  const drafted = async () => {
    const [row] = await query<{ content: string }>(
      db,
      `select v.content from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'chart-of-accounts' and i.key = 'default' and v.status = 'draft'`
    )
    return JSON.parse(row!.content) as { accounts: { code: string; blocked?: boolean }[] }
  }

  test('accounts of each nature are created; a code stands once; what has entries is never taken out', async ({
    assert,
    client,
  }) => {
    const world = await openWorld()
    await tellIssued(
      world,
      await issueInvoices(world, [{ waterCents: 10_000n }]),
      '2026-10-30' as CivilDate
    )
    const wanted = [
      { code: '1.1.2.2.1.05', title: 'Clientes: serviços', class: 'asset', nature: 'debit' },
      { code: '2.1.8.8.1.03', title: 'Doações', class: 'liability', nature: 'credit' },
      { code: '4.3.3.1.04', title: 'Receita de obras', class: 'revenue', nature: 'credit' },
    ]
    for (const account of wanted) {
      const done = await put(client, account)
      done.assertStatus(302)
    }
    const { accounts } = await drafted()
    for (const account of wanted) {
      assert.containsSubset(
        accounts.find(({ code }) => code === account.code),
        account
      )
    }
    const page = await client.get('/accounting/chart').loginAs(await ana())
    page.assertTextIncludes('Receita de obras')
    const twice = await put(client, wanted[0]!)
    assert.match(JSON.stringify(twice.flashMessages()), /E_ACCOUNTING_ACCOUNT_TAKEN/)
    const remove = async (code: string) =>
      client
        .post('/accounting/chart/remove')
        .form({ code })
        .withCsrfToken()
        .loginAs(await ana())
        .redirects(0)
    const used = await remove('4.3.3.1.01')
    assert.match(JSON.stringify(used.flashMessages()), /E_ACCOUNTING_ACCOUNT_USED/)
    const unused = await remove('4.3.3.1.04')
    assert.notMatch(JSON.stringify(unused.flashMessages()), /E_ACCOUNTING/)
    const { accounts: left } = await drafted()
    const codes = left.map(({ code }) => code)
    assert.include(codes, '4.3.3.1.01')
    assert.notInclude(codes, '4.3.3.1.04')
  }).tags(['@TR-3.2.10.1'])

  test('a version of the chart that loses an account with entries is not approved', async ({
    assert,
  }) => {
    const { accounts } = await drafted()
    const content = {
      title: 'Sem a receita de água',
      accounts: accounts.filter(({ code }) => code !== '4.3.3.1.01'),
    }
    await assert.rejects(() => putVersion('chart-of-accounts', 'default', content as never))
  })

  test('what a run brings and finds no account is parked, and the closing tells of it', async ({
    assert,
    client,
  }) => {
    const world = await openWorld()
    const [invoice] = await issueInvoices(world, [{ waterCents: 7500n }])
    await putRules(world, (rules) => rules.filter(({ id }) => id !== 'issued_water'))
    const issues = await tellIssued(world, [invoice!], '2026-10-30' as CivilDate)
    assert.deepEqual(
      issues.map(({ severity }) => severity),
      ['warning']
    )
    const page = await client.get('/accounting/closing?reference=2026-10').loginAs(await bruno())
    page.assertTextIncludes('esperam conta')
  })
})
