import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { type PostedWaiting, postWaiting } from '../services/post_waiting.ts'

/** Posts what found no account, after the rule or the chart was put right. */
export const postWaitingAction: Action<Record<string, never>, PostedWaiting> = {
  name: 'accounting.post_waiting',
  title: 'Contabilizar o que ficou sem conta',
  permission: 'accounting.post',
  input: vine.create({}),
  reason: 'none',
  subject: () => null,
  run: ({ tx, municipalityId }) => postWaiting(tx, municipalityId),
  describe: (_input, { posted, waiting }) =>
    waiting
      ? `${posted} movimento(s) contabilizado(s); ${waiting} ainda sem conta`
      : `${posted} movimento(s) contabilizado(s); nada ficou sem conta`,
}
