import type { Participant } from '#core/actions/index'
import { personHold } from './person_hold.ts'

export default [personHold] as readonly Participant[]
