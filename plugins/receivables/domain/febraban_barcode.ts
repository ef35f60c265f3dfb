import { type CollectionModulus, collectionCheckDigit } from './check_digits.ts'
import { FormatError } from './format_error.ts'

/**
 * Position 3: `6` and `8` carry an amount in reais, `7` and `9` a quantity to be converted (FEBRABAN advises against
 * them). `6` and `7` use modulus 10 everywhere, `8` and `9` modulus 11.
 */
export type ValueId = '6' | '7' | '8' | '9'

/** Position 2. Sanitation is `2`; `6` is for companies known by CNPJ root instead of a FEBRABAN code. */
export type Segment = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '9'

export interface CollectionBarcodeInput {
  /** Default `2`, sanitation. */
  segment?: Segment
  valueId: ValueId
  /** Cents for value ids 6 and 8 (more than zero); the reference quantity, with no decimals implied here, for 7 and 9. */
  amountCents: bigint
  /** The company's national FEBRABAN code, 4 digits (segment 6: the 8 digits of the CNPJ root). */
  companyCode: string
  /** 25 digits that identify the document (segment 6: 21); see `composeFreeField`. */
  freeField: string
}

/** One barcode in its three spellings. The four block digits of the line are never in the bars. */
export interface CollectionBarcode {
  /** The 44 digits of the bars (Interleaved 2 of 5). */
  barcode: string
  /** The 48 digits that people type. */
  line: string
  /** The line as printed: `82610000001-5 23450123202-4 61210000123-1 45720261101-0`. */
  formattedLine: string
}

export interface ParsedCollectionBarcode extends CollectionBarcode {
  segment: Segment
  valueId: ValueId
  /** Null for value ids 7 and 9. */
  amountCents: bigint | null
  /** Positions 5–15 as a number for value ids 7 and 9, else null. */
  quantity: bigint | null
  companyCode: string
  freeField: string
}

const PRODUCT = '8'
const SEGMENTS = /^[1-79]$/
const VALUE_IDS = /^[6-9]$/
const LARGEST_VALUE = 99_999_999_999n
const LINE_BLOCKS = [0, 1, 2, 3] as const

/**
 * Barcode of a collection agreement (product 8) with its typeable line.
 *
 * Errors: E_RECEIVABLES_BARCODE_SEGMENT, …_VALUE_ID, …_AMOUNT (not positive with ids 6 and 8, negative, or more than 11
 * digits), …_COMPANY, …_FREE_FIELD.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function buildCollectionBarcode(input: CollectionBarcodeInput): CollectionBarcode {
  const { segment = '2', valueId, amountCents, companyCode, freeField } = input
  checkSegment(segment)
  checkValueId(valueId)
  checkAmount(valueId, amountCents)
  checkBody(segment, companyCode, freeField)

  const start = `${PRODUCT}${segment}${valueId}`
  const rest = `${amountCents.toString().padStart(11, '0')}${companyCode}${freeField}`
  return spell(`${start}${collectionCheckDigit(start + rest, modulusOf(valueId))}${rest}`)
}

/**
 * Reads the 44 digits of the bars or the 48 of the line; anything that is not a digit is ignored. Every check digit is
 * verified, the block digits of a line first, so that the error tells which block was mistyped: `position` counts digits
 * from 1 in what was given.
 *
 * Errors: E_RECEIVABLES_BARCODE_LENGTH, …_PRODUCT, …_SEGMENT, …_VALUE_ID, …_CHECK_DIGIT (general digit) and
 * E_RECEIVABLES_LINE_CHECK_DIGIT (block digit).
 */
export function parseCollectionBarcode(text: string): ParsedCollectionBarcode {
  const digits = text.replace(/\D/g, '')
  if (digits.length !== 44 && digits.length !== 48) {
    throw new FormatError('E_RECEIVABLES_BARCODE_LENGTH', {
      message: `A collection barcode has 44 digits and its line 48; got ${digits.length}`,
      pt: `O código de barras tem 44 algarismos e a linha digitável 48; foram informados ${digits.length}.`,
    })
  }
  checkProduct(digits)
  const [, segment = '', valueId = ''] = digits
  checkSegment(segment)
  checkValueId(valueId)

  const modulus = modulusOf(valueId)
  const barcode = digits.length === 48 ? barcodeOfLine(digits, modulus) : digits
  checkGeneralDigit(barcode, modulus)

  const isMoney = valueId === '6' || valueId === '8'
  const value = BigInt(barcode.slice(4, 15))
  const companyEnd = 15 + companyLength(segment)
  return {
    ...spell(barcode),
    segment,
    valueId,
    amountCents: isMoney ? value : null,
    quantity: isMoney ? null : value,
    companyCode: barcode.slice(15, companyEnd),
    freeField: barcode.slice(companyEnd),
  }
}

