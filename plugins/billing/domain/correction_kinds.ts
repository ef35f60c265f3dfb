/** What may be corrected of an invoice. */
export const CORRECTION_KINDS = [
  { value: 'cancel', label: 'Cancelamento' },
  { value: 'due_date', label: 'Vencimento' },
  { value: 'reading', label: 'Leitura' },
  { value: 'consumption', label: 'Consumo faturado' },
  { value: 'registry', label: 'Recálculo pelo cadastro' },
  { value: 'leak', label: 'Desconto por vazamento' },
  { value: 'services', label: 'Serviços cobrados' },
] as const

export type CorrectionKind = (typeof CORRECTION_KINDS)[number]['value']

/** Whose error it was, as the reason of the correction says. */
export const FAULTS = [
  { value: 'utility', label: 'Do prestador' },
  { value: 'none', label: 'De ninguém, ou do cliente' },
] as const

export type Fault = (typeof FAULTS)[number]['value']
