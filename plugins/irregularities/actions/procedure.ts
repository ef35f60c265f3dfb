import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { issueDocument } from '#core/documents/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type Case, lockCase, procedureOf } from '../services/cases.ts'
import { chargeCase } from '../services/charge_case.ts'
import { noticeData } from '../services/notice_data.ts'

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'irregularities.cases', id: BigInt(id) },
})
const one = vine.create({ id: rowId() })

type Notified = Case & { readonly until: CivilDate }

/** The notice is issued, and the term of defence begins. */
export const notifyCaseAction: Action<Infer<typeof one>, Notified> = {
  name: 'irregularities.notify',
  title: 'Notificar',
  permission: 'irregularities.find',
  input: one,
  labels: { id: 'Caso' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now: at }, { id }) {
    const found = await lockCase(tx, { municipalityId, id: BigInt(id) }, ['found'])
    const on = await todayIn(tx, municipalityId)
    const { defence_days: term } = await procedureOf(tx, municipalityId)
    const until = addDays(on, term)
    const data = await noticeData(tx, { municipalityId, id: found.id, on, until, by: actor.name })
    await issueDocument(tx, {
      ...{
        municipalityId,
        template: 'irregularities.notice',
        on,
        at,
        actor,
        subject: subject({ id }),
      },
      data: data as unknown as Json,
    })
    await query(
      tx,
      `update irregularities_cases set state = 'notified', notified_on = ?, defence_until = ? where id = ?`,
      [on, until, found.id]
    )
    return { ...found, until }
  },
  describe: (_, { number, until }) =>
    `Caso ${number} notificado, com defesa até ${formatDate(until)}`,
}

const defence = vine.create({
  id: rowId(),
  defended_on: civilDay(),
  defence: vine.string().trim().minLength(5).maxLength(4000),
})

/** The customer answers, within the term. */
export const defendCaseAction: Action<Infer<typeof defence>, Case> = {
  name: 'irregularities.defend',
  title: 'Registrar defesa',
  permission: 'irregularities.find',
  input: defence,
  labels: { id: 'Caso', defended_on: 'Apresentada em', defence: 'O que o cliente alega' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id, defended_on: on, defence: text }) {
    const notified = await lockCase(tx, { municipalityId, id: BigInt(id) }, ['notified'])
    const { number } = notified
    const [from, until] = [notified.notifiedOn!, notified.defenceUntil!]
    const today = await todayIn(tx, municipalityId)
    if (on < from || on > today) {
      throw errors.E_IRREGULARITIES_DEFENCE_DATE({
        ...{ number, on: formatDate(on), from: formatDate(from), today: formatDate(today) },
      })
    }
    if (on > until) throw errors.E_IRREGULARITIES_DEFENCE_LATE({ number, until: formatDate(until) })
    await query(
      tx,
      `update irregularities_cases set state = 'defended', defended_on = ?, defence = ? where id = ?`,
      [on, text, notified.id]
    )
    return notified
  },
  describe: ({ defended_on: on }, { number }) => `Defesa do caso ${number}, de ${formatDate(on)}`,
}

const decision = vine.create({
  id: rowId(),
  outcome: vine.enum(['upheld', 'dismissed']),
  decision: vine.string().trim().minLength(5).maxLength(4000),
})

type Decided = Case & { readonly isCharged: boolean }

/** Somebody else than who found it decides; what is upheld goes to the next invoice (DECISIONS 56). */
export const decideCaseAction: Action<Infer<typeof decision>, Decided> = {
  name: 'irregularities.decide',
  title: 'Decidir',
  permission: 'irregularities.decide',
  input: decision,
  labels: { id: 'Caso', outcome: 'Decisão', decision: 'Fundamentos' },
  reason: 'none',
  subject,
  async run(context, { id, outcome, decision: text }) {
    const { tx, municipalityId, actor } = context
    const states = ['notified', 'defended'] as const
    const found = await lockCase(tx, { municipalityId, id: BigInt(id) }, states)
    const { number } = found
    const today = await todayIn(tx, municipalityId)
    if (found.foundById === actor.userId) throw errors.E_IRREGULARITIES_SAME_PERSON({ number })
    if (found.state === 'notified' && today <= found.defenceUntil!) {
      const until = formatDate(found.defenceUntil!)
      throw errors.E_IRREGULARITIES_TERM_RUNNING({ number, until })
    }
    await query(
      tx,
      'update irregularities_cases set state = ?, decided_on = ?, decided_by = ?, decision = ? where id = ?',
      [outcome, today, actor.name, text, found.id]
    )
    const isCharged = outcome === 'upheld' && (await chargeCase(context, found, today))
    return { ...found, isCharged }
  },
  describe: ({ outcome }, { number, fineCents, isCharged }) =>
    outcome === 'dismissed'
      ? `Caso ${number} improcedente: nada se cobra`
      : `Caso ${number} procedente: multa de ${formatMoney(fineCents)} ${isCharged ? 'na próxima fatura' : 'sem cobrança na fatura do imóvel: o titular é outro, cobre-a por cobrança avulsa'}`,
}