function spell(barcode: string): CollectionBarcode {
  const modulus = modulusOf(barcode[2] as ValueId)
  const blocks = LINE_BLOCKS.map((block) => barcode.slice(block * 11, block * 11 + 11))
  const pairs = blocks.map((block) => [block, collectionCheckDigit(block, modulus)] as const)
  const line = pairs.map(([block, digit]) => `${block}${digit}`).join('')
  return { barcode, line, formattedLine: lineBlocks(line).join(' ') }
}

/** The 48 digits of a line as papers print them: four blocks, each with its digit after a hyphen. */
export const lineBlocks = (line: string): string[] =>
  LINE_BLOCKS.map((block) => `${line.slice(block * 12, block * 12 + 11)}-${line[block * 12 + 11]}`)

function barcodeOfLine(line: string, modulus: CollectionModulus): string {
  return LINE_BLOCKS.map((block) => {
    const digits = line.slice(block * 12, block * 12 + 11)
    const position = block * 12 + 12
    if (line[position - 1] !== String(collectionCheckDigit(digits, modulus))) {
      throw new FormatError('E_RECEIVABLES_LINE_CHECK_DIGIT', {
        message: `Check digit of block ${block + 1} of the line does not match (position ${position})`,
        pt: `Confira o ${block + 1}º bloco da linha digitável: o dígito verificador não confere.`,
        position,
      })
    }
    return digits
  }).join('')
}

function checkGeneralDigit(barcode: string, modulus: CollectionModulus): void {
  const expected = collectionCheckDigit(barcode.slice(0, 3) + barcode.slice(4), modulus)
  if (barcode[3] !== String(expected)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_CHECK_DIGIT', {
      message: `General check digit is ${barcode[3]}, the other 43 digits give ${expected}`,
      pt: 'O dígito verificador geral do código de barras (4ª posição) não confere.',
      position: 4,
    })
  }
}

function checkProduct(digits: string): void {
  if (digits[0] !== PRODUCT) {
    throw new FormatError('E_RECEIVABLES_BARCODE_PRODUCT', {
      message: `First digit is ${digits[0]}, a collection barcode starts with 8`,
      pt: 'Este não é um código de arrecadação: ele deve começar com 8.',
      position: 1,
    })
  }
}

function checkSegment(segment: string): asserts segment is Segment {
  if (!SEGMENTS.test(segment)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_SEGMENT', {
      message: `Unknown segment "${segment}" (1 to 7, or 9)`,
      pt: `Segmento "${segment}" desconhecido no código de barras (2ª posição).`,
      position: 2,
    })
  }
}

function checkValueId(valueId: string): asserts valueId is ValueId {
  if (!VALUE_IDS.test(valueId)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_VALUE_ID', {
      message: `Unknown value identifier "${valueId}" (6 to 9)`,
      pt: `Identificador de valor "${valueId}" inválido no código de barras (3ª posição).`,
      position: 3,
    })
  }
}

function checkAmount(valueId: ValueId, amountCents: bigint): void {
  const isMoney = valueId === '6' || valueId === '8'
  if (amountCents < 0n || (isMoney && amountCents === 0n)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_AMOUNT', {
      message: `Amount ${amountCents} with value identifier ${valueId}: banks reject it; print no barcode instead`,
      pt: 'Documento sem valor a pagar não leva código de barras.',
    })
  }
  if (amountCents > LARGEST_VALUE) {
    throw new FormatError('E_RECEIVABLES_BARCODE_AMOUNT', {
      message: `Amount ${amountCents} does not fit the 11 digits of the barcode`,
      pt: 'O valor não cabe no código de barras: o limite é R$ 999.999.999,99.',
    })
  }
}

function checkBody(segment: Segment, companyCode: string, freeField: string): void {
  const length = companyLength(segment)
  if (!isDigits(companyCode, length)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_COMPANY', {
      message: `Company code "${companyCode}" must have ${length} digits in segment ${segment}`,
      pt: `O código da empresa no convênio deve ter ${length} algarismos.`,
    })
  }
  if (!isDigits(freeField, 29 - length)) {
    throw new FormatError('E_RECEIVABLES_BARCODE_FREE_FIELD', {
      message: `Free field "${freeField}" must have ${29 - length} digits in segment ${segment}`,
      pt: `O campo livre do código de barras deve ter ${29 - length} algarismos.`,
    })
  }
}

function companyLength(segment: string): number {
  return segment === '6' ? 8 : 4
}

function modulusOf(valueId: ValueId): CollectionModulus {
  return valueId === '6' || valueId === '7' ? 10 : 11
}

function isDigits(text: string, length: number): boolean {
  return text.length === length && /^\d+$/.test(text)
}
