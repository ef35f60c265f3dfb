import type { Parameter } from '#core/configuration/index'
import type { Issue } from '#core/kernel/index'
import type { Json } from '#core/database/index'
import { cutOrders } from './cut_parameter.ts'
import { messageTerms } from './message_parameter.ts'

export const NOTICES = 'dunning.notices'
/** Lei 11.445/2007, art. 40, § 2º: a cut for default comes no sooner than so many days after the notice. */
export const LEGAL_DAYS = 30
export const ARTICLE = 'Lei 11.445/2007, art. 40, § 2º'

/** How cut-off and debt notices are generated (TR-3.2.9.7). */
export interface NoticeTerms {
  readonly minimum_debts: number
  readonly minimum_cents: number
  readonly minimum_days: number
  readonly debt_notices: boolean
  readonly due_days: number
  readonly message: string
  readonly is_charged: boolean
  readonly fee_cents: number
  readonly includes_sundry: boolean
  readonly allows_several: boolean
  readonly notices_cut: boolean
  readonly shows_barcode: boolean
  /** After the due date, the days for which a cut may still rest on the notice. */
  readonly valid_days: number
  readonly with_readings: boolean
}

const whole = (title: string, description: string, bounds: [number, number], unit: string) => ({
  ...{ type: 'integer', title, description, unit },
  ...{ minimum: bounds[0], maximum: bounds[1] },
})
const flag = (title: string, description: string) => ({ type: 'boolean', title, description })

const properties = {
  minimum_debts: whole(
    'Faturas em atraso, pelo menos',
    'Quantas faturas em atraso o imóvel precisa ter para receber a notificação de corte. Cobranças diversas contam, quando entram.',
    [1, 60],
    'invoices'
  ),
  minimum_cents: whole(
    'Débito, pelo menos (centavos)',
    'Valor do débito a partir do qual a notificação é gerada. Zero: qualquer valor.',
    [0, 100_000_000],
    'cents'
  ),
  minimum_days: whole(
    'Dias de atraso, pelo menos',
    'Há quantos dias a fatura precisa ter vencido para entrar na notificação.',
    [1, 3650],
    'days'
  ),
  debt_notices: flag(
    'Notificar débito sem água',
    'Faturas que não cobram água, só outros serviços, recebem notificação de débito, que não leva a corte. Desligado, não recebem nenhuma.'
  ),
  due_days: whole(
    'Prazo até o vencimento',
    `Dias entre a emissão e o vencimento da notificação. A lei exige ${LEGAL_DAYS} dias ou mais (${ARTICLE}).`,
    [1, 365],
    'days'
  ),
  message: {
    ...{ type: 'string', title: 'Mensagem impressa', minLength: 10, maxLength: 2000 },
    description: 'Texto da notificação de corte. Cada uma guarda o texto com que foi emitida.',
  },
  is_charged: flag(
    'Cobrar a emissão',
    'A taxa vai à próxima fatura do imóvel como linha de serviço. A taxa precisa estar na resolução do regulador.'
  ),
  fee_cents: whole(
    'Taxa de emissão (centavos)',
    'Só se cobra com a opção acima.',
    [0, 1e7],
    'cents'
  ),
  includes_sundry: flag(
    'Incluir cobranças diversas',
    'Cobranças vencidas que não são faturas do imóvel também entram na notificação de corte e contam como atraso.'
  ),
  allows_several: flag(
    'Permitir mais de uma pendente',
    'Um imóvel com notificação pendente pode receber outra, só com os débitos que não estão na primeira.'
  ),
  notices_cut: flag(
    'Notificar quem já está cortado',
    'Imóveis com a água cortada, suprimida ou tamponada também recebem notificação.'
  ),
  shows_barcode: flag(
    'Imprimir o código de barras',
    'Código de barras no padrão FEBRABAN e linha digitável na notificação.'
  ),
  valid_days: whole(
    'Validade depois do vencimento',
    'Por quantos dias depois do vencimento a notificação ainda ampara um corte. Depois disso a validade termina, e outra pode ser emitida.',
    [0, 730],
    'days'
  ),
  with_readings: flag(
    'Emitir com a massa de leitura',
    'Ao gerar a massa de leitura, emite as notificações dos imóveis dela e as põe no pacote do leiturista, que as imprime com a fatura.'
  ),
}

function checkTerms(value: Json): readonly Issue[] {
  const { due_days: days, is_charged: isCharged, fee_cents: fee } = value as unknown as NoticeTerms
  const problem = (path: string, message: string): Issue => ({
    ...{ code: 'below_law', severity: 'critical', path, message },
  })
  return [
    ...(days < LEGAL_DAYS
      ? [
          problem(
            '/due_days',
            `A notificação de corte dá pelo menos ${LEGAL_DAYS} dias (${ARTICLE}); ${days} é menos do que a lei exige.`
          ),
        ]
      : []),
    ...(isCharged && fee === 0
      ? [problem('/fee_cents', 'Para cobrar a emissão, informe o valor da taxa.')]
      : []),
  ]
}

const notices: Parameter = {
  key: NOTICES,
  title: 'Notificações de corte',
  help: 'Quem é notificado, com que prazo, texto e taxa. A mudança vale a partir da próxima geração; as já emitidas ficam como estão.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  },
  default: {
    ...{ minimum_debts: 1, minimum_cents: 0, minimum_days: 30, debt_notices: false },
    due_days: LEGAL_DAYS,
    message:
      'Constam em nosso cadastro os débitos relacionados. Se não forem pagos até o vencimento desta notificação, o fornecimento de água poderá ser suspenso a partir do dia seguinte, em dia permitido pela Lei 14.015/2020. Se já pagou, desconsidere este aviso.',
    ...{ is_charged: false, fee_cents: 0, includes_sundry: false, allows_several: false },
    ...{ notices_cut: false, shows_barcode: true, valid_days: 90, with_readings: false },
  },
  because: `${ARTICLE}: suspensão por inadimplência só depois de notificação formal com antecedência mínima de 30 dias.`,
  validate: checkTerms,
}

export const LETTERS = 'dunning.letters'

/** How collection letters are written (TR-3.2.9.6). */
export interface LetterTerms {
  readonly due_days: number
  readonly message: string
  readonly shows_barcode: boolean
}

const letterProperties = {
  due_days: whole(
    'Prazo para pagar',
    'Dias entre a emissão da carta e a data até a qual ela pede o pagamento.',
    [1, 365],
    'days'
  ),
  message: {
    ...{ type: 'string', title: 'Mensagem impressa', minLength: 10, maxLength: 2000 },
    description: 'Texto da carta. Cada uma guarda o texto com que foi emitida.',
  },
  shows_barcode: flag(
    'Imprimir o código de barras',
    'Código de barras e linha digitável dos débitos relacionados.'
  ),
}

const letters: Parameter = {
  key: LETTERS,
  title: 'Cartas de cobrança',
  help: 'Prazo e texto das cartas. A mudança vale a partir da próxima geração; as já emitidas ficam como estão.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(letterProperties),
    properties: letterProperties,
  },
  default: {
    due_days: 15,
    message:
      'Constam em nosso cadastro os débitos relacionados, vencidos e não pagos. Pedimos que sejam pagos até a data desta carta, ou que nos procure para parcelar.',
    shows_barcode: true,
  },
  because: 'Padrão do produto; CDC, art. 42: a cobrança não expõe o consumidor a ridículo.',
}

export default [notices, letters, messageTerms, cutOrders] as readonly Parameter[]
