import vine from '@vinejs/vine'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

const answer = () => vine.enum(['yes', 'no'] as const).optional()

/** What the form asks of the house, as actions take it. */
export const houseInput = {
  residents: vine.number().withoutDecimals().range([0, 9999]).optional(),
  has_pool: answer(),
  pool_note: vine.string().trim().maxLength(200).optional(),
  has_washing_machine: answer(),
  has_water_tank: answer(),
  has_alternative_source: answer(),
  alternative_source_type: vine.string().trim().maxLength(40).optional(),
}

export const HOUSE_LABELS = {
  residents: 'Moradores',
  has_pool: 'Piscina',
  pool_note: 'Sobre a piscina',
  has_washing_machine: 'Máquina de lavar roupas',
  has_water_tank: 'Caixa d’água',
  has_alternative_source: 'Fonte alternativa de água',
  alternative_source_type: 'Tipo da fonte',
} as const

type YesNo = 'yes' | 'no'

export interface HouseAnswers {
  readonly residents?: number | undefined
  readonly has_pool?: YesNo | undefined
  readonly pool_note?: string | undefined
  readonly has_washing_machine?: YesNo | undefined
  readonly has_water_tank?: YesNo | undefined
  readonly has_alternative_source?: YesNo | undefined
  readonly alternative_source_type?: string | undefined
}

/** Columns of the answers, in this order. */
export const HOUSE_COLUMNS = [
  ...['residents', 'has_pool', 'pool_note', 'has_washing_machine', 'has_water_tank'],
  ...['has_alternative_source', 'alternative_source_type'],
] as const

/**
 * What is kept of the answers, in the order of `HOUSE_COLUMNS`: what was not answered is empty, and so is what another answer
 * makes pointless. @throws BusinessError E_REVIEWS_SOURCE
 */
export async function houseValues(
  tx: Tx,
  municipalityId: bigint,
  given: HouseAnswers
): Promise<(string | number | null)[]> {
  const hasSource = given.has_alternative_source === 'yes'
  const type = given.alternative_source_type?.trim() || null
  if (hasSource) {
    if (type === null) throw errors.E_REVIEWS_SOURCE({ code: '' })
    await checkSource(tx, municipalityId, type)
  }
  return [
    given.residents ?? null,
    given.has_pool ?? null,
    given.has_pool === 'yes' ? given.pool_note?.trim() || null : null,
    given.has_washing_machine ?? null,
    given.has_water_tank ?? null,
    given.has_alternative_source ?? null,
    hasSource ? type : null,
  ]
}

/** @throws BusinessError E_REVIEWS_SOURCE when it is no active type */
export async function checkSource(
  tx: Tx,
  municipalityId: bigint,
  code: string | null | undefined
): Promise<void> {
  if (!code) return
  const [row] = await query(
    tx,
    'select 1 from reviews_source_types where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!row) throw errors.E_REVIEWS_SOURCE({ code })
}
