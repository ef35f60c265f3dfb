import type { Decision, Example, Expression, JsonSchema, Rule } from '#core/rules/index'
import { NO_NOTICE } from '../domain/reasons.ts'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})
const count = (title: string, unit?: string): JsonSchema => ({
  ...{ type: 'integer', title, minimum: 0, ...(unit ? { unit } : {}) },
})
const flag = (title: string): JsonSchema => ({ type: 'boolean', title })

const FACTS = closed({
  today: { type: 'string', format: 'date', title: 'Dia da geração' },
  invoices: count('Faturas em atraso que contam'),
  water_invoices: count('Delas, as que cobram água'),
  sundry: count('Cobranças diversas em atraso que contam'),
  debt_cents: count('Débito que conta, em centavos'),
  oldest_days: count('Dias de atraso da mais antiga', 'days'),
  held: count('Débitos em processo, que não contam'),
  arranged: count('Débitos em acordo, que não contam'),
  category: {
    ...{ type: ['string', 'null'], title: 'Categoria principal', maxLength: 6 },
    namedBy: 'registry.categories',
  },
  situation: {
    ...{ type: ['string', 'null'], title: 'Situação da ligação de água', maxLength: 20 },
    namedBy: 'registry.connections#situation',
  },
  is_social: flag('Tem tarifa social'),
  customer_type: {
    ...{ type: ['string', 'null'], title: 'Tipo do cliente', maxLength: 40 },
    namedBy: 'registry.customer_types',
  },
  is_holder: flag('Quem deve é o titular de hoje'),
  is_blocked: flag('Imóvel bloqueado para notificações'),
  has_pending: flag('Tem notificação pendente'),
  minimum_debts: count('Parâmetro: faturas em atraso, pelo menos'),
  minimum_cents: count('Parâmetro: débito, pelo menos, em centavos'),
  debt_notices: flag('Parâmetro: notificar débito sem água'),
  allows_several: flag('Parâmetro: permitir mais de uma pendente'),
  notices_cut: flag('Parâmetro: notificar quem já está cortado'),
})

const OUTCOME = closed({
  outcome: {
    ...{ type: 'string', title: 'O que se emite' },
    enum: ['cut_notice', 'debt_notice', 'none'],
  },
  reason: {
    ...{ type: 'string', title: 'Por que nada se emite' },
    enum: ['', ...Object.keys(NO_NOTICE)],
  },
})

const fact = (name: string): Expression => ({ var: [name] })
const not = (of: Expression): Expression => ({ '!': [of] })
const all = (...of: Expression[]): Expression => ({ and: of })
const none = (reason: keyof typeof NO_NOTICE) => ({ outcome: 'none', reason })
const debts: Expression = { '+': [fact('invoices'), fact('sundry')] }
const BECAUSE = 'Parâmetros de notificação do prestador; Termo de Referência, item 3.2.9.7'
const BY_LAW = 'Lei 11.445/2007, art. 40; a dívida é de quem consumiu (STJ)'

const rules: readonly Rule[] = [
  {
    ...{ id: 'blocked', title: 'Imóvel bloqueado para notificações', when: fact('is_blocked') },
    ...{ then: none('blocked'), because: 'Termo de Referência, item 3.2.9.15' },
  },
  {
    ...{ id: 'pending', title: 'Já tem notificação pendente' },
    when: all(fact('has_pending'), not(fact('allows_several'))),
    ...{ then: none('pending'), because: BECAUSE },
  },
  {
    ...{ id: 'held', title: 'Todos os débitos em processo' },
    when: all({ '==': [debts, 0] }, { '>': [fact('held'), 0] }),
    ...{ then: none('held'), because: 'Débito em processo não é cobrado (Decisão 29)' },
  },
  {
    ...{ id: 'arranged', title: 'Todos os débitos em acordo' },
    when: all({ '==': [debts, 0] }, { '>': [fact('arranged'), 0] }),
    ...{ then: none('arranged'), because: 'Acordo em vigor' },
  },
  {
    ...{ id: 'nothing', title: 'Nenhum débito que conte', when: { '==': [debts, 0] } },
    ...{ then: none('nothing'), because: BECAUSE },
  },
  {
    ...{ id: 'former_holder', title: 'Débito de quem não é mais titular' },
    ...{ when: not(fact('is_holder')), then: none('former_holder'), because: BY_LAW },
  },
  {
    ...{ id: 'few_debts', title: 'Menos faturas em atraso que o mínimo' },
    when: { '<': [debts, fact('minimum_debts')] },
    ...{ then: none('few_debts'), because: BECAUSE },
  },
  {
    ...{ id: 'small_debt', title: 'Débito menor que o mínimo' },
    when: { '<': [fact('debt_cents'), fact('minimum_cents')] },
    ...{ then: none('small_debt'), because: BECAUSE },
  },
  {
    ...{ id: 'no_water', title: 'Só faturas sem água, e não se notifica débito' },
    when: all(
      { '==': [fact('water_invoices'), 0] },
      { '==': [fact('sundry'), 0] },
      not(fact('debt_notices'))
    ),
    ...{ then: none('no_water'), because: BECAUSE },
  },
  {
    ...{ id: 'debt_only', title: 'Só faturas sem água: notificação de débito' },
    when: all({ '==': [fact('water_invoices'), 0] }, { '==': [fact('sundry'), 0] }),
    ...{ then: { outcome: 'debt_notice', reason: '' }, because: BECAUSE },
  },
  {
    ...{ id: 'no_connection', title: 'Imóvel sem ligação de água' },
    when: { is_null: [fact('situation')] },
    ...{ then: none('no_connection'), because: BY_LAW },
  },
  {
    ...{ id: 'already_cut', title: 'Água já cortada' },
    when: all({ '!=': [fact('situation'), 'active'] }, not(fact('notices_cut'))),
    ...{ then: none('already_cut'), because: BECAUSE },
  },
]

