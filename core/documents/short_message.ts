/*
 * How long a text message is, and in how many parts a gateway sends and charges it. Source: 3GPP TS 23.038 (the 7-bit
 * alphabet of SMS) and 23.040 (parts of a long message).
 */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
)
const EXTENDED = new Set('^{}\\[~]|€\f')

export interface MessageLength {
  /** Units of the alphabet in use. */
  readonly units: number
  readonly segments: number
  readonly alphabet: 'gsm-7' | 'ucs-2'
  /** Units that still fit into the last segment. */
  readonly left: number
  /** Signs that make the whole message use the larger alphabet, each once. */
  readonly costly: readonly string[]
}

const LIMITS = { 'gsm-7': [160, 153], 'ucs-2': [70, 67] } as const

/** What a text costs as SMS. */
export function smsLength(text: string): MessageLength {
  const costly = [...new Set(text)].filter((sign) => !BASIC.has(sign) && !EXTENDED.has(sign))
  const alphabet = costly.length ? 'ucs-2' : 'gsm-7'
  const units =
    alphabet === 'ucs-2'
      ? text.length
      : [...text].reduce((sum, sign) => sum + (EXTENDED.has(sign) ? 2 : 1), 0)
  const [one, many] = LIMITS[alphabet]
  const segments = units <= one ? 1 : Math.ceil(units / many)
  const left = (segments === 1 ? one : segments * many) - units
  return { units, segments, alphabet, left, costly }
}

/** The most segments that an SMS of the product may take. */
export const SMS_SEGMENTS = 4
/** Characters of a WhatsApp text message. */
export const WHATSAPP_CHARACTERS = 4096
