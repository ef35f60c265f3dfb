import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { installRegistries, registries, Registry } from '#core/kernel/index'
import type { Report } from '#core/reports/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { sendMessages } from '#core/messaging/index'
import { MailServer, useMailServer } from '#core/messaging/tests/support/mail_server'
import { premiseDesign } from '#core/reports/tests/support/designs'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const customers = premiseDesign({
  title: 'Clientes',
  source: 'registry.customers',
  columns: [{ field: 'name' }, { field: 'taxpayer_id' }],
})

/** Some ten megabytes, with a number of a person in each row. */
const large: Report = {
  ...{ name: 'tests.large', title: 'Relatório grande', help: 'Maior que um anexo.' },
  ...{ permission: 'reports.read', personal: 'registry.personal_data', section: 'Testes' },
  filters: [],
  columns: [
    { name: 'taxpayer', label: 'CPF', type: 'taxpayer', isPersonal: true },
    { name: 'note', label: 'Nota', type: 'longtext' },
  ],
  sort: { column: 'taxpayer', direction: 'asc' },
  sql: `select '52998224725' as taxpayer, repeat('x', 5000) as note
          from generate_series(1, 2000) where :municipality::bigint > 0`,
}

/** Any action by its address for other systems. */
async function act(client: ApiClient, name: string, input: object, as = 'ana.admin') {
  return client
    .post(`/api/actions/${name}`)
    .json(input)
    .loginAs(await userNamed(as))
    .withCsrfToken()
}

const form = (given: object) => ({
  ...{ name: 'Clientes, todo dia', format: 'csv', user_ids: [], emails: '', filters: {} },
  ...{ recurrence: 'daily', time_of_day: '06:00', day_rule: 'any', starts_on: '2026-12-01' },
  ...{ is_empty_sent: true },
  ...given,
})

