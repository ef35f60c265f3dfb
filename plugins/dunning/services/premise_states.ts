import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { PremiseState } from './notice_debts.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** What notices ask of premises on a day: one query. */
export async function premiseStates(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseIds, on }: Asked
): Promise<ReadonlyMap<bigint, PremiseState>> {
  const rows = await query<PremiseState>(
    tx,
    `select p.id as "premiseId", p.registration_number as registration, p.district, g.code as "group", e.category, c.situation,
            exists (select from registry_social_benefits s
                     where s.municipality_id = p.municipality_id and s.premise_id = p.id
                       and s.from_on <= ? and s.last_on >= ?) as "isSocial",
            h.customer_id as "holderId", u.customer_type as "customerType",
            exists (select from dunning_blocks b
                     where b.municipality_id = p.municipality_id and b.premise_id = p.id and b.state = 'standing'
                       and b.what in ('notices', 'both') and coalesce(b.until_on, ?) >= ?) as "isBlocked"
       from registry_premises p
       left join registry_billing_groups g on g.id = p.billing_group_id
       left join registry_connections c on c.premise_id = p.id and c.service = 'water'
       left join lateral (
         select category from registry_premise_economies
          where municipality_id = p.municipality_id and premise_id = p.id and from_on <= ? and coalesce(until_on, ?) >= ?
          order by economies desc, category limit 1) e on true
       left join registry_holdings h on h.municipality_id = p.municipality_id and h.premise_id = p.id and h.role = 'holder'
        and h.from_on <= ? and coalesce(h.until_on, ?) >= ?
       left join registry_customers u on u.id = h.customer_id
      where p.municipality_id = ? and p.id = any(?::bigint[])`,
    [on, on, on, on, on, on, on, on, on, on, municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premiseId, row]))
}

/** Debts that pending notices list, by premise and debtor. */
export async function pendingDebts(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseIds }: Omit<Asked, 'on'>
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await query<{ pair: string; origins: string[] }>(
    tx,
    `select n.premise_id || '/' || n.debtor_id as pair, array_agg(d.origin_type || '/' || d.origin_id) as origins
       from dunning_notices n
       join dunning_notice_debts d on d.notice_id = n.id
      where n.municipality_id = ? and n.premise_id = any(?::bigint[]) and n.state = 'pending' and n.kind <> 'letter'
      group by 1`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map(({ pair, origins }) => [pair, new Set(origins)]))
}
