import type { ImportedItem } from './import_bundle.ts'

export const OUTCOMES: Readonly<Record<ImportedItem['outcome'], string>> = {
  same: 'igual ao que está em vigor',
  waiting: 'já há um rascunho ou uma versão em revisão com este conteúdo',
  differs: 'diferente',
  draft: 'rascunho gravado',
  in_review: 'enviada para aprovação',
}
