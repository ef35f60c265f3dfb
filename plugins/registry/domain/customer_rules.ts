/** What happens with a record that fails a check: refused, only warned while typing, or nothing. */
export type CheckLevel = 'refuse' | 'warn' | 'off'

/** Content of parameter `registry.customer_checks`. */
export interface CustomerChecks {
  readonly taxpayer_repeated: CheckLevel
  readonly taxpayer_blank: CheckLevel
  readonly name_generic: CheckLevel
  readonly name_incomplete: CheckLevel
  readonly property_registration_repeated: CheckLevel
  /** Files of the system before may bring blank and repeated numbers: the quality checks then list them. */
  readonly legacy_may_repeat: boolean
  readonly generic_names: readonly string[]
}

export const DEFAULT_CUSTOMER_CHECKS: CustomerChecks = {
  taxpayer_repeated: 'refuse',
  taxpayer_blank: 'refuse',
  name_generic: 'refuse',
  name_incomplete: 'warn',
  property_registration_repeated: 'refuse',
  legacy_may_repeat: true,
  generic_names: [
    'cliente',
    'consumidor',
    'morador',
    'proprietario',
    'inquilino',
    'usuario',
    'contribuinte',
    'titular',
    'desconhecido',
    'sem nome',
    'nao informado',
    'a cadastrar',
    'teste',
  ],
}

export interface CustomerProblem {
  readonly field: string
  readonly code: string
  readonly message: string
  readonly level: CheckLevel
}

type Values = Readonly<Record<string, unknown>>

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** Whether a name stands for nobody: a word of the list, alone or with numbers (`CLIENTE 2`). */
export function isGenericName(name: string, words: readonly string[]): boolean {
  const bare = plain(name).replace(/\d+/g, '').replace(/\s+/g, ' ').trim()
  return bare === '' || words.some((word) => plain(word) === bare)
}

/**
 * What the values of a customer say against themselves; uniqueness is the database's to tell. `touched` are the columns
 * being written: an old record is not refused for what nobody changed.
 */
export function customerProblems(
  values: Values,
  touched: ReadonlySet<string>,
  checks: CustomerChecks
): CustomerProblem[] {
  const found = [
    ...nameProblems(values, checks),
    ...taxpayerProblems(values, checks),
    ...otherProblems(values),
  ]
  const isTouched = ({ field }: CustomerProblem) =>
    touched.has(field) || (field === 'taxpayer_id' && touched.has('kind'))
  return found.filter((problem) => problem.level !== 'off' && isTouched(problem))
}

function nameProblems(values: Values, checks: CustomerChecks): CustomerProblem[] {
  const name = text(values.name)
  if (!name) return []
  if (isGenericName(name, checks.generic_names)) {
    return [
      {
        field: 'name',
        code: 'name_generic',
        message: `“${name}” não é nome de cliente: escreva o nome que está no documento.`,
        level: checks.name_generic,
      },
    ]
  }
  const isIncomplete = ['person', 'foreign'].includes(text(values.kind)) && !name.includes(' ')
  return isIncomplete
    ? [
        {
          field: 'name',
          code: 'name_incomplete',
          message: 'O nome parece incompleto: escreva nome e sobrenome.',
          level: checks.name_incomplete,
        },
      ]
    : []
}

function taxpayerProblems(values: Values, checks: CustomerChecks): CustomerProblem[] {
  const id = text(values.taxpayer_id)
  const kind = text(values.kind)
  const problem = (code: string, message: string, level: CheckLevel) => [
    { field: 'taxpayer_id', code, message, level },
  ]
  if (!id) {
    if (kind === 'foreign') {
      return text(values.identity_number)
        ? []
        : problem(
            'foreign_undocumented',
            'Um estrangeiro sem CPF precisa do número do documento (RNM ou passaporte).',
            'refuse'
          )
    }
    const wanted = kind === 'person' ? 'CPF' : 'CNPJ'
    return problem(
      'taxpayer_blank',
      `Informe o ${wanted}: sem ele o cliente não pode ser cadastrado.`,
      checks.taxpayer_blank
    )
  }
  const isCompany = kind === 'company' || kind === 'public_body'
  if (isCompany && id.length === 11)
    return problem('taxpayer_kind', 'Empresa ou órgão público tem CNPJ, não CPF.', 'refuse')
  if (!isCompany && id.length === 14)
    return problem('taxpayer_kind', 'Pessoa física tem CPF, não CNPJ.', 'refuse')
  return []
}

function otherProblems(values: Values): CustomerProblem[] {
  const refused = (field: string, message: string): CustomerProblem => ({
    field,
    code: `${field}_format`,
    message,
    level: 'refuse',
  })
  const zip = text(values.zip_code)
  const state = text(values.state)
  return [
    ...(zip && !/^\d{8}$/.test(zip)
      ? [refused('zip_code', 'O CEP tem oito algarismos, sem hífen.')]
      : []),
    ...(state && !/^[A-Z]{2}$/.test(state)
      ? [refused('state', 'Escreva a UF com duas letras maiúsculas, como MT.')]
      : []),
  ]
}
