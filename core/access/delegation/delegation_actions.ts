import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, civilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { keepingSeparation } from '../duties/separation.ts'
import { todayIn } from '../municipality.ts'
import { requireOther } from '../users/user_row.ts'
import { mayBeDelegated } from './delegated_rights.ts'

const LONGEST_DAYS = 366

interface Terms {
  /** E-mail of who receives. */
  readonly to: string
  readonly from: string
  readonly until: string
  /** Code of one of the lender's profiles; or else permissions by name. */
  readonly profile?: string | null
  readonly permissions?: readonly string[]
}

interface TermsFor extends Terms {
  /** E-mail of who lends. */
  readonly owner: string
}

interface Lent {
  readonly id: bigint
  readonly from: string
  readonly to: string
  readonly what: string
}

interface Person {
  readonly id: bigint
  readonly full_name: string
}

const day = () => vine.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const terms = {
  to: vine.string().trim().maxLength(254),
  from: day(),
  until: day(),
  profile: vine.string().maxLength(100).nullable().optional(),
  permissions: vine.array(vine.string().maxLength(100)).maxLength(200).distinct().optional(),
}
const LABELS = {
  owner: 'E-mail de quem delega',
  to: 'E-mail de quem recebe',
  from: 'De',
  until: 'Até',
  profile: 'Perfil',
  permissions: 'Permissões',
}

const describeLent = ({ from, until }: Terms, { from: lender, to, what }: Lent) =>
  `${lender} delegou a ${to}, de ${formatDate(civilDate(from))} a ${formatDate(civilDate(until))}: ${what}`

/** Lends rights of one's own to a colleague, from one day to another. */
export const delegateAction: Action<Terms, Lent> = {
  name: 'access.delegate',
  title: 'Delegar permissões',
  permission: 'access.delegate',
  input: vine.create(terms),
  labels: LABELS,
  reason: 'required',
  subject: (_, { id }) => ({ type: 'access.delegation', id }),
  run: (context, input) =>
    lend(context, input, { id: context.actor.userId ?? -1n, full_name: context.actor.name }),
  describe: describeLent,
}

/** The same on behalf of somebody who is away; never to oneself, as nobody gives themselves a profile. */
export const delegateForAction: Action<TermsFor, Lent> = {
  name: 'access.delegate_for',
  title: 'Delegar permissões de outra pessoa',
  permission: 'access.manage',
  input: vine.create({ owner: vine.string().trim().maxLength(254), ...terms }),
  labels: LABELS,
  reason: 'required',
  subject: (_, { id }) => ({ type: 'access.delegation', id }),
  async run(context, input) {
    requireOther(context, await personByEmail(context, input.to))
    return lend(context, input, await personByEmail(context, input.owner))
  },
  describe: describeLent,
}

