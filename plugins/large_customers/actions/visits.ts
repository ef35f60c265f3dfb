import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import {
  type Rescheduled,
  VISIT,
  type Visit,
  endVisit,
  rescheduleVisit,
  scheduleVisit,
  whenOf,
} from '../services/visits.ts'

const plan = {
  responsible_id: rowId(),
  visit_on: civilDay(),
  visit_time: vine
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/),
}
const PLAN_LABELS = { responsible_id: 'Responsável', visit_on: 'Dia', visit_time: 'Hora' }
const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: VISIT, id })
const planned = (visit: Visit) => `${whenOf(visit)}, ${visit.responsible}`

const scheduling = vine.create({
  prospect_id: rowId().optional(),
  premise_id: rowId().optional(),
  purpose: vine.string().trim().maxLength(40),
  details: vine.string().trim().maxLength(1000).nullable().optional(),
  ...plan,
})

/** A visit in the agenda of who makes it (CM-25b). */
export const scheduleVisitAction: Action<Infer<typeof scheduling>, Visit> = {
  name: 'large_customers.schedule_visit',
  title: 'Marcar visita comercial',
  permission: 'large_customers.manage',
  input: scheduling,
  labels: {
    ...{ prospect_id: 'Cliente potencial', premise_id: 'Imóvel', purpose: 'Finalidade' },
    ...{ details: 'O que tratar', ...PLAN_LABELS },
  },
  reason: 'none',
  subject,
  run: (context, { prospect_id: prospect, premise_id: premise, purpose, details, ...given }) =>
    scheduleVisit(context, {
      prospectId: prospect === undefined ? null : BigInt(prospect),
      premiseId: premise === undefined ? null : BigInt(premise),
      ...{ purpose, details: details || null, plan: given },
    }),
  describe: (_, visit) => `Visita a ${visit.visited} marcada: ${planned(visit)}`,
}

const rescheduling = vine.create({ id: rowId(), ...plan })

export const rescheduleVisitAction: Action<Infer<typeof rescheduling>, Rescheduled> = {
  name: 'large_customers.reschedule_visit',
  title: 'Remarcar visita comercial',
  permission: 'large_customers.manage',
  input: rescheduling,
  labels: { id: 'Visita', ...PLAN_LABELS },
  reason: 'optional',
  subject: (_, { after }) => ({ type: VISIT, id: after.id }),
  run: (context, { id, ...given }) => rescheduleVisit(context, BigInt(id), given),
  describe: (_, { before, after }) =>
    `Visita a ${after.visited} remarcada: era ${planned(before)}; ficou ${planned(after)}`,
}

const one = vine.create({ id: rowId() })

export const cancelVisitAction: Action<Infer<typeof one>, Visit> = {
  name: 'large_customers.cancel_visit',
  title: 'Desmarcar visita comercial',
  permission: 'large_customers.manage',
  input: one,
  labels: { id: 'Visita' },
  reason: 'required',
  subject,
  run: (context, { id }) => endVisit(context, BigInt(id), 'cancelled'),
  describe: (_, visit) => `Visita a ${visit.visited} desmarcada: ${planned(visit)}`,
}

const closing = vine.create({
  id: rowId(),
  report: vine.string().trim().maxLength(4000).nullable().optional(),
})

/** The visit was made, and what came of it is written (CM-25b). */
export const closeVisitAction: Action<Infer<typeof closing>, Visit> = {
  name: 'large_customers.close_visit',
  title: 'Encerrar visita comercial',
  permission: 'large_customers.manage',
  input: closing,
  labels: { id: 'Visita', report: 'Relatório' },
  reason: 'none',
  subject,
  run: (context, { id, report }) => endVisit(context, BigInt(id), 'done', report || null),
  describe: ({ report }, visit) => `Visita a ${visit.visited} encerrada: ${report}`,
}
