import type { Action } from '#core/actions/index'
import { adoptAction, transitionAction } from '#core/records/index'
import { tasks } from '../records/tasks.ts'

export default [
  transitionAction(tasks, 'tasks.move'),
  adoptAction(tasks, 'tasks.configure'),
] as readonly Action[]
