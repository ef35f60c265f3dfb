import { accessGrantActions } from '#core/access/grant_actions'
import type { Action } from '#core/actions/index'
import { configurationActions } from '#core/configuration/actions/index'
import { jobActions } from '#core/jobs/actions'
import { viewActions } from '#core/records/views/actions'

export default [
  ...configurationActions,
  ...jobActions,
  ...accessGrantActions,
  ...viewActions,
] as readonly Action[]
