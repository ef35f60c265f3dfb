import type { Action } from '#core/actions/index'
import { postWaitingAction } from './post_waiting.ts'

export default [postWaitingAction] as readonly Action[]
