import { isProgrammeNumber } from '../../domain/social_rules.ts'
import { centsOf, digitsOf, orNull, readRows, refuse, zipOf } from '../../take_over/read.ts'

/** Columns of a file of families, as the utility exports them from the municipality's file. */
export const FAMILY_COLUMNS = [
  { name: 'codigo_familia', isRequired: true, help: 'Código da família no programa' },
  {
    name: 'nis',
    isRequired: true,
    help: 'NIS ou nº do benefício, o do responsável primeiro; vários, separados por espaço',
  },
  { name: 'cpfs', isRequired: true, help: 'CPF dos membros, separados por espaço' },
  { name: 'renda_por_pessoa', isRequired: true, help: 'Renda por pessoa, 350,00' },
  { name: 'pessoas', isRequired: true, help: 'Pessoas na família' },
  { name: 'logradouro', isRequired: true, help: 'Com ou sem o tipo: Rua das Acácias' },
  { name: 'numero', isRequired: false, help: 'Vazio ou s/n: sem número' },
  { name: 'bairro', isRequired: false, help: 'Bairro' },
  { name: 'cep', isRequired: false, help: 'Oito algarismos' },
] as const

export type FamilyValues = Readonly<Record<string, string>>

export interface ReadFamily {
  readonly family_code: string
  readonly nis: readonly string[]
  readonly cpfs: readonly string[]
  readonly income_cents: bigint
  readonly family_size: number
  readonly street: string
  readonly house_number: string | null
  readonly district: string | null
  readonly zip_code: string | null
}

const MOST_PEOPLE = 50
const listOf = (text = '') => text.replaceAll(/[.\-/]/g, '').match(/\d+/g) ?? []

/** A CPF that lost its leading zeros in a spreadsheet has them again; what is no CPF is left out. */
const cpfsOf = (text: string | undefined) => [
  ...new Set(
    listOf(text)
      .map((one) => one.padStart(11, '0'))
      .filter((one) => one.length === 11)
  ),
]

function readFamily(values: FamilyValues): ReadFamily {
  const code = digitsOf(values.codigo_familia) ?? refuse('Sem código da família')
  const nis = [...new Set(listOf(values.nis))]
  if (!nis.length || !nis.every(isProgrammeNumber))
    refuse('NIS que falta ou não é válido (onze algarismos, com dígito verificador)')
  const people = /^\d{1,2}$/.test(values.pessoas ?? '') ? Number(values.pessoas) : 0
  if (people < 1 || people > MOST_PEOPLE) refuse(`Pessoas na família: “${values.pessoas ?? ''}”`)
  const income = centsOf(values.renda_por_pessoa ?? '', 'Renda por pessoa')
  if (income < 0n) refuse('A renda por pessoa não pode ser negativa')
  return {
    ...{ family_code: code, nis, cpfs: cpfsOf(values.cpfs), income_cents: income },
    ...{ family_size: people, street: orNull(values.logradouro) ?? refuse('Sem logradouro') },
    ...{ house_number: orNull(values.numero), district: orNull(values.bairro) },
    zip_code: zipOf(values.cep),
  }
}

export interface FamilyLine {
  /** Known even of a line that is refused: its family loses nothing for a mistake of typing. */
  readonly code: string | null
  readonly family: ReadFamily | null
  readonly reason: string | null
}

/** Reads all lines: a family and a NIS stand in one line only. */
export function readFamilies(rows: readonly FamilyValues[]): FamilyLine[] {
  const codes = new Set<string>()
  const numbers = new Set<string>()
  return readRows(rows, readFamily).map(({ value, reason = null }, index): FamilyLine => {
    const code = digitsOf(rows[index]!.codigo_familia)
    if (!value) return { code, family: null, reason }
    if (codes.has(value.family_code))
      return { code, family: null, reason: 'A família já está em outra linha do arquivo' }
    if (value.nis.some((one) => numbers.has(one)))
      return { code, family: null, reason: 'O NIS já está em outra linha do arquivo' }
    codes.add(value.family_code)
    for (const one of value.nis) numbers.add(one)
    return { code, family: value, reason: null }
  })
}
