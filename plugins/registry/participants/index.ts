import type { Participant } from '#core/actions/index'
import { personAnonymised } from './person_anonymised.ts'
import { personHold } from './person_hold.ts'

export default [personAnonymised, personHold] as readonly Participant[]
