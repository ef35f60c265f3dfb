import { type Tx, query } from '#core/database/index'
import type { ChannelName } from './types.ts'

interface Address {
  readonly channel: ChannelName
  readonly address: string
}

/** Of some addresses, those that take messages: they neither failed for good nor asked for none. By `channel/address`. */
export async function usableAddresses(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  addresses: readonly Address[]
): Promise<ReadonlySet<string>> {
  const rows = await query<{ key: string }>(
    tx,
    `select a.channel || '/' || a.address as key from messaging_addresses a
       join unnest(?::text[], ?::text[]) as u (channel, address) on u.channel = a.channel and u.address = a.address
      where a.municipality_id = ?`,
    [
      ...[addresses.map(({ channel }) => channel), addresses.map(({ address }) => address)],
      municipalityId,
    ]
  )
  const blocked = new Set(rows.map(({ key }) => key))
  const keys = addresses.map(({ channel, address }) => `${channel}/${address}`)
  return new Set(keys.filter((key) => !blocked.has(key)))
}
