import { parameterWithin } from '#core/configuration/index'
import { indexSearchAll } from '#core/records/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { VALIDITY, type ValidityPolicy } from '../configuration/parameters.ts'

/** In force today. */
export const validityPolicy = (
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<ValidityPolicy> => parameterWithin<ValidityPolicy>(tx, { key: VALIDITY, municipalityId })

/** Who exchanges and verifies. */
export async function orderTeam(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint): Promise<string> {
  const { team } = await validityPolicy(tx, municipalityId)
  return team
}

export interface Ageing {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly policy: ValidityPolicy
  readonly by: string
}

/**
 * Opens an exchange order for each installed meter whose validity ends within the advance, counted from its last verification
 * or from its installation (TR-3.2.3.10, DECISIONS 10). One that has an order open gets no other. @returns how many.
 */
export async function orderAgedMeters(
  tx: Tx,
  { municipalityId, today, policy, by }: Ageing,
  { after, until }: { readonly after: bigint; readonly until: bigint }
): Promise<number> {
  const rows = await query<{ id: bigint }>(
    tx,
    `insert into metering_orders (municipality_id, kind, meter_id, connection_id, premise_id, origin, requester, team,
       opened_on, opened_by, remarks)
     select m.municipality_id, 'exchange', m.id, c.id, c.premise_id, 'age', ?, ?, ?::date, ?,
            'Validade até ' || to_char(${VALID_UNTIL}, 'DD/MM/YYYY')
       from metering_meters m
       join metering_installations i on i.meter_id = m.id and i.removed_on is null
       join registry_connections c on c.id = i.connection_id
      where m.municipality_id = ? and m.id > ? and m.id <= ? and m.situation = 'installed' and ${VALID_UNTIL} <= ?::date
     on conflict (meter_id) where kind = 'exchange' and state = 'open' do nothing
     returning id`,
    [
      ...[by, policy.team, today, by, policy.years, municipalityId, after, until],
      ...[policy.years, addDays(today, policy.advance_days)],
    ]
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length) await indexSearchAll(tx, 'metering.orders', municipalityId, ids)
  return ids.length
}

/** Takes the years as its one binding. */
const VALID_UNTIL =
  '(coalesce(m.verified_on, i.installed_on) + make_interval(years => ?::int))::date'
