import type { Participant } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { chargeTypeNamed, chargeTypes } from '#plugins/receivables/api'
import { factsOf } from '../domain/event.ts'
import { accountingRules } from '../services/accounting_rules.ts'
import { answerFacts } from '../services/answer_facts.ts'

/** Of `services.order_opening`; orders are not required here, so what is read of its payload is said again. */
interface Opening {
  readonly type: { readonly title: string }
  readonly tariffService: string | null
  readonly on: CivilDate
}

const SERVICE = 'service'

/** A service that could not be posted when it is charged is not asked for (TR-3.2.10.9). */
export const orderOpening: Participant<Opening> = {
  point: 'services.order_opening',
  async run({ tx, municipalityId }, { type, tariffService, on }) {
    if (tariffService === null) return []
    const { beneficiary } = chargeTypeNamed(await chargeTypes(tx, municipalityId), SERVICE)
    const isOwn = beneficiary.kind === 'utility'
    const rules = await accountingRules(tx, municipalityId, on)
    const { reason } = answerFacts(
      rules,
      factsOf(isOwn ? 'invoice_charge_issued' : 'third_party_charge_issued', {
        ...{ charge_type: SERVICE, service: 'other', service_code: tariffService },
        ...{ component: 'principal', beneficiary_kind: beneficiary.kind },
      })
    )
    if (reason === null) return []
    return [
      {
        ...{
          code: 'accounting_service_without_account',
          severity: 'critical',
          path: '/service_type',
        },
        message: `O serviço ${type.title} (${tariffService}) não tem conta contábil: ${reason} Peça à contabilidade que ponha a conta na regra de lançamentos.`,
      },
    ]
  },
}
