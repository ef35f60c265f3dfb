import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#core/access/models/user'
import { todayIn } from '#core/access/index'
import { putVersion } from '#core/access/tests/support/people'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { workRun } from '#core/jobs/work_run'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { TASK_WORKFLOW } from '../../records/workflow.ts'

const LIST = '/tasks/tasks'

const OWN_FIELDS = {
  fields: [
    {
      ...{ key: 'process_number', label: 'Número do processo', type: 'text', isInList: true },
      visibleWhen: { '==': [{ var: ['task_type'] }, 'inspection'] },
    },
    {
      ...{ key: 'visits', label: 'Vistorias previstas', type: 'integer' },
      visibleWhen: { '==': [{ var: ['task_type'] }, 'inspection'] },
    },
  ],
}

async function putInForce(kind: string, content: unknown, inDays = 0) {
  const [author, approver] = [await userNamed('ana.admin'), await userNamed('diego.admin')]
  const municipalityId = BigInt(author.municipalityId)
  const [authorId, userId] = [BigInt(author.id), BigInt(approver.id)]
  await db.transaction(async (tx) => {
    const now = clock.now()
    const from = addDays(await todayIn(tx, municipalityId), inDays)
    const item = { kind, key: 'tasks.tasks', municipalityId, content: content as Json }
    const versionId = await saveDraft(tx, { ...item, authorId })
    const given = { versionId, municipalityId, authorId, now, from, legalBasis: null }
    await submitVersion(tx, { ...given, reason: 'Rotina do escritório' })
    await approveVersion(tx, { versionId, municipalityId, userId, now })
  })
}

const taskNamed = async (title: string) => {
  const [row] = await query<{
    id: bigint
    status: string
    custom: object
    finished_on: string | null
  }>(db, 'select id, status, custom, finished_on from tasks_tasks where title = ?', [title])
  return row!
}

