import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { CHANNELS, wordOf } from '../records/options.ts'
import { CASE, lockCase } from '../services/cases.ts'
import { type Contact, recordContact } from '../services/contacts.ts'
import { releasePromised } from '../services/judge_promises.ts'
import { prioritise } from '../services/prioritise.ts'

const input = vine.create({
  case_id: rowId(),
  channel: vine.enum(CHANNELS.map(({ value }) => value)),
  result: vine.string().trim().minLength(1).maxLength(40),
  spoke_with: vine.string().trim().maxLength(120).optional(),
  note: vine.string().trim().maxLength(1000).optional(),
  campaign_id: rowId().optional(),
  seconds: vine.number().withoutDecimals().min(0).max(86_400).optional(),
  next_on: civilDay().optional(),
  promise_on: civilDay().optional(),
  promise_cents: vine
    .string()
    .regex(/^[1-9]\d{0,12}$/)
    .transform((value) => BigInt(value))
    .optional(),
  promise_due_until: civilDay().optional(),
})
type Input = Infer<typeof input>

/** Both the day and the amount, or neither. */
function promiseOf({ promise_on: on, promise_cents: cents, promise_due_until: dueUntil }: Input) {
  if (on === undefined && cents === undefined) return null
  if (on === undefined || cents === undefined) throw errors.E_COLLECTIONS_PROMISE_HALF()
  return { on, cents, dueUntil }
}

/** Somebody spoke with a debtor, or tried to. */
export const contactAction: Action<Input, Contact> = {
  name: 'collections.contact',
  title: 'Registrar contato',
  permission: 'collections.work',
  input,
  labels: {
    ...{ case_id: 'Caso', channel: 'Meio', result: 'Resultado', spoke_with: 'Com quem falou' },
    ...{ note: 'O que disse', campaign_id: 'Campanha', seconds: 'Duração da chamada' },
    ...{ next_on: 'Voltar a falar em', promise_on: 'Promete pagar até' },
    ...{ promise_cents: 'Valor prometido', promise_due_until: 'Só dos débitos vencidos até' },
  },
  reason: 'none',
  subject: (_, { caseId: id }) => ({ type: CASE, id }),
  run: (context, given) =>
    recordContact(context, {
      ...{ caseId: BigInt(given.case_id), channel: given.channel, result: given.result },
      ...{ spokeWith: given.spoke_with, note: given.note, seconds: given.seconds },
      campaignId: given.campaign_id === undefined ? undefined : BigInt(given.campaign_id),
      ...{ nextOn: given.next_on, promise: promiseOf(given) },
    }),
  describe: ({ channel, promise_on: on, promise_cents: cents }, { number, result }) =>
    `Contato por ${wordOf(CHANNELS, channel)} no caso ${number}: ${result.toLowerCase()}${on && cents ? `; promete ${formatMoney(cents)} até ${formatDate(on)}` : ''}`,
}

const cancelling = vine.create({ id: rowId() })

interface Cancelled {
  readonly id: bigint
  readonly number: string
  readonly case_id: bigint
  readonly premise_id: bigint
}

/** A promise is no longer awaited, and does not count as broken. */
export const cancelPromiseAction: Action<Infer<typeof cancelling>, Cancelled> = {
  name: 'collections.cancel_promise',
  title: 'Cancelar promessa',
  permission: 'collections.work',
  input: cancelling,
  labels: { id: 'Promessa' },
  reason: 'required',
  subject: (_, { id }) => ({ type: 'collections.promises', id }),
  async run(context, { id }) {
    const { tx, municipalityId, actor, reason, now } = context
    const [promise] = await query<Cancelled & { state: string }>(
      tx,
      `select id, number, case_id, premise_id, state from collections_promises
        where municipality_id = ? and id = ? for update`,
      [municipalityId, BigInt(id)]
    )
    const type = 'collections.promises'
    if (!promise || (await isOutside(tx, actor, { type, id: promise.id }))) {
      throw errors.E_COLLECTIONS_UNKNOWN({ what: 'promessa', id })
    }
    if (promise.state !== 'open')
      throw errors.E_COLLECTIONS_PROMISE_ENDED({ number: promise.number })
    await lockCase(context, promise.case_id)
    const today = await todayIn(tx, municipalityId)
    await query(
      tx,
      `update collections_promises set state = 'cancelled', ended_on = ?, end_reason = ? where id = ?`,
      [today, reason, promise.id]
    )
    await releasePromised(tx, { municipalityId, now }, [promise.id])
    await prioritise(tx, { municipalityId, today, premiseIds: [promise.premise_id] })
    return promise
  },
  describe: (_, { number }) => `Promessa ${number} cancelada`,
}
