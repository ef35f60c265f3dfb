import { type Tx, query } from '#core/database/index'
import type { Topic } from './topics.ts'

/** Somebody to be told: a user (inbox, and e-mail when there is one) or an address alone. */
export interface Recipient {
  readonly userId: bigint | null
  readonly name: string | null
  readonly email: string | null
}

interface Row {
  readonly id: bigint | null
  readonly full_name: string | null
  readonly email: string | null
}

const asRecipient = ({ id, full_name: name, email }: Row): Recipient => ({
  userId: id,
  name,
  email,
})

/** Who is responsible for a topic; nobody registered means everybody who may manage alerts. */
export async function responsiblesFor(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  topic: Topic
): Promise<Recipient[]> {
  const rows = await query<Row>(
    tx,
    `select distinct u.id, u.full_name, u.email
       from alerts_responsibles r
       join access_users u on u.municipality_id = r.municipality_id and u.is_active
        and (u.id = r.user_id
             or exists (select from access_user_profiles up where up.user_id = u.id and up.profile_id = r.profile_id))
      where r.municipality_id = ? and r.topic in (?, '*')
     union
     select null, null, r.email from alerts_responsibles r
      where r.municipality_id = ? and r.topic in (?, '*') and r.email is not null`,
    [municipalityId, topic, municipalityId, topic]
  )
  if (rows.length) return rows.map(asRecipient)
  const managers = await query<Row>(
    tx,
    `select distinct u.id, u.full_name, u.email
       from access_users u
       join access_user_profiles up on up.user_id = u.id
       join access_profile_permissions p on p.profile_id = up.profile_id and p.permission = 'alerts.manage'
      where u.municipality_id = ? and u.is_active`,
    [municipalityId]
  )
  return managers.map(asRecipient)
}

/** To whom a programmed alert goes: profiles by code, people by login, addresses as they are. */
export interface Addressees {
  readonly profiles: readonly string[]
  readonly users: readonly string[]
  readonly emails: readonly string[]
}

export async function recipientsOf(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  { profiles, users, emails }: Addressees
): Promise<Recipient[]> {
  const rows = await query<Row>(
    tx,
    `select distinct u.id, u.full_name, u.email
       from access_users u
      where u.municipality_id = ? and u.is_active
        and (lower(u.login) = any(?::text[])
             or exists (select from access_user_profiles up join access_profiles p on p.id = up.profile_id
                         where up.user_id = u.id and p.code = any(?::text[])))`,
    [municipalityId, users.map((login) => login.toLowerCase()), profiles]
  )
  const alone = emails.map((email) => ({ userId: null, name: null, email }))
  return [...rows.map(asRecipient), ...alone]
}
