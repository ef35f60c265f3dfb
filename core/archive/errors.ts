import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ARCHIVE_RECENT: {
    status: 422,
    message: 'Year {year} may be archived from {from} on',
    pt: 'O ano de {year} ainda está em uso: pode ser arquivado a partir de {from}.',
  },
  E_ARCHIVE_SUMS: {
    status: 500,
    message: 'Active and archived rows of {table} are not those of before: {before} became {after}',
    pt: 'A soma das linhas ativas e arquivadas de {table} mudou ({before} antes, {after} depois). O bloco foi desfeito; avise o suporte.',
  },
})
