import vine from '@vinejs/vine'
import { requirePermission } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { checkSchema } from '#core/configuration/index'
import { type Json, isUniqueViolation, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { viewerWithin } from '../run/asked.ts'
import { compileDesign } from './compile_design.ts'
import { DESIGN_SCHEMA, type DesignContent } from './content.ts'
import { mayReadDesign, ownName } from './designs.ts'

interface SaveInput {
  readonly id?: number
  /** JSON of a `DesignContent`. */
  readonly content: string
  readonly profiles?: readonly string[]
}

interface Saved {
  readonly id: bigint
  readonly title: string
  readonly profiles: readonly string[]
}

export const SHARE = 'reports.share'

function parsed(text: string): DesignContent {
  let content: Json
  try {
    content = JSON.parse(text) as Json
  } catch {
    throw errors.E_REPORTS_DESIGN({ title: '', problems: 'o desenho não é um JSON.' })
  }
  const issues = checkSchema(DESIGN_SCHEMA, content)
  if (issues.length) {
    const problems = issues.map(({ path, message }) => `${path} ${message}`.trim()).join(' ')
    const { title } = content as { readonly title?: string }
    throw errors.E_REPORTS_DESIGN({ title: title ?? '', problems })
  }
  return content as unknown as DesignContent
}

/** What a person saves they may read themselves, field by field. */
async function checked(context: ActionContext, text: string): Promise<DesignContent> {
  const content = parsed(text)
  if (!mayReadDesign(content, context.actor)) {
    const problems = 'ele usa um cadastro que o seu perfil não pode ler.'
    throw errors.E_REPORTS_DESIGN({ title: content.title, problems })
  }
  await compileDesign('own.new', content, await viewerWithin(context))
  return content
}

async function checkProfiles({ tx, actor }: ActionContext, profiles: readonly string[]) {
  if (!profiles.length) return
  requirePermission(actor, SHARE)
  const known = await query<{ code: string }>(
    tx,
    'select code from access_profiles where code = any(?::text[])',
    [[...profiles]]
  )
  const unknown = profiles.find((code) => !known.some((one) => one.code === code))
  if (unknown) throw errors.E_REPORTS_PROFILE({ code: unknown })
}

const INSERT = `insert into reports_designs (title, content, profiles, municipality_id, owner_id)
  values (?, ?::jsonb, ?::text[], ?, ?) returning id`
const UPDATE = `update reports_designs set title = ?, content = ?::jsonb, profiles = ?::text[], changed_at = now()
  where municipality_id = ? and owner_id = ? and id = ? returning id`

/** Keeps a composed report as one's own, for oneself or for the profiles named. */
export const saveDesign: Action<SaveInput, Saved> = {
  name: 'reports.save_design',
  title: 'Salvar relatório',
  permission: 'reports.design',
  input: vine.create({
    id: rowId().optional(),
    content: vine.string().maxLength(100_000),
    profiles: vine.array(vine.string().maxLength(60)).maxLength(50).optional(),
  }),
  reason: 'none',
  subject: (_, { id }) => ({ type: 'reports.design', id }),
  async run(context, { id, content: text, profiles = [] }) {
    const { tx, municipalityId, actor } = context
    const content = await checked(context, text)
    await checkProfiles(context, profiles)
    const { title } = content
    const values = [title, JSON.stringify(content), [...profiles], municipalityId, actor.userId]
    try {
      const [row] = await query<{ id: bigint }>(tx, id ? UPDATE : INSERT, [
        ...values,
        ...(id ? [id] : []),
      ])
      if (!row) throw errors.E_REPORTS_DESIGN_UNKNOWN({ id: id! })
      return { id: row.id, title, profiles }
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw errors.E_REPORTS_DESIGN_TITLE({ title }, { cause: error })
    }
  },
  describe: (_, { title, profiles }) =>
    profiles.length
      ? `Relatório salvo: ${title}, compartilhado com ${profiles.length === 1 ? '1 perfil' : `${profiles.length} perfis`}`
      : `Relatório salvo: ${title}`,
  trail: ({ content }) => ({ content: JSON.parse(content) as Json }) as never,
}

/** Takes a report of one's own away. */
export const deleteDesign: Action<{ readonly id: number }, { readonly title: string }> = {
  name: 'reports.delete_design',
  title: 'Excluir relatório',
  permission: 'reports.design',
  input: vine.create({ id: rowId() }),
  reason: 'none',
  subject: ({ id }) => ({ type: 'reports.design', id: BigInt(id) }),
  async run({ tx, municipalityId, actor }, { id }) {
    const [sending] = await query<{ name: string }>(
      tx,
      `select name from reports_sendings where municipality_id = ? and report = ? and state <> 'ended' limit 1`,
      [municipalityId, ownName(String(id))]
    )
    if (sending) throw errors.E_REPORTS_DESIGN_USED({ id, sending: sending.name })
    const [row] = await query<{ title: string }>(
      tx,
      'delete from reports_designs where municipality_id = ? and owner_id = ? and id = ? returning title',
      [municipalityId, actor.userId, id]
    )
    if (!row) throw errors.E_REPORTS_DESIGN_UNKNOWN({ id })
    return row
  },
  describe: (_, { title }) => `Relatório excluído: ${title}`,
}

export const designActions: readonly Action[] = [saveDesign, deleteDesign]