async function lend(context: ActionContext, input: Terms, lender: Person): Promise<Lent> {
  const { tx, municipalityId, actor, now, reason } = context
  const receiver = await personByEmail(context, input.to)
  if (receiver.id === lender.id) throw errors.E_ACCESS_DELEGATE_SELF()
  const { from, until } = await periodOf(context, input)
  const { profileId, permissions, what } = await lendable(tx, lender, input)
  const [row] = await keepingSeparation({ tx, municipalityId, now }, [receiver.id], () =>
    query<{ id: bigint }>(
      tx,
      `insert into access_delegations
         (municipality_id, from_user_id, to_user_id, profile_id, permissions, from_on, until_on, reason,
          created_by, created_at)
       values (?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, lender.id, receiver.id, profileId, permissions, from, until, reason],
        ...[actor.userId, now],
      ]
    )
  )
  return { id: row!.id, from: lender.full_name, to: receiver.full_name, what }
}

async function periodOf(
  { tx, municipalityId, now }: ActionContext,
  { from, until }: Terms
): Promise<{ from: CivilDate; until: CivilDate }> {
  const today = await todayIn(tx, municipalityId, now)
  const refused = () => errors.E_ACCESS_DELEGATE_PERIOD({ from, until })
  const period: { from: CivilDate; until: CivilDate } = {
    from: civilDate(from),
    until: civilDate(until),
  }
  const isPossible = period.from >= today && period.until >= period.from
  if (!isPossible || period.until > addDays(period.from, LONGEST_DAYS)) throw refused()
  return period
}

/** What is lent, after each permission was found in the lender's own profiles. */
async function lendable(tx: Tx, lender: Person, { profile, permissions = [] }: Terms) {
  const own = await ownRights(tx, lender.id)
  if (profile) {
    const held = own.find(({ code }) => code === profile)
    if (!held) throw notHeld(lender, profile, profile)
    return { profileId: held.profile_id, permissions: [], what: `o perfil ${held.name}` }
  }
  const mine = new Set(own.flatMap((one) => one.permissions))
  const title = (permission: string) => registries().permissions.find(permission) ?? permission
  const lacking = permissions.find((one) => !mine.has(one) || !mayBeDelegated(one))
  if (lacking !== undefined || !permissions.length) {
    throw notHeld(lender, lacking ?? '', lacking ? title(lacking) : 'nenhuma escolhida')
  }
  return { profileId: null, permissions: [...permissions], what: permissions.map(title).join('; ') }
}

const notHeld = (lender: Person, permission: string, title: string) =>
  errors.E_ACCESS_DELEGATE_NOT_HELD({ from: lender.full_name, permission, title })

interface OwnProfile {
  readonly profile_id: bigint
  readonly code: string
  readonly name: string
  readonly permissions: readonly string[]
}

/** The profiles that a person holds themselves, with what each allows. */
export function ownRights(reader: Pick<Tx, 'rawQuery'>, userId: bigint): Promise<OwnProfile[]> {
  return query<OwnProfile>(
    reader,
    `select p.id as profile_id, p.code, p.name,
            coalesce(array_agg(pp.permission order by pp.permission)
                       filter (where pp.permission is not null), '{}') as permissions
       from access_user_profiles up
       join access_profiles p on p.id = up.profile_id
       left join access_profile_permissions pp on pp.profile_id = p.id
      where up.user_id = ? group by p.id order by p.name`,
    [userId]
  )
}

async function personByEmail(context: ActionContext, email: string): Promise<Person> {
  const [person] = await query<Person>(
    context.tx,
    `select id, full_name from access_users
      where lower(email) = lower(?) and municipality_id = ? and is_active`,
    [email, context.municipalityId]
  )
  if (!person) throw errors.E_ACCESS_DELEGATE_UNKNOWN({ who: email })
  return person
}

interface EndInput {
  readonly id: number
}

interface Ended {
  readonly from: string
  readonly to: string
}

const endInput = vine.create({ id: vine.number().positive().withoutDecimals() })

async function end(context: ActionContext, id: number, owner: bigint | null): Promise<Ended> {
  const { tx, actor, municipalityId, now } = context
  const [ended] = await query<Ended>(
    tx,
    `update access_delegations d set ended_at = ?, ended_by = ?
       from access_users lender, access_users receiver
      where d.id = ? and d.municipality_id = ? and d.ended_at is null
        and lender.id = d.from_user_id and receiver.id = d.to_user_id
        and (?::bigint is null or ? in (d.from_user_id, d.to_user_id))
      returning lender.full_name as from, receiver.full_name as to`,
    [now, actor.userId, id, municipalityId, owner, owner]
  )
  if (!ended) throw errors.E_ACCESS_DELEGATION_OVER({ id })
  return ended
}

const endAction = (
  own: boolean
): Pick<
  Action<EndInput, Ended>,
  'input' | 'reason' | 'labels' | 'subject' | 'run' | 'describe'
> => ({
  input: endInput,
  labels: { id: 'Número da delegação' },
  reason: own ? 'optional' : 'required',
  subject: ({ id }) => ({ type: 'access.delegation', id: BigInt(id) }),
  run: (context, { id }) => end(context, id, own ? (context.actor.userId ?? -1n) : null),
  describe: (_, { from, to }) => `Delegação de ${from} a ${to} encerrada`,
})

/** Ends a delegation that one gave or received. */
export const endDelegationAction: Action<EndInput, Ended> = {
  name: 'access.end_delegation',
  title: 'Encerrar delegação',
  permission: 'access.delegate',
  ...endAction(true),
}

/** Ends anybody's. */
export const endAnyDelegationAction: Action<EndInput, Ended> = {
  name: 'access.end_any_delegation',
  title: 'Encerrar delegação de outra pessoa',
  permission: 'access.manage',
  ...endAction(false),
}
