import type { Action } from '#core/actions/index'
import { configurationActions } from '#core/configuration/actions/index'
import { jobActions } from '#core/jobs/actions'

export default [...configurationActions, ...jobActions] as readonly Action[]
