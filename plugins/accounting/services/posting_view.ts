import type { CivilDate } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { RulesetContent } from '#core/rules/index'
import { postingsDecision } from '../decisions/postings.ts'
import { accountsByCode } from '../domain/chart.ts'
import { MANUAL_ENTRY } from '../domain/event.ts'
import { errors } from '../errors.ts'
import { chartOn } from './balances.ts'
import { historyText } from './histories.ts'

interface PostingRow {
  readonly id: bigint
  readonly posted_on: CivilDate
  readonly event: string
  readonly debit_account: string
  readonly credit_account: string
  readonly amount_cents: bigint
  readonly source_type: string
  readonly source_id: bigint
  readonly source_line: bigint | null
  readonly reference: string | null
  readonly rule: string
  readonly version_id: bigint
  readonly pack_id: bigint
  /** As the template kept with it says; null of what was posted before templates. */
  readonly history: string | null
  /** The day of a closed month that it belongs to. */
  readonly moved_from: CivilDate | null
  /** Day of the posting that it undoes. */
  readonly undone_on: CivilDate | null
}

/** The rule as it stood when the posting, or the one that it undoes, was made. */
async function ruleOf({
  pack_id: packId,
  posted_on: postedOn,
  undone_on: undone,
  rule,
}: PostingRow) {
  if (rule === MANUAL_ENTRY) {
    return { title: 'Lançamento manual', because: 'Escrito por uma pessoa e aprovado por outra' }
  }
  const on = undone ?? postedOn
  const pack = await loadPack(packId)
  const { rules } = pack.at(on).content<RulesetContent>('ruleset', postingsDecision.name)
  const found = rules.find(({ id }) => id === rule)
  return { title: found?.title ?? rule, because: found?.because ?? null }
}

/** A posting with the names of its accounts, what it came from and the rule that decided it. */
export async function postingView(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint, id: bigint) {
  const [posting] = await query<PostingRow>(
    tx,
    `select p.*, u.posted_on as undone_on, ${historyText('p')} as history from accounting_postings p
       left join accounting_postings u on u.id = p.reverses_id
      where p.municipality_id = ? and p.id = ?`,
    [municipalityId, id]
  )
  if (!posting) throw errors.E_ACCOUNTING_POSTING_UNKNOWN({ id })
  const accounts = accountsByCode(await chartOn(municipalityId, posting.posted_on))
  const nameOf = (code: string) => accounts.get(code)?.title ?? 'Conta fora do plano'
  const type = registries().records.find(posting.source_type)
  return {
    posting,
    debitTitle: nameOf(posting.debit_account),
    creditTitle: nameOf(posting.credit_account),
    source: {
      title: type?.title.one ?? posting.source_type,
      path: type ? `${type.path}/${posting.source_id}` : null,
    },
    rule: await ruleOf(posting),
    siblings: await query<PostingRow>(
      tx,
      `select p.*, ${historyText('p')} as history from accounting_postings p
        where p.municipality_id = ? and p.source_type = ? and p.source_id = ? order by p.id limit 200`,
      [municipalityId, posting.source_type, posting.source_id]
    ),
  }
}
