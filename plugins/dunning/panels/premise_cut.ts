import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { CASE_STATES, PROTECTIONS } from '../records/cut_options.ts'

interface Standing {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly level: number
  readonly opened_on: string
  readonly executed_on: string | null
  readonly amount_cents: bigint
}

/** The cut that stands on a premise, and what protects it from one. */
export const premiseCut: Panel = {
  name: 'dunning.premise_cut',
  on: 'registry.premises',
  title: 'Corte',
  permission: 'dunning.read',
  place: 62,
  view: 'dunning::premise_cut',
  async load({ tx, municipalityId, row }: PageContext) {
    const [standing] = await query<Standing>(
      tx,
      `select id, number, state, level, opened_on, executed_on, amount_cents from dunning_cases
        where municipality_id = ? and premise_id = ? and state in ('ordered', 'cut', 'reconnecting')`,
      [municipalityId, row.id]
    )
    const protections = await query<{ id: bigint; kind: string; basis: string }>(
      tx,
      `select id, kind, basis from dunning_protections where municipality_id = ? and premise_id = ? and state = 'standing'
        order by id`,
      [municipalityId, row.id]
    )
    if (!standing && !protections.length) return null
    return {
      cut: standing && {
        ...standing,
        state: CASE_STATES.find(({ value }) => value === standing.state)!,
      },
      protections: protections.map(({ id, kind, basis }) => ({
        ...{ id, basis, kind: PROTECTIONS.find(({ value }) => value === kind)!.label },
      })),
    }
  },
}
