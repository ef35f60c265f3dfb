import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { format } from '#core/web/index'
import { type UndoneMerge, undoMerge } from '../services/undo_merge.ts'

/** Parameter with who may undo a merge alone. */
export const UNDO_MERGE_AUTHORITY = 'registry.undo_merge_authority'

const input = vine.create({ id: rowId() })

const named = ({ name, code }: { readonly name: string; readonly code: string }) =>
  `${name} (código ${format.registration(code)})`

/** Two customers that were made one by mistake stand apart again; the two histories tell it. */
export const undoMergeAction: Action<Infer<typeof input>, UndoneMerge> = {
  name: 'registry.customers.undo_merge',
  title: 'Desfazer unificação de clientes',
  permission: 'registry.merge',
  input,
  labels: { id: 'Unificação' },
  reason: 'required',
  authority: { parameter: UNDO_MERGE_AUTHORITY, unit: 'each', measure: () => 1n },
  subject: (_, { kept }) => ({ type: 'registry.customers', id: kept.id }),
  async run(context, { id }) {
    const done = await undoMerge(context, BigInt(id))
    const { kept, merged } = done
    await appendEntry(context.tx, {
      municipalityId: context.municipalityId,
      at: context.now,
      actor: context.actor,
      action: 'registry.customers.undo_merge',
      subject: { type: 'registry.customers', id: merged.id },
      description: `Deixou de estar unificado com ${named(kept)}`,
      reason: context.reason,
      payload: { merge: String(done.merge.id) },
    })
    context.emit('registry.customers_separated', {
      kept_id: String(kept.id),
      merged_id: String(merged.id),
      merge_id: String(done.merge.id),
    })
    return done
  },
  describe: (_, { kept, merged, effects }) => {
    const back = effects.reduce((sum, { rows }) => sum + rows, 0)
    const told = back ? `registros que voltaram: ${back}` : 'só o cadastro se separou'
    return `Desfez a unificação de ${named(merged)} com ${kept.name}: ${told}`
  },
  trail: (_, { merge, kept, merged, restored, changedSince, effects }) => ({
    merge: String(merge.id),
    kept: String(kept.id),
    merged: String(merged.id),
    back: effects.map(({ title, rows }) => ({ title, rows })),
    restored: [...restored],
    changed_since: [...changedSince],
  }),
}
