import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'

interface Decided {
  readonly id: bigint
  readonly title: string
  readonly state: string
  readonly authority: string
  readonly premise_id: bigint
  readonly amount_cents: bigint
}

const input = vine.create({ id: rowId() })
type Input = Infer<typeof input>

/** A step that waits is decided, by who has the permission that the policy names. */
async function decide(
  { tx, municipalityId, actor, reason }: ActionContext,
  { id }: Input,
  state: 'confirmed' | 'refused'
): Promise<Decided> {
  const [step] = await query<Decided>(
    tx,
    `select id, title, state, authority, premise_id, amount_cents from dunning_steps
      where municipality_id = ? and id = ? for update`,
    [municipalityId, BigInt(id)]
  )
  if (!step || (await isOutside(tx, actor, { type: 'registry.premises', id: step.premise_id }))) {
    throw errors.E_DUNNING_STEP_UNKNOWN({ id })
  }
  if (step.state !== 'waiting') throw errors.E_DUNNING_STEP_DECIDED({ id, state: step.state })
  const { authority: permission } = step
  if (!actor.permissions.has(permission)) {
    const title = registries().permissions.find(permission) ?? permission
    throw errors.E_DUNNING_STEP_AUTHORITY({ id, permission, title })
  }
  await query(
    tx,
    'update dunning_steps set state = ?, decided_on = ?, decided_by = ?, decision = ? where id = ?',
    [state, await todayIn(tx, municipalityId), actor.name, reason, step.id]
  )
  return step
}

const shared = {
  permission: 'dunning.confirm',
  exercises: (_: Input, { authority }: Decided) => authority,
  input,
  labels: { id: 'Etapa' },
  subject: (_: Input, { id }: Decided) => ({ type: 'dunning.steps', id }),
}
const told = ({ title, amount_cents: cents }: Decided) => `${title}, ${formatMoney(cents)}`

/** The next run of the policy performs it, if its debts still ask for it. */
export const confirmStepAction: Action<Input, Decided> = {
  ...shared,
  name: 'dunning.confirm_step',
  title: 'Confirmar etapa',
  reason: 'optional',
  run: (context, given) => decide(context, given, 'confirmed'),
  describe: (_, step) => `Etapa confirmada: ${told(step)}`,
}

/** Its debts do not come to that step again. */
export const refuseStepAction: Action<Input, Decided> = {
  ...shared,
  name: 'dunning.refuse_step',
  title: 'Recusar etapa',
  reason: 'required',
  run: (context, given) => decide(context, given, 'refused'),
  describe: (_, step) => `Etapa recusada: ${told(step)}`,
}
