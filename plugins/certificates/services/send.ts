import { randomUUID } from 'node:crypto'
import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { issuedPage, withPrinter } from '#core/documents/index'
import { storeFile } from '#core/files/index'
import { writeMessage } from '#core/messaging/index'
import { isOutside } from '#core/records/index'
import { type CustomerContact, type UtilityIdentity, customerContact } from '#plugins/registry/api'
import { codeText } from '../domain/code.ts'
import { errors } from '../errors.ts'
import { SENT_MESSAGE } from '../messages/index.ts'
import { KINDS, wordsOf } from '../records/options.ts'
import { type Certificate, lockIssued } from './lock_issued.ts'
import { CERTIFICATE, CERTIFICATE_DOCUMENT, CHECK_PATH, PAPER } from './names.ts'

export interface Sending {
  readonly id: bigint
  readonly means: 'email' | 'mail' | 'hand'
  readonly address: string | null
  readonly proof: string | null
}

export interface Sent {
  readonly number: string
  readonly address: string
}

/** Errors: those of `lockIssued`, E_CERTIFICATES_NO_ADDRESS. */
export async function sendCertificate(
  context: ActionContext,
  { id, means, address: given, proof }: Sending
): Promise<Sent> {
  const { tx, municipalityId, actor } = context
  const certificate = await lockIssued(context, id)
  const { number, customer_id: customerId } = certificate
  const customer = customerId ? await customerContact(tx, municipalityId, customerId) : null
  const address = given ?? (means === 'email' ? customer?.email?.trim() : null)
  if (!address) throw errors.E_CERTIFICATES_NO_ADDRESS({ number })
  const on = await todayIn(tx, municipalityId)
  const messageId =
    means === 'email' ? await writeMail(context, { certificate, customer, address }) : null
  await query(
    tx,
    `insert into certificates_sendings (municipality_id, certificate_id, customer_id, means, address, sent_on, sent_by, message_id, proof)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, id, customerId, means, address, on, actor.name, messageId],
      means === 'email' ? null : proof,
    ]
  )
  return { number, address }
}

interface Mail {
  readonly certificate: Certificate
  readonly customer: CustomerContact | null
  readonly address: string
}

async function writeMail(
  { tx, municipalityId, actor, now }: ActionContext,
  { certificate, customer, address }: Mail
): Promise<bigint> {
  const { id, number, kind, code, valid_until: until } = certificate
  const about = { municipalityId, template: CERTIFICATE_DOCUMENT }
  const html = await issuedPage(tx, about, { subject: { type: CERTIFICATE, id }, key: PAPER })
  const content = await withPrinter((printer) =>
    printer.renderPdf(html!, { tagged: true, timestamp: now })
  )
  const file = await storeFile(tx, {
    ...{ municipalityId, name: `certidao-${number}.pdf`, mediaType: 'application/pdf' },
    ...{ content, createdBy: actor.userId },
  })
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId },
  })
  const messageId = await writeMessage(tx, {
    ...{ municipalityId, channel: 'email', template: SENT_MESSAGE, attachments: [file.id] },
    ...{ recipient: address, recipientName: customer?.name ?? null },
    dedupeKey: `certificates/${id}/${randomUUID()}`,
    data: {
      ...{ customer: customer?.name ?? null, kind: wordsOf(KINDS, kind), number },
      ...{ until: formatDate(until), code: codeText(code) },
      ...{ site: `${process.env.APP_URL ?? ''}${CHECK_PATH}` },
      ...{ utility: utility.name, phone: utility.sac_phone },
    },
  })
  return messageId!
}

export interface SendingRow {
  readonly certificate_id: bigint
  readonly number: string
  readonly means: Sending['means']
  readonly returned_on: string | null
}

/** Errors: E_CERTIFICATES_UNKNOWN, _RETURNED. */
export async function recordReturned(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint,
  note: string
): Promise<SendingRow> {
  const [row] = await query<SendingRow>(
    tx,
    `select s.certificate_id, c.number, s.means, s.returned_on
       from certificates_sendings s join certificates_certificates c on c.id = s.certificate_id
      where s.municipality_id = ? and s.id = ? for update of s`,
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: CERTIFICATE, id: row.certificate_id }))) {
    throw errors.E_CERTIFICATES_UNKNOWN({ what: 'envio', id })
  }
  if (row.means === 'email' || row.returned_on !== null) {
    throw errors.E_CERTIFICATES_RETURNED({ number: row.number })
  }
  const on = await todayIn(tx, municipalityId)
  await query(
    tx,
    'update certificates_sendings set returned_on = ?, return_note = ? where id = ?',
    [...[on, note, id]]
  )
  return row
}
