import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import {
  type ChannelName,
  isChannelOn,
  usableAddresses,
  whatsappNumber,
} from '#core/messaging/index'
import { type ReachableContact, reachableContacts } from '#plugins/registry/api'
import { MESSAGES, type MessageTerms } from '../../configuration/message_parameter.ts'

/** Where one debtor is written to. */
export interface Reach {
  readonly channel: ChannelName
  readonly address: string
  readonly name: string
}

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly debtorIds: readonly bigint[]
}

/** By which channel each debtor can be written to, by the terms in force; who cannot is not in it. Three queries. */
export async function reaches(tx: Tx, asked: Asked): Promise<ReadonlyMap<bigint, Reach>> {
  const { municipalityId, on, debtorIds } = asked
  const { channels } = await messageTermsOn(tx, municipalityId, on)
  const contacts = await reachableContacts(tx, municipalityId, [...new Set(debtorIds)])
  const ways = channels
    .filter(({ channel }) => isChannelOn(channel))
    .flatMap(({ channel, needs_consent: needsConsent }) =>
      contacts
        .filter(({ consent }) => consent === 'given' || (!needsConsent && consent === null))
        .flatMap((contact) => {
          const address = addressOf(channel, contact)
          return address ? [{ ...{ channel, address }, contact }] : []
        })
    )
  const usable = await usableAddresses(tx, municipalityId, ways)
  const found = new Map<bigint, Reach>()
  for (const { channel, address, contact } of ways) {
    const { customerId, name } = contact
    if (found.has(customerId) || !usable.has(`${channel}/${address}`)) continue
    found.set(customerId, { channel, address, name })
  }
  return found
}

function addressOf(channel: ChannelName, { kind, value }: ReachableContact): string | null {
  if (channel === 'whatsapp') return kind === 'email' ? null : whatsappNumber(value)
  return kind === 'email' ? value.trim().toLowerCase() : null
}

/** Whether any of the channels in force sends at all. */
export async function isSomeChannelOn(
  tx: Tx,
  municipalityId: bigint,
  on: CivilDate
): Promise<boolean> {
  const { channels } = await messageTermsOn(tx, municipalityId, on)
  return channels.some(({ channel }) => isChannelOn(channel))
}

export const messageTermsOn = (tx: Tx, municipalityId: bigint, date: CivilDate) =>
  parameterWithin<MessageTerms>(tx, { key: MESSAGES, municipalityId, date })
