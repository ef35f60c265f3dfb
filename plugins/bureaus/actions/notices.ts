import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { NOTICE, type Notice, recordReturned, recordSent } from '../services/notices.ts'

const subject = ({ id }: { readonly id: number }) => ({ type: NOTICE, id: BigInt(id) })

const sending = vine.create({
  id: rowId(),
  channel: vine.enum(['mail', 'mail_receipt', 'hand', 'email', 'sms']),
  sent_on: civilDay(),
  proof: vine.string().trim().minLength(3).maxLength(200),
})

/** The letter went: the days before the listing count from here (Súmula 404: no receipt is needed). */
export const sentNoticeAction: Action<Infer<typeof sending>, Notice> = {
  name: 'bureaus.notice_sent',
  title: 'Registrar o envio',
  permission: 'bureaus.notify',
  input: sending,
  labels: {
    ...{ id: 'Aviso', channel: 'Por onde foi', sent_on: 'Enviado em' },
    proof: 'O que prova o envio',
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, { id, channel, sent_on: on, proof }) {
    const today = await todayIn(tx, municipalityId)
    return recordSent(tx, municipalityId, {
      ...{ id: BigInt(id), channel, on, proof, by: actor.name, today },
    })
  },
  describe: ({ sent_on: on, proof }, { number }) =>
    `Aviso ${number} enviado em ${formatDate(on)}: ${proof}`,
}

const returning = vine.create({
  id: rowId(),
  note: vine.string().trim().minLength(3).maxLength(200),
})

/** The letter came back. */
export const returnedNoticeAction: Action<Infer<typeof returning>, Notice> = {
  name: 'bureaus.notice_returned',
  title: 'Registrar a devolução',
  permission: 'bureaus.notify',
  input: returning,
  labels: { id: 'Aviso', note: 'Por que voltou' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId }, { id, note }) =>
    recordReturned(tx, municipalityId, { id: BigInt(id), note }),
  describe: ({ note }, { number }) => `Aviso ${number} devolvido: ${note}`,
}
