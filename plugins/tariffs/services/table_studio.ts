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
import type { Json } from '#core/database/index'
import { registeredCodes } from '#core/records/index'
import { TARIFF_TABLE } from '../domain/tariff_table.ts'
import { CATEGORIES, TARIFF_TYPES } from './registers.ts'

/** What the editor of tables needs: registered categories and types, and the versions that may be copied. */
export async function tableStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const { timeZone } = await municipalityOf(municipalityId)
  const moment = momentIn(timeZone)
  const all = await versionsOf(db, { kind: TARIFF_TABLE, key, municipalityId })
  const base = versionToday(all, moment)
  return {
    key,
    today: moment.today,
    categories: (await registeredCodes(CATEGORIES, municipalityId)) as unknown as Json,
    types: (await registeredCodes(TARIFF_TYPES, municipalityId)) as unknown as Json,
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
