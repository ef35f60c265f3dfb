import { authorityParameter } from '#core/actions/index'
import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

export const POLICY = 'debt_register.policy'
export const STEPS = 'debt_register.steps'
export const TEXTS = 'debt_register.texts'
export const APPROVE_AUTHORITY = 'debt_register.approve_authority'

/** What inscription asks for, and how the books are made. */
export interface Policy {
  /** Only public-law entities have active debt (Lei 4.320/1964, art. 39). */
  readonly is_public_law: boolean
  /** The least that a term may be of, with charges. */
  readonly minimum_cents: number
  /** Days for which the debt must have been noticed of; null: not asked. */
  readonly noticed_days: number | null
  readonly tariff_years: number
  readonly tax_years: number
  readonly entries_per_page: number
  readonly pages_per_book: number
  readonly asks_protest: boolean
  /** The owner answers jointly, by the law cited; null: does not. */
  readonly joint_basis: string | null
}

/** A step of the administrative process; those of `ACTS` are done by the acts themselves. */
export interface Step {
  readonly code: string
  readonly title: string
  readonly is_mandatory: boolean
}

export interface Texts {
  readonly legal_basis: string
  readonly notice: string
  readonly extrajudicial: string
  readonly acknowledgement: string
  readonly officer: string
}

/** Steps that the acts of the register execute. */
export const ACTS = [
  ...['registration', 'book', 'notice', 'receipt', 'certificate', 'extrajudicial'],
  ...['acknowledgement', 'court'],
] as const
export type Act = (typeof ACTS)[number]

const count = (title: string, minimum: number, maximum: number) => ({
  ...{ title, type: 'integer', minimum, maximum },
})
const flag = (title: string) => ({ title, type: 'boolean' })
const words = (title: string, maxLength: number) => ({
  ...{ title, type: 'string', minLength: 3, maxLength },
})
const closed = (properties: Readonly<Record<string, object>>) => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})

/** Terms longer than those of the law would keep as due what nobody has to pay any more. */
function beyondLaw(value: Json): Issue[] {
  const { tariff_years: tariff, tax_years: tax } = value as unknown as Policy
  const issue = (path: string, message: string): Issue => ({
    ...{ code: 'prescription_beyond_law', severity: 'critical', path, message },
  })
  return [
    ...(tariff > 10
      ? [
          issue(
            '/tariff_years',
            'Tarifa prescreve em até 10 anos: Código Civil, art. 205 (STJ, Súmula 412).'
          ),
        ]
      : []),
    ...(tax > 5
      ? [issue('/tax_years', 'Tributo prescreve em 5 anos: Código Tributário Nacional, art. 174.')]
      : []),
  ]
}

const policy: Parameter = {
  key: POLICY,
  title: 'Inscrição em dívida ativa',
  help: 'O que se exige para inscrever e para ajuizar, quando os créditos prescrevem, e quantos lançamentos cabem em cada folha e em cada livro.',
  schema: closed({
    is_public_law: flag('O prestador é pessoa de direito público (município ou autarquia)'),
    minimum_cents: {
      ...count('Valor mínimo de um termo, com encargos', 0, 100_000_000),
      unit: 'cents',
    },
    noticed_days: {
      title: 'Dias desde o aviso de débito (vazio: não se exige aviso)',
      type: ['integer', 'null'],
      minimum: 0,
      maximum: 365,
    },
    tariff_years: count('Prescrição de tarifas (anos)', 1, 20),
    tax_years: count('Prescrição de tributos (anos)', 1, 20),
    entries_per_page: count('Lançamentos por folha', 1, 100),
    pages_per_book: count('Folhas por livro', 1, 1000),
    asks_protest: flag('Exige protesto antes de ajuizar, salvo dispensa motivada'),
    joint_basis: {
      title: 'Lei pela qual o proprietário responde junto (vazio: não responde)',
      type: ['string', 'null'],
      maxLength: 200,
    },
  }),
  default: {
    ...{ is_public_law: true, minimum_cents: 0, noticed_days: null, tariff_years: 10 },
    ...{ tax_years: 5, entries_per_page: 25, pages_per_book: 200, asks_protest: true },
    joint_basis: null,
  },
  because:
    'Lei 4.320/1964, art. 39; Lei 6.830/1980, art. 2º; Código Civil, art. 205; CTN, arts. 174 e 202; CNJ, Resolução 547/2024, art. 3º.',
  validate: beyondLaw,
}

