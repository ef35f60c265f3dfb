import type {
  Decision,
  Example,
  Expression,
  Floor,
  JsonSchema,
  Outcome,
  Rule,
} from '#core/rules/index'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})
const count = (title: string, unit?: string): JsonSchema => ({
  ...{ type: 'integer', title, minimum: 0 },
  ...(unit ? { unit } : {}),
})
const date = (title: string): JsonSchema => ({ type: 'string', format: 'date', title })
const optionalDate = (title: string): JsonSchema => ({ ...date(title), type: ['string', 'null'] })
const money = (title: string): JsonSchema => ({
  ...{ type: 'string', format: 'decimal', title, unit: 'BRL' },
})
const flag = (title: string): JsonSchema => ({ type: 'boolean', title })

const PROTECTIONS = {
  enum: [null, 'health', 'education', 'internment', 'medical', 'court', 'local_law'],
  enumTitles: [
    'Nenhuma',
    'Estabelecimento de saúde',
    'Instituição educacional',
    'Internação coletiva',
    'Aparelho ou tratamento que depende da água',
    'Ordem judicial',
    'Lei local',
  ],
}

const FACTS = closed({
  on: date('Dia da decisão'),
  level: { type: 'integer', title: 'Nível do corte', minimum: 1, maximum: 3 },
  amount: money('Débitos da notificação que sustentam o corte, hoje'),
  notice_amount: money('Valor da notificação'),
  minimum: money('Parâmetro: valor mínimo da notificação'),
  debts: count('Quantos débitos sustentam o corte'),
  oldest_days: count('Dias de atraso do mais antigo deles', 'days'),
  due_on: date('Vencimento da notificação'),
  days_since_delivery: count('Dias desde a entrega da notificação', 'days'),
  known_until: optionalDate('Último dia de cuja arrecadação se sabe tudo (vazio: não se sabe)'),
  days_since_cut: {
    ...count('Dias desde o corte do nível anterior', 'days'),
    type: ['integer', 'null'],
  },
  level_days: count('Parâmetro: dias depois do nível anterior', 'days'),
  category: {
    ...{ type: ['string', 'null'], title: 'Categoria principal', maxLength: 6 },
    namedBy: 'registry.categories',
  },
  is_social: flag('Tem tarifa social'),
  protection: { type: ['string', 'null'], title: 'Proteção', ...PROTECTIONS },
  is_blocked: flag('O imóvel está bloqueado para ordens de corte'),
})

const OUTCOME = closed({
  cut: flag('Gera a ordem de corte'),
  reason: { type: 'string', title: 'Motivo', maxLength: 200 },
})

const fact = (name: string): Expression => ({ var: [name] })
const given = (name: string): Expression => ({ '!': [{ is_null: [fact(name)] }] })
const no = (reason: string) => ({ cut: false, reason })

const BLOCKED = no('imóvel bloqueado para ordens de corte')
const PROTECTED = no('imóvel protegido: o corte depende das condições do regulador')
const SOCIAL = no('tarifa social: o corte depende das condições do regulador')
const UNKNOWN = no('a arrecadação até o vencimento da notificação ainda não é toda conhecida')
const SMALL = no('notificação abaixo do valor mínimo')
const EARLY = no('ainda não passaram os dias do nível anterior')
const YES = { cut: true, reason: 'notificação vencida e não paga' }

const MINIMUM_CONDITIONS =
  'Lei 11.445/2007, art. 40, § 3º: condições mínimas de manutenção da saúde, conforme o regulador'

const rules: readonly Rule[] = [
  {
    ...{ id: 'blocked', title: 'Imóvel bloqueado', then: BLOCKED },
    when: fact('is_blocked'),
    because: 'Bloqueio com parecer; Termo de Referência, item 3.2.9.15',
  },
  {
    ...{ id: 'protected', title: 'Imóvel protegido', then: PROTECTED },
    when: given('protection'),
    because: MINIMUM_CONDITIONS,
  },
  {
    ...{ id: 'social', title: 'Tarifa social', then: SOCIAL },
    when: fact('is_social'),
    because: MINIMUM_CONDITIONS,
  },
  {
    ...{ id: 'small', title: 'Abaixo do valor mínimo', then: SMALL },
    when: { '<': [fact('notice_amount'), fact('minimum')] },
    because: 'Parâmetro Ordens de corte; Termo de Referência, item 3.2.9.12.3',
  },
  {
    ...{ id: 'unknown', title: 'Arrecadação ainda não conhecida', then: UNKNOWN },
    when: {
      or: [
        { is_null: [fact('known_until')] },
        { '<': [{ days_between: [fact('due_on'), fact('known_until')] }, 0] },
      ],
    },
    because:
      'Não se corta quem pode ter pago: o pagamento feito até o vencimento ainda pode chegar',
  },
  {
    ...{ id: 'early', title: 'Nível anterior recente', then: EARLY },
    when: {
      and: [given('days_since_cut'), { '<': [fact('days_since_cut'), fact('level_days')] }],
    },
    because: 'Parâmetro Ordens de corte; Termo de Referência, item 3.2.9.14',
  },
]

