import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

export interface JoiningUnit {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly masterId: bigint
  /** Ideal fraction, decimal text; null when the condominium does not use it. */
  readonly fraction: string | null
}

/** Makes a premise a unit of a condominium with individual metering. Errors: E_REGISTRY_UNIT, E_REGISTRY_PREMISE_UNKNOWN. */
export async function joinCondominium(
  tx: Tx,
  { municipalityId, premiseId, masterId, fraction }: JoiningUnit
): Promise<{ readonly unit: string; readonly master: string }> {
  const master = await lockPremise(tx, { municipalityId, premiseId: masterId })
  const unit = await lockPremise(tx, { municipalityId, premiseId })
  const refuse = (what: string) =>
    errors.E_REGISTRY_UNIT({ number: unit.registration_number, what })
  if (unit.kind !== 'single') {
    throw refuse('ele já é um condomínio ou a unidade de um')
  }
  if (master.kind !== 'condominium_master') {
    throw refuse(`a matrícula ${master.registration_number} não é a principal de um condomínio`)
  }
  if (master.billing_group_id !== unit.billing_group_id) {
    throw refuse('o condomínio é de outro grupo de faturamento; mude antes o grupo do imóvel')
  }
  await query(
    tx,
    `update registry_premises set kind = 'condominium_child', parent_id = ?, fraction = ? where id = ?`,
    [masterId, fraction, premiseId]
  )
  return { unit: unit.registration_number, master: master.registration_number }
}

/** Makes a unit a premise of its own again. Errors: E_REGISTRY_UNIT. */
export async function leaveCondominium(
  tx: Tx,
  given: { readonly municipalityId: bigint; readonly premiseId: bigint }
): Promise<string> {
  const { registration_number: number, kind } = await lockPremise(tx, given)
  if (kind !== 'condominium_child') {
    throw errors.E_REGISTRY_UNIT({ number, what: 'ele não é unidade de condomínio' })
  }
  await query(
    tx,
    `update registry_premises set kind = 'single', parent_id = null, fraction = null where id = ?`,
    [given.premiseId]
  )
  return number
}
