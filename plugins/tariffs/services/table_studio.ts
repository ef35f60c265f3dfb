import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import {
  type StudioItem,
  momentIn,
  periodText,
  versionLabel,
  versionToday,
  versionsOf,
} from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { TARIFF_TABLE } from '../domain/tariff_table.ts'

interface Code {
  readonly code: string
  readonly title: string
}

/** Registered codes of a look-up table, where the plugin that owns it is on. */
async function codesOf(name: string, municipalityId: bigint): Promise<Json> {
  const lookup = registries().records.find(name)
  if (!lookup) return []
  const rows = await query<Code>(
    db,
    `select code, title from ${lookup.table} where municipality_id = ? and is_active order by position, title`,
    [municipalityId]
  )
  return rows.map(({ code, title }) => ({ value: code, title }))
}

/** What the editor of tables needs: registered categories and types, and the versions that may be copied. */
export async function tableStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const { timeZone } = await municipalityOf(municipalityId)
  const moment = momentIn(timeZone)
  const all = await versionsOf(db, { kind: TARIFF_TABLE, key, municipalityId })
  const base = versionToday(all, moment)
  return {
    key,
    today: moment.today,
    categories: await codesOf('registry.categories', municipalityId),
    types: await codesOf('tariffs.tariff_types', municipalityId),
    in_force: base && versionLabel(base),
    versions: all
      .filter(({ status }) => status === 'approved' || status === 'draft')
      .slice(0, 60)
      .map((version) => ({
        id: String(version.id),
        title: `${version.status === 'draft' ? 'rascunho' : versionLabel(version)} — ${periodText(version, all)}`,
      })),
  }
}
