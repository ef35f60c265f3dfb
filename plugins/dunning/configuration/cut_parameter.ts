import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { query } from '#core/database/index'
import { OBSTACLES } from '../domain/cut_calendar.ts'
import { type CutPolicy, type Weekday, LEVELS, levelsOf } from '../domain/cut_policy.ts'

export const CUT_ORDERS = 'dunning.cut_orders'

const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  ['mon', 'segunda-feira'],
  ['tue', 'terça-feira'],
  ['wed', 'quarta-feira'],
  ['thu', 'quinta-feira'],
  ['fri', 'sexta-feira'],
  ['sat', 'sábado'],
  ['sun', 'domingo'],
]
const FORBIDDEN: readonly Weekday[] = ['fri', 'sat', 'sun']

const closed = (title: string, properties: Readonly<Record<string, object>>) => ({
  ...{ title, type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})
const whole = (title: string, minimum: number, maximum: number) => ({
  ...{ title, type: 'integer', minimum, maximum },
})
const service = (title: string) => ({
  ...{ title, type: 'string', minLength: 1, maxLength: 40, namedBy: 'services.types' },
})
const time = (title: string) => ({
  ...{ title, type: 'string', format: 'time' },
})

const level = (title: string) =>
  closed(title, {
    is_used: { title: 'Nível em uso', type: 'boolean' },
    service: service('Serviço da ordem de corte'),
    reconnection: service('Serviço da religação'),
    weekdays: {
      title: 'Dias da semana em que as ordens são geradas',
      type: 'array',
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      items: {
        type: 'string',
        enum: WEEKDAYS.map(([day]) => day),
        enumTitles: WEEKDAYS.map(([, name]) => name),
      },
    },
    time: time('Hora em que são geradas'),
    days_after: whole('Dias depois do nível anterior', 0, 365),
  })

const initial = (given: object) => ({
  ...{ is_used: true, reconnection: 'reconnection', weekdays: ['mon', 'tue', 'wed', 'thu'] },
  ...{ time: '07:00', days_after: 0, ...given },
})

const DEFAULT = {
  ...{ priority: 'due_date', daily_maximum: 50, minimum_cents: '5000' },
  message:
    'O fornecimento de água foi suspenso por falta de pagamento dos débitos relacionados na notificação entregue. Ele será religado depois do pagamento ou do parcelamento. Em caso de dúvida, procure o atendimento.',
  ...{ first_hour: '08:00', last_hour: '17:00', recent_days: 365, minimum_photos: 1 },
  level_1: initial({ service: 'cut_standpipe' }),
  level_2: initial({ service: 'cut_branch', days_after: 30 }),
  level_3: initial({ is_used: false, service: 'suppression', days_after: 60 }),
}

const problem = (code: string, path: string, message: string): Issue => ({
  ...{ code, severity: 'critical', path, message },
})

function validate(value: Json): Issue[] {
  const policy = value as unknown as CutPolicy
  const issues = LEVELS.flatMap((number) => {
    const key = `level_${number}` as const
    const days = policy[key].weekdays.filter((day) => FORBIDDEN.includes(day))
    const forbidden = WEEKDAYS.filter(([day]) => days.includes(day)).map(([, name]) => name)
    if (!forbidden.length) return []
    return [
      problem(
        'forbidden_weekday',
        `/${key}/weekdays`,
        `Nível ${number}: o corte por inadimplência não pode começar em ${forbidden.join(', ')}: ${OBSTACLES.weekday.article}.`
      ),
    ]
  })
  if (!policy.level_1.is_used)
    issues.push(problem('first_level', '/level_1/is_used', 'O primeiro nível é sempre usado.'))
  if (policy.level_3.is_used && !policy.level_2.is_used)
    issues.push(
      problem('level_gap', '/level_3/is_used', 'O terceiro nível só é usado depois do segundo.')
    )
  if (policy.first_hour >= policy.last_hour)
    issues.push(problem('hours', '/last_hour', 'O horário comercial termina depois de começar.'))
  return issues
}

/** Every service that a level in use asks for stands in the table of types and is offered. */
const checkHere: NonNullable<Parameter['checkHere']> = async (
  reader,
  { municipalityId, value }
) => {
  const rows = await query<{ code: string }>(
    reader,
    'select code from services_types where municipality_id = ? and is_active',
    [municipalityId]
  )
  const offered = new Set(rows.map(({ code }) => code))
  const policy = value as unknown as CutPolicy
  return levelsOf(policy).flatMap(({ number, service: cut, reconnection }) =>
    Object.entries({ service: cut, reconnection })
      .filter(([, code]) => !offered.has(code))
      .map(([field, code]) =>
        problem(
          'service_unknown',
          `/level_${number}/${field}`,
          `Não há tipo de serviço ativo com o código “${code}”. Escolha outro ou cadastre-o em Tipos de serviço.`
        )
      )
  )
}

/** `dunning.cut_orders` (TR-3.2.9.12): how cut-off orders are generated from notices that were not paid. */
export const cutOrders: Parameter = {
  key: CUT_ORDERS,
  title: 'Ordens de corte',
  help: 'Como as notificações vencidas e não pagas se tornam ordens de corte: em que ordem, quantas por dia, de que valor, com que serviço e mensagem, e em que dias e horas cada nível. O que a lei proíbe (sexta-feira, fim de semana, feriado e véspera; menos de 30 dias da entrega da notificação) não se gera nem se executa, qualquer que seja o valor daqui.',
  schema: closed('Ordens de corte', {
    priority: {
      title: 'Prioridade',
      enum: ['location', 'due_date', 'amount'],
      enumTitles: [
        'Estrutura de localização (localidade, setor, quadra, lote)',
        'Vencimento da notificação, o mais antigo primeiro',
        'Valor da notificação, o maior primeiro',
      ],
    },
    daily_maximum: whole('Máximo de ordens por dia', 1, 10_000),
    minimum_cents: {
      ...{ title: 'Valor mínimo da notificação', unit: 'cents', type: 'string' },
      pattern: '^\\d{1,9}$',
    },
    message: {
      ...{ title: 'Mensagem impressa na ordem', type: 'string', minLength: 10, maxLength: 1000 },
    },
    first_hour: time('Horário comercial: corta-se desde'),
    last_hour: time('Horário comercial: corta-se até'),
    recent_days: whole('Débitos vencidos há mais dias não sustentam o corte', 60, 1825),
    minimum_photos: whole('Fotografias para encerrar um corte, pelo menos', 0, 10),
    level_1: level('Primeiro nível: corte no cavalete'),
    level_2: level('Segundo nível: corte no ramal'),
    level_3: level('Terceiro nível: supressão'),
  }),
  default: DEFAULT,
  because:
    'Lei 8.987/1995, art. 6º, § 4º (Lei 14.015/2020): sem corte na sexta-feira, no fim de semana, em feriado nem na véspera. STJ: débitos antigos se cobram pelos meios ordinários.',
  validate,
  checkHere,
}
