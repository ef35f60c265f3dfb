import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { awaitBank } from '#plugins/billing/api'
import { LEVELS } from '../domain/cut_policy.ts'
import { errors } from '../errors.ts'
import { recallOfNotices } from '../services/cut/review_cases.ts'
import { endNotices } from '../services/end_notices.ts'
import { type AnsweredProof, answerProof } from '../services/messages/answer_proof.ts'
import { type Notice, lockPending } from '../services/notices.ts'

type Decided = Notice & Pick<AnsweredProof, 'toldAt'>

const document = vine.string().trim().minLength(3).maxLength(200)
const shared = (task: string) =>
  ({
    permission: 'dunning.prove',
    labels: { id: 'Notificação', document: 'Comprovante', reason_code: 'Causa' },
    subject: ({ id }: { readonly id: number }) => ({ type: 'dunning.notices', id: BigInt(id) }),
    serviceRecord: {
      ...{ task, group: 'Cobrança' },
      unit: (_: unknown, { premiseId: id }: Notice) => ({ type: 'registry.premises', id }),
    },
  }) as const
const told = ({ toldAt }: Decided): string =>
  toldAt ? `; avisado em ${toldAt}` : '; sem celular ou e-mail para avisar'

const accepting = vine.create({
  ...{ id: rowId(), document, reason_code: vine.string().trim().minLength(1).maxLength(40) },
})

/** The debtor showed that it is paid: the notice ends, its cut is called back, and the bank is waited for (WA-12). */
export const acceptProofAction: Action<Infer<typeof accepting>, Decided> = {
  name: 'dunning.accept_proof',
  title: 'Aceitar comprovante',
  input: accepting,
  reason: 'optional',
  ...shared('Comprovante de pagamento aceito'),
  async run(context, input) {
    const { tx, municipalityId, actor, participate } = context
    const notice = await lockPending(tx, { municipalityId, id: BigInt(input.id) })
    const on = await todayIn(tx, municipalityId)
    const why = `Pagamento comprovado: ${input.document}`
    const reason = context.reason ?? why
    const ending = { municipalityId, on, participate }
    await endNotices(tx, ending, { ids: [notice.id], state: 'cancelled', why })
    const recalling = { municipalityId, on, why: 'pagamento comprovado, à espera do banco' }
    await recallOfNotices(tx, recalling, { noticeIds: [notice.id], levels: LEVELS })
    const untilOn = await holdListed(context, notice, { reason_code: input.reason_code, reason })
    const { toldAt } = await answerProof(tx, {
      ...{ municipalityId, on, by: actor.name, noticeId: notice.id, document: input.document },
      ...{ reason: context.reason ?? null, untilOn },
    })
    return { ...notice, toldAt }
  },
  describe: (input, decided) =>
    `Comprovante aceito (${input.document}): notificação ${decided.number} cancelada${told(decided)}`,
}

/** Every open invoice of a notice waits for the bank. @throws E_DUNNING_NOTHING_TO_PROVE */
async function holdListed(
  context: ActionContext,
  { id, number }: Notice,
  how: { readonly reason_code: string; readonly reason: string }
): Promise<CivilDate> {
  const rows = await query<{ id: bigint }>(
    context.tx,
    `select distinct d.origin_id as id from dunning_notice_debts d
       join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
        and i.origin_id = d.origin_id and i.state = 'open' and i.open_cents > i.withheld_cents
      where d.municipality_id = ? and d.notice_id = ? and d.origin_type = 'billing.invoice' order by 1`,
    [context.municipalityId, id]
  )
  let last: CivilDate | null = null
  for (const invoice of rows) {
    const held = await awaitBank(context, { id: invoice.id, ...how })
    last = held.untilOn
  }
  if (last === null) throw errors.E_DUNNING_NOTHING_TO_PROVE({ number })
  return last
}

const refusing = vine.create({ id: rowId(), document })

/** What the debtor showed proves nothing: the notice and its cut stand, and the debtor is told why (WA-12). */
export const refuseProofAction: Action<Infer<typeof refusing>, Decided> = {
  name: 'dunning.refuse_proof',
  title: 'Recusar comprovante',
  input: refusing,
  reason: 'required',
  ...shared('Comprovante de pagamento recusado'),
  async run({ tx, municipalityId, actor, reason }, input) {
    const notice = await lockPending(tx, { municipalityId, id: BigInt(input.id) })
    const { toldAt } = await answerProof(tx, {
      ...{ municipalityId, on: await todayIn(tx, municipalityId), by: actor.name },
      ...{ noticeId: notice.id, document: input.document, reason: reason!, untilOn: null },
    })
    return { ...notice, toldAt }
  },
  describe: (input, decided) =>
    `Comprovante recusado (${input.document}): a notificação ${decided.number} continua${told(decided)}`,
}
