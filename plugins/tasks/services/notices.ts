import type { ActionContext } from '#core/actions/index'
import { tell } from '#core/alerts/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

interface Told {
  readonly title: string
  readonly due_on: CivilDate
  readonly user_id: bigint | null
  readonly name: string | null
  readonly email: string | null
}

/** A task with the person in one of its columns. */
async function taskOf(tx: Tx, id: bigint, who: 'assignee_id' | 'created_by'): Promise<Told> {
  const [row] = await query<Told>(
    tx,
    `select t.title, t.due_on, u.id as user_id, u.full_name as name, u.email
       from tasks_tasks t left join access_users u on u.id = t.${who} where t.id = ?`,
    [id]
  )
  return row!
}

interface Words {
  readonly key: string
  readonly tone: 'bad' | 'info' | 'good'
  readonly title: string
  readonly text: string
}

async function tellOne(
  tx: Tx,
  municipalityId: bigint,
  { id, to }: { readonly id: bigint; readonly to: Told },
  words: Words
) {
  if (to.user_id === null) return
  const { text } = words
  await tell(
    tx,
    {
      ...{ ...words, municipalityId, path: `/tasks/tasks/${id}`, withEmail: true },
      ...{ template: 'alerts.event', data: { text } },
    },
    [{ userId: to.user_id, name: to.name, email: to.email }]
  )
}

/** Tells the person responsible that a task is theirs; who gives a task to themselves is not told. */
export async function tellAssignee(context: ActionContext, id: bigint): Promise<void> {
  const { tx, municipalityId, actor, now } = context
  const to = await taskOf(tx, id, 'assignee_id')
  if (to.user_id === actor.userId) return
  await tellOne(
    tx,
    municipalityId,
    { id, to },
    {
      ...{ key: `tasks/${id}/given/${now.getTime()}`, tone: 'info' },
      title: `Tarefa para você: ${to.title}`,
      text: `${actor.name} lhe deu esta tarefa, com prazo até ${formatDate(to.due_on)}.`,
    }
  )
}

/** Tells who created a task that somebody moved it on. */
export async function tellCreator(context: ActionContext, id: bigint): Promise<void> {
  const { tx, municipalityId, actor, now, reason } = context
  const to = await taskOf(tx, id, 'created_by')
  if (to.user_id === actor.userId) return
  await tellOne(
    tx,
    municipalityId,
    { id, to },
    {
      ...{ key: `tasks/${id}/closed/${now.getTime()}`, tone: 'good' },
      title: `Tarefa encerrada: ${to.title}`,
      text: reason ? `${actor.name}: ${reason}` : `Por ${actor.name}.`,
    }
  )
}

/** Tells the person responsible, once for each deadline, that it is over. */
export async function tellLate(tx: Tx, municipalityId: bigint, id: bigint): Promise<void> {
  const to = await taskOf(tx, id, 'assignee_id')
  await tellOne(
    tx,
    municipalityId,
    { id, to },
    {
      ...{ key: `tasks/${id}/late/${to.due_on}`, tone: 'bad' },
      title: `Tarefa atrasada: ${to.title}`,
      text: `O prazo era ${formatDate(to.due_on)}. Conclua a tarefa ou combine outro prazo.`,
    }
  )
}

/** A task is given to somebody who can see it. @throws E_TASKS_ASSIGNEE */
export async function checkAssignee(tx: Tx, municipalityId: bigint, id: bigint): Promise<void> {
  const [person] = await query<{ name: string; is_active: boolean }>(
    tx,
    'select full_name as name, is_active from access_users where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!person?.is_active)
    throw errors.E_TASKS_ASSIGNEE({ user: id, name: person?.name ?? 'A pessoa' })
}
