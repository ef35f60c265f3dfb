import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { type CivilDate, addDays, formatDate, isCivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { todayIn } from '../municipality.ts'
import { userId } from '../users/inputs.ts'
import { lockUser, userSubject } from '../users/user_row.ts'
import { pairKey } from './conflicts.ts'
import { matrixWithin } from './separation.ts'

const LONGEST_DAYS = 366

interface RequestInput {
  readonly id: number
  readonly a: string
  readonly b: string
  readonly valid_until: string
}

interface Requested {
  readonly fullName: string
  readonly titles: readonly [string, string]
}

const labels = {
  id: 'Usuário',
  a: 'Primeira função',
  b: 'Segunda função',
  valid_until: 'Vale até',
}

/** Asks that one person may combine two duties until a date; somebody else decides. */
const requestException: Action<RequestInput, Requested> = {
  name: 'access.request_exception',
  title: 'Pedir exceção de segregação',
  permission: 'access.manage',
  input: vine.create({
    id: userId,
    a: vine.string().trim().maxLength(60),
    b: vine.string().trim().maxLength(60),
    valid_until: vine.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
  labels,
  reason: 'required',
  subject: ({ id }) => userSubject(id),
  async run(context, input) {
    const { tx, actor, municipalityId, now, reason } = context
    const user = await lockUser(context, input.id)
    const matrix = await matrixWithin(context)
    const [a, b] = [input.a, input.b].sort() as [string, string]
    const isPair = matrix.conflicts.some((one) => pairKey(one.a, one.b) === pairKey(a, b))
    if (!isPair) throw errors.E_ACCESS_PAIR({ a, b })
    const today = await todayIn(tx, municipalityId, now)
    const date = input.valid_until
    if (!isCivilDate(date) || date < today || date > addDays(today, LONGEST_DAYS)) {
      throw errors.E_ACCESS_EXCEPTION_DATE({ date })
    }
    await query(
      tx,
      `insert into access_duty_exceptions
         (municipality_id, user_id, activity_a, activity_b, reason, valid_until, status, requested_by, requested_at)
       values (?, ?, ?, ?, ?, ?, 'requested', ?, ?)`,
      [municipalityId, user.id, a, b, reason, date, actor.userId, now]
    )
    const titleOf = (code: string) => matrix.activities.find((one) => one.code === code)!.title
    return { fullName: user.fullName, titles: [titleOf(a), titleOf(b)] }
  },
  describe: ({ valid_until: date }, { fullName, titles }) =>
    `Exceção pedida para ${fullName} acumular “${titles[0]}” e “${titles[1]}” até ${formatDate(date as CivilDate)}`,
}

interface DecideInput {
  readonly exception: number
  readonly decision: 'approve' | 'refuse' | 'revoke'
}

interface Decided {
  readonly userId: bigint
  readonly fullName: string
  readonly validUntil: CivilDate
  readonly requestedBy: bigint | null
  readonly status: string
}

const STATUS = { approve: 'approved', refuse: 'refused', revoke: 'revoked' } as const
const WORDS = { approve: 'aprovada', refuse: 'recusada', revoke: 'revogada' } as const

/** Approves or refuses what another person asked for, or revokes what was approved. */
const decideException: Action<DecideInput, Decided> = {
  name: 'access.decide_exception',
  title: 'Decidir exceção de segregação',
  permission: 'access.exceptions',
  input: vine.create({ exception: userId, decision: vine.enum(['approve', 'refuse', 'revoke']) }),
  labels: { exception: 'Exceção', decision: 'Decisão' },
  reason: 'required',
  subject: (_, decided) => userSubject(decided.userId),
  async run({ tx, actor, municipalityId, now }, { exception, decision }) {
    const [found] = await query<Decided>(
      tx,
      `select e.user_id as "userId", u.full_name as "fullName", e.valid_until as "validUntil",
              e.requested_by as "requestedBy", e.status
         from access_duty_exceptions e join access_users u on u.id = e.user_id
        where e.id = ? and e.municipality_id = ? for update of e`,
      [exception, municipalityId]
    )
    if (found?.status !== (decision === 'revoke' ? 'approved' : 'requested')) {
      throw errors.E_ACCESS_EXCEPTION({ id: exception })
    }
    const isInvolved =
      actor.userId !== null && [found.requestedBy, found.userId].includes(actor.userId)
    if (isInvolved && decision !== 'revoke')
      throw errors.E_ACCESS_EXCEPTION_DECIDER({ id: exception })
    await query(
      tx,
      'update access_duty_exceptions set status = ?, decided_by = ?, decided_at = ? where id = ?',
      [STATUS[decision], actor.userId, now, exception]
    )
    return found
  },
  describe: ({ decision }, { fullName, validUntil }) =>
    `Exceção de segregação de ${fullName} (até ${formatDate(validUntil)}) ${WORDS[decision]}`,
}

export const dutyActions: readonly Action[] = [requestException, decideException]
