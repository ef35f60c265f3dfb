import { appendEntry } from '#core/audit/index'
import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { Job } from '#core/jobs/index'
import { systemActor } from '../actor.ts'
import { type DueLeaver, dueLeavers, leave } from './leave.ts'

export const INACTIVE_DAYS = 'access.inactive_days'

interface LeavingArgs {
  readonly date: CivilDate
}

/** Each day: the access of who left, or did not enter for too long, ends. */
export const leavingJob: Job<LeavingArgs, string> = {
  name: 'access.end_access',
  title: 'Fim de acessos por desligamento e inatividade',
  permission: 'access.manage',
  figures: { left: 'Desligados', idle: 'Inativos' },
  key: ({ date }) => date,
  label: ({ date }) => `Acessos em ${formatDate(date)}`,
  schedule: { standing: { timeOfDay: '00:05' }, args: ({ date }) => ({ date }) },
  async plan({ tx, municipalityId }, { date }) {
    const due = await dueWithin(tx, municipalityId, date)
    return { chunks: due.map(({ id }) => String(id)), total: due.length, state: {} }
  },
  async perform({ tx, municipalityId }, id, _, { date }) {
    // Who entered again since the plan was made is no longer due.
    const due = await dueWithin(tx, municipalityId, date)
    const person = due.find((one) => String(one.id) === id)
    if (!person) return { done: 1, parked: 0, issues: [], figures: {} }
    await query(tx, 'select 1 from access_users where id = ? for update', [person.id])
    const now = clock.now()
    await leave(tx, { userId: person.id, by: null, now })
    await appendEntry(tx, {
      ...{ municipalityId, at: now, actor: systemActor(municipalityId), reason: null },
      action: 'access.end_access',
      subject: { type: 'access.users', id: person.id },
      description: sentence(person),
      payload: {},
    })
    const figures = { left: person.isLeaving ? 1 : 0, idle: person.isLeaving ? 0 : 1 }
    return { done: 1, parked: 0, issues: [], figures }
  },
}

const sentence = ({ name, login, isLeaving }: DueLeaver) =>
  `Acesso de ${name} (${login}) encerrado ${isLeaving ? 'pelo desligamento' : 'por falta de uso'}: perfis retirados`

async function dueWithin(
  tx: Parameters<typeof dueLeavers>[0],
  municipalityId: bigint,
  today: CivilDate
) {
  const idleDays = await parameterWithin<number>(tx, {
    ...{ key: INACTIVE_DAYS, municipalityId, date: today },
  })
  return dueLeavers(tx, { municipalityId, today, idleDays })
}
