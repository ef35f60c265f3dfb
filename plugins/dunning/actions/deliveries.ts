import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { POSITION } from '../records/delivery_operations.ts'
import { DELIVERIES, NO_DELIVERY } from '../records/options.ts'
import { type Notice, lockNotice } from '../services/notices.ts'
import { recordVisit } from '../services/record_delivery.ts'

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'dunning.notices', id: BigInt(id) },
})

const words = (most: number) => vine.string().trim().maxLength(most).optional()
const visit = () => ({
  time: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  deliverer: words(120),
  position: vine.string().trim().regex(POSITION).optional(),
})
const LABELS = { time: 'Hora', deliverer: 'Quem levou', position: 'Coordenadas' }

/** Latitude and longitude as they were typed, with a point. */
function positionOf(text: string | undefined): readonly [string, string] | null {
  const [, latitude, longitude] = POSITION.exec(text ?? '') ?? []
  return latitude && longitude ? [latitude.replace(',', '.'), longitude.replace(',', '.')] : null
}

/** A notice that was taken to its address on a day since its issue, locked. Errors: E_DUNNING_DELIVERED_ON. */
async function visited(
  tx: Tx,
  { municipalityId, id, on }: { municipalityId: bigint; id: bigint; on: CivilDate }
): Promise<Notice> {
  const notice = await lockNotice(tx, { municipalityId, id })
  const { number, issuedOn } = notice
  const today = await todayIn(tx, municipalityId)
  if (on < issuedOn || on > today) {
    throw errors.E_DUNNING_DELIVERED_ON({
      ...{ number, on: formatDate(on), from: formatDate(issuedOn), until: formatDate(today) },
    })
  }
  return notice
}

const delivery = vine.create({
  id: rowId(),
  delivered_on: civilDay(),
  delivery: vine.enum(DELIVERIES.map(({ value }) => value)),
  delivery_proof: vine.string().trim().minLength(3).maxLength(200),
  recipient: words(120),
  recipient_document: words(40),
  ...visit(),
})

/** When and how a notice reached the debtor, with its proof: the term of law counts from that day. */
export const deliverNoticeAction: Action<Infer<typeof delivery>, Notice> = {
  name: 'dunning.deliver_notice',
  title: 'Registrar entrega',
  permission: 'dunning.notify',
  input: delivery,
  labels: {
    ...{ id: 'Notificação', delivered_on: 'Entregue em', delivery: 'Como foi entregue' },
    ...{ delivery_proof: 'Comprovante', recipient: 'Quem recebeu' },
    ...{ recipient_document: 'Documento de quem recebeu', ...LABELS },
  },
  reason: 'optional',
  subject,
  async run({ tx, municipalityId, actor }, given) {
    const { id, delivered_on: on } = given
    const notice = await visited(tx, { municipalityId, id: BigInt(id), on })
    await query(
      tx,
      'update dunning_notices set delivered_on = ?, delivery = ?, delivery_proof = ? where id = ?',
      [on, given.delivery, given.delivery_proof, notice.id]
    )
    await recordVisit(tx, municipalityId, {
      ...{ noticeId: notice.id, on, time: given.time ?? null, reason: null, note: null },
      ...{ deliverer: given.deliverer || null, recipient: given.recipient || null },
      recipientDocument: given.recipient_document || null,
      ...{ position: positionOf(given.position), by: actor.name },
    })
    return notice
  },
  describe: ({ delivered_on: on, delivery: way }, { number }) =>
    `Notificação ${number} entregue em ${formatDate(on)} (${DELIVERIES.find(({ value }) => value === way)!.label.toLowerCase()})`,
}

const attempt = vine.create({
  id: rowId(),
  tried_on: civilDay(),
  why: vine.enum(NO_DELIVERY.map(({ value }) => value)),
  note: words(200),
  ...visit(),
})

/** A notice was taken to its address and not delivered: how often and why stands in the protocol of deliveries. */
export const attemptNoticeAction: Action<Infer<typeof attempt>, Notice> = {
  name: 'dunning.attempt_notice',
  title: 'Registrar tentativa sem entrega',
  permission: 'dunning.notify',
  input: attempt,
  labels: {
    ...{ id: 'Notificação', tried_on: 'Dia', why: 'Por que não foi entregue' },
    ...{ note: 'Observação', ...LABELS },
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, given) {
    const { id, tried_on: on } = given
    const notice = await visited(tx, { municipalityId, id: BigInt(id), on })
    if (notice.deliveredOn !== null) {
      throw errors.E_DUNNING_DELIVERED({
        ...{ number: notice.number, on: formatDate(notice.deliveredOn) },
      })
    }
    await recordVisit(tx, municipalityId, {
      ...{ noticeId: notice.id, on, time: given.time ?? null, reason: given.why },
      ...{ note: given.note || null, deliverer: given.deliverer || null, recipient: null },
      ...{ recipientDocument: null, position: positionOf(given.position), by: actor.name },
    })
    return notice
  },
  describe: ({ tried_on: on, why }, { number }) =>
    `Notificação ${number} não entregue em ${formatDate(on)}: ${NO_DELIVERY.find(({ value }) => value === why)!.label.toLowerCase()}`,
}
