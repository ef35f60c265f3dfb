import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { systemActor } from '../actor.ts'
import { errors } from '../errors.ts'
import { replacePassword } from '../passwords/new_password.ts'
import { accessPolicyWithin } from '../policy.ts'
import { writeProductProfiles } from '../profiles/product_profiles.ts'
import { startMunicipalities } from '../start_municipality.ts'
import { refusingTaken } from './user_row.ts'

export interface FirstAdmin {
  readonly login: string
  readonly fullName: string
  readonly password: string
  readonly municipality: {
    readonly code: string
    readonly name?: string
    readonly state?: string
    readonly ibge?: string
    readonly timeZone?: string
  }
}

/**
 * The first person of an installation: municipality, what it starts with and product profiles are written when they are not
 * there. Only for who has the machine; further people are registered on the screens.
 * @returns a sentence of what was done
 * @throws BusinessError E_ACCESS_MUNICIPALITY, E_ACCESS_LOGIN_TAKEN, E_ACCESS_PASSWORD
 */
export async function createAdmin({ login, fullName, password, municipality }: FirstAdmin) {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const municipalityId = await writeMunicipality(tx, municipality)
    const profiles = await writeProductProfiles(tx, { isRenewed: false })
    const [user] = await refusingTaken(
      () =>
        query<{ id: bigint }>(
          tx,
          'insert into access_users (municipality_id, login, full_name) values (?, ?, ?) returning id',
          [municipalityId, login, fullName]
        ),
      () => errors.E_ACCESS_LOGIN_TAKEN({ login })
    )
    await startMunicipalities(tx, municipalityId)
    const policy = await accessPolicyWithin(tx, municipalityId, now)
    const owner = { id: user!.id, login, password: null }
    await replacePassword(tx, { owner, password, policy, isTemporary: false, now })
    await query(tx, 'insert into access_user_profiles (user_id, profile_id) values (?, ?)', [
      owner.id,
      profiles.get('administrator')!,
    ])
    const description = `Administrador ${fullName} (${login}) cadastrado pela linha de comando`
    await appendEntry(tx, {
      ...{ municipalityId, at: now, actor: systemActor(municipalityId), description },
      action: 'access.create_admin',
      subject: { type: 'access.users', id: owner.id },
      reason: null,
      payload: {},
    })
    return description
  })
}

async function writeMunicipality(tx: Tx, given: FirstAdmin['municipality']): Promise<bigint> {
  const { code, name, state, ibge, timeZone } = given
  const [known] = await query<{ id: bigint }>(
    tx,
    'select id from access_municipalities where code = ?',
    [code]
  )
  if (known) return known.id
  if (!name || !/^[A-Z]{2}$/.test(state ?? '') || !/^\d{7}$/.test(ibge ?? '')) {
    throw errors.E_ACCESS_MUNICIPALITY({ code })
  }
  const [written] = await query<{ id: bigint }>(
    tx,
    'insert into access_municipalities (code, name, state, ibge_code, time_zone) values (?, ?, ?, ?, ?) returning id',
    [code, name, state!, ibge!, timeZone ?? 'America/Sao_Paulo']
  )
  return written!.id
}
