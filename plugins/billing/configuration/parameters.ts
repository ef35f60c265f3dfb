import type { Parameter } from '#core/configuration/index'
import { LEFTOVERS } from '#core/money/index'
import correctionParameters from './correction_parameters.ts'
import { rectificationParameter } from './rectification_parameter.ts'
import { siteParameter } from './site_parameter.ts'
import { scheduleParameter } from './schedule_parameter.ts'
import { snisParameter } from './snis_parameter.ts'
import { situationParameters } from './situation_parameters.ts'
import { withholdingParameter } from './withholding_parameter.ts'

const SCALE = { title: 'Casas decimais de m³', type: 'integer', minimum: 0, maximum: 3 }

const dueDate: Parameter = {
  key: 'billing.due_date',
  title: 'Vencimento das faturas',
  help: 'Dias entre emissão e vencimento, dias do mês oferecidos à escolha do usuário e o que fazer quando o vencimento não é dia bancário.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['min_days', 'offered_days', 'non_bank_day'],
    properties: {
      min_days: {
        title: 'Dias da emissão ao vencimento',
        type: 'integer',
        minimum: 5,
        maximum: 60,
      },
      offered_days: {
        title: 'Dias oferecidos (vazio: qualquer um)',
        type: 'array',
        maxItems: 31,
        items: { type: 'integer', minimum: 1, maximum: 31 },
      },
      non_bank_day: {
        title: 'Vencimento em dia sem banco (keep: fica; next: vai ao próximo dia útil)',
        enum: ['keep', 'next'],
        enumTitles: ['Fica', 'Vai ao próximo dia útil'],
      },
    },
  },
  default: { min_days: 10, offered_days: [], non_bank_day: 'keep' },
  because:
    'Lei 9.791/1999 e Lei 8.987/1995, art. 7º-A: no mínimo seis datas de vencimento à escolha do usuário.',
}

const issueWindow: Parameter = {
  key: 'billing.issue_window_days',
  title: 'Dias da última leitura à emissão',
  help: 'Quantos dias depois da última leitura da carga as faturas ainda podem ser emitidas. Antes da última leitura nunca se emite.',
  schema: { type: 'integer', minimum: 1, maximum: 365 },
  default: 60,
  unit: 'dias',
  because:
    'Padrão do produto: uma data digitada errada não leva vencimentos e lançamentos a outro ano.',
}

const minimumIssue: Parameter = {
  key: 'billing.minimum_issue_cents',
  title: 'Valor mínimo da fatura do grupo',
  help: 'Faturas abaixo deste valor não são cobradas no mês: o valor vai para a fatura seguinte.',
  schema: { type: 'integer', unit: 'cents', minimum: 0, maximum: 10000 },
  default: 0,
  because: 'Padrão do produto: toda fatura com valor é cobrada.',
}

const condominiumShare: Parameter = {
  key: 'billing.condominium_share',
  title: 'Rateio do condomínio',
  help: 'Quem paga a diferença entre o hidrômetro principal e os das unidades. O volume é somado antes das faixas da tarifa. Sem base para o rateio escolhido, vale o de economias; uma diferença negativa é crédito do mês seguinte.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['method', 'scale', 'tolerance_m3', 'category'],
    properties: {
      method: {
        title: 'Rateio',
        enum: ['to_condominium', 'equal', 'by_economies', 'by_consumption', 'by_fraction'],
        enumTitles: [
          'Fica com o condomínio',
          'Em partes iguais',
          'Por economias',
          'Por consumo',
          'Por fração ideal',
        ],
      },
      scale: SCALE,
      tolerance_m3: {
        title: 'Diferença que não se cobra (m³)',
        type: 'string',
        pattern: '^\\d{1,4}(\\.\\d{1,3})?$',
      },
      category: {
        title:
          'Categoria do condomínio, quando a diferença é cobrada dele (uma economia por unidade)',
        type: 'string',
        pattern: '^[A-Z][A-Z0-9_]{0,15}$',
      },
    },
  },
  default: { method: 'by_economies', scale: 0, tolerance_m3: '0', category: 'RES' },
  because: 'Lei 13.312/2016: medição individualizada; o consumo comum é rateado entre as unidades.',
}

