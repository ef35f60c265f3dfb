import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { deliverEvents, writeEvents } from '#core/actions/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { testActor } from '#core/jobs/tests/support/counting_job'
import { freshDatabase } from '#tests/support/database'
import { carla, userNamed } from '#tests/support/people'
import { act, forget, inboxes, job, programEvent, titles } from '../support/inbox.ts'

const delays = async () => {
  const all = await inboxes()
  return all.filter(({ title }) => title.startsWith('Atraso'))
}

test.group('Alerts | business events', (group) => {
  freshDatabase(group)
  group.each.setup(forget)

  const tellOf = (error: string) =>
    db.transaction((tx) =>
      writeEvents(tx, 1n, [
        {
          event: 'jobs.schedule_failed',
          payload: { schedule: '4', name: 'Leitura', job: 'x.y', due_at: '2026', error },
        },
      ])
    )

  const program = (client: ApiClient, form: Record<string, string>) =>
    programEvent(client, { event: 'jobs.schedule_failed', title: 'Atraso em {{name}}', ...form })

  test('an event programmed for a profile reaches each of its people when its condition holds, and nobody else', async ({
    assert,
    client,
  }) => {
    await program(client, {
      'name': 'Leitura atrasada',
      'text': 'O agendamento {{name}} não começou: {{error}}',
      'field[]': 'error',
      'operator[]': '==',
      'value[]': 'prazo',
      'profiles[]': 'attendant',
    })
    await tellOf('outro motivo')
    await deliverEvents()
    assert.lengthOf(await delays(), 0)
    await tellOf('prazo')
    await deliverEvents()
    await deliverEvents()
    assert.deepEqual(await delays(), [
      {
        email: 'carla.atendimento@demo.aqueduto',
        title: 'Atraso em Leitura',
        text: 'O agendamento Leitura não começou: prazo',
      },
    ])
    const home = await client.get('/').loginAs(await carla())
    home.assertTextIncludes('Avisos: 1 por ler')
    const inbox = await client.get('/inbox').loginAs(await carla())
    inbox.assertTextIncludes('Atraso em Leitura')
    const [notice] = await query<{ id: bigint }>(
      db,
      `select id from alerts_inbox where title like 'Atraso%'`
    )
    await client
      .post('/inbox/read')
      .form({ id: String(notice!.id) })
      .withCsrfToken()
      .loginAs(await carla())
    const after = await client.get('/').loginAs(await carla())
    assert.notInclude(after.text(), 'por ler')
    const strangers = await client.get('/inbox').loginAs(await userNamed('ana.'))
    assert.notInclude(strangers.text(), 'Atraso em Leitura')
  })

  test('a draft that could not work is refused with the reason', async ({ client }) => {
    const response = await act(client, 'configuration.save_draft', {
      kind: 'alert',
      key: 'errado',
      content: JSON.stringify({
        ...{
          event: 'jobs.run_failed',
          is_active: true,
          condition: { '==': [{ var: ['nada'] }, 'x'] },
        },
        ...{ title: '{{falta}}', text: 'x', with_email: false },
        to: { profiles: [], users: [], emails: [] },
      }),
    })
    const [draft] = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id where i.key = 'errado'`
    )
    response.assertStatus(draft ? 200 : 422)
    if (!draft) return
    const submitted = await act(client, 'configuration.submit', {
      ...{ version_id: String(draft.id), from: '2030-01-01', legal_basis: 'x', reason: 'y' },
    })
    submitted.assertStatus(422)
  })

  test('one that breaks is told to the people responsible, and the others still go out', async ({
    assert,
  }) => {
    await runInline(job, { key: 'unused', items: 1, chunk: 1 }, testActor).catch(() => undefined)
    await db.rawQuery('delete from actions_outbox')
    await db.transaction((tx) =>
      writeEvents(tx, 1n, [
        { event: 'jobs.schedule_failed', payload: { schedule: '4', error: 'prazo' } },
      ])
    )
    await deliverEvents()
    assert.include(await titles(), 'O alerta programado “leitura-atrasada” falhou')
  })
})
