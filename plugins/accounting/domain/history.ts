import type { EventName } from './event.ts'

/** What a history text may name, written between braces. */
export const PLACES = {
  number: 'número do documento',
  reference: 'mês de referência, como 03/2024',
  customer: 'nome do devedor',
  event: 'o que aconteceu',
} as const

/** By event; what has no text of its own uses `{event}`. */
export const DEFAULT_HISTORIES: Readonly<Record<EventName, string>> = {
  invoice_charge_issued: 'Faturamento: fatura {number} de {reference}',
  third_party_charge_issued: 'Cobrança de terceiro: fatura {number} de {reference}',
  credit_applied: 'Crédito aplicado na fatura {number} de {reference}',
  estimate_credit: 'Crédito do acerto de estimativas da fatura {number} de {reference}',
  third_party_estimate_credit:
    'Valor de terceiro devolvido pelo acerto de estimativas da fatura {number} de {reference}',
  receipt_settled: 'Recebimento do documento {number}',
  third_party_received: 'Valor de terceiro recebido no documento {number}',
  third_party_returned:
    'Valor de terceiro devolvido por correção da fatura {number} de {reference}',
  shortfall_forgiven: 'Diferença dispensada no documento {number}',
  third_party_forgiven: 'Diferença de terceiro dispensada no documento {number}',
  tax_withheld: 'Tributo retido no pagamento do documento {number}',
  late_charge: 'Encargo por atraso do documento {number}',
  third_party_late_charge: 'Encargo de terceiro por atraso do documento {number}',
  overpayment_credit: 'Pagamento a maior ou em dobro do documento {number}',
  unidentified_receipt: 'Recebimento a identificar {number}',
  credit_refunded: 'Crédito devolvido em dinheiro, pedido {number}',
  correction_credit: 'Crédito pela correção da fatura {number} de {reference}',
  plan_late_given_up: 'Encargos dispensados com o fim do parcelamento {number}',
  plan_discount: 'Desconto concedido no parcelamento {number}',
  plan_discount_lapsed: 'Desconto perdido com o fim do parcelamento {number}',
  plan_interest_given_up: 'Juros faturados dispensados com o fim do parcelamento {number}',
  provision_recorded: 'Provisão de devedores duvidosos de {reference}',
  third_party_passed: 'Repasse de valores de terceiros de {reference}, demonstrativo {number}',
  collection_fee_kept: 'Tarifa retida no repasse de {reference}, demonstrativo {number}',
  opening_debt: 'Débito de {reference} trazido do sistema anterior',
  third_party_opening_debt: 'Débito de terceiro de {reference} trazido do sistema anterior',
  receipt_forwarded: 'Recebimento {number} de conta do sistema anterior',
  opening_credit: 'Crédito de usuário trazido do sistema anterior',
  debt_inscribed: 'Inscrição em dívida ativa do débito {number} de {reference}',
  debt_released: 'Baixa de dívida ativa do débito {number} de {reference}',
  debt_written_off: 'Débito {number} de {reference} baixado por ato',
  plan_instalments_waiting: 'Parcelas a faturar do parcelamento {number}',
  plan_instalments_billed: 'Parcelas que deixam de esperar fatura, do parcelamento {number}',
  tax_assessed: 'Tributos sobre a receita de {reference}',
  loan_interest_accrued: 'Juros e encargos do contrato de {reference}',
  provision_reversed: 'Reversão da provisão de devedores duvidosos de {reference}',
}

/** The places that a text names and that do not exist. */
export const unknownPlaces = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!).filter((name) => !(name in PLACES))
