import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { format } from '#core/web/index'
import { type OwnPremise, ownPremise } from '../services/enrolments.ts'
import { applyRegistration } from '../services/receive_options.ts'
import { decideRegistration, lockWaiting } from '../services/registrations.ts'

const linking = vine.create({ id: rowId(), premise_id: rowId() })

/** Somebody says whose a bank's registration is (TR-3.2.7.17). */
export const linkRegistrationAction: Action<
  Infer<typeof linking>,
  { readonly premise: OwnPremise; readonly clientId: string; readonly note: string }
> = {
  name: 'debits.link_registration',
  title: 'Ligar a um imóvel',
  permission: 'debits.enrol',
  input: linking,
  labels: { id: 'Cadastro do banco', premise_id: 'Imóvel' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'debits.registrations', id: BigInt(id) }),
  async run({ tx, municipalityId, actor }, given) {
    const id = BigInt(given.id)
    const row = await lockWaiting(tx, municipalityId, id)
    const premise = await ownPremise(tx, municipalityId, {
      ...{ premiseId: BigInt(given.premise_id), actor },
    })
    const applied = await applyRegistration(tx, municipalityId, {
      premise,
      registration: {
        ...{ agreementId: row.agreement_id, agency: row.agency, bankClient: row.bank_client },
        ...{ movement: row.movement, optionOn: row.option_on, by: actor.name },
        consent: `Pedido no banco em ${formatDate(row.option_on)}, identificador “${row.client_id}”, ligado por ${actor.name}`,
        today: await todayIn(tx, municipalityId),
      },
    })
    await decideRegistration(tx, municipalityId, {
      ...{ id, state: applied.state === 'refused' ? 'refused' : 'linked', premiseId: premise.id },
      ...{ enrolmentId: applied.enrolmentId, note: applied.note, by: actor.name },
    })
    return { premise, clientId: row.client_id, note: applied.note }
  },
  describe: (_, { premise, clientId, note }) =>
    `Cadastro do banco “${clientId}” ligado ao imóvel ${format.registration(premise.registration)}: ${note}`,
}

const refusing = vine.create({
  id: rowId(),
  note: vine.string().trim().minLength(3).maxLength(40),
})

/** A registration that is nobody's goes back to the bank with its reason. */
export const refuseRegistrationAction: Action<
  Infer<typeof refusing>,
  { readonly clientId: string }
> = {
  name: 'debits.refuse_registration',
  title: 'Recusar cadastro',
  permission: 'debits.enrol',
  input: refusing,
  labels: { id: 'Cadastro do banco', note: 'Motivo para o banco' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'debits.registrations', id: BigInt(id) }),
  async run({ tx, municipalityId, actor }, { id, note }) {
    const row = await lockWaiting(tx, municipalityId, BigInt(id))
    await decideRegistration(tx, municipalityId, {
      ...{ id: row.id, state: 'refused', premiseId: null, enrolmentId: null },
      ...{ note, by: actor.name },
    })
    return { clientId: row.client_id }
  },
  describe: ({ note }, { clientId }) =>
    `Cadastro do banco “${clientId}” recusado: ${note}. O banco é avisado na próxima remessa`,
}
