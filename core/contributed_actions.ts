import type { Action } from '#core/actions/index'
import { configurationActions } from '#core/configuration/actions/index'

export default [...configurationActions] as readonly Action[]
