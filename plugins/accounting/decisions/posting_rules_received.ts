import type { Decision, Rule } from '#core/rules/index'
import { factsOf } from '../domain/event.ts'
import {
  BANK,
  BASIS,
  CLIENTS,
  CREDITS,
  FORGIVEN,
  OFFSET,
  TO_COLLECT,
  TO_TRANSFER,
  TRANSIT,
  UNIDENTIFIED,
  WITHHELD,
  event,
  example,
  money,
  rule,
  third,
  utility,
} from './posting_words.ts'

/** Money that came in, what payers kept and what was forgiven. */
export const RECEIVED_RULES: readonly Rule[] = [
  rule('receipt_settled', 'Débito recebido', {
    when: event('receipt_settled'),
    debit: money,
    credit: CLIENTS,
    because: BASIS.receipt,
  }),
  rule('third_party_received', 'Valor de terceiro recebido, a repassar', {
    when: event('third_party_received'),
    debit: TO_COLLECT,
    credit: TO_TRANSFER,
    because: BASIS.third,
  }),
  rule('third_party_returned', 'Valor de terceiro devolvido por correção', {
    when: event('third_party_returned'),
    debit: TO_TRANSFER,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('overpayment_credit', 'Pagamento a maior ou em dobro', {
    when: event('overpayment_credit'),
    debit: money,
    credit: CREDITS,
    because: BASIS.credit,
  }),
  rule('credit_refunded', 'Crédito devolvido em dinheiro', {
    when: event('credit_refunded'),
    debit: CREDITS,
    credit: money,
    because: BASIS.credit,
  }),
  rule('correction_credit', 'Pago de fatura corrigida', {
    when: event('correction_credit'),
    debit: CLIENTS,
    credit: CREDITS,
    because: BASIS.credit,
  }),
  rule('unidentified_receipt', 'Recebimento a identificar', {
    when: event('unidentified_receipt'),
    debit: money,
    credit: UNIDENTIFIED,
    because: BASIS.credit,
  }),
  rule('shortfall_forgiven', 'Diferença dispensada', {
    when: event('shortfall_forgiven'),
    debit: FORGIVEN,
    credit: CLIENTS,
    because: BASIS.loss,
  }),
  rule('third_party_forgiven', 'Diferença de terceiro dispensada', {
    when: event('third_party_forgiven'),
    debit: TO_COLLECT,
    credit: CLIENTS,
    because: BASIS.third,
  }),
  rule('tax_withheld', 'Tributo retido pelo órgão pagador', {
    when: event('tax_withheld'),
    debit: WITHHELD,
    credit: CLIENTS,
    because: BASIS.withheld,
  }),
]

/** By where the money is. */
export const RECEIVED_EXAMPLES: Decision['ruleset']['examples'] = [
  example(
    'Água recebida pelo banco',
    factsOf('receipt_settled', { ...utility, money: 'bank', agent: '001' }),
    [BANK, CLIENTS]
  ),
  example(
    'Água recebida, ainda não creditada',
    factsOf('receipt_settled', { ...utility, money: 'transit' }),
    [TRANSIT, CLIENTS]
  ),
  example(
    'Recebimento que foi identificado',
    factsOf('receipt_settled', { ...utility, money: 'unidentified' }),
    [UNIDENTIFIED, CLIENTS]
  ),
  example(
    'Água quitada por encontro de contas',
    factsOf('receipt_settled', { ...utility, money: 'offset', agent: 'ENC' }),
    [OFFSET, CLIENTS]
  ),
  example('Taxa de lixo recebida', factsOf('third_party_received', third), [
    TO_COLLECT,
    TO_TRANSFER,
  ]),
  example('Taxa de lixo devolvida', factsOf('third_party_returned', third), [
    TO_TRANSFER,
    TO_COLLECT,
  ]),
  example('Pago em dobro', factsOf('overpayment_credit', { cause: 'duplicate', money: 'bank' }), [
    BANK,
    CREDITS,
  ]),
  example(
    'Pago em dobro, devolvido no caixa',
    factsOf('credit_refunded', { cause: 'duplicate', money: 'transit', agent: '900' }),
    [CREDITS, TRANSIT]
  ),
  example(
    'O que se pagou de uma fatura corrigida',
    factsOf('correction_credit', { cause: 'correction' }),
    [CLIENTS, CREDITS]
  ),
  example('Recebimento sem documento', factsOf('unidentified_receipt', { money: 'bank' }), [
    BANK,
    UNIDENTIFIED,
  ]),
  example('Centavos dispensados', factsOf('shortfall_forgiven', utility), [FORGIVEN, CLIENTS]),
  example('Centavos da taxa de lixo dispensados', factsOf('third_party_forgiven', third), [
    TO_COLLECT,
    CLIENTS,
  ]),
  example('Retido por órgão federal', factsOf('tax_withheld', utility), [WITHHELD, CLIENTS]),
]
