import type { EnumOption } from '#core/records/index'
import { EVENTS, type EventName } from '../domain/event.ts'

export const EVENT_TITLES: Readonly<Record<EventName, string>> = {
  invoice_charge_issued: 'Cobrança faturada',
  third_party_charge_issued: 'Cobrança de terceiro faturada',
  credit_applied: 'Crédito aplicado',
  receipt_settled: 'Débito recebido',
  third_party_received: 'Valor de terceiro recebido',
  shortfall_forgiven: 'Diferença dispensada',
  third_party_forgiven: 'Diferença de terceiro dispensada',
  late_charge: 'Encargo por atraso',
  third_party_late_charge: 'Encargo de terceiro por atraso',
  overpayment_credit: 'Pagamento a maior ou em dobro',
  unidentified_receipt: 'Recebimento a identificar',
}

export const EVENT_OPTIONS: readonly EnumOption[] = EVENTS.map((value) => ({
  value,
  label: EVENT_TITLES[value],
}))

export const UNPOSTED_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Aguardando conta', tone: 'attention' },
  { value: 'posted', label: 'Contabilizado', tone: 'good' },
]
