import type { Panel } from '#core/records/index'
import { subjectTasks } from './subject_tasks.ts'

export default [
  subjectTasks({ on: 'registry.customers', column: 'customer_id', name: 'tasks.customer_tasks' }),
  subjectTasks({ on: 'registry.premises', column: 'premise_id', name: 'tasks.premise_tasks' }),
] as readonly Panel[]
