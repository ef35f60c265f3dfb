import vine from '@vinejs/vine'
import type { Action, ActionContext, ActionSubject } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { endSessionsOf } from '../sessions/open_session.ts'
import { userId } from '../users/inputs.ts'
import { requireManager } from '../users/user_row.ts'

const PERMISSION = 'access.review'
const subjectOf = (id: bigint | number): ActionSubject => ({
  type: 'access.reviews',
  id: BigInt(id),
})

interface OpenInput {
  readonly title: string
  /** Only who has this profile; everybody with all of theirs when not said. */
  readonly profile?: number | null
}

interface Opened {
  readonly id: bigint
  readonly lines: number
  readonly profileName: string | null
}

/** A campaign: every active person with each of their profiles, or with one, as they are now. */
const openReview: Action<OpenInput, Opened> = {
  name: 'access.open_review',
  title: 'Abrir revisão de acessos',
  permission: PERMISSION,
  input: vine.create({
    title: vine.string().trim().minLength(3).maxLength(80),
    profile: userId.clone().nullable().optional(),
  }),
  labels: { title: 'Nome da revisão', profile: 'Perfil (vazio: todos)' },
  reason: 'none',
  subject: (_, { id }) => subjectOf(id),
  async run({ tx, actor, municipalityId, now }, { title, profile }) {
    const one = profile ? await profileOf(tx, profile) : null
    const [open] = await query(
      tx,
      `select id from access_reviews
        where municipality_id = ? and profile_id is not distinct from ?::bigint and signed_at is null`,
      [municipalityId, one?.id ?? null]
    )
    if (open) throw errors.E_ACCESS_REVIEW_OPEN()
    const [review] = await query<{ id: bigint }>(
      tx,
      `insert into access_reviews (municipality_id, title, profile_id, profile_name, opened_by, opened_at)
       values (?, ?, ?, ?, ?, ?) returning id`,
      [municipalityId, title, one?.id ?? null, one?.name ?? null, actor.userId, now]
    )
    const lines = await writeLines(tx, municipalityId, { id: review!.id, profile: one?.id ?? null })
    return { id: review!.id, lines, profileName: one?.name ?? null }
  },
  describe: ({ title }, { lines, profileName }) =>
    `Revisão de acessos “${title}”${profileName ? ` do perfil “${profileName}”` : ''} aberta com ${lines} linhas`,
}

async function profileOf(tx: Tx, id: number): Promise<{ id: bigint; name: string }> {
  const [profile] = await query<{ id: bigint; name: string }>(
    tx,
    'select id, name from access_profiles where id = ?',
    [id]
  )
  if (!profile) throw errors.E_ACCESS_PROFILE({ id })
  return profile
}

async function writeLines(
  tx: Tx,
  municipalityId: bigint,
  { id, profile }: { readonly id: bigint; readonly profile: bigint | null }
): Promise<number> {
  const rows = await query(
    tx,
    `insert into access_review_lines
       (municipality_id, review_id, user_id, profile_id, login, full_name, profile_name, last_login_at)
     select u.municipality_id, ?, u.id, p.id, u.login, u.full_name, p.name, u.last_login_at
       from access_users u
       left join access_user_profiles up on up.user_id = u.id
       left join access_profiles p on p.id = up.profile_id
      where u.municipality_id = ? and u.is_active and (?::bigint is null or p.id = ?)
      order by u.full_name, p.name
     returning id`,
    [id, municipalityId, profile, profile]
  )
  return rows.length
}

interface Line {
  readonly id: bigint
  readonly reviewId: bigint
  readonly userId: bigint
  readonly profileId: bigint | null
  readonly fullName: string
  readonly profileName: string | null
}

async function lockLine({ tx, municipalityId }: ActionContext, id: number): Promise<Line> {
  const [line] = await query<Line>(
    tx,
    `select l.id, l.review_id as "reviewId", l.user_id as "userId", l.profile_id as "profileId",
            l.full_name as "fullName", l.profile_name as "profileName"
       from access_review_lines l join access_reviews r on r.id = l.review_id
      where l.id = ? and l.municipality_id = ? and r.signed_at is null for update of l`,
    [id, municipalityId]
  )
  if (!line) throw errors.E_ACCESS_REVIEW({ id })
  return line
}

