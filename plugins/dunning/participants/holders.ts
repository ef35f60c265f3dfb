import { todayIn } from '#core/access/index'
import { type Participant, participate } from '#core/actions/index'
import { query } from '#core/database/index'
import type { CustomersMerging, HolderChanging } from '#plugins/registry/api'
import { endNotices } from '../services/end_notices.ts'

/** Nobody is cut for what somebody else owes: the cut-off notices of the former holder end with the change. */
export const endWithHolder: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run(context, { premiseId, formerName, effects }) {
    const { tx, municipalityId } = context
    const rows = await query<{ id: bigint; number: string }>(
      tx,
      `select id, number from dunning_notices
        where municipality_id = ? and premise_id = ? and state = 'pending' and kind = 'cut_notice' order by id for update`,
      [municipalityId, premiseId]
    )
    if (!rows.length) return []
    const ask = <P>(point: string, payload: P) => participate(point, payload, context)
    const on = await todayIn(tx, municipalityId)
    await endNotices(
      tx,
      { municipalityId, on, participate: ask },
      { ids: rows.map(({ id }) => id), state: 'void', why: 'Mudança de titular' }
    )
    const numbers = rows.map(({ number }) => number).join(', ')
    effects.push({
      kind: 'ends',
      text: `${rows.length === 1 ? `A notificação de corte ${numbers} fica` : `As notificações de corte ${numbers} ficam`} sem efeito: o débito é de ${formerName ?? 'quem era titular'}, e quem entra não é cortado por ele.`,
    })
    return []
  },
}

export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({
      ...{ table: 'dunning_notices', column: 'debtor_id', title: 'Notificações e cartas' },
    })
    await merging.move({
      ...{ table: 'dunning_cases', column: 'debtor_id', title: 'Casos de corte' },
    })
    await merging.move({
      ...{ table: 'dunning_deliveries', column: 'debtor_id', title: 'Tentativas de entrega' },
    })
    await merging.move({
      ...{ table: 'dunning_steps', column: 'debtor_id', title: 'Etapas de cobrança' },
    })
    return []
  },
}
