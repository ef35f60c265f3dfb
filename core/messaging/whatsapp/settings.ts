/** A number of the utility at the WhatsApp Cloud API. */
export interface WhatsappSettings {
  readonly url: string
  readonly numberId: string
  readonly token: string
  /** Signs what the API posts. */
  readonly appSecret: string
  /** What the API has to know when its address of notices is registered. */
  readonly verifyToken: string
}

const VERSION = 'https://graph.facebook.com/v23.0'

/** `WHATSAPP_NUMBER_ID`, …; null: nobody has configured it. */
export function whatsappSettings(): WhatsappSettings | null {
  const value = (name: string) => process.env[`WHATSAPP_${name}`] || null
  const numberId = value('NUMBER_ID')
  const token = value('TOKEN')
  const appSecret = value('APP_SECRET')
  if (!numberId || !token || !appSecret) return null
  const url = (value('URL') ?? VERSION).replace(/\/+$/, '')
  return { url, numberId, token, appSecret, verifyToken: value('VERIFY_TOKEN') ?? '' }
}
