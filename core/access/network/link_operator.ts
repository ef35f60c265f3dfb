import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { findUserById } from '../sign_in/find_user.ts'
import type { KnownUser } from '../sign_in/types.ts'
import { profilesOfGroups } from './group_profiles.ts'
import { groupProfiles, registersFromGroups } from './settings.ts'

/** A person as the directory or the identity provider knows them, after it vouched for them. */
export interface NetworkPerson {
  readonly source: 'directory' | 'openid'
  /** Address of the directory or provider. */
  readonly issuer: string
  /** What never changes there: objectGUID, `sub`. */
  readonly subject: string
  readonly login: string
  /** Only an address that the source itself answers for. */
  readonly email: string | null
  readonly name: string
  readonly groups: readonly string[]
}

/**
 * The operator that a person of the network is: the one linked before, or the one registered with the same login or e-mail, or
 * a new one where the utility registers people by their groups. Profiles that come from groups are made anew.
 * @returns null when nobody is registered for the person.
 */
export async function operatorOf(
  person: NetworkPerson,
  municipalityId: bigint
): Promise<KnownUser | null> {
  const profiles = profilesOfGroups(person.groups, await groupProfiles(municipalityId))
  const mayRegister = profiles.length > 0 && (await registersFromGroups(municipalityId))
  return db.transaction(async (tx) => {
    const found = await findOperator(tx, person, municipalityId)
    if (!found && !mayRegister) return null
    const userId = found ?? (await register(tx, person, municipalityId))
    await link(tx, person, { userId, municipalityId })
    await giveProfiles(tx, { userId, municipalityId, profiles })
    return findUserById(userId, tx)
  })
}

/** Somebody linked to another account of the same source is another person, whatever the login or the e-mail says. */
async function findOperator(
  tx: Tx,
  { source, issuer, subject, login, email }: NetworkPerson,
  municipalityId: bigint
): Promise<bigint | null> {
  const [linked] = await query<{ user_id: bigint }>(
    tx,
    'select user_id from access_identities where source = ? and issuer = ? and subject = ?',
    [source, issuer, subject]
  )
  if (linked) return linked.user_id
  const [known] = await query<{ id: bigint }>(
    tx,
    `select u.id from access_users u
      where u.municipality_id = ?
        and (lower(u.login) = lower(?) or lower(u.email) in (lower(?), lower(?)))
        and not exists (select from access_identities i
                         where i.user_id = u.id and i.source = ? and i.issuer = ?)
      order by lower(u.login) = lower(?) desc limit 1`,
    [municipalityId, login, login, email, source, issuer, login]
  )
  return known?.id ?? null
}

async function register(tx: Tx, person: NetworkPerson, municipalityId: bigint): Promise<bigint> {
  const [user] = await query<{ id: bigint }>(
    tx,
    `insert into access_users (municipality_id, login, email, full_name, password)
     values (?, ?, ?, ?, null)
     on conflict do nothing returning id`,
    [municipalityId, person.login.toLowerCase(), person.email, person.name]
  )
  if (!user) throw new Error(`The login or e-mail of ${person.login} belongs to somebody else`)
  await note(
    tx,
    { municipalityId, userId: user.id },
    `${person.name} cadastrado na primeira entrada`
  )
  return user.id
}

interface Operator {
  readonly userId: bigint
  readonly municipalityId: bigint
}

async function link(
  tx: Tx,
  { source, issuer, subject }: NetworkPerson,
  { userId, municipalityId }: Operator
): Promise<void> {
  const now = clock.now()
  await query(
    tx,
    `insert into access_identities
       (municipality_id, user_id, source, issuer, subject, linked_at, last_seen_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (source, issuer, subject) do update set last_seen_at = excluded.last_seen_at`,
    [municipalityId, userId, source, issuer, subject, now, now]
  )
}

/** Gives the profiles of the groups and takes away those that came from groups the person left; those given by hand stay. */
async function giveProfiles(
  tx: Tx,
  { userId, municipalityId, profiles }: Operator & { readonly profiles: readonly string[] }
): Promise<void> {
  const taken = await query<{ name: string }>(
    tx,
    `with lost as (
       delete from access_group_profiles g using access_profiles p
        where p.id = g.profile_id and g.user_id = ? and p.code <> all(?::text[])
       returning g.profile_id, p.name)
     delete from access_user_profiles up using lost
      where up.user_id = ? and up.profile_id = lost.profile_id
     returning lost.name`,
    [userId, profiles, userId]
  )
  const given = await query<{ name: string }>(
    tx,
    `with given as (
       insert into access_user_profiles (user_id, profile_id)
       select ?, id from access_profiles where code = any(?::text[])
       on conflict do nothing returning profile_id),
     kept as (
       insert into access_group_profiles (user_id, profile_id)
       select ?, profile_id from given on conflict do nothing)
     select p.name from given join access_profiles p on p.id = given.profile_id`,
    [userId, profiles, userId]
  )
  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(', ')
  const changes = [
    ...(given.length ? [`dados: ${names(given)}`] : []),
    ...(taken.length ? [`retirados: ${names(taken)}`] : []),
  ]
  if (!changes.length) return
  await note(tx, { municipalityId, userId }, `Perfis pelos grupos da rede, ${changes.join('; ')}`)
}

async function note(tx: Tx, { userId, municipalityId }: Operator, text: string): Promise<void> {
  await appendEntry(tx, {
    municipalityId,
    at: clock.now(),
    actor: { userId: null, name: 'Entrada pela rede' },
    action: 'access.network_entry',
    subject: { type: 'access.user', id: userId },
    description: text,
    reason: null,
    payload: {},
  })
}
