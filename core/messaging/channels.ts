import { emailChannel } from './smtp_channel.ts'
import { whatsappChannel } from './whatsapp/channel.ts'
import type { Channel, ChannelName } from './types.ts'

/** Channels by name; a new one is a new entry. */
export const CHANNELS: Readonly<Record<ChannelName, Channel>> = {
  email: emailChannel,
  whatsapp: whatsappChannel,
}

export const isChannelOn = (name: ChannelName): boolean => CHANNELS[name].isConfigured()
