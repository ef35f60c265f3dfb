import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { KIND_OPTIONS, monthReading } from '#plugins/readings/api'
import { customerContact, premiseIdentity } from '#plugins/registry/api'
import { wordsOf } from '../records/options.ts'
import { type MonthOf, monthInvoices } from './standing_invoice.ts'

interface Asked {
  readonly actor: Actor
  readonly premiseId: bigint
  readonly on: CivilDate
  /** The customer of a review; who answers for the premise today, when not said. */
  readonly customerId?: bigint
}

/** The premise and its customer as the registry has them, for the form and the page of a review. */
export async function unitPage(tx: Tx, { actor, premiseId, on, customerId }: Asked) {
  const { municipalityId } = actor
  if (await isOutside(tx, actor, { type: 'registry.premises', id: premiseId })) return null
  const premise = await premiseIdentity(tx, municipalityId, { premiseId, on })
  const id = customerId ?? premise.holder_id
  const customer = id === null ? null : await customerContact(tx, municipalityId, id)
  return { premise, customer, seesPersonal: actor.permissions.has('registry.personal_data') }
}

/** What was read and billed in the month under review; each only for who may see it. */
export async function monthPage(tx: Tx, { permissions, municipalityId }: Actor, month: MonthOf) {
  const reading = permissions.has('readings.read')
    ? await monthReading(tx, municipalityId, month)
    : null
  return {
    reference: month.reference,
    reading: reading && { ...reading, kind: wordsOf(KIND_OPTIONS, reading.kind) },
    seesReading: permissions.has('readings.read'),
    invoices: permissions.has('billing.read')
      ? await monthInvoices(tx, municipalityId, month)
      : null,
  }
}
