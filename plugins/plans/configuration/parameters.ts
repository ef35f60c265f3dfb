import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { policyPlaces } from '#plugins/registry/api'
import type { Policy } from '../domain/policy.ts'

export const POLICY = 'plans.policy'
export const UTILITY_FAULT = 'plans.utility_fault'

const cents = (title: string, maximum = 100_000_000) => ({
  ...{ title, type: 'integer', unit: 'cents', minimum: 0, maximum },
})
const count = (title: string, maximum: number, minimum = 0) => ({
  ...{ title, type: 'integer', minimum, maximum },
})
const UP_TO_100 = '^(\\d{1,2}(\\.\\d{1,4})?|100(\\.0{1,4})?)$'
const BELOW_100 = '^\\d{1,2}(\\.\\d{1,4})?$'
const UP_TO_2 = '^([01](\\.\\d{1,4})?|2(\\.0{1,4})?)$'
const UP_TO_1 = '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$'

const percent = (title: string, pattern: string, description?: string) => ({
  ...{ title, type: 'string', pattern },
  ...(description ? { description } : {}),
})

const PROPERTIES = {
  minimum_debt_cents: cents('Dívida mínima para parcelar'),
  maximum_instalments: count('Máximo de parcelas', 240, 1),
  minimum_instalment_cents: cents('Valor mínimo de cada parcela'),
  minimum_down_percent: percent('Entrada mínima (% da dívida negociada)', BELOW_100),
  is_down_required: { title: 'A entrada é obrigatória', type: 'boolean' },
  down_days: count('Dias para pagar a entrada, contados da negociação', 60),
  cancel_days: count('Dias depois do vencimento da entrada sem pagamento para cancelar', 120),
  social_discount_percent: percent('Desconto máximo para a tarifa social (%)', UP_TO_100),
  signatory: { title: 'Quem assina o termo pelo prestador', type: 'string', maxLength: 120 },
  fine_percent: {
    ...{ title: 'Multa dos débitos no parcelamento (%)', type: ['string', 'null'] },
    pattern: UP_TO_2,
    description:
      'Vazio: a mesma do pagamento em atraso. O limite de 2 % é do art. 52, § 1º, do Código de Defesa do Consumidor.',
  },
  maximum_replans: count('Máximo de reparcelamentos por cliente', 50),
  replan_instalments: count('Máximo de parcelas de reparcelamento, sem infração', 240, 1),
  replan_instalments_infraction: count(
    'Máximo de parcelas de reparcelamento, com infração',
    240,
    1
  ),
  replan_down_percent_infraction: percent(
    'Entrada mínima de reparcelamento, com infração (%)',
    BELOW_100
  ),
  method: {
    ...{ title: 'Juros das parcelas futuras', type: 'string' },
    enum: ['price', 'sac', 'simple', 'flat', 'none'],
    enumTitles: [
      'Tabela Price (parcelas iguais)',
      'SAC (amortização constante)',
      'Juros simples sobre cada parcela',
      'Juros simples sobre o total, em partes iguais',
      'Sem juros',
    ],
  },
  monthly_percent: percent(
    'Juros ao mês das parcelas futuras (%)',
    UP_TO_1,
    'Até 1 % ao mês: Código Civil, arts. 406 e 591, e Código Tributário Nacional, art. 161, § 1º.'
  ),
  default_consecutive: count('Parcelas seguidas em atraso que desfazem o parcelamento', 60, 1),
  default_total: count('Parcelas em atraso, ao todo, que desfazem o parcelamento', 60, 1),
  early_days: count('Dias de validade do documento de quitação antecipada', 60, 1),
}

const DEFAULT: Policy = {
  minimum_debt_cents: 5000,
  maximum_instalments: 24,
  minimum_instalment_cents: 2000,
  minimum_down_percent: '10',
  is_down_required: true,
  down_days: 5,
  cancel_days: 10,
  social_discount_percent: '0',
  signatory: 'Responsável pela negociação',
  fine_percent: null,
  maximum_replans: 2,
  replan_instalments: 12,
  replan_instalments_infraction: 6,
  replan_down_percent_infraction: '30',
  method: 'price',
  monthly_percent: '1',
  default_consecutive: 2,
  default_total: 3,
  early_days: 5,
}

const policy: Parameter = {
  key: POLICY,
  title: 'Política de parcelamentos',
  help: 'O que se pode negociar. Vale para todas as pessoas e todas as portas: telas, simulação e integrações conferem a mesma política. Uma agência ou localidade pode ter versões próprias: vale a do lugar do imóvel no dia da negociação, a da localidade antes da da agência.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(PROPERTIES),
    properties: PROPERTIES,
  },
  default: DEFAULT as unknown as Json,
  places: policyPlaces,
  because:
    'Código Civil, arts. 314 e 360 (o credor não é obrigado a receber em partes; novação); Código de Defesa do Consumidor, art. 52.',
}

const utilityFault: Parameter = {
  key: UTILITY_FAULT,
  title: 'Parcelas sem juros por falha do prestador',
  help: 'Quando a leitura volta depois de meses estimados por falha do prestador (hidrômetro parado que não se trocou, leitura que não se fez), a fatura que os acerta pode ser paga em tantas parcelas quantos foram esses meses, sem juros nem entrada, diga o que disser a política. Aqui se dá mais de uma parcela por mês.',
  schema: {
    ...{ title: 'Parcelas por mês estimado', type: 'integer', minimum: 1, maximum: 12 },
  },
  default: 1,
  because:
    'Lei 8.078/1990, arts. 6º, V, e 22: a falha do serviço não onera o consumidor. O mínimo é de uma parcela por mês estimado.',
}

export default [policy, utilityFault] as readonly Parameter[]
