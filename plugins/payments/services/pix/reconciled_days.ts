import { type CivilDate, addDays, dateAt } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

type Reader = Pick<Tx, 'rawQuery'>

/** What a bank told of one day when it was asked. */
export interface AskedDay {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly day: CivilDate
  readonly askedAt: Date
  readonly isComplete: boolean
  readonly told: number
  readonly toldCents: bigint
  readonly missed: number
  readonly missedCents: bigint
  readonly refused: number
}

/** Keeps the answer of a day; what former questions found missed stays counted. */
export async function keepAskedDay(tx: Tx, day: AskedDay): Promise<void> {
  await query(
    tx,
    `insert into payments_pix_days as k (municipality_id, agreement_id, day, asked_at, is_complete, told, told_cents, missed,
                                         missed_cents, refused)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (agreement_id, day) do update
       set asked_at = excluded.asked_at, is_complete = excluded.is_complete, told = excluded.told,
           told_cents = excluded.told_cents, missed = k.missed + excluded.missed,
           missed_cents = k.missed_cents + excluded.missed_cents, refused = excluded.refused`,
    [
      ...[day.municipalityId, day.agreementId, day.day, day.askedAt, day.isComplete, day.told],
      ...[day.toldCents, day.missed, day.missedCents, day.refused],
    ]
  )
}

/** The first day that has to be asked: that of the first charge. Null: there is none yet. */
async function firstDay(
  tx: Reader,
  { agreementId, timeZone }: { readonly agreementId: bigint; readonly timeZone: string }
): Promise<CivilDate | null> {
  const [row] = await query<{ at: Date | null; day: CivilDate | null }>(
    tx,
    `select (select min(registered_at) from payments_pix_charges where agreement_id = ?) as at,
            (select min(day) from payments_pix_days where agreement_id = ?) as day`,
    [agreementId, agreementId]
  )
  const charged = row?.at ? dateAt(row.at, timeZone) : null
  const asked = row?.day ?? null
  if (charged === null || asked === null) return charged ?? asked
  return charged < asked ? charged : asked
}

export interface Reconciled {
  /** The last day of whose Pix all are known, days before it included; null when no day is due yet. */
  readonly on: CivilDate | null
  /** The first day still to be asked. */
  readonly next: CivilDate | null
}

/** How far the bank was asked, without a gap, since the first charge. */
export async function reconciledOf(
  tx: Reader,
  agreement: { readonly id: bigint; readonly timeZone: string }
): Promise<Reconciled> {
  const first = await firstDay(tx, { agreementId: agreement.id, timeZone: agreement.timeZone })
  if (first === null) return { on: null, next: null }
  const [gap] = await query<{ day: CivilDate }>(
    tx,
    `select d.day from (select ?::date as day
                        union all
                        select day + 1 from payments_pix_days where agreement_id = ? and is_complete and day >= ?) d
      where not exists (select from payments_pix_days k where k.agreement_id = ? and k.is_complete and k.day = d.day)
      order by d.day limit 1`,
    [first, agreement.id, first, agreement.id]
  )
  return { on: addDays(gap!.day, -1), next: gap!.day }
}

/**
 * The last day for which the bank that registers the Pix charges was asked of all Pix, days before it included. Null where no
 * agreement registers charges, or nothing was charged yet: then the bank's statement says it.
 */
export async function pixAskedUntil(
  tx: Reader,
  municipalityId: bigint
): Promise<{ readonly agreementId: bigint; readonly on: CivilDate } | null> {
  const [agreement] = await query<{ id: bigint; timeZone: string }>(
    tx,
    `select g.id, m.time_zone as "timeZone" from payments_agreements g
       join access_municipalities m on m.id = g.municipality_id
      where g.municipality_id = ? and g.pix_provider = 'api_pix'`,
    [municipalityId]
  )
  if (!agreement) return null
  const { on } = await reconciledOf(tx, agreement)
  return on === null ? null : { agreementId: agreement.id, on }
}
