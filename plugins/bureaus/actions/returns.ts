import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Returned, receiveReturn } from '../services/receive_return.ts'

const input = vine.create({ bureau_id: rowId(), file_object_id: rowId() })

/** A returned file that was kept is judged and applied. */
export const importReturnAction: Action<Infer<typeof input>, Returned> = {
  name: 'bureaus.import_return',
  title: 'Importar retorno',
  permission: 'bureaus.send',
  input,
  labels: { bureau_id: 'Órgão', file_object_id: 'Arquivo guardado' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'bureaus.files', id }),
  run: (context, { bureau_id: bureau, file_object_id: file }) =>
    receiveReturn(context, { bureauId: BigInt(bureau), fileObjectId: BigInt(file) }),
  describe: (_, { name, bureau, state, applied, unknown, reason }) =>
    state === 'applied'
      ? `Retorno ${name} de ${bureau}: ${applied} respostas aplicadas, ${unknown} linhas sem destino`
      : `Retorno ${name} de ${bureau} não aplicado: ${reason}`,
}
