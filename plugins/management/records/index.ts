import type { RecordType } from '#core/records/index'
import { actionUnits } from './action_units.ts'
import { actions } from './actions.ts'

export default [actions, actionUnits] as readonly RecordType[]
