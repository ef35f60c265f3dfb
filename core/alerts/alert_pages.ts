import db from '@adonisjs/lucid/services/db'
import { knownEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { ALERT_KIND, alertKind } from './alert_kind.ts'
import { TOPICS, type Topic } from './topics.ts'

export const CAUSES_PER_PAGE = 50

/** What went wrong, open ones first, newest first. */
export async function causePage(municipalityId: bigint, page: number) {
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    'select count(*)::int as total from alerts_causes where municipality_id = ?',
    [municipalityId]
  )
  const rows = await query<{
    id: bigint
    topic: Topic
    title: string
    detail: string
    path: string | null
    opened_at: Date
    closed_at: Date | null
    times_told: number
  }>(
    db,
    `select * from alerts_causes where municipality_id = ?
      order by (closed_at is null) desc, id desc limit ? offset ?`,
    [municipalityId, CAUSES_PER_PAGE, (page - 1) * CAUSES_PER_PAGE]
  )
  return { total, causes: rows.map((row) => ({ ...row, topic: TOPICS[row.topic] })) }
}

/** Who is told of what, and who could be. */
export async function responsiblePage(municipalityId: bigint) {
  const responsibles = await query<{ id: bigint; topic: string; name: string; kind: string }>(
    db,
    `select r.id, r.topic, coalesce(u.full_name, p.name, r.email) as name,
            case when u.id is not null then 'Pessoa' when p.id is not null then 'Perfil' else 'E-mail' end as kind
       from alerts_responsibles r
       left join access_users u on u.id = r.user_id
       left join access_profiles p on p.id = r.profile_id
      where r.municipality_id = ? order by r.topic, name`,
    [municipalityId]
  )
  return {
    responsibles: responsibles.map((row) => ({
      ...row,
      topic: row.topic === '*' ? 'Todos os assuntos' : TOPICS[row.topic as Topic],
    })),
    users: await query<{ id: bigint; name: string }>(
      db,
      'select id, full_name as name from access_users where municipality_id = ? and is_active order by full_name',
      [municipalityId]
    ),
    profiles: await profiles(),
    topics: Object.entries(TOPICS).map(([value, title]) => ({ value, title })),
  }
}

export const profiles = () =>
  query<{ id: bigint; code: string; name: string }>(
    db,
    'select id, code, name from access_profiles order by name'
  )

/** The programmed alerts, each with what is in force today. */
export async function programmedList(municipalityId: bigint, timeZone: string) {
  const items = await query<{ key: string; title: string; waiting: boolean }>(
    db,
    `select i.key, i.title, bool_or(v.status in ('draft', 'in_review')) as waiting
       from configuration_items i join configuration_versions v on v.item_id = i.id
      where i.kind = ? and (i.municipality_id = ? or i.municipality_id is null)
      group by i.key, i.title order by i.title`,
    [ALERT_KIND, municipalityId]
  )
  const today = clock.today(timeZone)
  return Promise.all(
    items.map(async ({ key, title, waiting }) => {
      const version = await inForce(ALERT_KIND, key, municipalityId, today)
      return {
        ...{ key, title, waiting },
        path: `/configuration/${ALERT_KIND}/${encodeURIComponent(key)}`,
        summary: version ? alertKind.summarize(version.content) : null,
      }
    })
  )
}

export const eventChoices = () =>
  [...knownEvents()]
    .map(([name, { title, fields }]) => ({
      name,
      title,
      fields: Object.entries(fields).map(([field, one]) => ({ name: field, ...one })),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'pt-BR'))
