import type { Decision, Rule } from '#core/rules/index'
import { factsOf } from '../domain/event.ts'
import {
  BASIS,
  CLIENTS,
  INSTALMENTS,
  utility,
  COMPONENTS,
  LATE,
  PLAN_DISCOUNTS,
  PLAN_INTEREST,
  both,
  event,
  example,
  is,
  rule,
} from './posting_words.ts'

/** What plans charge, grant and give up. */
export const PLAN_RULES: readonly Rule[] = [
  rule('issued_plan_interest', 'Juros de parcelamento faturados', {
    when: both(event('invoice_charge_issued'), is('charge_type', 'plan_interest')),
    debit: CLIENTS,
    credit: PLAN_INTEREST,
    because: BASIS.late,
  }),
  ...COMPONENTS.map(([component, title]) =>
    rule(`plan_given_up_${component}`, `${title}: dispensa com o fim do parcelamento`, {
      when: both(event('plan_late_given_up'), is('component', component)),
      debit: LATE[component]!,
      credit: CLIENTS,
      because: BASIS.plan,
    })
  ),
  rule('plan_discount', 'Desconto de parcelamento', {
    when: event('plan_discount'),
    debit: PLAN_DISCOUNTS,
    credit: CLIENTS,
    because: BASIS.plan,
  }),
  rule('plan_discount_lapsed', 'Desconto de parcelamento perdido', {
    when: event('plan_discount_lapsed'),
    debit: CLIENTS,
    credit: PLAN_DISCOUNTS,
    because: BASIS.plan,
  }),
  rule('plan_interest_given_up', 'Juros de parcelamento dispensados', {
    when: event('plan_interest_given_up'),
    debit: PLAN_DISCOUNTS,
    credit: CLIENTS,
    because: BASIS.plan,
  }),
]

/** What waits for invoices of a plan stands apart from what they ask for already. */
export const INSTALMENT_RULES: readonly Rule[] = [
  rule('plan_instalments_waiting', 'Débito parcelado, a faturar', {
    when: event('plan_instalments_waiting'),
    debit: INSTALMENTS,
    credit: CLIENTS,
    because: BASIS.plan,
  }),
  rule('plan_instalments_billed', 'Parcela que deixa de esperar fatura', {
    when: event('plan_instalments_billed'),
    debit: CLIENTS,
    credit: INSTALMENTS,
    because: BASIS.plan,
  }),
]

/** By what becomes of a plan. */
export const PLAN_EXAMPLES: Decision['ruleset']['examples'] = [
  example(
    'Juros de parcelamento',
    factsOf('invoice_charge_issued', {
      ...{ beneficiary_kind: 'utility', component: 'interest' },
      ...{ service: 'other', charge_type: 'plan_interest' },
    }),
    [CLIENTS, PLAN_INTEREST]
  ),
  ...COMPONENTS.map(([component, title]) =>
    example(
      `${title} dispensada com o fim do parcelamento`,
      factsOf('plan_late_given_up', { beneficiary_kind: 'utility', component }),
      [LATE[component]!, CLIENTS]
    )
  ),
  example('Desconto de parcelamento', factsOf('plan_discount', {}), [PLAN_DISCOUNTS, CLIENTS]),
  example('Desconto perdido', factsOf('plan_discount_lapsed', {}), [CLIENTS, PLAN_DISCOUNTS]),
  example('Juros dispensados', factsOf('plan_interest_given_up', {}), [PLAN_DISCOUNTS, CLIENTS]),
]

/** By where the principal stands. */
export const INSTALMENT_EXAMPLES: Decision['ruleset']['examples'] = [
  example(
    'Débito que passa a parcelas',
    factsOf('plan_instalments_waiting', { ...utility, charge_type: 'plan' }),
    [INSTALMENTS, CLIENTS]
  ),
  example(
    'Parcela faturada, ou devolvida com o fim do parcelamento',
    factsOf('plan_instalments_billed', { ...utility, charge_type: 'plan' }),
    [CLIENTS, INSTALMENTS]
  ),
]
