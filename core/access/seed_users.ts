import hash from '@adonisjs/core/services/hash'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { DUTIES } from '#config/duties'
import { registries } from '#core/kernel/index'
import { conflictsOf } from './duties/conflicts.ts'
import { PRODUCT_PROFILES, writeProductProfiles } from './profiles/product_profiles.ts'

export const DEMO_PASSWORD = 'aqueduto-demo'

export const DEMO_USERS = [
  person('ana.admin', 'Ana Ribeiro', 'administrator', 'Gerente comercial', 'Gerência comercial'),
  person('bruno.faturamento', 'Bruno Matos', 'billing', 'Analista', 'Faturamento'),
  person('carla.atendimento', 'Carla Nunes', 'attendant', 'Atendente', 'Atendimento'),
  person('diego.admin', 'Diego Farias', 'administrator', 'Diretor', 'Diretoria'),
  person('elisa.leitura', 'Elisa Prado', 'reading', 'Coordenadora', 'Leitura'),
  person('fabio.arrecadacao', 'Fábio Antunes', 'collection', 'Analista', 'Finanças'),
  person('gilda.auditoria', 'Gilda Moreira', 'query', 'Auditora', 'Controle interno'),
] as const

function person<L extends string>(
  name: L,
  fullName: string,
  ...[profile, jobTitle, area]: [string, string, string]
) {
  return { email: `${name}@demo.aqueduto`, name: fullName, profile, jobTitle, area } as const
}

/** The demo's people as the login page lists them. */
export const demoUsersForLogin = () =>
  DEMO_USERS.map(({ email, name, profile }) => ({
    email,
    name,
    profile: PRODUCT_PROFILES.find(({ code }) => code === profile)!.name,
  }))

/** The profiles of the product and the users of the demo municipality; what is there already stays, rights are renewed. */
export async function seedDemoUsers(tx: Tx, municipalityId: bigint): Promise<void> {
  const profileIds = await writeProductProfiles(tx, { isRenewed: true })
  const ids = new Map<string, bigint>()
  for (const user of DEMO_USERS) {
    const id = await writeUser(tx, municipalityId, user)
    await query(
      tx,
      `insert into access_user_profiles (user_id, profile_id) values (?, ?) on conflict do nothing`,
      [id, profileIds.get(user.profile)!]
    )
    ids.set(user.email, id)
  }
  await writeExceptions(tx, municipalityId, ids)
}

async function writeUser(
  tx: Tx,
  municipalityId: bigint,
  { email, name, jobTitle, area }: (typeof DEMO_USERS)[number]
): Promise<bigint> {
  const [user] = await query<{ id: bigint }>(
    tx,
    `insert into access_users (municipality_id, login, email, full_name, job_title, area, password, password_changed_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (lower(login)) do update
       set full_name = excluded.full_name, job_title = excluded.job_title, area = excluded.area returning id`,
    [
      municipalityId,
      email,
      email,
      name,
      jobTitle,
      area,
      await hash.make(DEMO_PASSWORD),
      clock.now(),
    ]
  )
  return user!.id
}

/** A small utility's administrators do everything: the demo shows it as it should be, excepted by another with a date. */
async function writeExceptions(
  tx: Tx,
  municipalityId: bigint,
  ids: ReadonlyMap<string, bigint>
): Promise<void> {
  const now = clock.now()
  for (const { email, profile } of DEMO_USERS) {
    const may = PRODUCT_PROFILES.find(({ code }) => code === profile)!
    if (profile !== 'administrator') continue
    const permissions = registries()
      .permissions.names()
      .filter((name) => may.may(name))
    for (const { a, b } of conflictsOf(new Set(permissions), DUTIES)) {
      const [asker, decider] = ['ana.admin', 'diego.admin'].map((one) =>
        ids.get(`${one}@demo.aqueduto`)!
      )
      const isOwn = ids.get(email) === decider
      await query(
        tx,
        `insert into access_duty_exceptions (municipality_id, user_id, activity_a, activity_b, reason, valid_until,
           status, requested_by, requested_at, decided_by, decided_at)
         select ?, ?, ?, ?, 'Equipe reduzida: cobre férias e licenças', (?::timestamptz + interval '6 months')::date,
                'approved', ?, ?, ?, ?
          where not exists (select 1 from access_duty_exceptions where user_id = ? and activity_a = ? and activity_b = ?)`,
        [
          ...[municipalityId, ids.get(email)!, a.code, b.code, now],
          ...[isOwn ? decider! : asker!, now, isOwn ? asker! : decider!, now],
          ...[ids.get(email)!, a.code, b.code],
        ]
      )
    }
  }
}
