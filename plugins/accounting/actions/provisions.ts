import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { type Computed, computeProvision } from '../services/provisions.ts'
import { type ProvisionRow, reviewProvision } from '../services/review_provision.ts'

const PROVISIONS = 'accounting.provisions'
const month = vine.create({ reference: referenceMonth() })

/** Computes the provision of a month at once; a schedule does it by the job of the same name. */
export const computeProvisionAction: Action<Infer<typeof month>, Computed> = {
  name: 'accounting.compute_provision',
  title: 'Calcular provisão do mês',
  permission: 'accounting.provision',
  input: month,
  labels: { reference: 'Mês' },
  reason: 'none',
  subject: (_, { id }) => ({ type: PROVISIONS, id }),
  run: ({ tx, municipalityId, actor }, { reference }) =>
    computeProvision(tx, { municipalityId, reference, actor }),
  describe: ({ reference }, { lines, provisionCents }) =>
    `Provisão de ${formatRefMonth(reference)} calculada: ${lines} débito(s), ${formatMoney(provisionCents)}; espera a revisão de outra pessoa`,
}

const one = vine.create({ id: rowId() })

const reviewing = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  accepts: boolean
): Action<Infer<typeof one>, ProvisionRow> => ({
  ...action,
  permission: 'accounting.review_provision',
  input: one,
  labels: { id: 'Provisão' },
  subject: (_, { id }) => ({ type: PROVISIONS, id }),
  run: ({ tx, municipalityId, actor, now: at, reason: opinion }, { id }) =>
    reviewProvision(tx, { municipalityId, id: BigInt(id), actor, at, accepts, opinion }),
  describe: (_, { reference, provision_cents: cents }) =>
    `Provisão de ${formatRefMonth(refMonth(reference))}, ${formatMoney(cents)}: ${accepts ? 'aceita e lançada' : 'posta de lado'}`,
})

/** By somebody else than who computed it: only then it is posted. */
export const acceptProvisionAction = reviewing(
  { name: 'accounting.accept_provision', title: 'Aceitar e lançar', reason: 'optional' },
  true
)

export const discardProvisionAction = reviewing(
  { name: 'accounting.discard_provision', title: 'Pôr de lado', reason: 'required' },
  false
)
