import type { Parameter } from '#core/configuration/index'
import { decisionAuthority } from './authority.ts'
import { deviceSilence, mapInterval } from './field_parameters.ts'
import { largeQueue } from './large_queue.ts'
import { routeTypes } from './route_types.ts'

const closed = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const whole = (title: string, minimum: number, maximum: number) => ({
  title,
  type: 'integer',
  minimum,
  maximum,
})

const average: Parameter = {
  key: 'readings.average',
  title: 'Média de consumo',
  help: 'Quantos dos últimos consumos válidos entram na média do imóvel e com quantas casas ela é guardada. Que consumos são válidos é dito pelo tratamento de anormalidades.',
  schema: closed({
    months: whole('Consumos considerados', 1, 12),
    decimals: whole('Casas decimais', 0, 3),
  }),
  default: { months: 6, decimals: 2 },
  because: 'Padrão do produto: média dos seis últimos consumos válidos.',
}

const averageHolder: Parameter = {
  key: 'readings.average_holder',
  title: 'Média depois da mudança de titular',
  help: 'Com que média começa o novo titular: a do imóvel, que conta os consumos do anterior, ou sem histórico, em que só contam as leituras feitas desde que ele responde. Vale para as cargas geradas desde então, e a média diz desde quando conta.',
  schema: {
    title: 'De quem é a média',
    enum: ['premise', 'holder'],
    enumTitles: ['Do imóvel: o novo titular começa com ela', 'Do titular: começa sem histórico'],
  },
  default: 'premise',
  because: 'Padrão do produto: o imóvel e as suas economias continuam os mesmos.',
}

const expectedRange: Parameter = {
  key: 'readings.expected_range',
  title: 'Faixas de leitura esperada',
  help: 'Para cada faixa de média, quanto abaixo e quanto acima dela o consumo é esperado. Fora disso a leitura fica retida na crítica.',
  unit: 'percent',
  schema: {
    type: 'array',
    keyedBy: 'over',
    minItems: 1,
    maxItems: 30,
    items: closed({
      over: whole('Médias acima de (m³)', 0, 1_000_000),
      to: { title: 'Até (m³)', type: ['integer', 'null'], minimum: 1 },
      below_percent: whole('Abaixo da média (%)', 0, 100),
      above_percent: whole('Acima da média (%)', 0, 10_000),
    }),
  },
  default: [
    { over: 0, to: 10, below_percent: 100, above_percent: 200 },
    { over: 10, to: 30, below_percent: 50, above_percent: 100 },
    { over: 30, to: 100, below_percent: 50, above_percent: 60 },
    { over: 100, to: null, below_percent: 40, above_percent: 40 },
  ],
  because: 'Padrão do produto: quanto maior a média, mais estreita a faixa aceita sem conferência.',
}

const period: Parameter = {
  key: 'readings.period',
  title: 'Dias do período de leitura',
  help: 'Períodos fora destes limites têm a faixa esperada ajustada em proporção ao mês nominal.',
  unit: 'days',
  schema: closed({
    from_days: whole('De', 1, 60),
    until_days: whole('Até', 1, 90),
    nominal_days: whole('Mês nominal', 28, 31),
  }),
  default: { from_days: 27, until_days: 33, nominal_days: 30 },
  because: 'Prática do setor: leituras com intervalo de 27 a 33 dias, mês nominal de 30.',
}

const minimum: Parameter = {
  key: 'readings.minimum_consumption',
  title: 'Consumo mínimo',
  help: 'Usado quando não há o que medir nem média: por economia onde há hidrômetro, por tomada de consumo onde não há. O mínimo da tarifa é outro e está na tabela de tarifas.',
  unit: 'm3',
  schema: closed({
    per_economy_m3: whole('Por economia, com hidrômetro (m³)', 0, 1000),
    per_outlet_m3: whole('Por tomada de consumo, sem hidrômetro (m³)', 0, 1000),
    outlets_per_economy: whole('Tomadas por economia, quando o cadastro não informa', 1, 100),
  }),
  default: { per_economy_m3: 10, per_outlet_m3: 5, outlets_per_economy: 2 },
  because: 'Padrão do produto: 10 m³ por economia; 5 m³ por tomada, duas tomadas por economia.',
}

