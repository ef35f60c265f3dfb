import type { Actor } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { changeDraft, inForceWithin, saveDraft } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Account, CHART_KIND, type Chart, DEFAULT_CHART, parentOf } from '../domain/chart.ts'
import { errors } from '../errors.ts'

export interface ChartDraft {
  /** Null: nobody wrote one yet, the chart is the one in force. */
  readonly versionId: bigint | null
  readonly chart: Chart
}

interface Place {
  readonly municipalityId: bigint
  readonly actor: Actor
}

/** The person's own draft of the chart, or the chart in force to start one from. */
export async function chartDraft(tx: Tx, { municipalityId, actor }: Place): Promise<ChartDraft> {
  const [draft] = await query<{ id: bigint; content: string }>(
    tx,
    `select v.id, v.content from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.municipality_id = ? and i.kind = ? and i.key = ? and v.status = 'draft' and v.author_id = ?
      order by v.id desc limit 1`,
    [municipalityId, CHART_KIND, DEFAULT_CHART, actor.userId]
  )
  if (draft) return { versionId: draft.id, chart: JSON.parse(draft.content) as Chart }
  const today = await todayIn(tx, municipalityId)
  const item = { kind: CHART_KIND, key: DEFAULT_CHART, municipalityId }
  const version = await inForceWithin(tx, item, today)
  return { versionId: null, chart: version!.content as unknown as Chart }
}

/** Writes the chart into the person's draft; the check of the whole chart refuses what is wrong. */
async function keepChart(
  tx: Tx,
  { municipalityId, actor }: Place,
  { versionId, chart }: ChartDraft
): Promise<bigint> {
  const content = chart as unknown as Json
  const authorId = actor.userId
  if (versionId === null) {
    return saveDraft(tx, {
      ...{ kind: CHART_KIND, key: DEFAULT_CHART, municipalityId, content, authorId },
    })
  }
  await changeDraft(tx, { versionId, municipalityId, content, authorId })
  return versionId
}

/** Creates an account in the draft, or changes it. @throws E_ACCOUNTING_ACCOUNT_TAKEN of a new one whose code stands */
export async function putAccount(
  tx: Tx,
  place: Place,
  { account, isNew }: { readonly account: Account; readonly isNew: boolean }
): Promise<bigint> {
  const draft = await chartDraft(tx, place)
  const { accounts } = draft.chart
  const standing = accounts.find(({ code }) => code === account.code)
  if (isNew && standing) {
    throw errors.E_ACCOUNTING_ACCOUNT_TAKEN({ code: account.code, title: standing.title })
  }
  if (!isNew && !standing) throw errors.E_ACCOUNTING_ACCOUNT_UNKNOWN({ code: account.code })
  const others = accounts.filter(({ code }) => code !== account.code)
  const chart = { ...draft.chart, accounts: inOrder([...others, account]) }
  return keepChart(tx, place, { ...draft, chart })
}

/** Takes an account out of the draft. @throws E_ACCOUNTING_ACCOUNT_USED of one with entries, which can only be blocked */
export async function removeAccount(tx: Tx, place: Place, code: string): Promise<bigint> {
  const draft = await chartDraft(tx, place)
  const { accounts } = draft.chart
  if (!accounts.some((one) => one.code === code)) {
    throw errors.E_ACCOUNTING_ACCOUNT_UNKNOWN({ code })
  }
  const used = await usedAccounts(tx, place.municipalityId)
  const isUsed = [...used].some((one) => one === code || one.startsWith(`${code}.`))
  if (isUsed) throw errors.E_ACCOUNTING_ACCOUNT_USED({ code })
  const chart = { ...draft.chart, accounts: accounts.filter((one) => one.code !== code) }
  return keepChart(tx, place, { ...draft, chart })
}

/** The accounts that postings name. */
export async function usedAccounts(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<ReadonlySet<string>> {
  const rows = await query<{ account: string }>(
    reader,
    'select distinct account from accounting_day_sums where municipality_id = ?',
    [municipalityId]
  )
  return new Set(rows.map(({ account }) => account))
}

const keyOf = (code: string) =>
  code
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.')

/** By number, level by level, each under the account that it hangs from. */
const inOrder = (accounts: readonly Account[]): Account[] =>
  [...accounts].sort((a, b) => (keyOf(a.code) < keyOf(b.code) ? -1 : 1))

export interface ChartRow extends Account {
  readonly level: number
  readonly parent: string | null
  readonly isUsed: boolean
}

/** The chart as the screen shows it. */
export async function chartPage(tx: Tx, place: Place) {
  const { versionId, chart } = await chartDraft(tx, place)
  const used = await usedAccounts(tx, place.municipalityId)
  const rows: ChartRow[] = inOrder(chart.accounts).map((account) => ({
    ...account,
    level: account.code.split('.').length,
    parent: parentOf(account.code),
    isUsed: used.has(account.code),
  }))
  return { versionId, title: chart.title, rows }
}