/** What the worker does late on a day: the standing schedules are there, what is due starts and is worked. */
async function workerOn(day: CivilDate): Promise<void> {
  clock.freeze(`${day}T20:00:00Z`)
  await standSchedules()
  await runSchedules()
  const runs = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'tasks.late' and status in ('planned', 'running') order by id`
  )
  for (const { id } of runs) while ((await workRun(id)) !== 'over');
}

test.group('Tasks', (group) => {
  freshDatabase(group)
  let today: CivilDate

  group.setup(async () => {
    today = clock.today('America/Cuiaba')
  })

  test('a type with two own fields, a task for somebody with a deadline, their inbox, and an alert when late', async ({
    client,
    assert,
  }) => {
    const [ana, carla] = [await userNamed('ana.admin'), await userNamed('carla.atendimento')]
    const type = await client
      .post('/tasks/types')
      .form({ code: 'inspection', title: 'Vistoria de loteamento', is_active: 'true' })
      .withCsrfToken()
      .loginAs(ana)
      .redirects(0)
    type.assertStatus(302)
    await putVersion(client, 'custom-fields/tasks.tasks', OWN_FIELDS as never)
    const form = await textOf(client.get(`${LIST}/new`).loginAs(ana))
    for (const label of ['Número do processo', 'Vistorias previstas', 'Vistoria de loteamento'])
      assert.include(form, label)
    const made = await client
      .post(LIST)
      .form({
        ...{ title: 'Vistoriar o Jardim Ipê', task_type: 'inspection', due_on: today },
        ...{ assignee_id: String(carla.id), custom_process_number: '12/2026', custom_visits: '3' },
      })
      .withCsrfToken()
      .loginAs(ana)
    made.assertStatus(200)
    const task = await taskNamed('Vistoriar o Jardim Ipê')
    assert.deepEqual(task.custom, { process_number: '12/2026', visits: 3 })
    assert.equal(task.status, 'open')
    const inbox = () => textOf(client.get('/inbox').loginAs(carla))
    assert.include(await inbox(), 'Tarefa para você: Vistoriar o Jardim Ipê')
    assert.notInclude(await inbox(), 'Tarefa atrasada')

    await workerOn(today)
    assert.notInclude(await inbox(), 'Tarefa atrasada', 'the last day is not late')
    await workerOn(addDays(today, 1))
    await workerOn(addDays(today, 2))
    assert.include(await inbox(), 'Tarefa atrasada: Vistoriar o Jardim Ipê')
    clock.restore()
    const [{ count }] = (await query<{ count: bigint }>(
      db,
      "select count(*) from alerts_inbox where user_id = ? and dedupe_key like 'tasks/%/late/%'",
      [BigInt(carla.id)]
    )) as [{ count: bigint }]
    assert.equal(count, 1n, 'told once for each deadline')
  }).tags(['@CM-30'])

  test('a task goes through its states by its buttons, under permission, with reason and history', async ({
    client,
    assert,
  }) => {
    const [ana, carla] = [await userNamed('ana.admin'), await userNamed('carla.atendimento')]
    const { id } = await taskNamed('Vistoriar o Jardim Ipê')
    const page = await textOf(client.get(`${LIST}/${id}`).loginAs(carla))
    assert.include(page, 'Começar')
    assert.notInclude(page, 'Cancelar</a>')
    const move = (who: User, transition: string, reason?: string) =>
      client
        .post('/api/actions/tasks.tasks.transition')
        .json({ id: String(id), transition, reason })
        .withCsrfToken()
        .loginAs(who)
    const denied = await move(carla, 'cancel', 'Não quero')
    denied.assertStatus(403)
    const silent = await move(ana, 'cancel')
    silent.assertStatus(422)
    const started = await move(carla, 'start')
    started.assertStatus(200)
    const again = await move(carla, 'start')
    again.assertStatus(409)
    const shown = await textOf(client.get(LIST).qs({ status: 'under_way' }).loginAs(ana))
    assert.include(shown, 'Vistoriar o Jardim Ipê')
    assert.include(shown, 'Em andamento')
    const finished = await move(carla, 'finish')
    finished.assertStatus(200)
    assert.containSubset(await taskNamed('Vistoriar o Jardim Ipê'), {
      status: 'done',
      finished_on: today,
    })
    const told = await textOf(client.get('/inbox').loginAs(ana))
    assert.include(told, 'Tarefa encerrada: Vistoriar o Jardim Ipê')
    const history = await textOf(client.get(`${LIST}/${id}?tab=history`).loginAs(ana))
    assert.include(history, 'de Aberta para Em andamento')
  })

  test('a task keeps the version it entered with, until somebody passes it to the one in force', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    const create = (title: string) =>
      client
        .post(`/api${LIST}`)
        .json({ title, task_type: 'general', due_on: today, assignee_id: String(ana.id) })
        .withCsrfToken()
        .loginAs(ana)
    const old = await create('Antiga')
    old.assertStatus(201)
    await putInForce('workflow', {
      states: [
        { key: 'waiting', title: 'Na fila', tone: 'neutral', isInitial: true },
        { key: 'over', title: 'Encerrada', tone: 'good', isFinal: true },
      ],
      transitions: [
        {
          ...{ key: 'close', title: 'Encerrar de vez', from: ['waiting'], to: 'over' },
          ...{ permission: 'tasks.move', reason: 'none' },
        },
      ],
    })
    const fresh = await create('Nova')
    fresh.assertStatus(201)
    assert.containSubset(await taskNamed('Nova'), { status: 'waiting' })
    const { id, status } = await taskNamed('Antiga')
    assert.equal(status, 'open')
    const page = await textOf(client.get(`${LIST}/${id}`).loginAs(ana))
    assert.include(page, 'Começar')
    assert.notInclude(page, 'Encerrar de vez')
    const adopt = (state: string) =>
      client
        .post('/api/actions/tasks.tasks.adopt_workflow')
        .json({ id: String(id), state, reason: 'Fluxo novo' })
        .withCsrfToken()
        .loginAs(ana)
    const unknown = await adopt('Aberta')
    unknown.assertStatus(422)
    const adopted = await adopt('Na fila')
    adopted.assertStatus(200)
    assert.include(await textOf(client.get(`${LIST}/${id}`).loginAs(ana)), 'Encerrar de vez')
  })

  test('a workflow that would leave tasks nowhere is refused', async ({ client, assert }) => {
    const ana = await userNamed('ana.admin')
    const findings = async (change: (content: typeof TASK_WORKFLOW) => object) => {
      const content = JSON.stringify(change(structuredClone(TASK_WORKFLOW)))
      const body = await bodyOf<{ issues: { code: string }[] }>(
        client
          .post('/configuration/workflow/tasks.tasks/check')
          .header('accept', 'application/json')
          .form({ content })
          .withCsrfToken()
          .loginAs(ana)
      )
      return body.issues.map(({ code }) => code)
    }
    const { states, transitions } = TASK_WORKFLOW
    assert.deepEqual(await findings((content) => content), [])
    assert.deepEqual(
      await findings((content) => ({ ...content, states: states.slice(1) })).then(([code]) => code),
      'no_initial'
    )
    assert.include(
      await findings((content) => ({ ...content, transitions: transitions.slice(0, 1) })),
      'no_way_out'
    )
    assert.include(
      await findings((content) => ({ ...content, transitions: transitions.slice(0, 2) })),
      'unreachable_state'
    )
    assert.include(
      await findings((content) => ({
        ...content,
        transitions: [...transitions, { ...transitions[0]!, key: 'x', to: 'nowhere' }],
      })),
      'unknown_state'
    )
    assert.include(
      await findings((content) => ({
        ...content,
        transitions: transitions.map((one) => ({
          ...one,
          when: { '==': [{ var: ['nothing'] }, 1] },
        })),
      })),
      'unknown_fact'
    )
  })
})
