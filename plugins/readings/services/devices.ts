import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export interface Device {
  readonly id: bigint
  readonly code: string
  readonly name: string
  /** Goes with each reading. */
  readonly readerCode: string
}

interface Asking {
  readonly municipalityId: bigint
  /** Who asks: a device is its reader's. */
  readonly userId: bigint | null
  readonly code: string
}

/** The device of that code, active and of who asks. @throws BusinessError E_READINGS_DEVICE_UNKNOWN */
export async function ownDevice(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, userId, code }: Asking
): Promise<Device> {
  const [row] = await query<{ id: bigint; code: string; name: string; reader_code: string }>(
    tx,
    `select d.id, d.code, d.name, d.reader_code from readings_devices d
       join access_users u on u.id = ? and lower(u.login) = lower(d.reader_login)
      where d.municipality_id = ? and d.code = ? and d.is_active`,
    [userId, municipalityId, code]
  )
  if (!row) throw errors.E_READINGS_DEVICE_UNKNOWN({ code })
  const { reader_code: readerCode, ...rest } = row
  return { ...rest, readerCode }
}

/** As `ownDevice`, and keeps that the device made contact. */
export async function seenDevice(tx: Tx, asking: Asking & { now: Date }): Promise<Device> {
  const device = await ownDevice(tx, asking)
  await query(tx, 'update readings_devices set last_seen_at = ? where id = ?', [
    ...[asking.now.toISOString(), device.id],
  ])
  return device
}

/** That the reader of a device is somebody who can enter. @throws BusinessError E_READINGS_DEVICE_READER */
export async function checkReader(tx: Tx, login: unknown): Promise<void> {
  if (typeof login !== 'string') return
  const [user] = await query(tx, 'select id from access_users where lower(login) = lower(?)', [
    login,
  ])
  if (!user) throw errors.E_READINGS_DEVICE_READER({ login })
}