/** Lets the clock strike, works what began, and sends what it wrote. */
async function strike(instant: string): Promise<void> {
  clock.freeze(instant)
  await runSchedules()
  const runs = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'reports.send' and status in ('planned', 'running') order by id`
  )
  for (const { id } of runs) await workRun(id)
  await db.rawQuery(`update messaging_messages set next_attempt_at = now() where state = 'waiting'`)
  await sendMessages()
}

const stateOf = async (id: number) => {
  const [row] = await query<{ state: string; stopped_because: string | null; is_active: boolean }>(
    db,
    `select r.state, r.stopped_because, s.is_active from reports_sendings r
       join jobs_schedules s on s.id = r.schedule_id where r.id = ?`,
    [id]
  )
  return row!
}

test.group('Reports | by e-mail', (group) => {
  freshDatabase(group)
  let server: MailServer
  let report: string
  group.setup(() => {
    const real = registries()
    const reports = new Registry<Report>('report')
    for (const one of [...real.reports.all(), large]) reports.add(one.name, one, 'tests')
    installRegistries({ ...real, reports })
    return () => installRegistries(real)
  })
  group.each.setup(async () => {
    // Cuiabá is UTC-4: eight in the evening of the day before.
    clock.freeze('2026-12-01T00:00:00Z')
    await db.rawQuery('delete from messaging_messages')
    await db.rawQuery('update jobs_schedules set is_active = false')
    server = new MailServer()
    await server.start()
    const restore = useMailServer(server)
    return async () => {
      restore()
      clock.restore()
      await server.stop()
    }
  })
  group.each.setup(async () => {
    const [known] = await query<{ id: bigint }>(db, `select id from reports_designs limit 1`)
    report = known ? `own.${known.id}` : ''
  })

  async function save(client: ApiClient, given: object, as = 'ana.admin'): Promise<number> {
    if (!report) {
      const made = await act(client, 'reports.save_design', {
        content: JSON.stringify(customers),
        profiles: ['collection', 'billing'],
      })
      report = `own.${(made.body() as { output: { id: string } }).output.id}`
    }
    const saved = await act(client, 'reports.save_sending', form({ report, ...given }), as)
    if (saved.status() !== 200) throw new Error(saved.text())
    return Number((saved.body() as { output: { id: string } }).output.id)
  }

  test('goes once a day to people and addresses, whole to who may see it and masked to others', async ({
    client,
    assert,
  }) => {
    const [ana, fabio] = [await userNamed('ana.admin'), await userNamed('fabio.arrecadacao')]
    await save(client, {
      user_ids: [Number(ana.id), Number(fabio.id)],
      emails: 'conselho@exemplo.com.br',
      note: 'Para a reunião',
    })
    await strike('2026-12-01T10:00:30Z')
    assert.sameMembers(
      server.taken.map(({ to }) => to![0]!.address),
      ['ana.admin@demo.aqueduto', 'fabio.arrecadacao@demo.aqueduto', 'conselho@exemplo.com.br']
    )
    const textTo = (address: string) => {
      const mail = server.taken.find(({ to }) => to![0]!.address === address)!
      assert.include(mail.subject, 'Clientes, todo dia')
      assert.include(mail.text, 'Para a reunião')
      assert.equal(mail.attachments[0]!.filename, 'clientes.csv')
      return Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString('utf8')
    }
    assert.match(textTo('ana.admin@demo.aqueduto'), /\d{3}\.\d{3}\.\d{3}-\d{2}/)
    for (const address of ['fabio.arrecadacao@demo.aqueduto', 'conselho@exemplo.com.br']) {
      assert.notMatch(textTo(address), /;\d{3}\.\d{3}\.\d{3}-\d{2}/)
      assert.include(textTo(address), '***.')
    }
    const reads = await db.from('audit_personal_reads').where({ way: 'export' })
    assert.equal(reads.at(-1).user_name, 'Ana Ribeiro')
    // The same minute again, and the run done anew: nobody gets anything twice.
    await strike('2026-12-01T10:01:00Z')
    await db.rawQuery(
      `update jobs_chunks set status = 'waiting' where run_id in (select id from jobs_runs where job = 'reports.send')`
    )
    await db.rawQuery(
      `update jobs_runs set status = 'running', finished_at = null where job = 'reports.send'`
    )
    await strike('2026-12-01T10:02:00Z')
    assert.lengthOf(server.taken, 3)
    await strike('2026-12-02T10:00:30Z')
    assert.lengthOf(server.taken, 6)
  })

  test('sends a link instead of a large file: by entry to people, by a token outside', async ({
    client,
    assert,
  }) => {
    const fabio = await userNamed('fabio.arrecadacao')
    await save(client, {
      ...{ name: 'Por endereço', report: large.name, user_ids: [Number(fabio.id)] },
      emails: 'fora@exemplo.com.br',
    })
    await strike('2026-12-01T10:00:30Z')
    const linkTo = (address: string) => {
      const mail = server.taken.find(({ to }) => to![0]!.address === address)!
      assert.lengthOf(mail.attachments, 0)
      return /(\/report[\w/.-]+)/.exec(mail.text!.slice(mail.text!.indexOf('Baixe-o')))![1]!
    }
    const inside = linkTo('fabio.arrecadacao@demo.aqueduto')
    const outside = linkTo('fora@exemplo.com.br')
    const taken = await client.get(inside).loginAs(fabio)
    taken.assertStatus(200)
    assert.include(taken.text(), '***.')
    const other = await client.get(inside).loginAs(await userNamed('elisa.leitura'))
    other.assertStatus(404)
    const linked = await client.get(outside)
    linked.assertStatus(200)
    assert.include(linked.text(), '***.')
    clock.freeze('2026-12-20T10:00:00Z')
    const late = await client.get(outside)
    late.assertStatus(404)
    const guessed = await client.get(`/report-links/${'a'.repeat(43)}`)
    guessed.assertStatus(404)
  })

  test('moves its dates with the calendar', async ({ client, assert }) => {
    const ana = await userNamed('ana.admin')
    await save(client, {
      ...{ name: 'Mês anterior', report: 'payments.daily_detail', user_ids: [Number(ana.id)] },
      ...{
        recurrence: 'business_day',
        nth: 1,
        moving: { from_on: '@last_month.from', until_on: '@last_month.to' },
      },
    })
    // The first business day of December 2026 is Tuesday the 1st.
    await strike('2026-12-01T10:00:30Z')
    assert.lengthOf(server.taken, 1)
    assert.include(server.taken[0]!.text, '01/11/2026')
    assert.include(server.taken[0]!.text, '30/11/2026')
  })

  test('stops with an alert when its owner may not send any more, or left', async ({
    client,
    assert,
  }) => {
    const bruno = await userNamed('bruno.faturamento')
    const id = await save(
      client,
      { name: 'De Bruno', user_ids: [Number(bruno.id)] },
      'bruno.faturamento'
    )
    await query(db, 'delete from access_user_profiles where user_id = ?', [BigInt(bruno.id)])
    await strike('2026-12-01T10:00:30Z')
    assert.lengthOf(
      server.taken.filter(
        ({ subject }) => subject!.includes('De Bruno') && !subject!.includes('parou')
      ),
      0
    )
    const stopped = await stateOf(id)
    assert.containsSubset(stopped, { state: 'stopped', is_active: false })
    assert.include(stopped.stopped_because!, 'Bruno')
    const [cause] = await query<{ title: string }>(
      db,
      `select title from alerts_causes where topic = 'report' and closed_at is null`
    )
    assert.include(cause!.title, 'De Bruno')
    const mail = server.taken.find(({ subject }) => subject!.includes('parou'))
    assert.isDefined(mail, 'the people responsible are told by e-mail')
    server.taken.length = 0
    await strike('2026-12-02T10:00:30Z')
    assert.lengthOf(
      server.taken.filter(({ subject }) => !subject!.includes('parou')),
      0
    )
  })

  test('keeps to who may send, and outside only who may send outside', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    await save(client, { name: 'Permitido', user_ids: [Number(ana.id)] })
    const given = form({ report, name: 'Proibido', emails: 'fora@exemplo.com.br' })
    const carla = await act(client, 'reports.save_sending', given, 'carla.atendimento')
    carla.assertStatus(403)
    const fabio = await act(client, 'reports.save_sending', given, 'fabio.arrecadacao')
    fabio.assertStatus(403)
    const nobody = await act(client, 'reports.save_sending', form({ report, name: 'Ninguém' }))
    assert.equal(nobody.body().code, 'E_REPORTS_NOBODY')
    const wrong = await act(
      client,
      'reports.save_sending',
      form({ report, name: 'Errado', emails: 'x@' })
    )
    assert.equal(wrong.body().code, 'E_REPORTS_ADDRESS')
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from reports_sendings order by id limit 1'
    )
    const theirs = await client
      .get(`/reports/sendings/${row!.id}`)
      .loginAs(await userNamed('fabio.arrecadacao'))
    theirs.assertStatus(404)
  })

  test('shows its form, its list, its page and what it sent', async ({ client, assert }) => {
    const ana = await userNamed('ana.admin')
    const begun = await client
      .get('/reports/sendings/new?report=payments.daily_detail&from_on=2026-11-01')
      .loginAs(ana)
    for (const text of [
      'Primeiro dia do mês anterior',
      'value="2026-11-01"',
      'Próximas cinco vezes',
    ])
      begun.assertTextIncludes(text)
    const id = await save(client, { name: 'Na tela', user_ids: [Number(ana.id)] })
    const now = await client
      .post(`/reports/sendings/${id}/now`)
      .loginAs(ana)
      .withCsrfToken()
      .redirects(0)
    assert.match(String(now.header('location')), /^\/jobs\/\d+$/)
    await strike('2026-12-01T00:00:10Z')
    assert.lengthOf(server.taken, 1)
    const page = await client.get(`/reports/sendings/${id}`).loginAs(ana)
    for (const text of ['Na tela', 'Ana Ribeiro', '/reports/files/', 'Concluída'])
      page.assertTextIncludes(text)
    const list = await client.get('/reports/sendings').loginAs(ana)
    list.assertTextIncludes('Na tela')
    const edit = await client.get(`/reports/sendings/${id}/edit`).loginAs(ana)
    edit.assertTextIncludes('value="Na tela"')
    const paused = await act(client, 'reports.pause_sending', { id })
    paused.assertStatus(200)
    assert.containsSubset(await stateOf(id), { is_active: false })
    const ended = await act(client, 'reports.end_sending', { id })
    ended.assertStatus(200)
    const again = await act(client, 'reports.resume_sending', { id })
    assert.equal(again.body().code, 'E_REPORTS_OVER')
  })
})
