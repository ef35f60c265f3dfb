import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

interface OpenTask {
  readonly id: bigint
  readonly title: string
  readonly due_on: string
  readonly days_late: number
  readonly assignee: string
  readonly total: number
}

interface Subject {
  readonly on: string
  readonly column: 'customer_id' | 'premise_id'
  readonly name: `tasks.${string}`
}

const SHOWN = 4

/** The tasks still to be done about a customer or a premise, the one due first on top. */
export const subjectTasks = ({ on, column, name }: Subject): Panel => ({
  ...{ name, on, title: 'Tarefas', permission: 'tasks.read', place: 80 },
  view: 'tasks::subject_tasks',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const tasks = await query<OpenTask>(
      tx,
      `select t.id, t.title, t.due_on, (?::date - t.due_on) as days_late, u.full_name as assignee,
              count(*) over ()::int as total
         from tasks_tasks t join access_users u on u.id = t.assignee_id
        where t.municipality_id = ? and t.${column} = ? and t.finished_on is null
        order by t.due_on, t.id limit ${SHOWN}`,
      [today, municipalityId, row.id]
    )
    const newPath = actor.permissions.has('tasks.write')
      ? `/tasks/tasks/new?${column}=${row.id}`
      : null
    if (!tasks.length && !newPath) return null
    const total = tasks[0]?.total ?? 0
    return { tasks, newPath, others: total - tasks.length }
  },
})
