import db from '@adonisjs/lucid/services/db'
import { type Draft, readDraft } from '#core/configuration/index'
import { DEFAULT_TABLE, TARIFF_TABLE } from '../domain/tariff_table.ts'
import { errors } from '../errors.ts'
import { CHARGES } from './tariff_spans.ts'

/**
 * A version of the tariff table or of the rules of charges, checked whole.
 * @throws BusinessError E_CONFIGURATION_NOT_FOUND, E_TARIFFS_DRAFT, ContentRefused
 */
export async function readTariffDraft(id: bigint, municipalityId: bigint): Promise<Draft> {
  const draft = await readDraft(db, id, municipalityId)
  const isTable = draft.kind === TARIFF_TABLE && draft.key === DEFAULT_TABLE
  if (isTable || (draft.kind === 'ruleset' && draft.key === CHARGES)) return draft
  throw errors.E_TARIFFS_DRAFT({ id })
}
