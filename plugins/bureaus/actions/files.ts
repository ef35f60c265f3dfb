import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type Bureau, lockBureau } from '../services/bureaus.ts'
import { holdUnchecked } from '../services/layout_checks.ts'
import { requireEverywhere } from '../services/lots.ts'
import { type WrittenFile, writeFiles } from '../services/write_file.ts'

const ofBureau = vine.create({ bureau_id: rowId() })

interface WrittenFiles {
  /** Of the first. */
  readonly id: bigint
  readonly files: readonly WrittenFile[]
}

/** What waits goes into a file now, without waiting for the daily run. */
export const writeFileAction: Action<Infer<typeof ofBureau>, WrittenFiles> = {
  name: 'bureaus.write_file',
  title: 'Gerar arquivo agora',
  permission: 'bureaus.send',
  input: ofBureau,
  labels: { bureau_id: 'Órgão' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'bureaus.files', id }),
  async run(context, { bureau_id: id }) {
    const { tx, municipalityId, actor } = context
    requireEverywhere(actor)
    const bureau = await lockBureau(tx, municipalityId, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    const files = await writeFiles(context, { bureau, today, lotId: null })
    const [first] = files
    if (!first) throw await nothingWritten(context, { bureau, today })
    return { id: first.id, files }
  },
  describe: (_, { files }) =>
    files
      .map(
        ({ name, movements, totalCents }) =>
          `Arquivo ${name} gerado: ${movements} movimentos, ${formatMoney(totalCents)}`
      )
      .join('; '),
  trail: (_, { files }) => ({ sha256: files.map(({ sha256 }) => sha256).join(', ') }),
}

/** Why no file was written: what waits may not go by its layout yet, or nothing waits. */
async function nothingWritten(
  { tx, municipalityId }: ActionContext,
  { bureau, today }: { readonly bureau: Bureau; readonly today: CivilDate }
): Promise<Error> {
  const [first] = await holdUnchecked(tx, { municipalityId, bureau, today })
  const [held] = await query(
    tx,
    `select id from bureaus_movements where bureau_id = ? and state = 'waiting' and waits_for = 'layout' limit 1`,
    [bureau.id]
  )
  return first && held
    ? errors.E_BUREAUS_LAYOUT_UNCHECKED({ title: first.title })
    : errors.E_BUREAUS_NOTHING_WAITS({ code: bureau.code })
}

const sent = vine.create({
  id: rowId(),
  sent_to: vine.string().trim().minLength(3).maxLength(120),
})

interface SentFile {
  readonly id: bigint
  readonly file_name: string
  readonly state: string
}

/** Who took a file to the bureau says so, and how. */
export const markSentAction: Action<Infer<typeof sent>, SentFile> = {
  name: 'bureaus.mark_sent',
  title: 'Registrar o envio',
  permission: 'bureaus.send',
  input: sent,
  labels: { id: 'Arquivo', sent_to: 'Como foi enviado' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'bureaus.files', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now }, { id, sent_to: to }) {
    requireEverywhere(actor)
    const [file] = await query<SentFile>(
      tx,
      'select id, file_name, state from bureaus_files where municipality_id = ? and id = ? for update',
      [municipalityId, BigInt(id)]
    )
    if (!file) throw errors.E_BUREAUS_UNKNOWN({ what: 'arquivo', id })
    if (file.state !== 'generated') throw errors.E_BUREAUS_SENT_ALREADY({ name: file.file_name })
    await query(
      tx,
      `update bureaus_files set state = 'sent', sent_at = ?, sent_by = ?, sent_to = ? where id = ?`,
      [now, actor.name, to, file.id]
    )
    return file
  },
  describe: ({ sent_to: to }, { file_name: name }) => `Arquivo ${name} enviado ao órgão: ${to}`,
}
