import { FormatError } from './format_error.ts'

/** Names of the numbers that a free field may carry; each is a whole number, zero-filled on the left. */
export const FREE_FIELD_NUMBERS = [
  'document_number',
  'document_kind',
  'document_version',
  'registration',
  'customer',
  'sequence',
  'locality',
  'debit_kind',
  'year',
] as const

export type FreeFieldNumber = (typeof FREE_FIELD_NUMBERS)[number]

/** The part of the free field that a check digit covers. */
export type FreeFieldSource = FreeFieldNumber | 'due_date' | 'reference'

/**
 * One part of a free field. `due_date` is written AAAAMMDD (zeros when the document has none), `reference` AAAAMM or
 * MMAAAA, a `literal` of one character is repeated to its length, a `check_digit` is modulus 10 over the parts in `of`.
 */
export type FreeFieldPart =
  | { readonly part: 'due_date'; readonly length: 8 }
  | { readonly part: 'reference'; readonly length: 6; readonly format?: 'AAAAMM' | 'MMAAAA' }
  | { readonly part: 'literal'; readonly value: string; readonly length: number }
  | { readonly part: 'check_digit'; readonly of: readonly FreeFieldSource[]; readonly length: 1 }
  | { readonly part: FreeFieldNumber; readonly length: number }

/** Ordered parts of an agreement's free field, summing to 25 digits. Configuration of the agreement, not code. */
export type FreeFieldLayout = readonly FreeFieldPart[]

/** Digits of the free field in every segment that has a FEBRABAN company code. */
export const FREE_FIELD_LENGTH = 25

/**
 * The layout that new agreements start with: the due date first, where a bank that checks it must find it; then the
 * document (11 digits and its check digit), its version (a re-issued document never repeats a barcode), this layout's
 * mark and the kind, last.
 */
export const DEFAULT_FREE_FIELD_LAYOUT: FreeFieldLayout = [
  { part: 'due_date', length: 8 },
  { part: 'document_number', length: 12 },
  { part: 'document_version', length: 2 },
  { part: 'literal', value: '1', length: 1 },
  { part: 'document_kind', length: 2 },
]

/**
 * Refuses a layout that does not sum to 25, repeats a part, has a literal or a length that cannot be written
 * (E_RECEIVABLES_FREE_FIELD_LAYOUT), or does not identify a document by itself (E_RECEIVABLES_FREE_FIELD_IDENTITY):
 * some banks return the 44 digits and nothing else.
 */
export function checkFreeFieldLayout(layout: FreeFieldLayout): void {
  const names = new Set<string>()
  for (const part of layout) {
    checkPart(part)
    if (part.part === 'literal' || part.part === 'check_digit') continue
    if (names.has(part.part)) throw badLayout(`part "${part.part}" appears twice`)
    names.add(part.part)
  }
  const total = layout.reduce((sum, part) => sum + part.length, 0)
  if (total !== FREE_FIELD_LENGTH) {
    throw badLayout(`its parts sum to ${total} digits, must be ${FREE_FIELD_LENGTH}`)
  }
  for (const part of layout) {
    const missing = part.part === 'check_digit' && part.of.find((source) => !names.has(source))
    if (missing) throw badLayout(`a check digit covers "${missing}", which is not in the layout`)
  }
  if (!identifiesDocument(names)) {
    throw new FormatError('E_RECEIVABLES_FREE_FIELD_IDENTITY', {
      message:
        'Free field layout does not identify a document: add document_number, or registration or customer with reference, sequence or year',
      pt: 'O campo livre precisa identificar o documento sozinho: inclua o número do documento, ou a matrícula (ou cliente) com referência, sequência ou ano.',
    })
  }
}

function checkPart(part: FreeFieldPart): void {
  if (!Number.isInteger(part.length) || part.length < 1) {
    throw badLayout(`part "${part.part}" has length ${part.length}`)
  }
  if (part.part === 'due_date' && part.length !== 8) throw badLayout('due_date has 8 digits')
  if (part.part === 'reference' && part.length !== 6) throw badLayout('reference has 6 digits')
  if (part.part === 'check_digit' && (part.length !== 1 || part.of.length === 0)) {
    throw badLayout('check_digit has 1 digit and covers at least one part')
  }
  if (part.part === 'literal') {
    const fills = part.value.length === part.length || part.value.length === 1
    if (!fills || !/^\d+$/.test(part.value)) {
      throw badLayout(`literal "${part.value}" cannot fill ${part.length} digits`)
    }
  }
}

function identifiesDocument(names: ReadonlySet<string>): boolean {
  const has = (name: FreeFieldSource) => names.has(name)
  if (has('document_number')) return true
  return (
    (has('registration') || has('customer')) && (has('reference') || has('sequence') || has('year'))
  )
}

function badLayout(reason: string): FormatError {
  return new FormatError('E_RECEIVABLES_FREE_FIELD_LAYOUT', {
    message: `Invalid free field layout: ${reason}`,
    pt: 'A composição do campo livre deste convênio é inválida: confira as partes e os tamanhos (a soma é 25).',
  })
}
