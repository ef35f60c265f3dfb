import type { Participant } from '#core/actions/index'
import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import type { GroupChanging } from '#plugins/registry/api'
import type { LoadState } from '../domain/frozen_facts.ts'
import { STATE_TITLES } from '../services/load_state.ts'
import { takeOut } from '../services/route_stops.ts'

interface Loaded {
  readonly registration_number: string
  readonly reference: RefMonth
  readonly state: LoadState
}

/**
 * What is loaded and not billed yet. A processed load whose run left sets parked stays open for them alone: its other
 * premises were billed.
 */
const loadedOf = (tx: Tx, premiseIds: readonly bigint[]) =>
  query<Loaded>(
    tx,
    `select i.registration_number, l.reference, l.state
       from readings_load_items i
       join readings_loads l on l.id = i.load_id and l.state <> 'billed'
       left join readings_readings r on r.load_item_id = i.id
      where i.premise_id = any(?::bigint[]) and r.billing is distinct from 'superseded'
        and (l.state <> 'processed' or r.billing = 'parked' or not exists (
          select from readings_readings o where o.load_id = l.id and o.billing = 'parked'))
      order by l.reference limit 1`,
    [premiseIds]
  )

/** Between load and bill a premise stays in its group; out of it, it leaves the group's routes (DECISIONS 51). */
export const groupChanging: Participant<GroupChanging> = {
  point: 'registry.group_changing',
  async run({ tx }, { premiseIds }): Promise<Issue[]> {
    const [loaded] = await loadedOf(tx, premiseIds)
    if (!loaded) {
      for (const id of premiseIds) await takeOut(tx, id)
      return []
    }
    const { registration_number: path, reference, state } = loaded
    const message =
      `A matrícula ${path} está na carga de leitura de ${formatRefMonth(reference)}, que está “${STATE_TITLES[state]}”: ` +
      'mude o grupo depois que ela for faturada.'
    return [{ code: 'premise_loaded', severity: 'critical', path, message }]
  },
}
