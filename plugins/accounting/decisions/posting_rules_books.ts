import type { Decision, Rule } from '#core/rules/index'
import { factsOf } from '../domain/event.ts'
import {
  ACTIVE_DEBT,
  ALLOWANCE,
  BANK,
  BASIS,
  CLIENTS,
  COLLECTION_FEE,
  CREDITS,
  FEDERAL_TAX,
  FEDERAL_TAX_DUE,
  INSCRIBED,
  LOAN_INTEREST,
  LOAN_INTEREST_DUE,
  LOCAL_TAX,
  LOCAL_TAX_DUE,
  LOSS,
  LOSS_BACK,
  OPENING,
  TO_COLLECT,
  TO_RECEIVE,
  TO_TRANSFER,
  UNIDENTIFIED,
  WRITTEN_OFF,
  both,
  event,
  example,
  is,
  rule,
  third,
  utility,
} from './posting_words.ts'

/** Provision, active debt, passing on and balances brought from before. */
export const BOOK_RULES: readonly Rule[] = [
  rule('provision_recorded', 'Provisão de devedores duvidosos', {
    when: event('provision_recorded'),
    debit: LOSS,
    credit: ALLOWANCE,
    because: BASIS.provision,
  }),
  rule('provision_reversed', 'Reversão da provisão de devedores duvidosos', {
    when: event('provision_reversed'),
    debit: ALLOWANCE,
    credit: LOSS_BACK,
    because: BASIS.provision,
  }),
  rule('debt_inscribed', 'Inscrição em dívida ativa', {
    when: event('debt_inscribed'),
    debit: ACTIVE_DEBT,
    credit: CLIENTS,
    because: BASIS.inscribed,
  }),
  rule('debt_inscribed_control', 'Controle: inscrita, a receber', {
    when: event('debt_inscribed'),
    debit: INSCRIBED,
    credit: TO_RECEIVE,
    because: BASIS.inscribed,
  }),
  rule('debt_released', 'Baixa de dívida ativa', {
    when: event('debt_released'),
    debit: CLIENTS,
    credit: ACTIVE_DEBT,
    because: BASIS.inscribed,
  }),
  rule('debt_released_control', 'Controle: inscrição encerrada', {
    when: event('debt_released'),
    debit: TO_RECEIVE,
    credit: INSCRIBED,
    because: BASIS.inscribed,
  }),
  rule('debt_written_off', 'Débito baixado por ato', {
    when: event('debt_written_off'),
    debit: WRITTEN_OFF,
    credit: CLIENTS,
    because: BASIS.loss,
  }),
  rule('tax_assessed_federal', 'Contribuição sobre a receita', {
    when: both(event('tax_assessed'), { '!=': [{ var: ['tax'] }, 'ISS'] }),
    debit: FEDERAL_TAX,
    credit: FEDERAL_TAX_DUE,
    because: BASIS.tax,
  }),
  rule('tax_assessed_local', 'Imposto sobre serviços', {
    when: both(event('tax_assessed'), is('tax', 'ISS')),
    debit: LOCAL_TAX,
    credit: LOCAL_TAX_DUE,
    because: BASIS.tax,
  }),
  rule('loan_interest_accrued', 'Juros de empréstimos e financiamentos', {
    when: event('loan_interest_accrued'),
    debit: LOAN_INTEREST,
    credit: LOAN_INTEREST_DUE,
    because: BASIS.loan,
  }),
  rule('third_party_passed', 'Repasse a terceiro', {
    when: event('third_party_passed'),
    debit: TO_TRANSFER,
    credit: BANK,
    because: BASIS.third,
  }),
  rule('collection_fee_kept', 'Tarifa retida no repasse', {
    when: event('collection_fee_kept'),
    debit: TO_TRANSFER,
    credit: COLLECTION_FEE,
    because: BASIS.billed,
  }),
  rule('opening_debt', 'Débito trazido do sistema anterior', {
    when: event('opening_debt'),
    debit: CLIENTS,
    credit: OPENING,
    because: BASIS.opening,
  }),
  rule('third_party_opening_debt', 'Débito de terceiro trazido do sistema anterior', {
    when: event('third_party_opening_debt'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('receipt_forwarded', 'Recebimento de conta do sistema anterior', {
    when: event('receipt_forwarded'),
    debit: UNIDENTIFIED,
    credit: OPENING,
    because: BASIS.opening,
  }),
  rule('opening_credit', 'Crédito de usuário trazido do sistema anterior', {
    when: event('opening_credit'),
    debit: OPENING,
    credit: CREDITS,
    because: BASIS.opening,
  }),
]

/** By act. */
export const BOOK_EXAMPLES: Decision['ruleset']['examples'] = [
  example('Provisão do mês', factsOf('provision_recorded', {}), [LOSS, ALLOWANCE]),
  example(
    'Água inscrita em dívida ativa',
    factsOf('debt_inscribed', utility),
    [ACTIVE_DEBT, CLIENTS],
    [INSCRIBED, TO_RECEIVE]
  ),
  example(
    'Dívida ativa recebida: sai da dívida ativa o que o recebimento tira de clientes',
    factsOf('debt_released', utility),
    [CLIENTS, ACTIVE_DEBT],
    [TO_RECEIVE, INSCRIBED]
  ),
  example('Dívida prescrita', factsOf('debt_written_off', utility), [WRITTEN_OFF, CLIENTS]),
  example('Repasse do mês', factsOf('third_party_passed', {}), [TO_TRANSFER, BANK]),
  example('Tarifa pela arrecadação', factsOf('collection_fee_kept', {}), [
    TO_TRANSFER,
    COLLECTION_FEE,
  ]),
  example('Débito do sistema anterior', factsOf('opening_debt', utility), [CLIENTS, OPENING]),
  example('Taxa de lixo do sistema anterior', factsOf('third_party_opening_debt', third), [
    CLIENTS,
    TO_COLLECT,
  ]),
  example('Crédito do sistema anterior', factsOf('opening_credit', { cause: 'overpayment' }), [
    OPENING,
    CREDITS,
  ]),
  example('Recebimento de conta do sistema anterior', factsOf('receipt_forwarded', {}), [
    UNIDENTIFIED,
    OPENING,
  ]),
  example('COFINS do mês', factsOf('tax_assessed', { tax: 'COFINS' }), [
    FEDERAL_TAX,
    FEDERAL_TAX_DUE,
  ]),
  example('ISS do mês', factsOf('tax_assessed', { tax: 'ISS' }), [LOCAL_TAX, LOCAL_TAX_DUE]),
  example('Juros do mês', factsOf('loan_interest_accrued', {}), [LOAN_INTEREST, LOAN_INTEREST_DUE]),
  example('Provisão que diminuiu', factsOf('provision_reversed', {}), [ALLOWANCE, LOSS_BACK]),
]
