import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, addDays, daysBetween, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { closeDocument } from '#plugins/receivables/api'
import { LEGAL_DAYS } from '../configuration/parameters.ts'
import { LEVELS } from '../domain/cut_policy.ts'
import { errors } from '../errors.ts'
import { recallOfNotices } from '../services/cut/review_cases.ts'
import { endNotices, giveUpFee } from '../services/end_notices.ts'
import { type Notice, lockPending } from '../services/notices.ts'

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'dunning.notices', id: BigInt(id) },
})
/** Leaves a closed service order at the premise, with the opinion as its reason. */
const recordAt = (task: string) => ({
  ...{ task, group: 'Cobrança' },
  unit: (_: unknown, { premiseId: id }: Notice) => ({ type: 'registry.premises', id }),
})

const due = vine.create({ id: rowId(), due_on: civilDay() })

/** A pending notice falls due on another day; never sooner than the law lets it (TR-3.2.9.9). */
export const changeDueAction: Action<Infer<typeof due>, Notice> = {
  name: 'dunning.change_due',
  title: 'Mudar o vencimento',
  permission: 'dunning.change_notices',
  input: due,
  labels: { id: 'Notificação', due_on: 'Novo vencimento' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId }, { id, due_on: on }) {
    const notice = await lockPending(tx, { municipalityId, id: BigInt(id) })
    requireDue(notice, on, await todayIn(tx, municipalityId))
    const validUntil =
      notice.validUntil && addDays(on, daysBetween(notice.dueOn, notice.validUntil))
    await query(tx, 'update dunning_notices set due_on = ?, valid_until = ? where id = ?', [
      ...[on, validUntil, notice.id],
    ])
    return notice
  },
  describe: ({ due_on: on }, { number, dueOn }) =>
    `Vencimento da notificação ${number} mudado de ${formatDate(dueOn)} para ${formatDate(on)}`,
  trail: ({ due_on: on }, { dueOn }) => ({ before: dueOn, after: on }),
  serviceRecord: recordAt('Alteração de vencimento de notificação'),
}

function requireDue(notice: Notice, on: CivilDate, today: CivilDate): void {
  const { number, kind, dueOn } = notice
  if (on === dueOn) throw errors.E_DUNNING_SAME_DUE({ number, on: formatDate(on) })
  if (on < today) throw errors.E_DUNNING_DUE_PAST({ number, on: formatDate(on) })
  const first = addDays(notice.deliveredOn ?? notice.issuedOn, LEGAL_DAYS)
  if (kind === 'cut_notice' && on < first) {
    throw errors.E_DUNNING_DUE_BELOW_LAW({ number, on: formatDate(on), first: formatDate(first) })
  }
}

const one = vine.create({ id: rowId() })
type Cancelled = Notice & { readonly feeCents: bigint }

/** A pending notice is taken back: no cut rests on it, and an order that is out is called back (TR-3.2.9.10). */
export const cancelNoticeAction: Action<Infer<typeof one>, Cancelled> = {
  name: 'dunning.cancel_notice',
  title: 'Cancelar notificação',
  permission: 'dunning.change_notices',
  input: one,
  labels: { id: 'Notificação' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, participate, reason }, { id }) {
    const notice = await lockPending(tx, { municipalityId, id: BigInt(id) })
    const on = await todayIn(tx, municipalityId)
    const ending = { municipalityId, on, participate }
    await endNotices(tx, ending, { ids: [notice.id], state: 'cancelled', why: reason! })
    const recalling = { municipalityId, on, why: 'a notificação foi cancelada' }
    await recallOfNotices(tx, recalling, { noticeIds: [notice.id], levels: LEVELS })
    await closeDocument(tx, { municipalityId, id: notice.documentId })
    const { cents: feeCents } = await giveUpFee(tx, municipalityId, notice.id)
    return { ...notice, feeCents }
  },
  describe: (_, { number, feeCents }) =>
    `Notificação ${number} cancelada${feeCents > 0n ? `; a taxa de ${formatMoney(feeCents)} deixa de ser cobrada` : ''}`,
  serviceRecord: recordAt('Cancelamento de notificação'),
}
