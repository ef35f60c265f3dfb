import type { Panel } from '#core/records/index'
import { type DaySplit, splitOfDay } from '../services/day_split.ts'

/** What the money of a day paid, part by part. */
export const daySplit: Panel<DaySplit> = {
  name: 'payments.day_split',
  on: 'payments.days',
  title: 'O que foi pago com este dinheiro',
  permission: 'payments.read',
  place: 10,
  view: 'payments::day_split',
  load: ({ tx, municipalityId, row }) => splitOfDay(tx, municipalityId, row.id),
}
