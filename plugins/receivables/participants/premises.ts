import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { HolderChanging, PremiseDebts } from '#plugins/registry/api'

/** Answers what each premise owes, for lists of the registry. */
export const premiseDebts: Participant<PremiseDebts> = {
  point: 'registry.premise_debts',
  async run({ tx, municipalityId }, { premiseIds, debts }) {
    for (const id of premiseIds) debts.set(id, 0n)
    const rows = await query<{ premise_id: bigint; open_cents: string }>(
      tx,
      `select premise_id, sum(open_cents)::text as open_cents from receivables_items
        where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'open' group by premise_id`,
      [municipalityId, [...premiseIds]]
    )
    for (const row of rows) debts.set(row.premise_id, BigInt(row.open_cents))
    return []
  },
}

/** Debts stay with the person who made them (DECISIONS 45): nothing is written, the amount is told. */
export const holderChanging: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run({ tx, municipalityId }, { premiseId, formerId, formerName, effects }) {
    if (formerId === null) return []
    const [row] = await query<{ open_cents: string }>(
      tx,
      `select coalesce(sum(open_cents), 0)::text as open_cents from receivables_items
        where municipality_id = ? and premise_id = ? and debtor_id = ? and state = 'open'`,
      [municipalityId, premiseId, formerId]
    )
    const open = BigInt(row!.open_cents)
    const text =
      open > 0n
        ? `${formerName} continua devendo ${formatMoney(open)} por este imóvel; o novo titular não responde por isso.`
        : `${formerName} não deve nada por este imóvel hoje.`
    effects.push({ kind: 'person', text })
    return []
  },
}
