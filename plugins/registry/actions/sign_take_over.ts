import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { signTakeOver } from '../take_over/sign.ts'

const input = vine.create({
  system: vine.string().trim().minLength(1).maxLength(40),
  kind: vine.enum(['rehearsal', 'cut_over'] as const),
  billing_group_id: rowId().nullable().optional(),
  opinion: vine.string().trim().minLength(3).maxLength(2000),
})

/** Somebody answers for what a take-over brought (DECISIONS 60). */
export const signTakeOverAction: Action<Infer<typeof input>, bigint> = {
  name: 'registry.sign_take_over',
  title: 'Assinar conferência da carga',
  permission: 'registry.take_over',
  input,
  labels: {
    system: 'Sistema anterior',
    kind: 'O que se assina',
    billing_group_id: 'Grupo',
    opinion: 'Parecer',
  },
  reason: 'none',
  subject: (_, id) => ({ type: 'registry.take_over_signoffs', id }),
  run: (context, { system, kind, billing_group_id: group, opinion }) =>
    signTakeOver(context, { system, kind, groupId: group ? BigInt(group) : null, opinion }),
  describe: ({ system, kind, opinion }) =>
    `Conferência ${kind === 'rehearsal' ? 'do ensaio' : 'da virada'} da carga de ${system} assinada: ${opinion}`,
}