const OWING = {
  ...{ today: '2024-03-31', invoices: 2, water_invoices: 2, sundry: 0, debt_cents: 10_000 },
  ...{ oldest_days: 60, held: 0, arranged: 0, category: 'RES', situation: 'active' },
  ...{ is_social: false, customer_type: null, is_holder: true, is_blocked: false },
  ...{ has_pending: false, minimum_debts: 2, minimum_cents: 10_000, debt_notices: false },
  ...{ allows_several: false, notices_cut: false },
}
const example = (
  title: string,
  facts: Partial<Record<keyof typeof OWING, unknown>>,
  outcome: 'cut_notice' | 'debt_notice' | keyof typeof NO_NOTICE
): Example => ({
  ...{ title, facts: { ...OWING, ...facts } },
  outcome: Object.hasOwn(NO_NOTICE, outcome)
    ? { outcome: 'none', reason: outcome }
    : { outcome, reason: '' },
})
const SERVICES = { water_invoices: 0 }
const NOTHING = { invoices: 0, water_invoices: 0, debt_cents: 0 }

/**
 * `dunning.notice_eligibility`: who receives a cut-off or debt notice, and why not. Asked of each premise and debtor with overdue
 * debts. Whatever it answers, nobody receives a cut-off notice for somebody else's debt or without water: the law forbids it.
 */
export const noticeEligibility: Decision = {
  name: 'dunning.notice_eligibility',
  title: 'Quem é notificado',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'today', title: 'Dia da geração' }],
  ruleset: {
    decision: 'dunning.notice_eligibility',
    rules,
    default: { outcome: 'cut_notice', reason: '' },
    examples: [
      example('Duas faturas, R$ 100,00', {}, 'cut_notice'),
      example('Uma fatura, com mínimo de duas', { invoices: 1 }, 'few_debts'),
      example('R$ 99,99, com mínimo de R$ 100,00', { debt_cents: 9_999 }, 'small_debt'),
      example('Só serviços, e não se notifica débito', SERVICES, 'no_water'),
      example('Só serviços', { ...SERVICES, debt_notices: true }, 'debt_notice'),
      example('Cortado', { situation: 'cut_standpipe' }, 'already_cut'),
      example('Cortado, com a opção', { situation: 'cut_branch', notices_cut: true }, 'cut_notice'),
      example('Sem ligação', { situation: null }, 'no_connection'),
      example('Bloqueado', { is_blocked: true }, 'blocked'),
      example('Outra pendente', { has_pending: true }, 'pending'),
      example(
        'Outra pendente, com a opção',
        { has_pending: true, allows_several: true },
        'cut_notice'
      ),
      example('Em processo', { ...NOTHING, held: 1 }, 'held'),
      example('Em acordo', { ...NOTHING, arranged: 2 }, 'arranged'),
      example('Nada que conte', NOTHING, 'nothing'),
      example('De quem não é mais titular', { is_holder: false }, 'former_holder'),
      example(
        'Só cobrança avulsa',
        { ...NOTHING, sundry: 1, debt_cents: 20_000, minimum_debts: 1 },
        'cut_notice'
      ),
    ],
  },
}
