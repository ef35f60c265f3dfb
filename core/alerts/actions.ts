import vine from '@vinejs/vine'
import { type Action, rowId } from '#core/actions/index'
import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { errors } from './errors.ts'
import { TOPICS, type Topic } from './topics.ts'

interface Input {
  readonly topic: Topic | '*'
  readonly user_id?: number
  readonly profile_id?: number
  readonly email?: string
}

interface Outcome {
  readonly id: bigint
  readonly topic: string
  readonly name: string
}

const topicTitle = (topic: string) =>
  topic === '*' ? 'Todos os assuntos' : (TOPICS[topic as Topic] ?? topic)

/** Who is meant, as people call them; a person or profile of elsewhere is nobody. */
async function nameOf(tx: Tx, municipalityId: bigint, given: Input): Promise<string> {
  const { user_id: userId, profile_id: profileId, email } = given
  if ([userId, profileId, email].filter((one) => one !== undefined).length !== 1)
    throw errors.E_ALERTS_WHO()
  if (email !== undefined) return email
  const [row] = await query<{ name: string }>(
    tx,
    userId !== undefined
      ? 'select full_name as name from access_users where id = ? and municipality_id = ? and is_active'
      : 'select name from access_profiles where id = ? and ?::bigint is not null',
    [userId ?? profileId!, municipalityId]
  )
  if (!row) throw errors.E_ALERTS_WHO()
  return row.name
}

/** Somebody more is told when something of that topic goes wrong. */
export const addResponsibleAction: Action<Input, Outcome> = {
  name: 'alerts.add_responsible',
  title: 'Incluir responsável',
  permission: 'alerts.manage',
  input: vine.create({
    topic: vine.enum(['*', ...Object.keys(TOPICS)] as const),
    user_id: rowId().optional(),
    profile_id: rowId().optional(),
    email: vine.string().email().maxLength(254).toLowerCase().optional(),
  }),
  reason: 'none',
  subject: (_, { id }) => ({ type: 'alerts.responsible', id }),
  async run({ tx, municipalityId }, given) {
    const name = await nameOf(tx, municipalityId, given)
    try {
      const [row] = await query<{ id: bigint }>(
        tx,
        `insert into alerts_responsibles (municipality_id, topic, user_id, profile_id, email) values (?, ?, ?, ?, ?) returning id`,
        [
          ...[municipalityId, given.topic, given.user_id ?? null, given.profile_id ?? null],
          given.email ?? null,
        ]
      )
      return { id: row!.id, topic: topicTitle(given.topic), name }
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw errors.E_ALERTS_THERE({}, { cause: error })
    }
  },
  describe: (_, { topic, name }) => `Responsável incluído: ${name} é avisado de “${topic}”`,
}

/** Somebody is no longer told. */
export const removeResponsibleAction: Action<{ readonly id: number }, Outcome> = {
  name: 'alerts.remove_responsible',
  title: 'Retirar responsável',
  permission: 'alerts.manage',
  input: vine.create({ id: rowId() }),
  reason: 'none',
  subject: (_, { id }) => ({ type: 'alerts.responsible', id }),
  async run({ tx, municipalityId }, { id }) {
    const [row] = await query<{ id: bigint; topic: string; name: string }>(
      tx,
      `delete from alerts_responsibles r where r.id = ? and r.municipality_id = ?
       returning r.id, r.topic, coalesce(r.email, (select full_name from access_users where id = r.user_id),
                                         (select name from access_profiles where id = r.profile_id)) as name`,
      [id, municipalityId]
    )
    if (!row) throw errors.E_ALERTS_UNKNOWN({ id })
    return { ...row, topic: topicTitle(row.topic) }
  },
  describe: (_, { topic, name }) =>
    `Responsável retirado: ${name} não é mais avisado de “${topic}”`,
}

export const alertActions: readonly Action[] = [addResponsibleAction, removeResponsibleAction]
