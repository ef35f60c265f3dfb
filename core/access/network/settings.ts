import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import {
  DIRECTORY,
  GROUP_PROFILES,
  LOCAL_PASSWORD_PROFILES,
  OPENID,
  REGISTERS_FROM_GROUPS,
} from '../entry_parameters.ts'
import { municipalityOf } from '../municipality.ts'

/** Where the utility's accounts are and how to search them (parameter `access.directory`). */
export interface DirectorySettings {
  readonly url: string
  readonly startTls: boolean
  /** PEM of the authority that signed the server's certificate, when it is the utility's own. */
  readonly certificate: string | null
  readonly bindDn: string | null
  readonly base: string
  /** `{login}` is replaced by what was typed, escaped. */
  readonly filter: string
  readonly attributes: Readonly<Record<'id' | 'name' | 'email' | 'groups', string>>
}

/** The utility's identity provider (parameter `access.openid`). */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly title: string
  readonly groupsClaim: string
  readonly scopes: string
}

export interface GroupProfile {
  readonly group: string
  readonly profile: string
}

async function today<T>(key: string, municipalityId: bigint): Promise<T> {
  const { timeZone } = await municipalityOf(municipalityId)
  return parameterInForce<T>(key, municipalityId, clock.today(timeZone))
}

/** The directory in force today; null when it is off. */
export async function directorySettings(municipalityId: bigint): Promise<DirectorySettings | null> {
  const value = await today<{ url: string | null }>(DIRECTORY, municipalityId)
  return value.url ? (value as DirectorySettings) : null
}

/** The identity provider in force today; null when it is off. */
export async function openIdSettings(municipalityId: bigint): Promise<OpenIdSettings | null> {
  const value = await today<{ issuer: string | null }>(OPENID, municipalityId)
  return value.issuer ? (value as OpenIdSettings) : null
}

export const groupProfiles = (municipalityId: bigint) =>
  today<readonly GroupProfile[]>(GROUP_PROFILES, municipalityId)

export const registersFromGroups = (municipalityId: bigint) =>
  today<boolean>(REGISTERS_FROM_GROUPS, municipalityId)

export const localPasswordProfiles = (municipalityId: bigint) =>
  today<readonly string[]>(LOCAL_PASSWORD_PROFILES, municipalityId)

/** The municipalities of the installation, in order: before login nobody knows which one a person works for. */
export async function municipalityIds(): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(db, 'select id from access_municipalities order by id')
  return rows.map(({ id }) => id)
}