const situations: Parameter = {
  key: 'readings.situations_read',
  title: 'Situações que são lidas',
  help: 'Em que situações da ligação de água o hidrômetro instalado é lido. Ler ligações cortadas mostra consumo indevido.',
  schema: closed(
    Object.fromEntries(
      [
        ['active', 'Ligada'],
        ['cut_standpipe', 'Cortada no cavalete'],
        ['cut_branch', 'Cortada no ramal'],
        ['suppressed', 'Suprimida'],
        ['plugged', 'Tamponada'],
      ].map(([situation, title]) => [
        situation,
        { title, enum: ['read', 'not_read'], enumTitles: ['Lê-se', 'Não se lê'] },
      ])
    )
  ),
  default: {
    active: 'read',
    cut_standpipe: 'read',
    cut_branch: 'not_read',
    suppressed: 'not_read',
    plugged: 'not_read',
  },
  because: 'Padrão do produto: lê-se o que está ligado e o que foi cortado no cavalete.',
}

const cutMinDays: Parameter = {
  key: 'readings.cut_min_days',
  title: 'Dias entre o corte e a leitura',
  help: 'Uma ligação cortada que ainda tem hidrômetro só é lida, onde as situações que são lidas o dizem, quando passaram tantos dias do corte. Zero: desde o primeiro.',
  unit: 'days',
  schema: whole('Dias desde o corte', 0, 365),
  default: 0,
  because:
    'Padrão do produto: toda ligação cortada no cavalete é lida na primeira carga depois do corte.',
}

const maxEstimates: Parameter = {
  key: 'readings.max_estimates',
  title: 'Estimativas seguidas',
  help: 'Depois de tantos meses seguidos sem leitura, fatura-se o consumo mínimo e pede-se vistoria.',
  unit: 'months',
  schema: whole('Meses seguidos', 0, 12),
  default: 3,
  because: 'Padrão do produto: no máximo três estimativas seguidas.',
}

const settlement: Parameter = {
  key: 'readings.estimate_settlement',
  title: 'Acerto de estimativas',
  help: 'O que se faz quando volta a haver leitura: os m³ já faturados por estimativa são descontados do que o hidrômetro mediu, e o resto é cobrado como se cada mês tivesse sido lido, pela tarifa dele, ou todo no mês; o que não couber fica como crédito em m³. Em dinheiro: a fatura do mês cobra só o consumo dele; cada mês estimado é recalculado pela tarifa dele com o que consumiu de fato, e a diferença vem em uma linha própria ou vira crédito, usado na mesma fatura e nas seguintes.',
  schema: {
    title: 'Forma do acerto',
    enum: ['rebill', 'in_month', 'credit'],
    enumTitles: [
      'Mês a mês, pela tarifa de cada um',
      'No mês em que volta a leitura',
      'Em dinheiro: crédito ou cobrança da diferença de cada mês',
    ],
  },
  default: 'rebill',
  because:
    'O mesmo volume não é cobrado duas vezes (Lei 8.078/1990, art. 42, parágrafo único), nem por faixa mais cara por ter sido lido junto.',
}

const anomalies: Parameter = {
  key: 'readings.anomalies',
  title: 'Anormalidades de leitura',
  help: 'Códigos que o leiturista informa e como se chamam. O que cada um faz é decidido pela regra de tratamento de anormalidades; o que tem um serviço abre uma ordem dele no imóvel, quando a leitura é processada.',
  schema: {
    type: 'array',
    keyedBy: 'code',
    maxItems: 60,
    items: {
      ...closed({
        code: { title: 'Código', type: 'string', pattern: '^[A-Z0-9]{1,8}$' },
        title: { title: 'Descrição', type: 'string', minLength: 3, maxLength: 60 },
        service: {
          ...{ title: 'Serviço pedido', type: 'string', minLength: 1, maxLength: 40 },
          namedBy: 'services.types',
        },
      }),
      required: ['code', 'title'],
    },
  },
  default: [
    { code: '01', title: 'Imóvel fechado' },
    { code: '02', title: 'Cachorro solto' },
    { code: '03', title: 'Hidrômetro quebrado ou parado' },
    { code: '04', title: 'Vazamento no cavalete' },
    { code: '05', title: 'Hidrômetro encoberto' },
  ],
  because: 'Códigos usuais de campo; cada prestador mantém os seus.',
}

export default [
  average,
  averageHolder,
  expectedRange,
  period,
  minimum,
  situations,
  cutMinDays,
  maxEstimates,
  settlement,
  anomalies,
  routeTypes,
  deviceSilence,
  mapInterval,
  largeQueue,
  decisionAuthority,
] as readonly Parameter[]
