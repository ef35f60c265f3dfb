import type { ResultSource } from '#core/configuration/index'

export default [
  {
    name: 'accounting.postings',
    title: { one: 'Lançamento', many: 'Lançamentos contábeis' },
    permission: 'accounting.read',
    table: 'accounting_postings',
    pack: 'pack_id',
    columns: [
      { name: 'posted_on', title: 'Data', format: 'date' },
      { name: 'debit_account', title: 'Débito', format: 'text' },
      { name: 'credit_account', title: 'Crédito', format: 'text' },
      { name: 'amount_cents', title: 'Valor', format: 'money' },
    ],
    path: '/accounting/postings/{id}',
  },
] as const satisfies readonly ResultSource[]
