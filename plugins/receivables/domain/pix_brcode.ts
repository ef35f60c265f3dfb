import { centsText } from '#core/money/index'
import { FormatError } from './format_error.ts'
import { isTxid, pixKeyKind } from './pix_identifiers.ts'
import { crc16, writeTlv } from './tlv.ts'

/** Who receives, as the payer's bank shows it. Accents are removed; the name is cut at 25, the city at 15 characters. */
export interface PixReceiver {
  receiverName: string
  city: string
}

export interface StaticPixInput extends PixReceiver {
  key: string
  /** Cents, more than zero; null or absent when the payer types the amount. */
  amountCents?: bigint | null
  /** 1–25 letters or digits, given back with the payment; absent writes `***` (and the bank notifies nothing). */
  txid?: string | null
  /** Cut to what the key leaves of the 99 characters of field 26. */
  description?: string | null
}

export interface DynamicPixInput extends PixReceiver {
  /** Location of the charge, with or without `https://`; absent when the code only offers a recurrence. */
  url?: string | null
  /** Location of a Pix Automático recurrence offered together with the charge. */
  recurrenceUrl?: string | null
}

export const PIX_GUI = 'br.gov.bcb.pix'
export const NO_TXID = '***'

const NAME_LENGTH = 25
const CITY_LENGTH = 15
/** A template has 99 characters: the GUI takes 18, the id and length of another field 4. */
const URL_LENGTH = 77
const TEMPLATE_ROOM = 99 - 18
const LARGEST_AMOUNT = 999_999_999_999n

/**
 * Payload of a static Pix code ("copia e cola" and QR).
 *
 * Errors: E_RECEIVABLES_PIX_KEY, …_AMOUNT (not positive, or more than 13 characters), …_TXID, …_TEXT (no name or city).
 *
 * @see BCB, Manual de Padrões para Iniciação do Pix (BR Code)
 */
export function buildStaticPix(input: StaticPixInput): string {
  const { key, amountCents = null, txid = null } = input
  if (!pixKeyKind(key)) {
    throw new FormatError('E_RECEIVABLES_PIX_KEY', {
      message: `"${key}" is not a Pix key`,
      pt: 'A chave Pix deve ser CPF, CNPJ, telefone com +55, e-mail ou chave aleatória.',
    })
  }
  if (txid !== null && !isTxid(txid, 'static')) {
    throw new FormatError('E_RECEIVABLES_PIX_TXID', {
      message: `txid "${txid}" of a static code must have 1 to 25 letters or digits`,
      pt: 'O identificador (txid) do Pix estático deve ter de 1 a 25 letras ou algarismos.',
    })
  }
  const account = writeTlv('01', key)
  const room = TEMPLATE_ROOM - account.length - 4
  const description = room > 0 ? foldText(input.description ?? '', room) : ''
  return seal([
    writeTlv('26', gui() + account + (description && writeTlv('02', description))),
    ...body(input, amountCents),
    writeTlv('62', writeTlv('05', txid ?? NO_TXID)),
  ])
}

/**
 * Payload of a dynamic code: a charge registered at the bank, a Pix Automático offer, or both (the amount and the txid
 * are at the location, never in the code).
 *
 * Errors: E_RECEIVABLES_PIX_URL (none given, not ASCII, or more than 77 characters without the scheme), …_TEXT.
 */
export function buildDynamicPix(input: DynamicPixInput): string {
  const url = input.url ? location(input.url) : null
  const recurrenceUrl = input.recurrenceUrl ? location(input.recurrenceUrl) : null
  if (!url && !recurrenceUrl) throw badUrl('none given')
  return seal([
    ...(url ? [writeTlv('01', '12')] : []),
    writeTlv('26', gui() + (url ? writeTlv('25', url) : '')),
    ...body(input, null),
    writeTlv('62', writeTlv('05', NO_TXID)),
    ...(recurrenceUrl ? [writeTlv('80', gui() + writeTlv('25', recurrenceUrl))] : []),
  ])
}

/**
 * Plain printable ASCII of at most `length` characters: accents are removed, what has no plain spelling is dropped,
 * spaces are joined, and the cut leaves no space at the end.
 */
export function foldText(text: string, length: number): string {
  return text
    .normalize('NFKD')
    .replace(/\s/g, ' ')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, length)
    .trimEnd()
}

function body(receiver: PixReceiver, amountCents: bigint | null): string[] {
  return [
    writeTlv('52', '0000'),
    writeTlv('53', '986'),
    ...(amountCents === null ? [] : [writeTlv('54', amountText(amountCents))]),
    writeTlv('58', 'BR'),
    writeTlv('59', required(receiver.receiverName, NAME_LENGTH)),
    writeTlv('60', required(receiver.city, CITY_LENGTH)),
  ]
}

function seal(fields: readonly string[]): string {
  const text = `${writeTlv('00', '01')}${fields.join('')}6304`
  return text + crc16(text)
}

function gui(): string {
  return writeTlv('00', PIX_GUI)
}

function amountText(cents: bigint): string {
  if (cents <= 0n || cents > LARGEST_AMOUNT) {
    throw new FormatError('E_RECEIVABLES_PIX_AMOUNT', {
      message: `Amount of ${cents} cents cannot be written in a Pix code (0.01 to 9999999999.99)`,
      pt: 'O valor do Pix deve ser maior que zero e caber em 13 posições.',
    })
  }
  return centsText(cents)
}

function required(text: string, length: number): string {
  const folded = foldText(text, length)
  if (folded) return folded
  throw new FormatError('E_RECEIVABLES_PIX_TEXT', {
    message: 'A Pix code needs the name and the city of the receiver',
    pt: 'O código Pix precisa do nome e da cidade do recebedor.',
  })
}

function location(url: string): string {
  const bare = url.replace(/^https:\/\//i, '')
  if (!/^[\x21-\x7e]+\/[\x21-\x7e]+$/.test(bare)) throw badUrl(`"${url}"`)
  if (bare.length > URL_LENGTH) throw badUrl(`${bare.length} characters, at most ${URL_LENGTH}`)
  return bare
}

function badUrl(reason: string): FormatError {
  return new FormatError('E_RECEIVABLES_PIX_URL', {
    message: `Invalid location of a dynamic Pix code: ${reason}`,
    pt: 'O endereço (location) da cobrança Pix está ausente ou é inválido.',
  })
}
