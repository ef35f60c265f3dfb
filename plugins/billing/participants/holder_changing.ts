import { type Participant, participate } from '#core/actions/index'
import type { HolderChanging } from '#plugins/registry/api'
import { billFormerHolder } from '../services/final/holder_bill.ts'
import { endPersonal } from '../services/settings/exemptions.ts'

/** Personal exemptions end with the former holder (DECISIONS 45); whose the bill under way is, is told or settled (DECISIONS 30). */
export const holderChanging: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run(context, change) {
    const { tx, municipalityId, actor } = context
    const { premiseId, formerName, from, effects } = change
    const ended = await endPersonal(tx, { municipalityId, premiseId, from, by: actor.name })
    for (const title of ended) {
      const whose = formerName ?? 'quem era titular'
      effects.push({ kind: 'ends', text: `A isenção pessoal de ${whose} termina: ${title}.` })
    }
    const ask = <P>(point: string, payload: P) => participate(point, payload, context)
    effects.push(...(await billFormerHolder({ ...context, participate: ask }, change)))
    return []
  },
}
