import hash from '@adonisjs/core/services/hash'
import { registries } from '#core/kernel/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export const DEMO_PASSWORD = 'aqueduto-demo'

/** What each profile may do: a test over every permission that the kernel and the plugins declare. */
interface Profile {
  readonly code: string
  readonly name: string
  readonly description: string
  may(permission: string): boolean
}

const isRead = (permission: string) => permission.endsWith('.read')
const KEPT_FOR_ADMINISTRATORS = new Set([
  'configuration.approve',
  'access.manage',
  'alerts.manage',
  'webhooks.manage',
])

const PROFILES: readonly Profile[] = [
  {
    code: 'administrator',
    name: 'Administrador',
    description: 'Faz tudo, inclusive aprovar configuração escrita por outra pessoa.',
    may: () => true,
  },
  {
    code: 'billing',
    name: 'Analista de faturamento',
    description:
      'Cadastra, fatura e escreve configuração; não aprova o que escreveu nem administra usuários.',
    may: (permission) => !KEPT_FOR_ADMINISTRATORS.has(permission),
  },
  {
    code: 'attendant',
    name: 'Atendente',
    description: 'Consulta cadastros, leituras, faturas e pagamentos, e emite segunda via.',
    may: (permission) =>
      permission === 'receivables.issue' ||
      (isRead(permission) && !/^(audit|jobs|configuration|system|messaging)\./.test(permission)),
  },
]

export const DEMO_USERS = [
  { email: 'ana.admin@demo.aqueduto', name: 'Ana Ribeiro', profile: 'administrator' },
  { email: 'bruno.faturamento@demo.aqueduto', name: 'Bruno Matos', profile: 'billing' },
  { email: 'carla.atendimento@demo.aqueduto', name: 'Carla Nunes', profile: 'attendant' },
  { email: 'diego.admin@demo.aqueduto', name: 'Diego Farias', profile: 'administrator' },
] as const

/** The demo's people as the login page lists them. */
export const demoUsersForLogin = () =>
  DEMO_USERS.map(({ email, name, profile }) => ({
    email,
    name,
    profile: PROFILES.find(({ code }) => code === profile)!.name,
  }))

/** The profiles of the product and the users of the demo municipality; what is there already stays, rights are renewed. */
export async function seedDemoUsers(tx: Tx, municipalityId: bigint): Promise<void> {
  const profileIds = new Map<string, bigint>()
  for (const profile of PROFILES) profileIds.set(profile.code, await writeProfile(tx, profile))
  for (const { email, name, profile } of DEMO_USERS) {
    const [user] = await query<{ id: bigint }>(
      tx,
      `insert into access_users (municipality_id, login, email, full_name, password, password_changed_at)
       values (?, ?, ?, ?, ?, ?)
       on conflict (lower(login)) do update set full_name = excluded.full_name returning id`,
      [municipalityId, email, email, name, await hash.make(DEMO_PASSWORD), clock.now()]
    )
    await tx
      .insertQuery()
      .table('access_user_profiles')
      .insert({ user_id: user!.id, profile_id: profileIds.get(profile) })
      .onConflict(['user_id', 'profile_id'])
      .ignore()
  }
}

async function writeProfile(tx: Tx, profile: Profile): Promise<bigint> {
  const { code, name, description } = profile
  const [row] = await tx
    .insertQuery()
    .table('access_profiles')
    .insert({ code, name, description })
    .onConflict('code')
    .merge(['name', 'description'])
    .returning('id')
  const id = row.id as bigint
  const permissions = registries()
    .permissions.names()
    .filter((permission) => profile.may(permission))
  await tx.rawQuery('delete from access_profile_permissions where profile_id = :id', {
    id: String(id),
  })
  if (permissions.length) {
    await tx
      .insertQuery()
      .table('access_profile_permissions')
      .multiInsert(permissions.map((permission) => ({ profile_id: id, permission })))
  }
  return id
}
