import type { Decision, Rule } from '#core/rules/index'
import { factsOf } from '../domain/event.ts'
import {
  BASIS,
  CLIENTS,
  COMPONENTS,
  CREDITS,
  LATE,
  REVENUE,
  SERVICES,
  TO_COLLECT,
  TO_TRANSFER,
  both,
  event,
  example,
  is,
  rule,
  third,
  utility,
} from './posting_words.ts'

/** What invoices charge for the first time. */
export const ISSUED_RULES: readonly Rule[] = [
  ...SERVICES.map(([service, title]) =>
    rule(`issued_${service}`, title, {
      when: both(
        event('invoice_charge_issued'),
        is('service', service),
        ...(service === 'other' ? [{ '!': [is('charge_type', 'plan_interest')] }] : [])
      ),
      debit: CLIENTS,
      credit: REVENUE[service]!,
      because: BASIS.billed,
    })
  ),
]

/** Charges of third parties, late charges and credits. */
export const THIRD_PARTY_RULES: readonly Rule[] = [
  rule('third_party_issued', 'Cobrança de terceiro faturada', {
    when: event('third_party_charge_issued'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  ...COMPONENTS.map(([component, title]) =>
    rule(`late_${component}`, title, {
      when: both(event('late_charge'), is('component', component)),
      debit: CLIENTS,
      credit: LATE[component]!,
      because: BASIS.late,
    })
  ),
  rule('third_party_late', 'Encargo de terceiro por atraso', {
    when: event('third_party_late_charge'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('credit_applied', 'Crédito do usuário aplicado na fatura', {
    when: event('credit_applied'),
    debit: CREDITS,
    credit: CLIENTS,
    because: BASIS.credit,
  }),
  ...SERVICES.map(([service, title]) =>
    rule(`estimate_credit_${service}`, `Acerto de estimativas: ${title}`, {
      when: both(event('estimate_credit'), is('service', service)),
      debit: REVENUE[service]!,
      credit: CREDITS,
      because: BASIS.estimate,
    })
  ),
  rule('third_party_estimate_credit', 'Acerto de estimativas: valor de terceiro', {
    when: event('third_party_estimate_credit'),
    debit: TO_TRANSFER,
    credit: CREDITS,
    because: BASIS.third,
  }),
]

/** By kind of charge. */
export const ISSUED_EXAMPLES: Decision['ruleset']['examples'] = [
  ...SERVICES.map(([service, title]) =>
    example(
      title,
      factsOf('invoice_charge_issued', { ...utility, service, charge_type: service }),
      [CLIENTS, REVENUE[service]!]
    )
  ),
  example(
    'Taxa de lixo: não é receita',
    factsOf('third_party_charge_issued', { ...third, service: 'other' }),
    [CLIENTS, TO_COLLECT]
  ),
  ...COMPONENTS.map(([component, title]) =>
    example(title, factsOf('late_charge', { beneficiary_kind: 'utility', component }), [
      CLIENTS,
      LATE[component]!,
    ])
  ),
  example(
    'Multa da taxa de lixo',
    factsOf('third_party_late_charge', { ...third, component: 'fine' }),
    [CLIENTS, TO_COLLECT]
  ),
  example(
    'Água estimada a mais, devolvida como crédito',
    factsOf('estimate_credit', { ...utility, service: 'water', charge_type: 'water' }),
    [REVENUE.water!, CREDITS]
  ),
  example(
    'Esgoto estimado a mais',
    factsOf('estimate_credit', { ...utility, service: 'sewage', charge_type: 'sewage' }),
    [REVENUE.sewage!, CREDITS]
  ),
  example(
    'Outro serviço estimado a mais',
    factsOf('estimate_credit', { ...utility, service: 'other' }),
    [REVENUE.other!, CREDITS]
  ),
  example(
    'Taxa de lixo estimada a mais',
    factsOf('third_party_estimate_credit', { ...third, service: 'other' }),
    [TO_TRANSFER, CREDITS]
  ),
  example('Crédito aplicado', factsOf('credit_applied', { cause: 'duplicate' }), [
    CREDITS,
    CLIENTS,
  ]),
]
