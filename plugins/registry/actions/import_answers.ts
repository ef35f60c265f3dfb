import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type AnswersImport, importAnswers } from '../campaigns/import_answers.ts'

const input = vine.create({
  campaign_id: rowId(),
  lines: vine.array(vine.record(vine.string().trim().maxLength(200).optional())).maxLength(20_000),
})

/** Keeps what the visits of a campaign found. Nothing changes in the registry: differences wait for a decision. */
export const importAnswersAction: Action<Infer<typeof input>, AnswersImport> = {
  name: 'registry.campaigns.import',
  title: 'Importar visitas do recadastramento',
  permission: 'registry.quality',
  input,
  reason: 'none',
  subject: ({ campaign_id: id }) => ({ type: 'registry.campaigns', id: BigInt(id) }),
  run: (context, { campaign_id: id, lines }) =>
    importAnswers(context, {
      campaignId: BigInt(id),
      lines: lines as readonly Record<string, string>[],
    }),
  describe: (_, { visits, differences }) =>
    `Importou ${visits} visitas com ${differences} diferenças`,
}
