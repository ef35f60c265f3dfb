import { type CivilDate, addDays } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { LISTING, type ListingTerms } from '../configuration/parameters.ts'
import type { NoticeData } from '../documents/notice.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly ids: readonly bigint[]
  readonly today: CivilDate
}

interface Row {
  readonly number: string
  readonly issued_on: CivilDate
  readonly customer: string
  readonly taxpayer_id: string
  readonly address: string | null
  readonly district: string | null
  readonly city: string
  readonly zip_code: string | null
  readonly amount_cents: bigint
  readonly debts: readonly {
    reference: string
    due_on: string
    registration: string | null
    cents: string
  }[]
}

/** What some notices say, in the order given: two queries and the parameters of the day. */
export async function noticeData(
  tx: Tx,
  { municipalityId, ids, today: date }: Asked
): Promise<NoticeData[]> {
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date },
  })
  const terms = await parameterWithin<ListingTerms>(tx, { key: LISTING, municipalityId, date })
  const rows = await query<Row>(
    tx,
    `select n.number, n.issued_on, c.name as customer, c.taxpayer_id, n.amount_cents,
            case when c.street is not null then concat_ws(', ', c.street, coalesce(c.number, 's/n'), c.complement)
                 when p.id is not null then concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement) end as address,
            case when c.street is null then p.district else c.district end as district,
            coalesce(case when c.street is null then p.zip_code else c.zip_code end, p.zip_code) as zip_code,
            coalesce(case when c.street is not null then c.city || ', ' || c.state end, t.name || ', ' || t.state) as city,
            d.debts
       from unnest(?::bigint[]) with ordinality as u (id, place)
       join bureaus_notices n on n.id = u.id and n.municipality_id = ?
       join registry_customers c on c.id = n.customer_id
       join access_municipalities t on t.id = n.municipality_id
       left join registry_premises p on p.id = n.premise_id
       cross join lateral (
         select json_agg(json_build_object('reference', b.reference, 'due_on', b.due_on, 'registration', q.registration_number,
                                           'cents', b.amount_cents::text) order by b.due_on, b.id) as debts
           from bureaus_notice_debts b left join registry_premises q on q.id = b.premise_id
          where b.municipality_id = n.municipality_id and b.notice_id = n.id) d
      order by u.place`,
    [ids, municipalityId]
  )
  const { name, cnpj, address, sac_phone: phone } = utility
  return rows.map((row) => ({
    utility: { name, cnpj, address, sac_phone: phone },
    ...{ number: row.number, issued_on: row.issued_on, customer: row.customer },
    ...{ taxpayer_id: row.taxpayer_id, address: row.address, district: row.district },
    ...{ city: row.city, zip_code: row.zip_code, total_cents: String(row.amount_cents) },
    debts: row.debts,
    days: terms.notice_days,
    pay_until: addDays(row.issued_on, terms.notice_days),
  }))
}
