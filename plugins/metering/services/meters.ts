import { type CivilDate, formatDate } from '#core/calendar/index'
import { todayIn } from '#core/access/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export interface MeterRow {
  readonly id: bigint
  readonly number: string
  readonly digits: number
  readonly situation: 'stock' | 'installed' | 'maintenance' | 'scrapped'
  readonly seal: string | null
}

/** Where a meter hangs: its open installation. */
export interface OpenInstallation {
  readonly id: bigint
  readonly connection_id: bigint
  readonly premise_id: bigint
  readonly installed_on: CivilDate
  /** m³. */
  readonly initial_reading: number
}

interface Found {
  readonly municipalityId: bigint
  readonly id?: bigint
  readonly number?: string
}

/** The meter by its id or its number, locked until the end of the transaction. @throws E_METERING_METER_UNKNOWN */
export async function lockMeter(tx: Tx, { municipalityId, id, number }: Found): Promise<MeterRow> {
  const [meter] = await query<MeterRow>(
    tx,
    `select id, number, digits, situation, seal from metering_meters
      where municipality_id = ? and ${id === undefined ? 'number' : 'id'} = ? for update`,
    [municipalityId, id ?? number!]
  )
  if (!meter) throw errors.E_METERING_METER_UNKNOWN({ number: number ?? String(id) })
  return meter
}

/** @throws E_METERING_NOT_INSTALLED */
export async function openInstallation(tx: Tx, meter: MeterRow): Promise<OpenInstallation> {
  const [row] = await query<OpenInstallation>(
    tx,
    `select i.id, i.connection_id, c.premise_id, i.installed_on, i.initial_reading
       from metering_installations i join registry_connections c on c.id = i.connection_id
      where i.meter_id = ? and i.removed_on is null for update of i`,
    [meter.id]
  )
  if (!row) throw errors.E_METERING_NOT_INSTALLED({ number: meter.number })
  return row
}

/** @throws E_METERING_INITIAL_READING when the dial cannot show it. */
export function checkDial({ number, digits }: MeterRow, reading: number): void {
  if (reading < 10 ** digits) return
  throw errors.E_METERING_INITIAL_READING({ number, digits, reading })
}

/** What is registered was done: never later than today in the municipality. @throws E_METERING_FUTURE */
export async function refuseFuture(tx: Tx, municipalityId: bigint, on: CivilDate): Promise<void> {
  if (on > (await todayIn(tx, municipalityId)))
    throw errors.E_METERING_FUTURE({ date: formatDate(on) })
}

/** @throws E_METERING_REASON_UNKNOWN */
export async function checkReason(
  tx: Tx,
  { municipalityId, reason, table = 'movement_reasons' }: ReasonCheck
): Promise<void> {
  const [row] = await query(
    tx,
    `select 1 from metering_${table} where municipality_id = ? and code = ? and is_active`,
    [municipalityId, reason]
  )
  if (!row) throw errors.E_METERING_REASON_UNKNOWN({ reason })
}

interface ReasonCheck {
  readonly municipalityId: bigint
  readonly reason: string
  readonly table?: 'movement_reasons' | 'seal_reasons'
}
