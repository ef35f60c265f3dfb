import type { Participant } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { RecoveryBatch } from '#plugins/receivables/api'
import { LEFT_OUT_REASONS } from '../records/options.ts'
import { sumProposal } from '../services/open_proposal.ts'
import { forgetLeftOut, standingProposal } from '../services/standing_proposal.ts'
import { proposeDebts } from '../services/propose.ts'
import { policyOf } from '../services/settings.ts'

const EVER = '1900-01-01' as CivilDate
const PROPOSAL = 'debt_register.proposals'

/** A policy of collection asks for the inscription of debts: one proposal holds them while something of it is undecided, and a person decides each term. */
export const proposeSteps: Participant<RecoveryBatch> = {
  point: 'receivables.recovering',
  async run({ tx, municipalityId, actor }, { kind, on, runId, steps, answers }) {
    if (kind !== 'register' || !steps.length) return []
    const policy = await policyOf(tx, municipalityId)
    if (!policy.is_public_law) {
      const leftOut = 'O prestador não é de direito público: não inscreve em dívida ativa'
      for (const { id } of steps) answers.set(id, { leftOut })
      return []
    }
    const dueUntil = addDays(on, -1)
    const by = { by: actor.name, byId: actor.userId }
    const period = { municipalityId, dueFrom: EVER, dueUntil }
    const { id: proposalId, number } = await standingProposal(tx, {
      ...{ ...period, ...by, runId, today: on },
    })
    const origins = new Set(steps.flatMap((one) => one.origins.map(keyOf)))
    await forgetLeftOut(tx, { municipalityId, proposalId }, [...origins])
    const debtorIds = [...new Set(steps.map(({ debtorId }) => debtorId))]
    await proposeDebts(tx, { ...period, ...by, proposalId, on, policy, origins }, debtorIds)
    await sumProposal(tx, municipalityId, proposalId)
    const rows = await query<{ origin: string; reason: string | null }>(
      tx,
      `select e.origin_type || '/' || e.origin_id as origin, null as reason from debt_register_entries e
         join debt_register_terms t on t.id = e.term_id where t.municipality_id = ? and t.proposal_id = ?
       union all
       select origin_type || '/' || origin_id, reason from debt_register_left_out where municipality_id = ? and proposal_id = ?`,
      [municipalityId, proposalId, municipalityId, proposalId]
    )
    const fates = new Map(rows.map(({ origin, reason }) => [origin, reason]))
    for (const step of steps) {
      const own = step.origins.map(keyOf)
      if (own.some((origin) => fates.get(origin) === null)) {
        answers.set(step.id, { type: PROPOSAL, id: proposalId, title: `Proposta ${number}` })
      } else answers.set(step.id, { leftOut: reasonOf(own.map((origin) => fates.get(origin))) })
    }
    return []
  },
}

const keyOf = ({ type, id }: { readonly type: string; readonly id: bigint }) => `${type}/${id}`

function reasonOf(codes: readonly (string | null | undefined)[]): string {
  const code = codes.find(Boolean)
  const known = LEFT_OUT_REASONS.find(({ value }) => value === code)
  return known?.label ?? 'Débitos já propostos ou inscritos'
}
