import { FormatError } from './format_error.ts'

/** What an endToEndId says about a Pix. */
export interface EndToEndId {
  /** ISPB code of the institution that started the payment, 8 digits. */
  ispb: string
  /** Minute of the payment in UTC, `2026-12-10T15:30Z`; the payment date for lateness is the one in Brazil. */
  startedAt: string
}

export type PixKeyKind = 'cpf' | 'cnpj' | 'phone' | 'email' | 'random'

/** Where a txid is used: in a static code it has 1–25 characters, in a charge (cob, cobv) 26–35. */
export type TxidUse = 'static' | 'charge'

const TXID: Readonly<Record<TxidUse, RegExp>> = {
  static: /^[a-zA-Z0-9]{1,25}$/,
  charge: /^[a-zA-Z0-9]{26,35}$/,
}

/** Shapes only. Since July 2026 a CNPJ may have letters (IN RFB 2.229/2024): a key is never a number. */
const KEY_SHAPES: readonly (readonly [PixKeyKind, RegExp])[] = [
  ['cpf', /^\d{11}$/],
  ['cnpj', /^[0-9A-Z]{12}\d{2}$/],
  ['phone', /^\+[1-9]\d{9,13}$/],
  ['random', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  ['email', /^(?=.{3,77}$)[^\s@]+@[^\s@]+$/],
]

const END_TO_END_ID = /^E(\d{8})(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})[a-zA-Z0-9]{11}$/

/** Whether a txid may be used there. */
export function isTxid(text: string, use: TxidUse): boolean {
  return TXID[use].test(text)
}

/** Kind of a Pix key by its shape, or null when it has none; whether the key exists only the bank knows. */
export function pixKeyKind(key: string): PixKeyKind | null {
  return KEY_SHAPES.find(([, shape]) => shape.test(key))?.[0] ?? null
}

/** Whether the text is an endToEndId with a possible date and time. */
export function isEndToEndId(text: string): boolean {
  return readEndToEndId(text) !== null
}

/**
 * Takes an endToEndId apart: `E`, ISPB, `yyyyMMddHHmm` in UTC, 11 characters. Refuses any other text and impossible
 * dates with E_RECEIVABLES_PIX_END_TO_END_ID. The case of the letters matters.
 *
 * @see BCB, API Pix 2.9.0, schema EndToEndId
 */
export function parseEndToEndId(text: string): EndToEndId {
  const parsed = readEndToEndId(text)
  if (parsed) return parsed
  throw new FormatError('E_RECEIVABLES_PIX_END_TO_END_ID', {
    message: `"${text}" is not an endToEndId (E, 8 digits, yyyyMMddHHmm, 11 letters or digits)`,
    pt: 'O identificador do Pix (endToEndId) informado é inválido.',
  })
}

function readEndToEndId(text: string): EndToEndId | null {
  const match = END_TO_END_ID.exec(text)
  if (!match) return null
  const [, ispb = '', year, month, day, hour, minute] = match
  const startedAt = `${year}-${month}-${day}T${hour}:${minute}Z`
  return isPossibleMinute(startedAt) ? { ispb, startedAt } : null
}

/** `Date.parse` rolls 30 February over to March, so the text must come back unchanged. */
function isPossibleMinute(text: string): boolean {
  const instant = Date.parse(text)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.slice(0, -1))
}
