import { FormatError } from './format_error.ts'
import { NO_TXID, PIX_GUI } from './pix_brcode.ts'
import { type TlvField, crc16, malformed, readTlv } from './tlv.ts'

/** What a Pix code says. A composite code is `dynamic` with a `recurrenceUrl`. */
export interface ParsedPix {
  kind: 'static' | 'dynamic' | 'recurrence'
  /** Field 01 is `12`: the code is good for one payment. */
  isSingleUse: boolean
  key: string | null
  url: string | null
  recurrenceUrl: string | null
  description: string | null
  amountCents: bigint | null
  /** Null when the code has none (`***`). */
  txid: string | null
  receiverName: string
  city: string
  postalCode: string | null
}

type Fields = ReadonlyMap<string, TlvField>

/**
 * Reads a Pix payload; spaces and line breaks around it are ignored and the GUI may be in upper case. Every code that
 * comes from outside is checked whole before any of it is used.
 *
 * Errors: E_RECEIVABLES_PIX_MALFORMED (with the position of the wrong field) and E_RECEIVABLES_PIX_CRC.
 */
export function parsePix(payload: string): ParsedPix {
  const text = payload.trim()
  checkCrc(text)
  const fields = byId(readTlv(text))
  if (fields.get('00')?.value !== '01') throw malformed('it does not start with 000201', 1)

  const account = accountOf(fields)
  const key = valueOf(account, '01')
  const url = valueOf(account, '25')
  const recurrenceUrl = recurrenceOf(fields)
  const kind = kindOf({ key, url, recurrenceUrl })
  if (!kind) throw malformed('no key and no location', 1)
  return {
    kind,
    isSingleUse: valueOf(fields, '01') === '12',
    key,
    url,
    recurrenceUrl,
    description: valueOf(account, '02'),
    amountCents: amountOf(fields.get('54')),
    txid: txidOf(fields),
    receiverName: mandatory(fields, '59'),
    city: mandatory(fields, '60'),
    postalCode: valueOf(fields, '61'),
  }
}

function checkCrc(text: string): void {
  const match = /^(.*6304)([0-9A-Fa-f]{4})$/s.exec(text)
  if (!match) throw malformed('it does not end with a check code (field 63)', text.length)
  const [, covered = '', given = ''] = match
  const expected = crc16(covered)
  if (given.toUpperCase() !== expected) {
    throw new FormatError('E_RECEIVABLES_PIX_CRC', {
      message: `Check code of the Pix payload is ${given}, its content gives ${expected}`,
      pt: 'O código Pix foi alterado ou está incompleto: a verificação não confere.',
      position: covered.length + 1,
    })
  }
}

function kindOf(found: Pick<ParsedPix, 'key' | 'url' | 'recurrenceUrl'>): ParsedPix['kind'] | null {
  if (found.url) return 'dynamic'
  if (found.key) return 'static'
  return found.recurrenceUrl ? 'recurrence' : null
}

/** The merchant template (26–51) whose GUI is Pix's; others may stand beside it. */
function accountOf(fields: Fields): Fields {
  for (const field of fields.values()) {
    if (field.id < '26' || field.id > '51') continue
    const template = byId(readTlv(field.value, field.position + 4))
    if (isPixGui(template)) return template
  }
  throw malformed('no Pix account (fields 26 to 51)', 1)
}

function recurrenceOf(fields: Fields): string | null {
  const field = fields.get('80')
  if (!field) return null
  const template = byId(readTlv(field.value, field.position + 4))
  return isPixGui(template) ? valueOf(template, '25') : null
}

function txidOf(fields: Fields): string | null {
  const field = fields.get('62')
  if (!field) return null
  const txid = valueOf(byId(readTlv(field.value, field.position + 4)), '05')
  return txid === NO_TXID ? null : txid
}

/** `123.45`, `123.4` and `123` are all seen; the point is the decimal mark. */
function amountOf(field: TlvField | undefined): bigint | null {
  if (!field) return null
  const match = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(field.value)
  if (!match) throw malformed(`amount "${field.value}"`, field.position)
  const [, reais = '', cents = ''] = match
  return BigInt(reais + cents.padEnd(2, '0'))
}

function mandatory(fields: Fields, id: string): string {
  const value = valueOf(fields, id)
  if (value === null) throw malformed(`field ${id} is missing`, 1)
  return value
}

function byId(fields: readonly TlvField[]): Fields {
  const found = new Map<string, TlvField>()
  for (const field of fields) {
    if (found.has(field.id)) throw malformed(`field ${field.id} appears twice`, field.position)
    found.set(field.id, field)
  }
  return found
}

function isPixGui(template: Fields): boolean {
  return template.get('00')?.value.toLowerCase() === PIX_GUI
}

function valueOf(fields: Fields, id: string): string | null {
  return fields.get(id)?.value ?? null
}
