import { FormatError } from '../format_error.ts'

/** What the own number and the free field of an agreement may be made of; configuration, since each bank has its own. */
export const NUMBER_PARTS = [
  'zeros',
  'agreement',
  'sequence',
  'own_number',
  'agency',
  'account',
  'portfolio',
] as const

export type NumberPart = (typeof NUMBER_PARTS)[number]
export type NumberValues = Readonly<Partial<Record<NumberPart, string>>>

interface Part {
  readonly part: NumberPart
  readonly length: number
}

/** `agreement:7 sequence:10`: parts and their digits, in order. Errors: E_PAYMENTS_NUMBER_TEMPLATE. */
export function readTemplate(template: string): readonly Part[] {
  return template
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name, length] = word.split(':')
      const part = NUMBER_PARTS.find((one) => one === name)
      const digits = Number(length)
      if (!part || !Number.isInteger(digits) || digits < 1 || digits > 25) throw bad(word)
      return { part, length: digits }
    })
}

/** Refuses an own number that does not tell one boleto from another, or a free field of another length (E_PAYMENTS_NUMBER_TEMPLATE). */
export function checkTemplates(ownNumber: string, freeField: string): void {
  const own = readTemplate(ownNumber)
  const length = own.reduce((sum, part) => sum + part.length, 0)
  if (!own.some(({ part }) => part === 'sequence') || length > 20) throw bad(ownNumber)
  if (own.some(({ part }) => part === 'own_number')) throw bad(ownNumber)
  const free = readTemplate(freeField)
  if (free.reduce((sum, part) => sum + part.length, 0) !== 25) throw bad(freeField)
  if (!free.some(({ part }) => part === 'own_number' || part === 'sequence')) throw bad(freeField)
}

/** The digits of a template; each value keeps its digits, zero-filled on the left. Errors: E_PAYMENTS_NUMBER_TEMPLATE. */
export function fillTemplate(template: string, values: NumberValues): string {
  return readTemplate(template)
    .map(({ part, length }) => {
      const digits = part === 'zeros' ? '' : (values[part] ?? '').replace(/\D/g, '')
      if (digits.length > length) throw bad(`${part}:${length}`)
      return digits.padStart(length, '0')
    })
    .join('')
}

const bad = (what: string): FormatError =>
  new FormatError('E_PAYMENTS_NUMBER_TEMPLATE', {
    message: `"${what}" cannot be used in a number of boletos`,
    pt: `O modelo “${what}” não serve: use partes como agreement:7 sequence:10; o nosso número tem até 20 algarismos e traz sequence, e o campo livre soma 25.`,
  })
