import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import type { Json } from '#core/database/index'
import { errors } from '../errors.ts'
import { changeDraft, saveDraft } from '../services/save_draft.ts'
import {
  type VersionOutcome,
  lenderOf,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'

const MAX_CONTENT = 2_000_000

const input = vine.create({
  /** Of a draft that changes; without it a new one is written. */
  version_id: rowId().optional(),
  kind: vine.string().minLength(1).maxLength(60),
  key: vine.string().minLength(1).maxLength(120),
  owner: vine.enum(['utility', 'regulator', 'experiment'] as const).optional(),
  /** JSON text. */
  content: vine.string().minLength(1).maxLength(MAX_CONTENT),
  /** Hash of the content that was being changed: another window may have saved in between. */
  seen: vine.string().fixedLength(64).optional(),
})

export type SaveDraftInput = Infer<typeof input>

/** Writes or changes a draft; the content is checked whole. */
export const saveDraftAction: Action<SaveDraftInput, VersionOutcome> = {
  name: 'configuration.save_draft',
  title: 'Salvar rascunho',
  permission: 'configuration.edit',
  input,
  reason: 'none',
  subject: versionSubject,
  refused: () => null,
  async run({ tx, municipalityId, actor }, given) {
    const content = parse(given.content)
    const authorId = actor.userId
    const authorForId = lenderOf(actor, 'configuration.edit')
    if (given.version_id === undefined) {
      const draft = { ...given, municipalityId, content, authorId, authorForId }
      return outcomeOf(tx, await saveDraft(tx, draft), municipalityId)
    }
    const id = BigInt(given.version_id)
    const { seen } = given
    await changeDraft(tx, { versionId: id, municipalityId, content, authorId, authorForId, seen })
    return outcomeOf(tx, id, municipalityId)
  },
  describe: (_, { version }) => `Rascunho salvo: ${versionName(version)}`,
  trail: versionTrail,
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw errors.E_CONFIGURATION_JSON({ detail: (cause as Error).message }, { cause })
  }
}
