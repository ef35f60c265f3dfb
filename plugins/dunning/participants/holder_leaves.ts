import { todayIn } from '#core/access/index'
import type { Participant } from '#core/actions/index'
import type { HolderChanging } from '#plugins/registry/api'
import { policyOn, recall, reconnect } from '../services/cut/review_cases.ts'
import { caseOfPremise } from '../services/cut/standing_cases.ts'

/** Nobody is cut, nor kept without water, for what somebody else owes. */
export const holderLeaves: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run({ tx, municipalityId }, { premiseId, formerName, effects }) {
    const standing = await caseOfPremise(tx, municipalityId, premiseId)
    if (!standing) return []
    const on = await todayIn(tx, municipalityId)
    const why = `o débito é de ${formerName ?? 'quem era titular'}`
    const back =
      standing.state === 'ordered'
        ? await recall(tx, { municipalityId, on, why }, [standing])
        : [standing]
    const cut = back.filter(({ state }) => state === 'cut')
    const policy = await policyOn(tx, municipalityId, on)
    await reconnect(tx, { municipalityId, on, why, policy }, cut)
    effects.push({
      kind: 'ends',
      text: cut.length
        ? `O corte ${standing.number} era por débito de ${formerName ?? 'quem era titular'}: a religação é pedida.`
        : `A ordem do corte ${standing.number} é recolhida: o débito é de ${formerName ?? 'quem era titular'}.`,
    })
    return []
  },
}
