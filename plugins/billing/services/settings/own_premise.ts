import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../../errors.ts'

export interface OwnPremise {
  readonly id: bigint
  readonly kind: 'single' | 'condominium_master' | 'condominium_child'
  readonly registration_number: string
  readonly holder_name: string | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint
}

/** The premise, locked; one of another municipality or outside the person's territory is unknown. @throws E_BILLING_PREMISE_UNKNOWN */
export async function ownPremise(
  tx: Tx,
  { municipalityId, actor, premiseId: id }: Asked
): Promise<OwnPremise> {
  const [premise] = await query<OwnPremise>(
    tx,
    `select id, kind, registration_number, holder_name from registry_premises where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!premise || (await isOutside(tx, actor, { type: 'registry.premises', id }))) {
    throw errors.E_BILLING_PREMISE_UNKNOWN({ id })
  }
  return premise
}
