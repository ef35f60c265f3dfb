import type { RecordType } from '#core/records/index'
import { batches } from './batches.ts'
import { installations } from './installations.ts'
import { meters } from './meters.ts'
import { models } from './models.ts'
import { movements } from './movements.ts'
import { orders } from './orders.ts'
import { pressures } from './pressures.ts'
import { schedules } from './schedules.ts'
import { seals } from './seals.ts'

export default [
  meters,
  models,
  batches,
  installations,
  movements,
  seals,
  orders,
  schedules,
  pressures,
] as readonly RecordType[]
