import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx } from '#core/database/index'
import { isOutside } from '#core/records/index'
import {
  type CustomerContact,
  type PremiseIdentity,
  customerContact,
  premiseIdentity,
} from '#plugins/registry/api'
import { errors } from '../errors.ts'
import type { Subject } from './assess.ts'

/** Of whom and of what a certificate is. */
export interface Whose {
  readonly subject: Subject
  readonly premise: PremiseIdentity | null
  /** The customer, or who holds the premise on the day. */
  readonly customer: CustomerContact | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint | null
  readonly customerId: bigint | null
  readonly on: CivilDate
}

/** Errors: E_CERTIFICATES_SUBJECT, _UNKNOWN, _EVERYWHERE; E_REGISTRY_CUSTOMER_UNKNOWN. */
export async function whoseOf(tx: Tx, asked: Asked): Promise<Whose> {
  const { municipalityId, actor, premiseId, customerId, on } = asked
  if ((premiseId === null) === (customerId === null)) throw errors.E_CERTIFICATES_SUBJECT()
  if (customerId !== null) {
    if (actor.scope) throw errors.E_CERTIFICATES_EVERYWHERE()
    const customer = await customerContact(tx, municipalityId, customerId)
    return { subject: { customerId }, premise: null, customer }
  }
  const id = premiseId!
  if (await isOutside(tx, actor, { type: 'registry.premises', id })) {
    throw errors.E_CERTIFICATES_UNKNOWN({ what: 'imóvel', id })
  }
  const premise = await premiseIdentity(tx, municipalityId, { premiseId: id, on })
  const customer = premise.holder_id
    ? await customerContact(tx, municipalityId, premise.holder_id)
    : null
  return { subject: { premiseId: id }, premise, customer }
}
