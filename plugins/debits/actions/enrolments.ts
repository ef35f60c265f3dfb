import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { format } from '#core/web/index'
import { maskedAccount } from '../domain/account.ts'
import {
  type OwnPremise,
  debitAgreement,
  endEnrolment,
  enrol,
  lockActive,
  ownPremise,
} from '../services/enrolments.ts'

const input = vine.create({
  premise_id: rowId(),
  agreement_id: rowId(),
  agency: vine.string().trim().minLength(1).maxLength(10),
  bank_client: vine.string().trim().minLength(1).maxLength(20),
  consent: vine.string().trim().minLength(3).maxLength(300),
})

const PREMISE = 'registry.premises'

/** The holder authorises the debit of the invoices of a premise in an account. */
export const enrolAction: Action<
  Infer<typeof input>,
  { readonly id: bigint; readonly premise: OwnPremise; readonly bank: string }
> = {
  name: 'debits.enrol',
  title: 'Pôr em débito em conta',
  permission: 'debits.enrol',
  input,
  labels: {
    ...{ premise_id: 'Imóvel', agreement_id: 'Banco e convênio', agency: 'Agência' },
    ...{ bank_client: 'Conta', consent: 'Autorização' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'debits.enrolments', id }),
  async run({ tx, municipalityId, actor }, given) {
    const agreementId = BigInt(given.agreement_id)
    const { agentName: bank } = await debitAgreement(tx, municipalityId, agreementId)
    const premise = await ownPremise(tx, municipalityId, {
      ...{ premiseId: BigInt(given.premise_id), actor },
    })
    const id = await enrol(tx, municipalityId, {
      ...{ premise, agreementId, agency: given.agency, bankClient: given.bank_client },
      ...{ channel: 'desk', consent: given.consent, by: actor.name },
      from: await todayIn(tx, municipalityId),
    })
    return { id, premise, bank }
  },
  describe: ({ agency, bank_client: account, consent }, { premise, bank }) =>
    `Imóvel ${format.registration(premise.registration)} em débito em conta de ${premise.holderName}: ${bank}, ${maskedAccount(agency, account)}. Autorização: ${consent}`,
  serviceRecord: {
    ...{ task: 'Inclusão em débito em conta', group: 'Arrecadação' },
    unit: (_, { premise: { id } }) => ({ type: PREMISE, id }),
  },
}

const ending = vine.create({ id: rowId() })

/** The holder takes the authorisation back. */
export const endAction: Action<
  Infer<typeof ending>,
  { readonly premiseId: bigint; readonly withdrawn: number }
> = {
  name: 'debits.end',
  title: 'Encerrar débito em conta',
  permission: 'debits.enrol',
  input: ending,
  labels: { id: 'Opção' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'debits.enrolments', id: BigInt(id) }),
  async run({ tx, municipalityId, reason }, { id }) {
    const enrolment = await lockActive(tx, municipalityId, BigInt(id))
    const on = await todayIn(tx, municipalityId)
    const { withdrawn } = await endEnrolment(tx, municipalityId, {
      enrolment,
      ending: { on, cause: 'holder', reason: reason!.slice(0, 300), isToTell: true },
    })
    return { premiseId: enrolment.premise_id, withdrawn }
  },
  describe: (_, { withdrawn }) =>
    withdrawn === 0
      ? 'Débito em conta encerrado'
      : `Débito em conta encerrado; faturas que voltaram ao código de barras: ${withdrawn}`,
  serviceRecord: {
    ...{ task: 'Exclusão de débito em conta', group: 'Arrecadação' },
    unit: (_, { premiseId: id }) => ({ type: PREMISE, id }),
  },
}
