import { todayIn } from '#core/access/index'
import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { HolderChanging } from '#plugins/registry/api'
import { removalContext } from '../services/removal_context.ts'
import { removeDebts } from '../services/removals.ts'
import { removalTerms } from '../services/terms.ts'

/** A change of holder ends the listing of who leaves, where the utility has it so (DECISIONS 45); the debts stay theirs. */
export const holderChanging: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run(context, { premiseId, formerId, formerName, effects }) {
    if (formerId === null) return []
    const { tx, municipalityId } = context
    const rows = await query<{ id: bigint }>(
      tx,
      `select id from bureaus_debts where municipality_id = ? and premise_id = ? and customer_id = ? and ended_on is null
         and state <> 'simulated'`,
      [municipalityId, premiseId, formerId]
    )
    if (rows.length === 0) return []
    const terms = await removalTerms(tx, municipalityId, await todayIn(tx, municipalityId))
    if (!terms.ends_with_holder) {
      effects.push({
        kind: 'person',
        text: `${formerName} continua registrado em órgão de proteção ao crédito pelos débitos deste imóvel.`,
      })
      return []
    }
    await removeDebts(
      removalContext(context),
      rows.map(({ id }) => ({ debtId: id, cause: 'holder' }))
    )
    effects.push({
      kind: 'ends',
      text: `O registro de ${formerName} em órgão de proteção ao crédito pelos débitos deste imóvel termina; o órgão é avisado no próximo arquivo. Os débitos continuam dele.`,
    })
    return []
  },
}
