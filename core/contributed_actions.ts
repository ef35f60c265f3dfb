import { accessGrantActions } from '#core/access/grant_actions'
import type { Action } from '#core/actions/index'
import { configurationActions } from '#core/configuration/actions/index'
import { jobActions } from '#core/jobs/actions'

export default [...configurationActions, ...jobActions, ...accessGrantActions] as readonly Action[]
