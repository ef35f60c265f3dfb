import type { Parameter } from './types.ts'

export const BACKDATING_DAYS = 'configuration.backdating_days'

/** How many days another person has to ratify an emergency version. */
export const RATIFICATION_DAYS = 'configuration.ratification_days'

/** Which items are submitted only with a simulation, where the utility decides otherwise than the modules. */
export const SIMULATION_DEMANDED = 'configuration.simulation_demanded'

/** How many past months a demanded simulation must cover. */
export const SIMULATION_MONTHS = 'configuration.simulation_months'

/** Which items may be put in force by emergency, where the utility decides otherwise than the modules. */
export const EMERGENCY_ITEMS = 'configuration.emergency_items'

/** For how long the results of a simulation are kept one by one. */
export const SIMULATION_DAYS = 'configuration.simulation_days'

export default [
  {
    key: SIMULATION_DEMANDED,
    admitsEmergency: false,
    title: 'Simulação exigida antes do envio',
    help: 'Itens que fogem ao padrão dos módulos: cada linha nomeia um item (tipo/chave, como tariff-table/default) e diz se ele só segue para aprovação com simulação em dia. Sem linha, vale o padrão: tabelas tarifárias e regras de cobrança exigem, o resto não.',
    schema: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['item', 'demanded'],
        properties: {
          item: {
            type: 'string',
            title: 'Item',
            pattern: '^[a-z0-9-]+/.+$',
            maxLength: 200,
          },
          demanded: { type: 'boolean', title: 'Exige simulação' },
        },
      },
    },
    default: [],
    because: 'Quem aprova decide vendo o efeito sobre contas de meses passados.',
  },
  {
    key: SIMULATION_MONTHS,
    admitsEmergency: false,
    title: 'Meses passados que a simulação exigida precisa cobrir',
    help: 'Em quantos meses já calculados uma versão precisa ter sido simulada para seguir para aprovação, onde a simulação é exigida. Enquanto há menos meses do que isto, bastam todos os que há.',
    schema: { type: 'integer', minimum: 1, maximum: 36 },
    default: 1,
    unit: 'months',
    because:
      'Um mês só não mostra a seca, as férias nem o décimo terceiro: quem tem um ano de contas pode exigir o ano.',
  },
  {
    key: SIMULATION_DAYS,
    title: 'Dias que os resultados de uma simulação ficam guardados um a um',
    help: 'Depois deles, uma limpeza diária apaga o resultado de cada conta simulada. Totais, distribuição e maiores mudanças ficam com a versão para sempre.',
    schema: { type: 'integer', minimum: 1, maximum: 3650 },
    default: 180,
    unit: 'days',
    because: 'Um ano de 20.000 economias são 240.000 linhas por simulação.',
  },
  {
    key: RATIFICATION_DAYS,
    admitsEmergency: false,
    title: 'Dias para ratificar uma versão de emergência',
    help: 'Em quantos dias corridos outra pessoa confirma uma versão posta em vigor por emergência. Passado o prazo sem decisão, o controle interno é avisado.',
    schema: { type: 'integer', minimum: 1, maximum: 60 },
    default: 5,
    unit: 'days',
    because: 'Segregação de funções: o ato urgente é confirmado depois por outra pessoa.',
  },
  {
    key: EMERGENCY_ITEMS,
    admitsEmergency: false,
    title: 'Itens que admitem versão de emergência',
    help: 'Itens que fogem ao padrão dos módulos: cada linha nomeia um item (tipo/chave, como tariff-table/default) e diz se uma pessoa só pode pô-lo em vigor por emergência. Sem linha, vale o padrão: tabelas, regras e parâmetros de tarifas não admitem, o resto sim.',
    schema: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['item', 'admitted'],
        properties: {
          item: {
            type: 'string',
            title: 'Item',
            pattern: '^[a-z0-9-]+/.+$',
            maxLength: 200,
          },
          admitted: { type: 'boolean', title: 'Admite emergência' },
        },
      },
    },
    default: [],
    because:
      'Lei 11.445/2007, art. 39: tarifas se fixam às claras, com antecedência de trinta dias.',
  },
  {
    key: BACKDATING_DAYS,
    admitsEmergency: false,
    title: 'Dias de retroatividade da configuração',
    help: 'Quantos dias antes de hoje uma versão pode começar a valer. Zero só permite vigência a partir do dia da aprovação. Aumente apenas na implantação, para registrar tarifas e regras que já vigoravam.',
    schema: { type: 'integer', minimum: 0, maximum: 3650 },
    default: 0,
    unit: 'days',
    because: 'Lei 11.445/2007, art. 39: reajustes e revisões são públicos antes de aplicados.',
  },
] as readonly Parameter[]
