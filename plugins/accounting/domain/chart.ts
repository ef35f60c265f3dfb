export type AccountClass = 'asset' | 'liability' | 'expense' | 'revenue' | 'control'

/** What the product proves about an account: the conservation checks add the accounts of one purpose. */
export type Purpose =
  | 'receivables'
  | 'cash'
  | 'customer_credits'
  | 'third_parties'
  | 'revenue'
  | 'late_revenue'
  | 'losses'
  | 'withheld_taxes'
  | 'loss_allowance'
  | 'loss_expense'
  | 'offsets'

export interface Account {
  /** Dotted: `1.1.2.2.1.01`. Its parent is what stands before the last dot. */
  readonly code: string
  readonly title: string
  readonly class: AccountClass
  /** The side on which its balance grows. */
  readonly nature: 'debit' | 'credit'
  /** Only analytic accounts take postings; the others add up their children. */
  readonly analytic: boolean
  readonly purpose: Purpose | null
  /** Takes no more postings; what it holds stays. */
  readonly blocked?: boolean
}

export interface Chart {
  readonly title: string
  readonly accounts: readonly Account[]
}

export const CHART_KIND = 'chart-of-accounts'
export const DEFAULT_CHART = 'default'

/** The code of the account above, or null at the top. */
export function parentOf(code: string): string | null {
  const last = code.lastIndexOf('.')
  return last < 0 ? null : code.slice(0, last)
}

/** The accounts of a chart by code. */
export const accountsByCode = (chart: Chart): ReadonlyMap<string, Account> =>
  new Map(chart.accounts.map((account) => [account.code, account]))

/** Why an account takes no postings, in Portuguese; null when it does. */
export function refusalOf(accounts: ReadonlyMap<string, Account>, code: string): string | null {
  const account = accounts.get(code)
  if (!account) return `A conta ${code} não está no plano de contas.`
  const name = `A conta ${code} (${account.title})`
  if (account.blocked) return `${name} está bloqueada e não recebe lançamentos.`
  return account.analytic ? null : `${name} é sintética e não recebe lançamentos.`
}
