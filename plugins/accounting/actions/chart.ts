import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { CLASSES, NATURES, PURPOSES } from '../domain/chart_words.ts'
import { putAccount, removeAccount } from '../services/chart_draft.ts'

const code = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,4}(\.\d{1,6}){0,9}$/)
    .maxLength(40)

const input = vine.create({
  code: code(),
  title: vine.string().trim().minLength(2).maxLength(160),
  class: vine.enum(CLASSES.map(({ value }) => value)),
  nature: vine.enum(NATURES.map(({ value }) => value)),
  analytic: vine.boolean(),
  purpose: vine.enum(PURPOSES.map(({ value }) => value)).optional(),
  blocked: vine.boolean().optional(),
  is_new: vine.boolean(),
})

interface Written {
  readonly versionId: bigint
}

const subject = (_: unknown, { versionId }: Written) => ({
  type: 'configuration.versions',
  id: versionId,
})
const labels = {
  ...{ code: 'Código', title: 'Título', class: 'Classe', nature: 'Natureza do saldo' },
  ...{ analytic: 'Analítica', purpose: 'Finalidade', blocked: 'Bloqueada', is_new: 'Conta nova' },
}

/** Creates, changes or blocks an account in the person's draft of the chart; it counts once somebody else approves it. */
export const putAccountAction: Action<Infer<typeof input>, Written> = {
  name: 'accounting.put_account',
  title: 'Gravar conta no plano',
  permission: 'accounting.chart',
  input,
  labels,
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, { is_new: isNew, blocked, purpose, ...given }) {
    const account = {
      ...given,
      purpose: purpose ?? null,
      ...(blocked ? { blocked } : {}),
    }
    const versionId = await putAccount(tx, { municipalityId, actor }, { account, isNew })
    return { versionId }
  },
  describe: ({ code: at, title, is_new: isNew, blocked }) =>
    `Plano de contas, rascunho: conta ${at} (${title}) ${isNew ? 'criada' : blocked ? 'bloqueada' : 'alterada'}`,
}

const one = vine.create({ code: code() })

/** Takes an account that nothing was posted to out of the draft. */
export const removeAccountAction: Action<Infer<typeof one>, Written> = {
  name: 'accounting.remove_account',
  title: 'Excluir conta do plano',
  permission: 'accounting.chart',
  input: one,
  labels,
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, { code: at }) {
    return { versionId: await removeAccount(tx, { municipalityId, actor }, at) }
  },
  describe: ({ code: at }) => `Plano de contas, rascunho: conta ${at} excluída`,
}
