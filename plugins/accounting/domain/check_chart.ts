import { type Account, type Chart, parentOf } from './chart.ts'

/** One thing wrong with a chart of accounts; `path` points into its content. */
export interface ChartIssue {
  readonly code: string
  readonly severity: 'critical'
  readonly path: string
  readonly message: string
}

/** Accounts come once, hang from an account of the same class, and only those with none below them are analytic. */
export function chartIssues({ accounts }: Chart): ChartIssue[] {
  const first = new Map<string, Account>()
  for (const account of accounts) if (!first.has(account.code)) first.set(account.code, account)
  const parents = new Set(accounts.flatMap(({ code }) => parentOf(code) ?? []))
  return accounts.flatMap((account, index) => {
    const issue = (code: string, message: string): ChartIssue => ({
      code,
      severity: 'critical',
      path: `/accounts/${index}`,
      message: `Conta ${account.code}: ${message}`,
    })
    const parentCode = parentOf(account.code)
    const parent = parentCode === null ? undefined : first.get(parentCode)
    const found: ChartIssue[] = []
    if (first.get(account.code) !== account) {
      found.push(issue('account_repeated', 'o código já é de outra conta do plano.'))
    }
    if (parentCode !== null && !parent) {
      found.push(issue('account_parent', `falta a conta ${parentCode}, da qual ela depende.`))
    }
    if (parent && parent.class !== account.class) {
      found.push(issue('account_class', `a conta ${parentCode} é de outra classe.`))
    }
    if (account.analytic && parents.has(account.code)) {
      found.push(issue('account_analytic', 'é analítica, mas há contas abaixo dela.'))
    }
    if (account.purpose && !account.analytic) {
      found.push(issue('account_purpose', 'só contas analíticas têm finalidade.'))
    }
    return found
  })
}