interface DecideInput {
  readonly line: number
  readonly decision: 'keep' | 'remove'
}

const what = ({ fullName, profileName }: Line) =>
  profileName ? `o perfil “${profileName}” de ${fullName}` : `o acesso de ${fullName}, sem perfil`

/** Keeps or takes away one profile of one person, at once; nobody decides on their own. */
const decideLine: Action<DecideInput, Line> = {
  name: 'access.decide_review_line',
  title: 'Decidir acesso na revisão',
  permission: PERMISSION,
  input: vine.create({ line: userId, decision: vine.enum(['keep', 'remove']) }),
  labels: { line: 'Linha', decision: 'Decisão' },
  reason: 'optional',
  subject: (_, { reviewId }) => subjectOf(reviewId),
  async run(context, { line: id, decision }) {
    const { tx, actor, now, reason } = context
    const line = await lockLine(context, id)
    if (actor.userId === line.userId) throw errors.E_ACCESS_SELF({ user: actor.name })
    if (decision === 'remove' && !reason) throw errors.E_ACCESS_REVIEW_REASON()
    if (decision === 'remove') await removeAccess(context, line)
    await query(
      tx,
      'update access_review_lines set decision = ?, reason = ?, decided_by = ?, decided_at = ? where id = ?',
      [decision, reason, actor.userId, now, line.id]
    )
    return line
  },
  describe: ({ decision }, line) =>
    decision === 'keep' ? `Revisão: mantido ${what(line)}` : `Revisão: retirado ${what(line)}`,
}

/** A profile is taken from the person; a person without any is deactivated. */
async function removeAccess({ tx, actor, municipalityId, now }: ActionContext, line: Line) {
  if (line.profileName !== null) {
    await query(tx, 'delete from access_user_profiles where user_id = ? and profile_id = ?', [
      line.userId,
      line.profileId,
    ])
  } else {
    await query(tx, 'update access_users set is_active = false, updated_at = ? where id = ?', [
      now,
      line.userId,
    ])
    await endSessionsOf(tx, { userId: line.userId, reason: 'deactivated', by: actor.userId })
  }
  await requireManager(tx, municipalityId)
}

interface Signed {
  readonly title: string
  readonly kept: number
  readonly removed: number
}

/** Closes a campaign for good: name and date of who signed stay with its decisions. */
const signReview: Action<{ readonly id: number }, Signed> = {
  name: 'access.sign_review',
  title: 'Assinar revisão de acessos',
  permission: PERMISSION,
  input: vine.create({ id: userId }),
  labels: { id: 'Revisão' },
  reason: 'none',
  subject: ({ id }) => subjectOf(id),
  async run({ tx, actor, municipalityId, now }, { id }) {
    const [review] = await query<{ title: string }>(
      tx,
      'select title from access_reviews where id = ? and municipality_id = ? and signed_at is null for update',
      [id, municipalityId]
    )
    if (!review) throw errors.E_ACCESS_REVIEW({ id })
    const [count] = await query<{ kept: number; removed: number; pending: number }>(
      tx,
      `select (count(*) filter (where decision = 'keep'))::int as kept,
              (count(*) filter (where decision = 'remove'))::int as removed,
              (count(*) filter (where decision is null))::int as pending
         from access_review_lines where review_id = ?`,
      [id]
    )
    const { kept, removed, pending } = count!
    if (pending) throw errors.E_ACCESS_REVIEW_PENDING({ id, count: pending })
    await query(tx, 'update access_reviews set signed_by = ?, signed_at = ? where id = ?', [
      actor.userId,
      now,
      id,
    ])
    return { title: review.title, kept, removed }
  },
  describe: (_, { title, kept, removed }) =>
    `Revisão de acessos “${title}” assinada: ${kept} acessos mantidos, ${removed} retirados`,
}

export const reviewActions: readonly Action[] = [openReview, decideLine, signReview]
