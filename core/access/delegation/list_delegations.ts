import db from '@adonisjs/lucid/services/db'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'

interface Row {
  readonly id: bigint
  readonly fromId: bigint
  readonly from: string
  readonly to: string
  readonly profile: string | null
  readonly permissions: readonly string[]
  readonly fromOn: CivilDate
  readonly untilOn: CivilDate
  readonly reason: string
  readonly endedAt: Date | null
}

const LONGEST_LIST = 200

/** Delegations that a person gave or received, or everybody's, newest first, as screens show them. */
export async function listDelegations(
  asked: { readonly municipalityId: bigint; readonly userId: bigint | null },
  today: CivilDate
) {
  const rows = await query<Row>(
    db,
    `select d.id, d.from_user_id as "fromId", lender.full_name as "from", receiver.full_name as "to",
            p.name as profile, d.permissions, d.from_on as "fromOn", d.until_on as "untilOn", d.reason,
            d.ended_at as "endedAt"
       from access_delegations d
       join access_users lender on lender.id = d.from_user_id
       join access_users receiver on receiver.id = d.to_user_id
       left join access_profiles p on p.id = d.profile_id
      where d.municipality_id = ? and (?::bigint is null or ? in (d.from_user_id, d.to_user_id))
      order by d.id desc limit ?`,
    [asked.municipalityId, asked.userId, asked.userId, LONGEST_LIST]
  )
  return rows.map((row) => ({
    ...row,
    period: `${formatDate(row.fromOn)} a ${formatDate(row.untilOn)}`,
    what: row.profile
      ? `Perfil ${row.profile}`
      : row.permissions.map((one) => registries().permissions.find(one) ?? one).join('; '),
    state: stateOf(row, today),
  }))
}

function stateOf({ endedAt, fromOn, untilOn }: Row, today: CivilDate) {
  if (endedAt) return { tone: 'neutral', text: 'Encerrada', isLive: false }
  if (untilOn < today) return { tone: 'neutral', text: 'Terminou', isLive: false }
  if (fromOn > today) return { tone: 'info', text: 'Ainda não começou', isLive: true }
  return { tone: 'good', text: 'Em vigor', isLive: true }
}
