import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type Account, type Chart, parentOf } from '../domain/chart.ts'

/** An account with its balances in cents; a balance on the other side than the account's nature is negative. */
export interface TrialRow {
  readonly code: string
  readonly title: string
  readonly level: number
  readonly nature: Account['nature']
  readonly analytic: boolean
  readonly openingCents: bigint
  readonly debitCents: bigint
  readonly creditCents: bigint
  readonly closingCents: bigint
}

export interface TrialBalance {
  readonly rows: readonly TrialRow[]
  /** Of the analytic accounts. */
  readonly debitCents: bigint
  readonly creditCents: bigint
}

export interface TrialPeriod {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

interface Sums {
  opening: bigint
  debits: bigint
  credits: bigint
}

/** Opening balance, movement and closing balance of each account with movement, added up to the accounts above. */
export async function trialBalance(
  tx: Pick<Tx, 'rawQuery'>,
  chart: Chart,
  { municipalityId, from, until }: TrialPeriod
): Promise<TrialBalance> {
  const rows = await query<Sums & { account: string }>(
    tx,
    `select account, coalesce(sum(debit_cents - credit_cents) filter (where posted_on < ?), 0)::bigint as opening,
            coalesce(sum(debit_cents) filter (where posted_on >= ?), 0)::bigint as debits,
            coalesce(sum(credit_cents) filter (where posted_on >= ?), 0)::bigint as credits
       from accounting_day_sums where municipality_id = ? and posted_on <= ? group by account`,
    [from, from, from, municipalityId, until]
  )
  const sums = new Map<string, Sums>()
  for (const { account, ...own } of rows) addUpwards(sums, account, own)
  return {
    rows: rowsOf(chart, sums),
    debitCents: rows.reduce((sum, { debits }) => sum + debits, 0n),
    creditCents: rows.reduce((sum, { credits }) => sum + credits, 0n),
  }
}

function addUpwards(sums: Map<string, Sums>, account: string, own: Sums): void {
  for (let code: string | null = account; code !== null; code = parentOf(code)) {
    const sum = sums.get(code) ?? { opening: 0n, debits: 0n, credits: 0n }
    sum.opening += own.opening
    sum.debits += own.debits
    sum.credits += own.credits
    sums.set(code, sum)
  }
}

/** Accounts of the chart in its order, then those that it has no more. */
function rowsOf(chart: Chart, sums: ReadonlyMap<string, Sums>): TrialRow[] {
  const known = new Set(chart.accounts.map(({ code }) => code))
  const gone = [...sums.keys()].filter((code) => !known.has(code)).sort()
  const strangers = gone.map((code) => ({
    code,
    title: 'Conta fora do plano em vigor',
    nature: 'debit' as const,
    analytic: true,
  }))
  const ordered = [...chart.accounts].sort((a, b) => compareCodes(a.code, b.code))
  return [...ordered, ...strangers].flatMap((account) => {
    const sum = sums.get(account.code)
    return sum ? [rowOf(account, sum)] : []
  })
}

function rowOf(
  account: Pick<Account, 'code' | 'title' | 'nature' | 'analytic'>,
  { opening, debits, credits }: Sums
): TrialRow {
  const side = (debit: bigint) => (account.nature === 'debit' ? debit : -debit)
  return {
    code: account.code,
    title: account.title,
    level: account.code.split('.').length,
    nature: account.nature,
    analytic: account.analytic,
    openingCents: side(opening),
    debitCents: debits,
    creditCents: credits,
    closingCents: side(opening + debits - credits),
  }
}

/** By number, level by level: 1.2 stands before 1.10. */
function compareCodes(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let level = 0; level < Math.min(left.length, right.length); level++) {
    const difference = BigInt(left[level]!) - BigInt(right[level]!)
    if (difference !== 0n) return difference < 0n ? -1 : 1
  }
  return left.length - right.length
}