const ORDINARY = {
  ...{ on: '2026-12-21', level: 1, amount: '187.35', notice_amount: '187.35', minimum: '50.00' },
  ...{ debts: 2, oldest_days: 71, due_on: '2026-12-20', days_since_delivery: 31 },
  ...{ known_until: '2026-12-20', days_since_cut: null, level_days: 0, category: 'RES' },
  ...{ is_social: false, protection: null, is_blocked: false },
}
const example = (
  title: string,
  facts: Partial<Record<keyof typeof ORDINARY, unknown>>,
  outcome: Example['outcome']
): Example => ({ title, facts: { ...ORDINARY, ...facts }, outcome })

const isRefused: Floor['allows'] = (outcome) => !(outcome as Outcome).cut

/** Reasons for which no rule of a utility cuts, or none but one made for the case. */
export const CUT_FLOORS = {
  court: 'Ordem judicial: não se corta enquanto ela vale',
  unknown: 'Não se corta quem pode ter pago: o pagamento feito até o vencimento ainda pode chegar',
  protected:
    'Lei 11.445/2007, art. 40, § 3º: prazos e critérios que preservem condições mínimas de manutenção da saúde; escreva uma regra só para o caso, com o ato do regulador',
} as const

const floor = (
  title: string,
  changed: Partial<Record<keyof typeof ORDINARY, unknown>>,
  because: string
): Floor => ({ title, facts: { ...ORDINARY, ...changed }, allows: isRefused, because })

const floors: readonly Floor[] = [
  floor('Ordem judicial que impede o corte', { protection: 'court' }, CUT_FLOORS.court),
  floor('Arquivo do banco atrasado', { known_until: '2026-12-19' }, CUT_FLOORS.unknown),
  floor('Arrecadação não conhecida', { known_until: null }, CUT_FLOORS.unknown),
  ...[
    floor('Hospital', { protection: 'health' }, CUT_FLOORS.protected),
    floor('Escola', { protection: 'education' }, CUT_FLOORS.protected),
    floor('Internação coletiva', { protection: 'internment' }, CUT_FLOORS.protected),
    floor('Aparelho que depende da água', { protection: 'medical' }, CUT_FLOORS.protected),
    floor('Tarifa social', { is_social: true }, CUT_FLOORS.protected),
  ].map((one) => ({ ...one, unlike: ORDINARY })),
]

/** `dunning.cut_eligibility`: whether an expired notice becomes a cut-off order. The law's own bars are checked before it. */
export const cutEligibility: Decision = {
  name: 'dunning.cut_eligibility',
  title: 'Quem pode ser cortado',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'on', title: 'Dia da decisão' }],
  floors,
  ruleset: {
    decision: 'dunning.cut_eligibility',
    rules,
    default: YES,
    examples: [
      example('Notificação vencida e não paga', {}, YES),
      example('Imóvel bloqueado', { is_blocked: true }, BLOCKED),
      example('Hospital', { protection: 'health' }, PROTECTED),
      example('Tarifa social', { is_social: true }, SOCIAL),
      example('R$ 49,99 com mínimo de R$ 50,00', { notice_amount: '49.99' }, SMALL),
      example('R$ 50,00 com mínimo de R$ 50,00', { notice_amount: '50.00' }, YES),
      example('Arquivo do banco atrasado', { known_until: '2026-12-19' }, UNKNOWN),
      example('Nenhum arquivo esperado', { known_until: null }, UNKNOWN),
      example(
        'Ramal, 29 dias depois do cavalete',
        { level: 2, days_since_cut: 29, level_days: 30 },
        EARLY
      ),
      example(
        'Ramal, 30 dias depois do cavalete',
        { level: 2, days_since_cut: 30, level_days: 30 },
        YES
      ),
    ],
  },
}
