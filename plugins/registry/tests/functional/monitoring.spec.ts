import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { type SqlValue, query } from '#core/database/index'
import { workRun } from '#core/jobs/work_run'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

/** Registers something as the old system did: past the checks of the door. */
const plant = (sql: string, bindings: readonly SqlValue[] = []) => query(db, sql, bindings)

async function level(client: ApiClient): Promise<string | undefined> {
  const page = await client.get('/registry/quality').loginAs(await bruno())
  return /Nível (\d)/.exec(page.text())?.[1]
}

test.group('Registry | periodic monitoring of the base', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('a run finds the five planted cases, one per kind, as tasks; each period covered is level 3, one skipped level 2', async ({
    client,
    assert,
  }) => {
    const check = async (month: string) => {
      clock.freeze(`2026-${month}-15T12:00:00-04:00`)
      const started = await client
        .post('/registry/quality/run')
        .loginAs(await bruno())
        .withCsrfToken()
        .redirects(0)
      const [, run = ''] = /^\/jobs\/(\d+)$/.exec(started.header('location') ?? '') ?? []
      while ((await workRun(BigInt(run))) !== 'over');
      const rows = await query<{ key: string }>(
        db,
        `select check_name || '/' || label as key from registry_quality_findings where status = 'open' order by 1`
      )
      return rows.map(({ key }) => key)
    }
    const before = new Set(await check('10'))
    assert.equal(await level(client), '2')
    await plant(
      `update registry_customers set taxpayer_id = '11111111110' where name = 'Sebastião Moraes'`
    )
    await plant(`update registry_customers set name = 'Luzia' where name = 'Luzia Figueiredo'`)
    await plant(
      `update registry_premises set street = 'Sem nome' where street = 'Rua das Acácias' and number = '112'`
    )
    await plant(
      `update registry_premise_economies e set category = 'IND' from registry_premises p
        where p.id = e.premise_id and p.street = 'Praça da Matriz' and p.number = '1'`
    )
    await plant(
      `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number,
         income_cents, family_size, from_on, until_on, registered_by, registered_at)
       select p.municipality_id, p.id, c.id, 'cadunico', '12056412545', 0, 3, '2026-01-01', '2027-12-31', 'legado', now()
         from registry_premises p, registry_customers c
        where p.street = 'Rua dos Ipês' and p.number = '220' and c.name = 'Vera Lúcia Campos'`
    )
    const found = await check('11')
    const numberAt = async (street: string, number: string) => {
      const { registration_number: digits } = await premiseAt(street, number)
      return `${digits.slice(0, -1)}-${digits.slice(-1)}`
    }
    const planted = [
      ['registry.address_invalid', await numberAt('Sem nome', '112')],
      ['registry.category_inadequate', await numberAt('Praça da Matriz', '1')],
      ['registry.name_incomplete', 'Luzia'],
      ['registry.social_undue', await numberAt('Rua dos Ipês', '220')],
      ['registry.taxpayer_invalid', 'Sebastião Moraes'],
    ] as const
    const fresh = found.filter((key) => !before.has(key))
    assert.deepEqual(
      fresh,
      planted.map(([name, label]) => `${name}/${label}`)
    )
    for (const [name, label] of planted) {
      const page = await client.get(`/registry/quality/${name}`).loginAs(await bruno())
      page.assertStatus(200)
      page.assertTextIncludes(label)
    }
    const tasks = await query<{ n: number }>(
      db,
      `select count(*)::int as n from registry_quality_findings
        where status = 'open' and (responsible is null or due_on is null)`
    )
    assert.equal(tasks[0]!.n, 0)
    await check('12')
    assert.equal(await level(client), '3')
    clock.freeze('2027-02-20T12:00:00-04:00')
    assert.equal(await level(client), '2')
  }).tags(['@AC-006'])
})
