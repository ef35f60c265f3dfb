import vine from '@vinejs/vine'
import { type Action, civilDay } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { todayIn } from '../municipality.ts'
import { userId } from './inputs.ts'
import { leave } from './leave.ts'
import { type UserRow, lockUser, requireManager, requireOther, userSubject } from './user_row.ts'

interface Input {
  readonly id: number
  readonly leaves_on: CivilDate
}

interface Dismissed extends UserRow {
  /** False: the day is still to come. */
  readonly isGone: boolean
}

/** A person's last day: from it on they have no access, whatever profiles they had. */
const dismissUser: Action<Input, Dismissed> = {
  name: 'access.dismiss_user',
  title: 'Registrar desligamento',
  permission: 'access.manage',
  input: vine.create({ id: userId, leaves_on: civilDay() }),
  labels: { id: 'Usuário', leaves_on: 'Sem acesso a partir de' },
  reason: 'required',
  subject: ({ id }) => userSubject(id),
  async run(context, { id, leaves_on: leavesOn }) {
    const { tx, actor, municipalityId, now } = context
    const user = await lockUser(context, id)
    requireOther(context, user)
    await query(tx, 'update access_users set leaves_on = ?, updated_at = ? where id = ?', [
      ...[leavesOn, now, user.id],
    ])
    const isGone = leavesOn <= (await todayIn(tx, municipalityId, now))
    if (isGone) {
      await leave(tx, { userId: user.id, by: actor.userId, now })
      await requireManager(tx, municipalityId)
    }
    return { ...user, isGone }
  },
  describe: ({ leaves_on: day }, { fullName, login, isGone }) =>
    isGone
      ? `Desligamento de ${fullName} (${login}): perfis retirados e sessões encerradas`
      : `Desligamento de ${fullName} (${login}) marcado para ${formatDate(day)}`,
}

export const leavingActions: readonly Action[] = [dismissUser]
