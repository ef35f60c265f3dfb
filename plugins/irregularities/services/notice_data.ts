import { type CivilDate, daysBetween } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { NoticeData } from '../documents/notice.ts'
import { DEGREES, labelOf } from '../records/options.ts'

interface About {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly on: CivilDate
  readonly until: CivilDate
  readonly by: string
}

interface Row {
  readonly number: string
  readonly order_number: string
  readonly fraud: string
  readonly degree: string
  readonly found_on: CivilDate
  readonly findings: string
  readonly police_report: string | null
  readonly fine_cents: bigint
  readonly customer: string
  readonly taxpayer_id: string | null
  readonly registration: string
  readonly address: string
  readonly district: string
}

/** What the notice of a case says. */
export async function noticeData(
  tx: Tx,
  { municipalityId, id, on, until, by }: About
): Promise<NoticeData> {
  const [row] = await query<Row>(
    tx,
    `select c.number, o.number as order_number, t.title as fraud, c.degree, c.found_on, c.findings, c.police_report,
            c.fine_cents, h.name as customer, h.taxpayer_id, p.registration_number as registration, p.district,
            concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement) as address
       from irregularities_cases c
       join services_orders o on o.id = c.order_id
       join irregularities_fraud_types t on t.municipality_id = c.municipality_id and t.code = c.fraud_type
       join registry_customers h on h.id = c.customer_id
       join registry_premises p on p.id = c.premise_id
      where c.municipality_id = ? and c.id = ?`,
    [municipalityId, id]
  )
  const {
    name,
    cnpj,
    address,
    sac_phone: phone,
  } = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const { customer, taxpayer_id: taxId, registration, ...rest } = row!
  const { address: place, district, degree, ...found } = rest
  return {
    utility: { name, cnpj, address, sac_phone: phone },
    case: {
      ...found,
      ...{ degree: labelOf(DEGREES, degree).toLowerCase(), fine_cents: String(row!.fine_cents) },
    },
    premise: { registration, address: place, district },
    ...{ customer, customer_tax_id: taxId },
    ...{ issued_on: on, issued_by: by, defence_until: until, defence_days: daysBetween(on, until) },
  }
}
