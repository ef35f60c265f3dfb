import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { MEANS, wordsOf } from '../records/options.ts'
import { CERTIFICATE } from '../services/names.ts'
import { type Sent, type SendingRow, recordReturned, sendCertificate } from '../services/send.ts'

const sending = vine.create({
  id: rowId(),
  means: vine.enum(['email', 'mail', 'hand']),
  address: vine.string().trim().maxLength(200).optional(),
  proof: vine.string().trim().maxLength(200).optional(),
})

/** By e-mail the paper goes as PDF; by post or by hand, how it went is recorded (TR-3.2.19.52). */
export const sendAction: Action<Infer<typeof sending>, Sent> = {
  name: 'certificates.send',
  title: 'Enviar a certidão',
  permission: 'certificates.issue',
  input: sending,
  labels: { id: 'Certidão', means: 'Como', address: 'E-mail ou endereço', proof: 'Prova do envio' },
  reason: 'none',
  subject: ({ id }) => ({ type: CERTIFICATE, id: BigInt(id) }),
  run: (context, { id, means, address, proof }) =>
    sendCertificate(context, {
      ...{ id: BigInt(id), means, address: address || null, proof: proof || null },
    }),
  describe: ({ means }, { number, address }) =>
    `Certidão ${number} enviada (${wordsOf(MEANS, means).toLowerCase()}): ${address}`,
}

const returning = vine.create({
  id: rowId(),
  note: vine.string().trim().minLength(3).maxLength(200),
})

/** A paper came back; what becomes of an e-mail the channel tells itself. */
export const sendingReturnedAction: Action<Infer<typeof returning>, SendingRow> = {
  name: 'certificates.sending_returned',
  title: 'Registrar a devolução',
  permission: 'certificates.issue',
  input: returning,
  labels: { id: 'Envio', note: 'Por que voltou' },
  reason: 'none',
  subject: (_, { certificate_id: id }) => ({ type: CERTIFICATE, id }),
  run: (context, { id, note }) => recordReturned(context, BigInt(id), note),
  describe: ({ note }, { number }) => `Envio da certidão ${number} devolvido: ${note}`,
}
