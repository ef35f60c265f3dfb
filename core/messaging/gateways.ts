import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { ChannelName } from './types.ts'

export interface Gateway {
  readonly channel: ChannelName
  readonly failing_since: Date | null
  readonly last_error: string | null
  readonly checked_at: Date
}

export async function gatewayFailed(channel: ChannelName, error: string): Promise<void> {
  await query(
    db,
    `insert into messaging_gateways (channel, failing_since, last_error, checked_at)
     values (?, clock_timestamp(), ?, clock_timestamp())
     on conflict (channel) do update
        set failing_since = coalesce(messaging_gateways.failing_since, excluded.failing_since),
            last_error = excluded.last_error, checked_at = excluded.checked_at`,
    [channel, error]
  )
}

export async function gatewayAnswered(channel: ChannelName): Promise<void> {
  await query(
    db,
    `insert into messaging_gateways (channel, failing_since, last_error, checked_at)
     values (?, null, null, clock_timestamp())
     on conflict (channel) do update set failing_since = null, last_error = null, checked_at = excluded.checked_at`,
    [channel]
  )
}

/** How each gateway answered when it was last asked. */
export const gateways = (): Promise<Gateway[]> =>
  query<Gateway>(db, 'select * from messaging_gateways order by channel')
