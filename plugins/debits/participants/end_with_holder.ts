import type { Participant } from '#core/actions/index'
import { addDays } from '#core/calendar/index'
import type { HolderChanging } from '#plugins/registry/api'
import { activeOf, endEnrolment } from '../services/enrolments.ts'

/** A change of holder ends the debit: the account is the former holder's (DECISIONS 45). */
export const endWithHolder: Participant<HolderChanging> = {
  point: 'registry.holder_changing',
  async run({ tx, municipalityId }, { premiseId, formerName, from, effects }) {
    const enrolment = await activeOf(tx, municipalityId, premiseId)
    if (!enrolment) return []
    const { withdrawn } = await endEnrolment(tx, municipalityId, {
      enrolment,
      ending: {
        ...{ on: addDays(from, -1), cause: 'change_of_holder', reason: 'Mudança de titular' },
        isToTell: true,
      },
    })
    const rest =
      withdrawn > 0
        ? ` ${withdrawn === 1 ? 'Uma fatura que ainda não tinha ido ao banco será paga' : `${withdrawn} faturas que ainda não tinham ido ao banco serão pagas`} com código de barras.`
        : ''
    effects.push({
      kind: 'ends',
      text: `O débito em conta de ${formerName ?? 'quem era titular'} termina; o banco é avisado na próxima remessa.${rest}`,
    })
    return []
  },
}
