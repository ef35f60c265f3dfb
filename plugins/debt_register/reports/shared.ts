import type { ReportColumn } from '#core/reports/index'

export const SECTION = 'Dívida ativa'
export const PERSONAL = 'registry.personal_data'

export const entryColumn: ReportColumn = {
  ...{ name: 'entry_id', label: 'Inscrição', type: 'reference', record: 'debt_register.entries' },
}
export const bookColumns: readonly ReportColumn[] = [
  { name: 'book_number', label: 'Livro', type: 'integer' },
  { name: 'leaf', label: 'Folha', type: 'integer' },
  { name: 'line', label: 'Sequência', type: 'integer' },
]
export const debtorColumn: ReportColumn = {
  ...{ name: 'debtor', label: 'Devedor', type: 'text', isPersonal: true },
}
export const yearColumn: ReportColumn = { name: 'exercise', label: 'Exercício', type: 'integer' }
export const yearFilter = {
  ...{ name: 'exercise', label: 'Exercício', type: 'integer' as const },
  ...{ minimum: '1990', maximum: '2100' },
}
export const sum = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'money', isTotal: true },
})
