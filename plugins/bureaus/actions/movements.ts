import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { applyAnswers } from '../services/apply_answers.ts'
import { type Bureau, bureauById } from '../services/bureaus.ts'

interface Movement {
  readonly id: bigint
  readonly bureau_id: bigint
  readonly listing_id: bigint
  readonly operation: string
  readonly state: string
}

const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'bureaus.movements', id: BigInt(id) },
})

/** @throws BusinessError E_BUREAUS_UNKNOWN */
async function lockMovement(tx: Tx, municipalityId: bigint, id: bigint): Promise<Movement> {
  const [movement] = await query<Movement>(
    tx,
    'select id, bureau_id, listing_id, operation, state from bureaus_movements where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!movement) throw errors.E_BUREAUS_UNKNOWN({ what: 'movimento', id })
  return movement
}

const one = vine.create({ id: rowId() })
type Told = Movement & { readonly bureau: Bureau }

/** What the bureau refused goes again in its next file, with what the registry says by then. */
export const resendAction: Action<Infer<typeof one>, Told> = {
  name: 'bureaus.resend',
  title: 'Mandar de novo',
  permission: 'bureaus.send',
  input: one,
  labels: { id: 'Movimento' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id }) {
    const movement = await lockMovement(tx, municipalityId, BigInt(id))
    if (movement.state !== 'rejected') throw errors.E_BUREAUS_NOT_REJECTED({ id })
    await query(
      tx,
      `update bureaus_movements set state = 'waiting', file_id = null, sent_on = null, match_key = null where id = ?`,
      [movement.id]
    )
    return { ...movement, bureau: await bureauById(tx, municipalityId, movement.bureau_id) }
  },
  describe: (_, { bureau }) => `O movimento vai de novo no próximo arquivo de ${bureau.name}`,
}

const done = vine.create({
  id: rowId(),
  protocol: vine.string().trim().minLength(3).maxLength(120),
})

/** What is done at the bureau's own site, or at the notary, is recorded with its protocol. */
export const tellDoneAction: Action<Infer<typeof done>, Told> = {
  name: 'bureaus.tell_done',
  title: 'Registrar como feito',
  permission: 'bureaus.send',
  input: done,
  labels: { id: 'Movimento', protocol: 'Protocolo no órgão' },
  reason: 'none',
  subject,
  async run(context, { id, protocol }) {
    const { tx, municipalityId } = context
    const movement = await lockMovement(tx, municipalityId, BigInt(id))
    const { state } = movement
    if (state !== 'waiting' && state !== 'sent') throw errors.E_BUREAUS_MOVEMENT_OPEN({ id, state })
    const bureau = await bureauById(tx, municipalityId, movement.bureau_id)
    const today = await todayIn(tx, municipalityId)
    await query(
      tx,
      `with done as (
         update bureaus_movements set is_by_hand = true, sent_on = coalesce(sent_on, ?), note = ?, waits_for = null where id = ?
         returning listing_id, operation),
       sent as (
         update bureaus_listings l set state = 'sent' from done d
          where l.id = d.listing_id and d.operation = 'inclusion' and l.state = 'selected' returning l.id)
       update bureaus_debts b set state = 'sent' from sent s where b.listing_id = s.id and b.ended_on is null`,
      [today, protocol, movement.id]
    )
    const answer = { movementId: movement.id, fate: 'accepted' as const, codes: null }
    const answers = [{ ...answer, message: `Feito no órgão: ${protocol}` }]
    await applyAnswers(context, { bureau, answers, today })
    return { ...movement, bureau }
  },
  describe: ({ protocol }, { bureau }) => `Feito em ${bureau.name}: ${protocol}`,
}
