import vine from '@vinejs/vine'
import { type Action, civilDay } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'

interface Input {
  readonly from_on: CivilDate
  readonly until_on: CivilDate
  readonly scope: string
  readonly findings: string
}

interface Reviewed {
  readonly id: bigint
  readonly entries: bigint
}

const ENTRIES = `
  select count(*) as entries from audit_entries e join access_municipalities m on m.id = e.municipality_id
   where e.municipality_id = ? and e.at >= ?::date::timestamp at time zone m.time_zone
     and e.at < (?::date + 1)::timestamp at time zone m.time_zone`

/** What was found in the trail of a period: a conclusion that, like the trail, nobody changes afterwards. */
export const reviewTrailAction: Action<Input, Reviewed> = {
  name: 'audit.review_trail',
  title: 'Concluir revisão da trilha',
  permission: 'audit.review',
  input: vine.create({
    from_on: civilDay(),
    until_on: civilDay(),
    scope: vine.string().trim().minLength(3).maxLength(300),
    findings: vine.string().trim().minLength(10).maxLength(5000),
  }),
  labels: {
    ...{ from_on: 'Período, de', until_on: 'Até' },
    ...{ scope: 'O que foi conferido', findings: 'O que se encontrou e o que se fez' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'audit.reviews', id }),
  async run({ tx, actor, municipalityId, now }, { from_on: from, until_on: until, ...said }) {
    const today = await todayIn(tx, municipalityId, now)
    if (from > until || until > today) {
      throw errors.E_AUDIT_REVIEW_PERIOD({ from: formatDate(from), until: formatDate(until) })
    }
    const [count] = await query<{ entries: bigint }>(tx, ENTRIES, [municipalityId, from, until])
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into audit_reviews (municipality_id, from_on, until_on, scope, findings, entries, reviewed_by, reviewed_at)
       values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, from, until, said.scope, said.findings, count!.entries],
        ...[actor.userId, now],
      ]
    )
    return { id: row!.id, entries: count!.entries }
  },
  describe: ({ from_on: from, until_on: until }, { entries }) =>
    `Trilha de ${formatDate(from)} a ${formatDate(until)} revisada: ${entries} registros`,
}
