import type { Action } from '#core/actions/index'
import { confirmAction } from './confirm.ts'
import { distributeLoadAction } from './distribute_load.ts'

export default [distributeLoadAction, confirmAction] as readonly Action[]
