import type { Action } from '#core/actions/index'
import { cancelAction, offerEarlyAction } from './end.ts'
import { signAction } from './sign.ts'

export default [signAction, cancelAction, offerEarlyAction] as readonly Action[]