const categorySplit: Parameter = {
  key: 'billing.category_split',
  title: 'Consumo entre categorias',
  help: 'Como o consumo de um imóvel com mais de uma categoria se reparte entre elas e quem fica com o m³ indivisível.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['method', 'scale', 'leftover'],
    properties: {
      method: {
        title: 'Repartição',
        enum: ['by_economies', 'equal'],
        enumTitles: ['Por economias', 'Em partes iguais'],
      },
      scale: SCALE,
      leftover: {
        title: 'Sobra',
        enum: [...LEFTOVERS],
        enumTitles: ['Para o maior resto', 'Para a primeira', 'Para a última', 'Para a maior'],
      },
    },
  },
  default: { method: 'by_economies', scale: 0, leftover: 'largest-remainder' },
  because: 'Padrão do produto: em proporção às economias de cada categoria.',
}

const SITUATIONS = ['active', 'cut_standpipe', 'cut_branch', 'suppressed', 'plugged']
const situations = (title: string) => ({
  title,
  type: 'array',
  uniqueItems: true,
  items: {
    enum: SITUATIONS,
    enumTitles: ['Ligada', 'Cortada no cavalete', 'Cortada no ramal', 'Suprimida', 'Tamponada'],
  },
})

const billableServices: Parameter = {
  key: 'billing.billable_services',
  title: 'Serviços faturados por situação da ligação',
  help: 'Situações em que água e esgoto são cobrados mesmo sem consumo. Água consumida é sempre cobrada.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['water', 'sewage'],
    properties: { water: situations('Água'), sewage: situations('Esgoto') },
  },
  default: { water: ['active'], sewage: ['active'] },
  because: 'Lei 11.445/2007, art. 45: a cobrança decorre da ligação ativa ou do consumo.',
}

const situationDays: Parameter = {
  key: 'billing.situation_days',
  title: 'Situação que muda no meio do período',
  help: 'O que se cobra de valor fixo e de consumo mínimo quando a ligação é nova, é cortada, suprimida, tamponada ou religada entre duas leituras. O consumo medido é sempre cobrado inteiro.',
  schema: {
    title: 'Cobrança',
    enum: ['by_days', 'at_load'],
    enumTitles: [
      'Pelos dias em que a ligação foi faturável',
      'A situação do dia da carga decide o mês todo',
    ],
  },
  default: 'by_days',
  because:
    'Lei 8.078/1990, arts. 39, V, e 51, IV: não se exige o valor do mês todo por dias sem serviço; Lei 11.445/2007, art. 45.',
}

const periodDays: Parameter = {
  key: 'billing.period_days',
  title: 'Período que não é de um mês',
  help: 'O que se cobra de um período de consumo com mais ou menos dias do que o parâmetro “Dias do período de leitura” admite: os limites das faixas, os valores fixos e os mínimos em proporção aos dias, ou os de um mês. Volumes que são de um mês (média, mínimo, sem hidrômetro) e contratos de fornecimento não mudam.',
  schema: {
    title: 'Cobrança',
    enum: ['adjust', 'as_is'],
    enumTitles: ['Faixas, valores fixos e mínimos pelos dias', 'Como um mês'],
  },
  default: 'as_is',
  because:
    'Padrão do produto: todo período é cobrado como um mês, até que a prestadora decida pelos dias (Lei 8.078/1990, arts. 39, V, e 51, IV).',
}

export default [
  dueDate,
  issueWindow,
  minimumIssue,
  ...situationParameters,
  scheduleParameter,
  siteParameter,
  condominiumShare,
  categorySplit,
  billableServices,
  situationDays,
  periodDays,
  withholdingParameter,
  snisParameter,
  rectificationParameter,
  ...correctionParameters,
] as readonly Parameter[]
