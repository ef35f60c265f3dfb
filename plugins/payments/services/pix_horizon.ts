import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface PixQuestion {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly account: string
  readonly from: CivilDate
  readonly today: CivilDate
}

/**
 * The last day of an unbroken row of days from the first, each told by a statement of the account made after it and with its
 * Pix, if any, reconciled or accepted.
 */
export async function pixReconciledUntil(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, agreementId, account, from, today }: PixQuestion
): Promise<CivilDate> {
  const [first] = await query<{ day: CivilDate }>(
    tx,
    `select d::date as day from generate_series(?::date, ?::date, interval '1 day') d
      where not exists (select from payments_statements s join access_municipalities m on m.id = s.municipality_id
                         where s.municipality_id = ? and s.account = ? and d between s.from_on and s.until_on
                           and (s.imported_at at time zone m.time_zone)::date > d)
         or exists (select from payments_days p
                     where p.agreement_id = ? and p.kind = 'pix' and p.credited_on = d
                       and (p.is_stale or p.state in ('open', 'divergent')))
      order by d limit 1`,
    [from, today, municipalityId, account, agreementId]
  )
  return addDays(first?.day ?? addDays(today, 1), -1)
}
