import { FormatError } from '../format_error.ts'

/** What the own number and the free field of an agreement may be made of; configuration, since each bank has its own. */
const NUMBER_PARTS = {
  zeros: 'zeros',
  convenio: 'agreement',
  sequencia: 'sequence',
  nosso_numero: 'own_number',
  agencia: 'agency',
  conta: 'account',
  carteira: 'portfolio',
} as const

type NumberPart = (typeof NUMBER_PARTS)[keyof typeof NUMBER_PARTS]
type NumberValues = Readonly<Partial<Record<NumberPart, string>>>

interface Part {
  readonly part: NumberPart
  readonly length: number
}

/** `convenio:7 sequencia:10`: parts and their digits, in order. Errors: E_PAYMENTS_NUMBER_TEMPLATE. */
function readTemplate(template: string): readonly Part[] {
  return template
    .trim()
    .split(/\s+/)
    .map((piece) => {
      const [name, length] = piece.split(':')
      const part = Object.entries(NUMBER_PARTS).find(([word]) => word === name)?.[1]
      const digits = Number(length)
      if (!part || !Number.isInteger(digits) || digits < 1 || digits > 25) throw bad(piece)
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
    pt: `O modelo “${what}” não serve: use partes como convenio:7 sequencia:10; o nosso número tem até 20 algarismos e traz sequencia, e o campo livre soma 25.`,
  })
