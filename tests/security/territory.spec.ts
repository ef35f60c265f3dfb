import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { open, problemOf, send } from '#core/access/tests/support/people'
import { actorOfUser, systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { runInline, startRun } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { inLanes } from '#tests/support/in_lanes'
import { userNamed } from '#tests/support/people'

/** What premises and people of the other locality are called: on no page of who works elsewhere. */
const FAR = 'Longedaqui'
const FAR_NUMBER = /\b77\d{6}-?\d\b/

interface Far {
  readonly premise: bigint
  readonly customers: readonly bigint[]
}

const rows = <T>(sql: string, values: readonly (bigint | string | readonly bigint[])[] = []) =>
  query<T>(db, sql, values)

/** Half of the premises move to another locality, with names and numbers that are told at sight. */
async function moveHalfAway(): Promise<Far> {
  await rows(
    `insert into registry_localities (municipality_id, code, name)
     select municipality_id, 'D9', 'Distrito Novo' from registry_localities limit 1`
  )
  // A number never changes: only the owner of the tables can give another, after taking the right to.
  await db.connection('owner').transaction(async (tx) => {
    await tx.rawQuery('grant update on registry_premises to current_user')
    await tx.rawQuery(
      `update registry_premises set locality_id = (select id from registry_localities where code = 'D9'),
         street = 'Rua ${FAR}', registration_number = '77' || right(registration_number, 7) where id % 2 = 0`
    )
  })
  const gone = `(select customer_id from registry_holdings group by customer_id having bool_and(premise_id % 2 = 0))`
  await rows(
    `update registry_customers set name = '${FAR} ' || id, taxpayer_id = null where id in ${gone}`
  )
  await rows(
    `update registry_premises p set holder_name = c.name from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.premise_id = p.id and h.role = 'holder' and h.until_on is null`
  )
  const customers = await rows<{ id: bigint }>(
    `select id from registry_customers where name like '${FAR} %' order by id limit 2`
  )
  const [premise] = await rows<{ id: bigint }>(
    `select id from registry_premises where id % 2 = 0 and kind = 'single' order by id limit 1`
  )
  return { premise: premise!.id, customers: customers.map(({ id }) => id) }
}

/** Findings, pairs, a campaign and lines of the trail on both sides. */
async function fill(client: ApiClient, far: Far): Promise<{ pair: bigint; campaign: string }> {
  const bruno = await userNamed('bruno.')
  const { municipalityId } = bruno
  await runInline('registry.quality', { on: 'territory' }, systemActor(municipalityId))
  const [pair] = await rows<{ id: bigint }>(
    `insert into registry_duplicate_pairs (municipality_id, first_id, second_id, score, reasons, found_at)
     values (?, ?, ?, 90, '{name}', now()) returning id`,
    [municipalityId, ...far.customers]
  )
  const campaign = await send(client, 'bruno.', '/registry/campaigns', {
    ...{ name: 'Campanha de todos', from_on: '2026-11-01', until_on: '2026-12-31' },
    'fields[]': ['customer.phone'],
  })
  const changed = await client
    .patch(`/api/registry/premises/${far.premise}`)
    .loginAs(bruno)
    .withCsrfToken()
    .accept('json')
    .json({ complement: `Fundos ${FAR}` })
  changed.assertStatus(200)
  return { pair: pair!.id, campaign: String(campaign.header('location')) }
}

/** Everything that lists something: the menu, record types by screen and API, and the pages under them. */
function addresses(campaign: string): string[] {
  const { menu, records, qualityChecks } = registries()
  const lists = records
    .all()
    .flatMap(({ path, scope }) => [path, ...(scope ? [`/api${path}`, `${path}/export`] : [])])
  const checks = qualityChecks
    .all()
    .flatMap(({ name }) => [`/registry/quality/${name}`, `/registry/quality/${name}/export`])
  const statuses = ['open', 'not_same', 'merged'].map(
    (status) => `/registry/duplicates?status=${status}`
  )
  return [
    ...new Set([
      ...['/', `/search?q=${FAR}`, '/audit/export', '/audit?subject=registry.premises'],
      ...menu.map(({ path }) => path),
      ...[...lists, ...checks, ...statuses, campaign, `${campaign}/sheet`],
    ]),
  ]
}

test.group('Security | one locality', (group) => {
  freshDatabase(group)
  let far: Far
  let made: { pair: bigint; campaign: string }

  group.setup(async () => {
    far = await moveHalfAway()
  })

  const limit = async () => {
    const ana = await userNamed('ana.')
    await rows(
      `insert into access_territories (user_id, municipality_id, locality_ids)
       select ?, municipality_id, array[locality_id] from registry_premises where id % 2 = 1 order by id limit 1
       on conflict do nothing`,
      [BigInt(ana.id)]
    )
  }

  test('no page, list, file or address shows what lies outside the localities of the person', async ({
    client,
    assert,
  }) => {
    made = await fill(client, far)
    const all = addresses(made.campaign)
    assert.isAbove(all.length, 150)
    const shown = () =>
      inLanes(all, async (path) => {
        const page = await open(client, 'ana.', path)
        assert.notEqual(page.status(), 500, path)
        const text = page.text()
        // A search repeats what was asked: what counts is what it found.
        const tells = path.startsWith('/search')
          ? /href="\/registry\//.test(text)
          : text.includes(FAR)
        return tells || FAR_NUMBER.test(text) ? path : null
      })
    const before = await shown()
    // The test sees what it looks for while nobody is limited.
    for (const path of ['/registry/premises', '/registry/duplicates', '/audit'])
      assert.include(before, path)
    assert.include(before, `${made.campaign}/sheet`)
    assert.isAbove(before.filter((path) => path.startsWith('/registry/quality/')).length, 3)
    await limit()
    assert.deepEqual(await shown(), [])
  }).timeout(300_000)

  test('what lies outside is not counted, decided, merged or changed in bulk', async ({
    client,
    assert,
  }) => {
    await limit()
    const ana = await userNamed('ana.')
    const [finding] = await rows<{ id: bigint; check_name: string }>(
      `select id, check_name from registry_quality_findings
        where record_type = 'registry.premises' and record_id % 2 = 0 and status = 'open' limit 1`
    )
    await send(client, 'ana.', `/registry/quality/${finding!.check_name}`, {
      ...{ do: 'accept', reason: 'Está certo' },
      'ids[]': [String(finding!.id)],
    })
    const [still] = await rows<{ status: string }>(
      'select status from registry_quality_findings where id = ?',
      [finding!.id]
    )
    assert.equal(still!.status, 'open')
    const [kept, merged] = far.customers
    const compared = await open(
      client,
      'ana.',
      `/registry/customers/merge?kept=${kept}&merged=${merged}`
    )
    compared.assertStatus(422)
    assert.notInclude(compared.text(), FAR)
    const call = (action: string, body: object) =>
      client.post(`/api/actions/${action}`).loginAs(ana).withCsrfToken().accept('json').json(body)
    const done = await call('registry.customers.merge', {
      ...{ kept_id: String(kept), merged_id: String(merged) },
    })
    assert.equal(done.body().code, 'E_REGISTRY_CUSTOMER_UNKNOWN')
    const dismissed = await client
      .post(`/registry/duplicates/${made.pair}/dismiss`)
      .loginAs(ana)
      .withCsrfToken()
      .accept('json')
    dismissed.assertStatus(404)
    const direct = await call('registry.duplicates.dismiss', { id: String(made.pair) })
    direct.assertStatus(404)
    const bridges = await open(client, 'ana.', '/bridges')
    bridges.assertStatus(403)
    const [entry] = await rows<{ id: bigint }>(
      `select id from audit_entries where subject_type = 'registry.premises' and subject_id = ? order by id desc limit 1`,
      [far.premise]
    )
    const told = await open(client, 'ana.', `/audit/${entry!.id}`)
    told.assertStatus(404)

    const bulk = await client
      .post('/api/registry/customers/bulk/change')
      .loginAs(ana)
      .withCsrfToken()
      .accept('json')
      .json({ all: true, query: '', input: { city: 'Cidade Nova' }, reason: 'Censo' })
    assert.include([200, 202], bulk.status(), bulk.text())
    const [inside] = await rows<{ n: number; far: number }>(
      `select count(*) filter (where name not like '${FAR}%')::int as n,
              count(*) filter (where name like '${FAR}%' and city = 'Cidade Nova')::int as far from registry_customers`
    )
    assert.equal(Number(bulk.body().total), inside!.n)
    assert.equal(inside!.far, 0)
  }).timeout(120_000)

  test('a run that reaches the whole municipality is refused to who is limited, whatever starts it', async ({
    client,
    assert,
  }) => {
    await limit()
    const { id } = await userNamed('ana.')
    const actor = (await actorOfUser(BigInt(id)))!
    assert.isAbove(actor.scope!.localities!.length, 0)
    const allowed = { ...actor, permissions: systemActor(actor.municipalityId).permissions }
    const counted = () => rows<{ n: number }>('select count(*)::int as n from jobs_runs')
    const before = await counted()
    const jobs = registries().jobs.all()
    const refusals = await Promise.all(
      jobs
        .filter(({ keepsTerritory }) => !keepsTerritory)
        .map(async ({ name }) => {
          const error = await startRun(name, {}, allowed).catch((refused: unknown) => refused)
          return [name, (error as { code?: string }).code]
        })
    )
    assert.isAbove(refusals.length, 10)
    assert.deepEqual(
      refusals.filter(([, code]) => code !== 'E_JOBS_TERRITORY'),
      []
    )
    // Each of these narrows its own work to the person; one more must prove that it does.
    assert.sameMembers(
      jobs.filter(({ keepsTerritory }) => keepsTerritory).map(({ name }) => name),
      ['records.bulk', 'records.export', 'records.import', 'reports.export', 'reports.send']
    )
    for (const path of [
      '/registry/quality/run',
      '/registry/duplicates/run',
      '/contingency/generate',
    ])
      assert.equal(problemOf(await send(client, 'ana.', path, {}))?.code, 'E_JOBS_TERRITORY', path)
    const schedule = {
      ...{ name: 'Cópia', job: 'backup.create', recurrence: 'daily', time_of_day: '02:00' },
      ...{ day_rule: 'any', catch_up: 'once', starts_on: '2026-11-22' },
    }
    const saved = await send(client, 'ana.', '/actions/jobs.save_schedule', schedule)
    assert.equal(problemOf(saved)?.code, 'E_JOBS_TERRITORY')
    assert.deepEqual(await counted(), before)
  })

  test('a file does not change what lies outside', async ({ client, assert }) => {
    await limit()
    const ana = await userNamed('ana.')
    const post = (path: string, form: object) =>
      client.post(path).loginAs(ana).withCsrfToken().form(form)
    const sent = await client
      .post('/registry/localities/import')
      .file('file', Buffer.from('Código;Nome\nD9;Mudado pelo arquivo\n'), { filename: 'l.csv' })
      .loginAs(ana)
      .withCsrfToken()
      .redirects(0)
    const path = String(sent.header('location'))
    const checked = await post(`${path}/mapping`, {
      columns: { code: '0', name: '1' },
      decimal: 'auto',
    })
    checked.assertStatus(200)
    checked.assertTextIncludes('localidades')
    await post(`${path}/load`, {})
    const [locality] = await rows<{ name: string }>(
      `select name from registry_localities where code = 'D9'`
    )
    assert.equal(locality!.name, 'Distrito Novo')
  })
})
