import type { Action } from '#core/actions/index'
import { createConnectionAction } from './create_connection.ts'
import { createPremiseAction } from './create_premise.ts'

import { dismissPairAction, mergeCustomersAction } from './merge_customers.ts'
import { acceptFindingsAction, assignFindingsAction } from './quality.ts'

export default [
  createPremiseAction,
  createConnectionAction,
  mergeCustomersAction,
  dismissPairAction,
  assignFindingsAction,
  acceptFindingsAction,
] as readonly Action[]
