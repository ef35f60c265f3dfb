import type { Account, AccountClass, Chart } from './chart.ts'

export const AESBE_MODEL = 'aesbe'

type Row = readonly [code: string, title: string, of: AccountClass, nature: Account['nature']]

/** Accounts that the Acertar manual names for information of the SNIS; groups stand for the digits before the point. */
const ROWS: readonly Row[] = [
  ['11', 'Grupo 11: créditos a receber de curto prazo', 'asset', 'debit'],
  ['11.280', '(−) Provisão para devedores duvidosos (FN019)', 'asset', 'credit'],
  ['12', 'Grupo 12: créditos a receber de longo prazo', 'asset', 'debit'],
  ['12.280', '(−) Provisão para devedores duvidosos, longo prazo (FN019)', 'asset', 'credit'],
  ['21', 'Grupo 21: empréstimos e financiamentos', 'liability', 'credit'],
  ['21.220', 'Empréstimos e financiamentos (FN037)', 'liability', 'credit'],
  ['21.240', 'Empréstimos e financiamentos (FN037)', 'liability', 'credit'],
  ['21.251', 'Empréstimos e financiamentos (FN037)', 'liability', 'credit'],
  ['31', 'Grupo 31: receita operacional', 'revenue', 'credit'],
  ['31.110', 'Receita operacional direta de água (FN002)', 'revenue', 'credit'],
  ['31.120', 'Receita operacional indireta de água (FN004)', 'revenue', 'credit'],
  ['31.210', 'Receita operacional direta de esgoto (FN003)', 'revenue', 'credit'],
  ['31.220', 'Receita operacional indireta de esgoto (FN004)', 'revenue', 'credit'],
  ['33', 'Grupo 33: receitas não operacionais', 'revenue', 'credit'],
  ['33.213', 'Doações públicas', 'revenue', 'credit'],
  ['41', 'Grupo 41: custo e despesa de exploração', 'expense', 'debit'],
  ['41.100', 'Exploração: água (FN010, FN011, FN013, FN014)', 'expense', 'debit'],
  ['41.120', 'Exploração: depreciação e provisões (FN019)', 'expense', 'debit'],
  ['41.200', 'Exploração: esgoto (FN010, FN011, FN013, FN014)', 'expense', 'debit'],
  ['43', 'Grupo 43: despesas comerciais, administrativas e gerais', 'expense', 'debit'],
  ['43.100', 'Despesas comerciais: depreciação (FN019)', 'expense', 'debit'],
  ['43.200', 'Despesas administrativas: depreciação (FN019)', 'expense', 'debit'],
  ['43.300', 'Despesas gerais: depreciação (FN019)', 'expense', 'debit'],
  ['46', 'Grupo 46: despesas financeiras', 'expense', 'debit'],
  ['46.100', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.200', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.400', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.500', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.600', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.800', 'Juros e encargos da dívida (FN016)', 'expense', 'debit'],
  ['46.900', 'Demais despesas da dívida (FN017)', 'expense', 'debit'],
  ['47', 'Grupo 47: despesas fiscais e tributárias', 'expense', 'debit'],
  ['47.100', 'Despesas fiscais e tributárias da exploração (FN021)', 'expense', 'debit'],
  ['51', 'Grupo 51: tributos sobre o resultado', 'expense', 'debit'],
  ['51.710', 'Despesas fiscais fora da exploração (FN022)', 'expense', 'debit'],
  ['51.740', 'Despesas fiscais fora da exploração (FN022)', 'expense', 'debit'],
]

/**
 * The accounts of the model of the state utilities that the sources name, and no others: a model to map to
 * (`accounting.aesbe_accounts`), not a chart to post to.
 * @see Ministério das Cidades, Manual Acertar (2017), composition of FN001 to FN022
 */
export const AESBE_CHART: Chart = {
  title: 'AESBE: contas citadas pelo SNIS e pelo Acertar',
  accounts: ROWS.map(([code, title, of, nature]) => ({
    ...{ code, title, class: of, nature, purpose: null },
    analytic: code.includes('.'),
  })),
}
