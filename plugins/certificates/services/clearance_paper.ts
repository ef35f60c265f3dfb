import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Standing, issueOnce } from '#core/documents/index'
import { type UtilityIdentity, customerContact, premiseIdentity } from '#plugins/registry/api'
import type { ClearanceData } from '../documents/clearance.ts'
import { type DeclaredYear, clearanceText } from '../domain/clearance_text.ts'
import { CLEARANCE, CLEARANCE_DOCUMENT, PAPER } from './names.ts'

interface Printing {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly actor: Pick<Actor, 'userId' | 'name'>
  readonly at: Date
}

export interface PrintedClearance extends Standing {
  readonly number: string
}

interface Row extends DeclaredYear {
  readonly number: string
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly issued_on: CivilDate
}

/** A statement on paper: made the first time, afterwards as it was; null: there is none of that id. */
export async function printClearance(
  tx: Tx,
  { municipalityId, id, actor, at }: Printing
): Promise<PrintedClearance | null> {
  const [row] = await query<Row>(
    tx,
    `select number, year, months, disputed, premise_id, customer_id, issued_on from certificates_clearances
      where municipality_id = ? and id = ? and state = 'issued'`,
    [municipalityId, id]
  )
  if (!row) return null
  const [paper] = await issueOnce(tx, {
    ...{ municipalityId, template: CLEARANCE_DOCUMENT, on: row.issued_on, at, actor },
    wanted: [{ subject: { type: CLEARANCE, id }, key: PAPER }],
    data: async () => [(await paperData(tx, municipalityId, row)) as unknown as Json],
  })
  return { ...paper!, number: row.number }
}

async function paperData(tx: Tx, municipalityId: bigint, row: Row): Promise<ClearanceData> {
  const { premise_id: premiseId, customer_id: customerId, issued_on: on } = row
  const identity = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const { name, cnpj, address, sac_phone: phone } = identity
  const premise = await premiseIdentity(tx, municipalityId, { premiseId, on })
  const customer = await customerContact(tx, municipalityId, customerId)
  return {
    utility: { name, cnpj, address, sac_phone: phone },
    ...{ number: row.number, year: String(row.year), issued_on: on },
    city: `${identity.city}, ${identity.state}`,
    customer: { name: customer.name, tax_id: customer.taxpayer_id },
    premise: {
      registration: premise.registration_number,
      address: [premise.street, premise.number ?? 's/n', premise.complement]
        .filter(Boolean)
        .join(', '),
      ...{ district: premise.district, city: premise.city },
    },
    text: clearanceText(row),
  }
}