const step = (code: string, title: string, isMandatory: boolean): Step => ({
  ...{ code, title, is_mandatory: isMandatory },
})

const DEFAULT_STEPS: readonly Step[] = [
  step('registration', 'Inscrição', true),
  step('book', 'Lançamento no livro', true),
  step('notice', 'Notificação', true),
  step('receipt', 'Recebimento da notificação', false),
  step('extrajudicial', 'Notificação extrajudicial', false),
  step('certificate', 'Certidão de dívida ativa', false),
  step('court', 'Ajuizamento', false),
]

function repeatedCodes(value: Json): Issue[] {
  const codes = (value as unknown as readonly Step[]).map(({ code }) => code)
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : [
          {
            ...{ code: 'repeated_step', severity: 'critical' as const, path: `/${index}/code` },
            message: `O passo “${code}” aparece mais de uma vez.`,
          },
        ]
  )
}

const steps: Parameter = {
  key: STEPS,
  title: 'Passos do processo de dívida ativa',
  help: 'Os passos de um processo administrativo, na ordem. Um processo só se conclui com os obrigatórios feitos. Os de código registration, book, notice, receipt, extrajudicial, certificate, acknowledgement e court são feitos pelos próprios atos; outros códigos são passos do prestador, registrados à mão. Processos abertos seguem os passos que tinham.',
  schema: {
    type: 'array',
    minItems: 1,
    maxItems: 30,
    items: closed({
      code: { title: 'Código', type: 'string', pattern: '^[a-z][a-z0-9_]{1,39}$' },
      title: words('Passo', 80),
      is_mandatory: flag('Obrigatório'),
    }),
  },
  default: DEFAULT_STEPS as unknown as Json,
  because:
    'Lei 6.830/1980, art. 2º, § 3º (controle da legalidade); contraditório: Constituição, art. 5º, LV.',
  validate: repeatedCodes,
}

const texts: Parameter = {
  key: TEXTS,
  title: 'Textos da dívida ativa',
  help: 'O fundamento legal e os textos da notificação, da notificação extrajudicial e do termo de confissão, e quem assina como responsável.',
  schema: closed({
    legal_basis: words('Fundamento legal', 600),
    notice: words('Texto da notificação', 2000),
    extrajudicial: words('Texto da notificação extrajudicial', 2000),
    acknowledgement: words('Texto do termo de confissão', 2000),
    officer: words('Cargo de quem assina', 120),
  }),
  default: {
    legal_basis:
      'Lei 4.320/1964, art. 39, § 2º; Lei 6.830/1980, art. 2º; Lei 11.445/2007, arts. 29 e 40; regulamento dos serviços',
    notice:
      'Os débitos abaixo foram inscritos em dívida ativa. O pagamento, o parcelamento ou a contestação, por escrito e com provas, podem ser feitos em 30 dias do recebimento nos canais de atendimento. Passado esse prazo, a certidão de dívida ativa pode ser emitida, protestada e ajuizada.',
    extrajudicial:
      'Fica o devedor notificado, em caráter extrajudicial, a pagar em 15 dias do recebimento os débitos abaixo, inscritos em dívida ativa, sob pena de protesto e de execução fiscal.',
    acknowledgement:
      'O devedor reconhece como certos, líquidos e exigíveis os débitos abaixo, inscritos em dívida ativa, e se obriga a pagá-los por este documento até a data de validade. O reconhecimento interrompe a prescrição (Código Civil, art. 202, VI).',
    officer: 'Procurador(a) responsável pela dívida ativa',
  },
  because: 'Padrão do produto; o prestador escreve os seus.',
}

const approveAuthority = authorityParameter({
  key: APPROVE_AUTHORITY,
  title: 'Alçada de inscrição em dívida ativa',
  help: 'Até que valor cada perfil inscreve um termo sozinho. Acima, decide quem tem alçada.',
  because: 'Padrão do produto: sem limite até que o prestador o fixe.',
})

export default [policy, steps, texts, approveAuthority] as readonly Parameter[]
