import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { TASK_WORKFLOW } from '../../records/workflow.ts'

const LIST = '/tasks/tasks'
const VISITS = 'custom_visits'
const FIELDS = {
  fields: [
    { key: 'visits', label: 'Vistorias feitas', type: 'integer' },
    { key: 'place', label: 'Lugar', type: 'text' },
  ],
}

type Told = { readonly profiles?: readonly string[]; readonly people?: readonly string[] }

/** The product's workflow, whose conclusion asks visits that administrators count, and tells people of it. */
const withVisits = (tells: Told, fact = VISITS) => ({
  ...TASK_WORKFLOW,
  transitions: TASK_WORKFLOW.transitions.map((one) =>
    one.key === 'finish'
      ? {
          ...one,
          when: { if: [{ '==': [{ var: [fact] }, null] }, false, { '>=': [{ var: [fact] }, 2] }] },
          tells,
        }
      : one
  ),
})

const post = async (client: ApiClient, path: string, body: object, who = 'ana.') =>
  client
    .post(path)
    .json(body)
    .withCsrfToken()
    .accept('json')
    .loginAs(await userNamed(who))

async function create(client: ApiClient, title: string, more: object = {}): Promise<string> {
  const ana = await userNamed('ana.')
  const today = clock.today('America/Cuiaba')
  const made = await post(client, `/api${LIST}`, {
    ...{ title, task_type: 'general', due_on: today, assignee_id: String(ana.id) },
    ...more,
  })
  made.assertStatus(201)
  return String(made.body().id)
}

test.group('Tasks | steps of the workflow', (group) => {
  freshDatabase(group)

  test('a condition reads a field that administrators added; who is named is told of the step', async ({
    client,
    assert,
  }) => {
    await putVersion(client, 'custom-fields/tasks.tasks', FIELDS as unknown as Json)
    const carla = await userNamed('carla.')
    const fabio = await userNamed('fabio.')
    const content = withVisits({ profiles: ['attendant'], people: [fabio.login] })
    await putVersion(client, 'workflow/tasks.tasks', content as unknown as Json)
    const id = await create(client, 'Vistoriar o Jardim Ipê', { [VISITS]: 1 })
    const page = async () => textOf(client.get(`${LIST}/${id}`).loginAs(await userNamed('ana.')))
    const finish = () =>
      post(client, '/api/actions/tasks.tasks.transition', { id, transition: 'finish' })
    assert.notMatch(await page(), /value="finish"|>\s*Concluir\s*</)
    const early = await finish()
    early.assertStatus(409)
    const changed = await client
      .patch(`/api${LIST}/${id}`)
      .json({ [VISITS]: 2 })
      .withCsrfToken()
      .accept('json')
      .loginAs(await userNamed('ana.'))
    changed.assertStatus(200)
    assert.include(await page(), 'Concluir')
    const done = await finish()
    done.assertStatus(200)

    const title = 'Concluir: Vistoriar o Jardim Ipê'
    const inboxOf = async (who: string) =>
      textOf(client.get('/inbox').loginAs(await userNamed(who)))
    for (const who of ['carla.', 'fabio.']) assert.include(await inboxOf(who), title, who)
    for (const who of ['ana.', 'bruno.', 'elisa.'])
      assert.notInclude(await inboxOf(who), title, who)
    const [mail] = await query<{ count: number }>(
      db,
      'select count(*)::int as count from messaging_messages where recipient = any(?::text[])',
      [[carla.email, fabio.email]]
    )
    assert.equal(mail!.count, 2)
    const [version] = await query<{ content: string }>(
      db,
      `select v.content from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'workflow' and i.municipality_id is not null order by v.id desc limit 1`
    )
    assert.deepEqual(
      (JSON.parse(version!.content) as { fields: { key: string }[] }).fields.map(({ key }) => key),
      ['visits']
    )
  })

  test('a profile or person that is not there, and a field that nobody added, are refused', async ({
    client,
    assert,
  }) => {
    const codes = async (content: object) => {
      const { issues } = await bodyOf<{ issues: { code: string }[] }>(
        client
          .post('/configuration/workflow/tasks.tasks/check')
          .accept('json')
          .form({ content: JSON.stringify(content) })
          .withCsrfToken()
          .loginAs(await userNamed('ana.'))
      )
      return issues.map(({ code }) => code)
    }
    assert.deepEqual(await codes(withVisits({ profiles: ['attendant'] })), [])
    assert.deepEqual(await codes(withVisits({ profiles: ['nobody'] })), ['unknown_recipient'])
    assert.deepEqual(await codes(withVisits({ people: ['gone@demo.aqueduto'] })), [
      'unknown_recipient',
    ])
    assert.include(await codes(withVisits({}, 'custom_nothing')), 'unknown_fact')
  })
})

test.group('Tasks | a whole list passes to another workflow', (group) => {
  freshDatabase(group)

  test('all tasks of a list pass to the version in force, each in its own state; those that cannot are told', async ({
    client,
    assert,
  }) => {
    const moved = await create(client, 'Em curso')
    await create(client, 'Parada')
    const cancelled = await create(client, 'Desistida')
    await post(client, '/api/actions/tasks.tasks.transition', { id: moved, transition: 'start' })
    await post(client, '/api/actions/tasks.tasks.transition', {
      ...{ id: cancelled, transition: 'cancel', reason: 'Engano' },
    })
    const { states, transitions } = TASK_WORKFLOW
    const next = {
      states: [
        ...states.filter(({ key }) => key !== 'cancelled'),
        { key: 'filed', title: 'Arquivada', tone: 'neutral', isFinal: true },
      ],
      transitions: transitions.map((one) =>
        one.key === 'cancel' ? { ...one, key: 'file', title: 'Arquivar', to: 'filed' } : one
      ),
    }
    await putVersion(client, 'workflow/tasks.tasks', next as unknown as Json)
    await create(client, 'Do fluxo novo')
    const before = await query<{ id: bigint }>(db, 'select id from tasks_tasks')
    const path = `/api${LIST}/bulk/tasks.tasks.adopt_workflow`
    const all = { all: true, query: '', input: {}, reason: 'Fluxo novo aprovado' }
    const answer = await post(client, path, all)
    answer.assertStatus(200)
    const { total, refusals } = answer.body() as {
      total: number
      refusals: { code: string; record: string }[]
    }
    assert.equal(total, before.length)
    assert.sameDeepMembers(
      refusals.map(({ code, record }) => [code, record]),
      [
        ['E_RECORDS_WORKFLOW_STATE', 'Desistida'],
        ['E_RECORDS_WORKFLOW_CURRENT', 'Do fluxo novo'],
      ]
    )
    const versions = await query<{ title: string; status: string; version: bigint }>(
      db,
      `select t.title, t.status, t.workflow_version as version from tasks_tasks t
        where t.title in ('Em curso', 'Parada', 'Desistida') order by t.id`
    )
    const [first, second, third] = versions
    assert.deepEqual(
      [first!.status, second!.status, third!.status],
      ['under_way', 'open', 'cancelled']
    )
    assert.equal(first!.version, second!.version)
    assert.notEqual(first!.version, third!.version)
    const told = await post(client, path, {
      ...all,
      input: { state: 'Arquivada' },
      query: `q=Desistida`,
    })
    assert.equal((told.body() as { done: number }).done, 1)
  })
})
