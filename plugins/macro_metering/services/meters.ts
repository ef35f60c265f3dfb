import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'

interface Standing {
  readonly point_id: bigint | null
  readonly installed_on: CivilDate | null
  readonly removed_on: CivilDate | null
}

/** Dates in order, and one meter at a point at a time. @throws E_MACRO_METERING_METER_DATES, E_MACRO_METERING_POINT_METERED */
export async function checkMeter(
  { tx, municipalityId }: ActionContext,
  { id, before, changes }: ProposedChange
): Promise<void> {
  const {
    point_id: point,
    installed_on: from,
    removed_on: until,
  } = { ...before, ...changes } as unknown as Partial<Standing>
  if (until && (!from || until < from)) throw errors.E_MACRO_METERING_METER_DATES()
  if (!point || !from) return
  const [other] = await query<{ number: string }>(
    tx,
    `select number from macro_metering_meters
      where municipality_id = ? and point_id = ? and id is distinct from ? and installed_on is not null
        and daterange(installed_on, removed_on) && daterange(?::date, ?::date) limit 1`,
    [municipalityId, point, id, from, until ?? null]
  )
  if (other) throw errors.E_MACRO_METERING_POINT_METERED({ number: other.number })
}

/** From the last approved calibration or, without one, from the installation. */
const NEXT = `update macro_metering_meters m
   set calibrated_on = c.calibrated_on,
       next_calibration_on = (coalesce(c.calibrated_on, m.installed_on) + make_interval(months => m.calibration_months))::date
  from (select max(calibrated_on) as calibrated_on from macro_metering_calibrations
         where meter_id = ? and state = 'done' and result = 'approved') c
 where m.id = ?`

export async function keepNextCalibration(
  { tx }: { readonly tx: Tx },
  { id }: { readonly id: bigint }
): Promise<void> {
  await query(tx, NEXT, [id, id])
}

/** A macro meter, locked. @throws E_MACRO_METERING_METER_UNKNOWN */
export async function lockMeter(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint }
): Promise<{ readonly number: string; readonly next: CivilDate | null }> {
  const [meter] = await query<{ number: string; next: CivilDate | null }>(
    tx,
    `select number, next_calibration_on as next from macro_metering_meters
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!meter) throw errors.E_MACRO_METERING_METER_UNKNOWN({ id })
  return meter
}
