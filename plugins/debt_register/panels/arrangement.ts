import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import {
  type ArrangementPart,
  type ArrangementProgress,
  arrangementProgress,
} from '#plugins/receivables/api'

type Of = 'debt_register.papers' | 'debt_register.entries'

const ENTRIES: Readonly<Record<Of, string>> = {
  'debt_register.entries': 'e.id = ?',
  'debt_register.papers':
    'e.id in (select entry_id from debt_register_paper_entries where paper_id = ?)',
}

const STATES = {
  waiting: { tone: 'info', label: 'a faturar' },
  open: { tone: 'attention', label: 'na fatura' },
  overdue: { tone: 'bad', label: 'vencida' },
  paid: { tone: 'good', label: 'paga' },
} as const

/** Of the inscribed debts of a certificate, or of one of them: what was paid of the plan that they passed to, and what is left. */
export const arrangement = (on: Of): Panel => ({
  ...{ on, name: `${on}_plan` as 'debt_register.entries_plan', title: 'Parcelamento do débito' },
  ...{ permission: 'debt_register.read', place: 9, view: 'debt_register::arrangement' },
  async load({ tx, municipalityId, today, row: { id } }: PageContext) {
    const origins = await query<{ type: string; id: bigint }>(
      tx,
      `select e.origin_type as type, e.origin_id as id from debt_register_entries e
        where e.municipality_id = ? and ${ENTRIES[on]} order by e.id`,
      [municipalityId, id]
    )
    const found = await arrangementProgress(tx, { municipalityId, origins, on: today })
    return found.length ? { plans: found.map(planOf) } : null
  },
})

const chargeCents = ({ charges, openCents }: ArrangementPart) =>
  charges === null ? 0n : charges.totalCents - openCents

const planOf = (progress: ArrangementProgress) => {
  const { source, ownCents, arrangedCents, parts } = progress
  return {
    ...{ path: `/plans/agreements/${source.id}`, ownCents, parts: parts.map(shown) },
    ...{ paidCents: progress.paidCents, openCents: progress.openCents },
    otherCents: arrangedCents - ownCents,
    chargeCents: parts.reduce((sum, part) => sum + chargeCents(part), 0n),
  }
}

const shown = (part: ArrangementPart) => ({
  ...{ ...part, ...STATES[part.state], partLabel: part.label },
  fineCents: part.charges?.fineCents ?? 0n,
  interestCents: (part.charges?.interestCents ?? 0n) + (part.charges?.correctionCents ?? 0n),
})
