import type { EnumOption } from '#core/records/index'
import {
  EVENTS,
  type EventName,
  MANUAL_ENTRY,
  REVERSALS,
  type ReversalName,
} from '../domain/event.ts'

export const EVENT_TITLES: Readonly<
  Record<EventName | ReversalName | typeof MANUAL_ENTRY, string>
> = {
  invoice_charge_issued: 'Cobrança faturada',
  third_party_charge_issued: 'Cobrança de terceiro faturada',
  credit_applied: 'Crédito aplicado',
  estimate_credit: 'Crédito do acerto de estimativas',
  third_party_estimate_credit: 'Valor de terceiro devolvido pelo acerto de estimativas',
  receipt_settled: 'Débito recebido',
  third_party_received: 'Valor de terceiro recebido',
  third_party_returned: 'Valor de terceiro devolvido por correção',
  shortfall_forgiven: 'Diferença dispensada',
  third_party_forgiven: 'Diferença de terceiro dispensada',
  tax_withheld: 'Tributo retido pelo pagador',
  late_charge: 'Encargo por atraso',
  third_party_late_charge: 'Encargo de terceiro por atraso',
  overpayment_credit: 'Pagamento a maior ou em dobro',
  unidentified_receipt: 'Recebimento a identificar',
  receipt_forwarded: 'Recebimento de conta do sistema anterior',
  correction_credit: 'Pago de fatura corrigida, que virou crédito',
  plan_late_given_up: 'Encargo dispensado com o fim de um parcelamento',
  plan_discount: 'Desconto de parcelamento',
  plan_discount_lapsed: 'Desconto de parcelamento perdido',
  plan_interest_given_up: 'Juros de parcelamento dispensados',
  plan_instalments_waiting: 'Débito parcelado, a faturar',
  plan_instalments_billed: 'Parcela que deixa de esperar fatura',
  credit_refunded: 'Crédito devolvido em dinheiro',
  provision_recorded: 'Provisão de devedores duvidosos',
  tax_assessed: 'Tributo sobre a receita',
  loan_interest_accrued: 'Juros de empréstimos e financiamentos',
  provision_reversed: 'Reversão da provisão de devedores duvidosos',
  third_party_passed: 'Repasse a terceiro',
  collection_fee_kept: 'Tarifa retida no repasse',
  opening_debt: 'Saldo de abertura: débito',
  third_party_opening_debt: 'Saldo de abertura: débito de terceiro',
  opening_credit: 'Saldo de abertura: crédito de usuário',
  debt_inscribed: 'Inscrição em dívida ativa',
  debt_released: 'Baixa de dívida ativa',
  debt_written_off: 'Débito baixado por ato',
  debt_release_reversed: 'Estorno de baixa de dívida ativa',
  debt_write_off_reversed: 'Estorno de débito baixado por ato',
  manual_entry: 'Lançamento manual',
  invoice_charge_reversed: 'Estorno de cobrança faturada',
  third_party_charge_reversed: 'Estorno de cobrança de terceiro',
  credit_application_reversed: 'Estorno de crédito aplicado',
  estimate_credit_reversed: 'Estorno de crédito do acerto de estimativas',
  third_party_estimate_credit_reversed:
    'Estorno de valor de terceiro devolvido pelo acerto de estimativas',
  receipt_reversed: 'Estorno de débito recebido',
  third_party_receipt_reversed: 'Estorno de valor de terceiro recebido',
  tax_withholding_reversed: 'Estorno de tributo retido',
  overpayment_credit_reversed: 'Estorno de pagamento a maior ou em dobro',
  unidentified_receipt_reversed: 'Estorno de recebimento a identificar',
  shortfall_restored: 'Estorno de diferença dispensada',
  third_party_restored: 'Estorno de diferença de terceiro dispensada',
  late_charge_reversed: 'Estorno de encargo por atraso',
  third_party_late_charge_reversed: 'Estorno de encargo de terceiro por atraso',
}

export const EVENT_OPTIONS: readonly EnumOption[] = (
  [...EVENTS, ...Object.values(REVERSALS), MANUAL_ENTRY] as const
).map((value) => ({ value, label: EVENT_TITLES[value] }))

export const UNPOSTED_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Aguardando conta', tone: 'attention' },
  { value: 'posted', label: 'Contabilizado', tone: 'good' },
  { value: 'reversed', label: 'Desfeito antes de ter conta', tone: 'neutral' },
]
