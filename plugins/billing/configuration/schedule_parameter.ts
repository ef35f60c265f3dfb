import type { Parameter } from '#core/configuration/index'

export const SCHEDULE = 'billing.schedule'

const days = (title: string, minimum: number, maximum: number) => ({
  ...{ title, type: 'integer', minimum, maximum },
})

export const scheduleParameter: Parameter = {
  key: SCHEDULE,
  title: 'Cronograma de faturamento',
  help: 'Com que dias úteis o cronograma de um ano é gerado: os grupos seguem um ao outro, na ordem do código. Feriados do município contam.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['load_day', 'group_step', 'to_reading', 'reading_days', 'to_billing', 'to_delivery'],
    ],
    properties: {
      load_day: days('Dia útil do mês em que sai a carga do primeiro grupo', 1, 20),
      group_step: days('Dias úteis entre um grupo e o seguinte', 0, 10),
      groups_together: days('Grupos que começam no mesmo dia (1, se não for dito)', 1, 100),
      to_reading: days('Dias úteis da carga ao início da leitura', 0, 10),
      reading_days: days('Dias úteis de leitura', 1, 20),
      to_billing: days('Dias úteis do fim da leitura ao faturamento', 0, 10),
      to_delivery: days('Dias úteis do faturamento à entrega', 0, 10),
    },
  },
  default: {
    ...{ load_day: 1, group_step: 2, to_reading: 1, reading_days: 4, to_billing: 2 },
    to_delivery: 2,
  },
  because: 'Padrão do produto: um grupo a cada dois dias úteis, lido em quatro.',
}
