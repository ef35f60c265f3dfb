import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import {
  type Recorded,
  type Rescheduled,
  type VisitRow,
  cancelVisit,
  closeVisit,
  recordVisit,
  rescheduleVisit,
  scheduleVisit,
  whenOf,
} from '../services/visits.ts'
import { HOUSE_LABELS, houseInput } from '../services/house_answers.ts'

const plan = {
  responsible_id: rowId(),
  visit_on: civilDay(),
  visit_time: vine
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  instructions: vine.string().trim().maxLength(1000).optional(),
}
const PLAN_LABELS = {
  ...{ responsible_id: 'Responsável', visit_on: 'Dia', visit_time: 'Hora' },
  instructions: 'O que verificar',
}
const OF_VISIT = 'reviews.visits'
const subject = ({ id }: { readonly id: number }) => ({ type: OF_VISIT, id: BigInt(id) })
const planned = (visit: VisitRow) => `${whenOf(visit)}, ${visit.responsible}`

const scheduling = vine.create({ review_id: rowId(), ...plan })

/** A visit in the agenda (TR-3.2.6.6). */
export const scheduleVisitAction: Action<Infer<typeof scheduling>, VisitRow> = {
  name: 'reviews.schedule_visit',
  title: 'Marcar visita técnica',
  permission: 'reviews.schedule',
  input: scheduling,
  labels: { review_id: 'Revisão', ...PLAN_LABELS },
  reason: 'none',
  subject: (_, { id }) => ({ type: OF_VISIT, id }),
  run: (context, { review_id: id, ...given }) =>
    scheduleVisit(context, { reviewId: BigInt(id), plan: given }),
  describe: (_, visit) => `Visita técnica da revisão ${visit.number} marcada: ${planned(visit)}`,
}

const rescheduling = vine.create({ id: rowId(), ...plan })

export const rescheduleVisitAction: Action<Infer<typeof rescheduling>, Rescheduled> = {
  name: 'reviews.reschedule_visit',
  title: 'Remarcar visita técnica',
  permission: 'reviews.schedule',
  input: rescheduling,
  labels: { id: 'Visita', ...PLAN_LABELS },
  reason: 'optional',
  subject,
  run: (context, { id, ...given }) => rescheduleVisit(context, { id: BigInt(id), plan: given }),
  describe: (_, { before, after }) =>
    `Visita técnica da revisão ${after.number} remarcada: era ${planned(before)}; ficou ${planned(after)}`,
}

const one = vine.create({ id: rowId() })

export const cancelVisitAction: Action<Infer<typeof one>, VisitRow> = {
  name: 'reviews.cancel_visit',
  title: 'Desmarcar visita técnica',
  permission: 'reviews.schedule',
  input: one,
  labels: { id: 'Visita' },
  reason: 'required',
  subject,
  run: (context, { id }) => cancelVisit(context, BigInt(id)),
  describe: (_, visit) => `Visita técnica da revisão ${visit.number} desmarcada: ${planned(visit)}`,
}

const recording = vine.create({
  id: rowId(),
  ...houseInput,
  description: vine.string().trim().maxLength(4000).optional(),
  finding: vine.string().trim().maxLength(4000).optional(),
})

/** The form and the finding, filled where the house is (TR-3.2.6.5). */
export const recordVisitAction: Action<Infer<typeof recording>, VisitRow> = {
  name: 'reviews.record_visit',
  title: 'Guardar o que foi visto na visita',
  permission: 'reviews.visit',
  input: recording,
  labels: {
    ...{ id: 'Visita', ...HOUSE_LABELS },
    ...{ description: 'Descrição da ocorrência', finding: 'Constatação' },
  },
  reason: 'none',
  subject,
  async run(context, { id, ...given }) {
    const { visit } = await recordVisit(context, { id: BigInt(id), given: given as Recorded })
    return visit
  },
  describe: (_, { number }) => `Formulário e constatação da revisão ${number} guardados na visita`,
}

/** The visit is made. */
export const closeVisitAction: Action<Infer<typeof one>, VisitRow> = {
  name: 'reviews.close_visit',
  title: 'Encerrar visita técnica',
  permission: 'reviews.visit',
  input: one,
  labels: { id: 'Visita' },
  reason: 'none',
  subject,
  run: (context, { id }) => closeVisit(context, BigInt(id)),
  describe: (_, visit) =>
    `Visita técnica da revisão ${visit.number} encerrada: ${planned(visit)}. ${visit.finding}`,
}
