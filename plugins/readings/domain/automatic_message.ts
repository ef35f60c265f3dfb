import { isCivilDate } from '#core/calendar/index'
import { type TextLine, decodeText, textLines } from '#core/text/index'
import { splitColumns } from './csv_line.ts'

/** What a meter says of itself, as it came. */
export interface AutomaticMessage {
  readonly meter: string
  readonly reading: string
  /** Date and time; with a time zone, or in the municipality's own time without one. */
  readonly at: string
}

/** A message that can be used: whole m³ of the dial. */
export interface UsableMessage {
  readonly meter: string
  readonly reading: number
  /** ISO, with its offset when it came with one. */
  readonly at: string
}

export interface MessageProblem {
  readonly code: string
  readonly message: string
}

const METER = /^[A-Za-z0-9./-]{1,30}$/
const READING = /^(\d{1,9})(?:[.,]\d{1,6})?$/
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d{1,6})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/

/** A message in the form in which it is kept, or what is wrong with it. A dial counts whole m³: fractions are left out. */
export function readMessage(message: AutomaticMessage): UsableMessage | MessageProblem {
  const meter = message.meter.trim()
  if (!METER.test(meter)) return problem('meter_invalid', 'número do hidrômetro', meter)
  const reading = READING.exec(message.reading.trim())?.[1]
  if (reading === undefined) return problem('reading_not_numeric', 'leitura', message.reading)
  const [, date, time, zone = ''] = INSTANT.exec(message.at.trim()) ?? []
  if (!time || !isCivilDate(date)) return problem('read_at_invalid', 'data e hora', message.at)
  return { meter, reading: Number.parseInt(reading, 10), at: `${date}T${time}${zone}` }
}

const problem = (code: string, name: string, text: string): MessageProblem => ({
  code,
  message: `Conteúdo inválido em ${name}: "${text.slice(0, 60)}".`,
})

/** What each column may be called, in the order in which they stand where nothing is called. */
const NAMES: readonly (readonly string[])[] = [
  ['meter', 'hidrometro', 'hidrômetro'],
  ['reading', 'leitura'],
  ['at', 'data_hora', 'data e hora'],
]

/**
 * The messages of a file: a JSON list of objects, or lines of columns separated by `;` with a header. Null when it is
 * neither. Lines that cannot be understood come through, to be judged one by one.
 */
export function readMessages(content: Uint8Array | string): AutomaticMessage[] | null {
  const text = typeof content === 'string' ? content : decodeText(content).text
  return /^\s*[[{]/.test(text) ? fromJson(text) : fromColumns(textLines(text))
}

function fromJson(text: string): AutomaticMessage[] | null {
  const whole = parsed(text)
  const list = Array.isArray(whole) ? whole : (whole as { messages?: unknown } | null)?.messages
  if (!Array.isArray(list)) return null
  return list.map((one: unknown) => {
    const [meter = '', reading = '', at = ''] = NAMES.map((names) => valueOf(one, names))
    return { meter, reading, at }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function valueOf(one: unknown, names: readonly string[]): string {
  if (typeof one !== 'object' || one === null) return ''
  const name = names.find((key) => Object.hasOwn(one, key))
  const value = name === undefined ? '' : (one as Record<string, unknown>)[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function fromColumns([first, ...lines]: readonly TextLine[]): AutomaticMessage[] | null {
  const header = splitColumns(first?.raw ?? '')?.map((name) => name.trim().toLowerCase()) ?? []
  const places = NAMES.map((names) => header.findIndex((name) => names.includes(name)))
  if (places.includes(-1)) return null
  return lines.map(({ raw }) => {
    const columns = splitColumns(raw) ?? []
    const [meter = '', reading = '', at = ''] = places.map((place) => columns[place] ?? '')
    return { meter, reading, at }
  })
}
