import type { Action } from '#core/actions/index'
import { createConnectionAction } from './create_connection.ts'
import { createPremiseAction } from './create_premise.ts'

export default [createPremiseAction, createConnectionAction] as readonly Action[]
