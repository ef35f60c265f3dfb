import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import type { Json } from '#core/database/index'
import { type Issued, issueDocument, modelsOf } from '#core/documents/index'
import { errors } from '../errors.ts'
import { noticeData } from '../services/notice_data.ts'

export const NOTICE = 'registry.notice'
const input = vine.create({
  id: rowId(),
  /** Its name, as the list of models shows it. */
  model: vine.string().trim().minLength(1).maxLength(60),
})

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The model of that name in force; capitals and accents do not matter. @throws E_REGISTRY_NOTICE_MODEL with those there are */
async function modelNamed({ tx, municipalityId }: ActionContext, name: string) {
  const on = await todayIn(tx, municipalityId)
  const all = await modelsOf(tx, municipalityId, { type: NOTICE, on })
  const models = all.filter(({ isInForce }) => isInForce)
  const model = models.find(({ title }) => plain(title) === plain(name))
  if (!model) {
    const known = models.map(({ title }) => `“${title}”`).join(', ') || 'nenhum por enquanto'
    throw errors.E_REGISTRY_NOTICE_MODEL({ model: name, known })
  }
  return { key: model.key, on }
}

/** Issues a term or notice that the utility wrote, for one premise; the list of premises does it for a selection. */
export const issueNoticeAction: Action<Infer<typeof input>, Issued> = {
  name: 'registry.issue_notice',
  title: 'Emitir aviso ou termo',
  permission: 'registry.issue_notices',
  input,
  labels: { id: 'Imóvel', model: 'Nome do modelo aprovado' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  async run(context, { id, model: name }) {
    const { tx, municipalityId, actor, now: at } = context
    const premiseId = BigInt(id)
    const { key, on } = await modelNamed(context, name)
    const data = await noticeData(tx, { municipalityId, premiseId, on, actor })
    const subject = { type: 'registry.premises', id: premiseId }
    const issuing = { municipalityId, template: key, subject, on, at, actor }
    return issueDocument(tx, { ...issuing, data: data as unknown as Json })
  },
  describe: (_, { id, title }) => `${title} nº ${id} emitido`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
